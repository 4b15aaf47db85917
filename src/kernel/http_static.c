/* http_static.c - the web application's files, from a table in the binary. */
#include "kernel/http_internal.h"

static const struct web_file *file_find(const struct web_file *files, size_t n, str path)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(str_of(files[middle].path), path);

        if (order == 0)
            return &files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A page of the application, which finds its way by the address itself. */
static bool is_page(const struct http_request *req)
{
    str last = req->parts_n > 0 ? req->parts[req->parts_n - 1] : (str){ "", 0 };

    if (req->parts_n > 0 && str_is(req->parts[0], "api"))
        return false;
    if (last.n > 0 && memchr(last.s, '.', last.n) != NULL)
        return false;
    return http_accepts_type(http_header(req, "accept"), "text/html");
}

static void file_answer(const struct web_file *f, struct http_request *req,
                        struct http_response *res)
{
    bool hashed = str_starts(str_of(f->path), "/assets/");
    bool gzip = f->gzip != NULL && http_accepts_gzip(http_header(req, "accept-encoding"));
    /* each form of the bytes has a strong tag of its own */
    str etag = gzip ? str_format(req->mem, "%.*s-gzip\"", (int)strlen(f->etag) - 1, f->etag)
                    : str_of(f->etag);

    http_add(res, "ETag", etag);
    http_add(res, "Cache-Control", hashed ? STR("public, max-age=31536000, immutable")
                                          : STR("no-cache"));
    if (f->gzip != NULL)
        http_add(res, "Vary", STR("Accept-Encoding"));
    if (http_none_match(http_header(req, "if-none-match"), etag)) {
        http_text(res, 304, NULL, (str){ "", 0 });
        return;
    }
    if (gzip)
        http_add(res, "Content-Encoding", STR("gzip"));
    http_text(res, 200, f->type, gzip ? (str){ (const char *)f->gzip, f->gzip_size }
                                      : (str){ (const char *)f->bytes, f->size });
}

void http_web(const struct web_file *files, size_t n, struct http_request *req,
              struct http_response *res)
{
    const struct web_file *f = file_find(files, n, req->path);

    if (req->method != HTTP_GET) {
        http_add(res, "Allow", STR("GET, HEAD"));
        http_problem(req, res, 405, "method_not_allowed", "不支持此请求方法", "Method not allowed");
        return;
    }
    if (f == NULL && is_page(req))
        f = file_find(files, n, STR("/index.html"));
    if (f == NULL)
        http_problem(req, res, 404, "not_found", "没有这个页面", "Nothing is found here");
    else
        file_answer(f, req, res);
}
