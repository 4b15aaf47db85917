/* http_answer.c - the answer: what a handler fills in, and what goes over the wire. */
#include "kernel/http_internal.h"

#include <limits.h>
#include <zlib.h>

#define PIECE_BLOCK 16384

static const char content_policy[] =
    "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; img-src 'self' blob: data:; script-src 'self'; style-src 'self'; "
    "style-src-attr 'unsafe-inline'"; /* the charts' tooltips; a style is no script */

void http_add(struct http_response *res, const char *name, str value)
{
    bool clean = res->headers_n < HTTP_ANSWERS_MAX;

    if (value.s == NULL)
        return;
    for (size_t i = 0; i < value.n; i++)
        clean = clean && (unsigned char)value.s[i] >= 0x20 && value.s[i] != 0x7f;
    if (!clean) {
        fault_set("a header of an answer is malformed or one too many");
        return;
    }
    res->headers[res->headers_n++] = (struct http_pair){ str_of(name), value };
}

void http_text(struct http_response *res, int status, const char *type, str body)
{
    res->status = status;
    res->type = type;
    res->body = body;
}

void http_json(struct http_response *res, int status, str body)
{
    http_text(res, status, "application/json", body);
}

void http_problem(struct http_request *req, struct http_response *res, int status,
                  const char *code, const char *zh, const char *en)
{
    const char *text = http_english(req) ? en : zh;
    struct json j = json_in(req->mem, 4096);
    str type = str_format(req->mem, "urn:workbay:refusal:%s", code);

    json_open(&j);
    json_key(&j, "type");
    json_str(&j, type);
    json_key(&j, "title");
    json_c(&j, text);
    json_key(&j, "status");
    json_int(&j, status);
    json_key(&j, "code");
    json_c(&j, code);
    json_key(&j, "detail");
    json_c(&j, text);
    json_key(&j, "fields");
    json_raw(&j, STR("[]"));
    json_key(&j, "reference");
    json_c(&j, status >= 500 ? req->reference : NULL);
    json_close(&j);
    http_text(res, status, "application/problem+json", text_str(&j.t));
    if (j.t.failed)                                   /* the arena is full: a constant must do */
        res->body = STR("{\"type\":\"urn:workbay:refusal:failed\",\"status\":500}");
}

bool http_gzip(struct arena *mem, str bytes, str *out)
{
    enum { GZIP = 15 + 16, MEMORY = 9 };
    z_stream z = { .next_in = (Bytef *)(uintptr_t)bytes.s, .avail_in = (uInt)bytes.n };
    char *room = bytes.n > 0 && bytes.n < UINT_MAX ? arena_alloc(mem, bytes.n) : NULL;
    int r;

    if (room == NULL || deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP, MEMORY,
                            Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)bytes.n;
    r = deflate(&z, Z_FINISH);
    *out = (str){ room, z.total_out };
    (void)deflateEnd(&z);
    return r == Z_STREAM_END;
}

void http_pieces(struct http_response *res, const char *type,
                 int (*pull)(void *, struct http_request *, str *), void *state)
{
    res->type = type;
    res->pull = pull;
    res->pull_state = state;
}

/* The piece at hand, then the connection sleeps until a worker has made the next one. */
static ssize_t piece_read(void *cls, uint64_t at, char *buffer, size_t max)
{
    struct link *l = cls;
    size_t n = l->piece.n - l->piece_at;

    (void)at;
    if (l->piece_broken)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (n > 0) {
        n = n < max ? n : max;
        memcpy(buffer, l->piece.s + l->piece_at, n);
        l->piece_at += n;
        l->sent += (int64_t)n;
        return (ssize_t)n;
    }
    if (l->piece_end)
        return MHD_CONTENT_READER_END_OF_STREAM;
    l->pulling = true;
    return work_push(l, false) ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
}

static struct MHD_Response *response_new(struct link *l)
{
    union { const char *in; void *out; } body = { .in = l->res.body.s };

    if (l->res.stream != NULL)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BLOCK, stream_read, l,
                                                 NULL);
    if (l->res.pull != NULL)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BLOCK, piece_read, l,
                                                 NULL);
    l->sent = (int64_t)l->res.body.n;
    return MHD_create_response_from_buffer(l->res.body.n, body.out, MHD_RESPMEM_PERSISTENT);
}

static void headers_add(struct link *l, struct MHD_Response *r)
{
    const struct http_response *res = &l->res;
    bool cached = false, policed = false;

    for (size_t i = 0; i < res->headers_n; i++) {
        str name = res->headers[i].name;

        cached = cached || http_same(name, "cache-control");
        policed = policed || http_same(name, "content-security-policy");
        MHD_add_response_header(r, name.s, str_c(&l->mem, res->headers[i].value));
    }
    if (res->type != NULL && (res->body.n > 0 || res->pull != NULL || res->stream != NULL))
        MHD_add_response_header(r, "Content-Type", res->type);
    if (!cached)
        MHD_add_response_header(r, "Cache-Control", "no-store");
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r, "Referrer-Policy", "same-origin");
    if (!policed)
        MHD_add_response_header(r, "Content-Security-Policy", content_policy);
    if (l->req.tls)
        MHD_add_response_header(r, "Strict-Transport-Security", "max-age=31536000");
    if (res->close || atomic_load(&l->server->stopping))
        MHD_add_response_header(r, "Connection", "close");
}

/* In the event thread of the connection. MHD_NO drops the connection. */
enum MHD_Result answer_send(struct link *l)
{
    struct MHD_Response *r = response_new(l);
    enum MHD_Result done;

    if (r == NULL)
        return MHD_NO;
    headers_add(l, r);
    l->stage = LINK_SENDING;
    done = MHD_queue_response(l->connection, (unsigned)l->res.status, r);
    MHD_destroy_response(r);
    return done;
}

struct refusal { int status; const char *code, *zh; };

static const struct refusal refusals[] = {
    { 400, "malformed_request", "请求格式不正确" },
    { 405, "method_not_allowed", "不支持此请求方法" },
    { 413, "body_too_long", "上传内容过大" },
    { 414, "address_too_long", "网址过长" },
    { 431, "headers_too_long", "请求头过长" },
    { 501, "method_unknown", "未知的请求方法" },
    { 503, "busy", "系统繁忙，请稍后再试" },
    { 505, "version_unknown", "不支持此 HTTP 版本" },
};

enum MHD_Result answer_refuse(struct link *l, int status, const char *why)
{
    const struct refusal *refusal = &refusals[0];

    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].status == status)
            refusal = &refusals[i];
    atomic_fetch_add(&metric_refused, 1);
    l->res = (struct http_response){ .status = status, .close = status != 503 };
    http_problem(&l->req, &l->res, status, refusal->code, refusal->zh, why);
    if (status == 503)
        http_add(&l->res, "Retry-After", STR("1"));
    if (status == 405)
        http_add(&l->res, "Allow", STR("GET, HEAD, POST, PUT, PATCH, DELETE"));
    return answer_send(l);
}
