/* fuzz_http.c - what judges and cuts up a request, with bytes from libFuzzer.
 * The first byte picks what the rest is taken for; what is accepted must hold to its promises. */
#include "kernel/http.h"
#include "test/fuzz.h"

static str take_line(str *rest)
{
    const char *end = rest->n > 0 ? memchr(rest->s, '\n', rest->n) : NULL;
    str line = *rest;

    line.n = end == NULL ? rest->n : (size_t)(end - rest->s);
    *rest = end == NULL ? (str){ rest->s + rest->n, 0 } : (str){ end + 1, rest->n - line.n - 1 };
    return line;
}

static void fuzz_head(struct arena *mem, str in)
{
    struct http_pair headers[HTTP_HEADERS_MAX + 1];
    struct http_request req = { .mem = mem };
    struct http_head head = { .headers = headers, .size = in.n, .intact = true };
    struct http_body body;
    const char *why;

    head.verb = take_line(&in);
    head.target = take_line(&in);
    head.version = take_line(&in);
    while (in.n > 0 && head.headers_n < COUNT(headers)) {
        headers[head.headers_n].name = take_line(&in);
        headers[head.headers_n++].value = take_line(&in);
    }
    if (http_judge_head(&head, &body, &why) != 0) {
        must(why != NULL);
        return;
    }
    must(!(body.chunked && body.known) && head.target.n <= HTTP_URI_MAX && head.target.s[0] == '/');
    req.headers = headers;
    req.headers_n = head.headers_n;
    must(http_header(&req, "host").n > 0 || str_is(head.version, "HTTP/1.0"));
    http_cookie(&req, "workbay");
    http_english(&req);
    if (http_parse_target(mem, head.target, &req)) {
        must(utf8_valid(req.path) && req.path.n > 0 && req.path.s[0] == '/');
        for (size_t i = 0; i < req.parts_n; i++)
            must(req.parts[i].n > 0 && memchr(req.parts[i].s, '/', req.parts[i].n) == NULL
                 && !str_is(req.parts[i], ".."));
    }
}

static void fuzz_query(struct arena *mem, str in)
{
    const struct http_pair *pairs;
    size_t n;

    if (!http_parse_query(mem, in, &pairs, &n))
        return;
    must(n <= HTTP_PAIRS_MAX);
    for (size_t i = 0; i < n; i++)
        must(utf8_valid(pairs[i].name) && utf8_valid(pairs[i].value));
}

static void fuzz_coding(struct arena *mem, str in)
{
    struct text t = text_in(mem, 1 << 20);
    str out, back;

    if (http_decode(mem, in, false, &out)) {
        must(out.n <= in.n && utf8_valid(out));
        http_encode(&t, out);
        must(http_decode(mem, text_str(&t), true, &back) && str_eq(out, back));
    }
    http_decode(mem, in, true, &out);
}

static void fuzz_lists(str in)
{
    static const char tag[] = "\"5\"";
    struct http_pair cookie = { STR("Cookie"), in };
    struct http_request req = { .headers = &cookie, .headers_n = 1 };
    bool english;

    must(!http_match(in, str_of(tag)) || http_none_match(in, str_of(tag)));
    http_accepts_gzip(in);
    http_accepts_type(in, "text/html");
    http_is_type(in, "application/json");
    http_parse_language(in, &english);
    must(http_cookie(&req, "a").n <= in.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = { .limit = 4 << 20 };
    str in = { (const char *)data + 1, size - 1 };

    if (size == 0 || size > 16384)
        return 0;
    switch (data[0] % 4) {
    case 0: fuzz_head(&mem, in); break;
    case 1: fuzz_query(&mem, in); break;
    case 2: fuzz_coding(&mem, in); break;
    default: fuzz_lists(in); break;
    }
    fault_clear();
    arena_free(&mem);
    return 0;
}
