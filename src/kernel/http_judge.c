/* http_judge.c - what is refused of a request's head, and the words for looking into one. Pure. */
#include <strings.h>
#include "kernel/http_internal.h"

str http_cut(str s)
{
    while (s.n > 0 && (s.s[0] == ' ' || s.s[0] == '\t'))
        s = (str){ s.s + 1, s.n - 1 };
    while (s.n > 0 && (s.s[s.n - 1] == ' ' || s.s[s.n - 1] == '\t'))
        s.n--;
    return s;
}

bool http_same(str s, const char *name)
{
    return s.n == strlen(name) && strncasecmp(s.s, name, s.n) == 0;
}

static bool is_alnum(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_token(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.s[i]) && (s.s[i] == 0 || strchr("!#$%&'*+-.^_`|~", s.s[i]) == NULL))
            return false;
    return s.n > 0;
}

static bool is_value(str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool is_target(str s)
{
    if (s.n == 0 || s.s[0] != '/')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];

        if (c <= 0x20 || c == 0x7f || c == '#' || c == '\\')
            return false;
    }
    return true;
}

static bool is_host(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.s[i]) && (s.s[i] == 0 || strchr(".-_:[]", s.s[i]) == NULL))
            return false;
    return s.n > 0;
}

/* The value of the header; *n says how often it is there. */
static str find(const struct http_head *h, const char *name, size_t *n)
{
    str value = { NULL, 0 };

    *n = 0;
    for (size_t i = 0; i < h->headers_n; i++)
        if (http_same(h->headers[i].name, name) && (*n)++ == 0)
            value = h->headers[i].value;
    return value;
}

static int refuse(int status, const char **why, const char *reason)
{
    *why = reason;
    return status;
}

static int judge_line(const struct http_head *h, const char **why)
{
    static const char *const known[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };
    static const char *const unwanted[] = { "OPTIONS", "TRACE", "CONNECT" };
    bool served = false;

    if (!is_token(h->verb))
        return refuse(400, why, "malformed method");
    if (!str_is(h->version, "HTTP/1.1") && !str_is(h->version, "HTTP/1.0"))
        return refuse(505, why, "HTTP/1.1 or HTTP/1.0 is spoken here");
    if (h->target.n > HTTP_URI_MAX)
        return refuse(414, why, "the address is too long");
    for (size_t i = 0; i < COUNT(unwanted); i++)
        if (str_is(h->verb, unwanted[i]))
            return refuse(405, why, "method not allowed");
    for (size_t i = 0; i < COUNT(known); i++)
        served = served || str_is(h->verb, known[i]);
    if (!served)
        return refuse(501, why, "unknown method");
    if (!is_target(h->target))
        return refuse(400, why, "malformed address");
    return 0;
}

static int judge_length(const struct http_head *h, struct http_body *out, const char **why)
{
    size_t lengths, codings;
    str length = find(h, "content-length", &lengths);
    str coding = find(h, "transfer-encoding", &codings);
    size_t size = 0;

    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0))
        return refuse(400, why, "the length of the body is told twice");
    if (codings > 0 && (!http_same(coding, "chunked") || str_is(h->version, "HTTP/1.0")))
        return refuse(400, why, "only chunked transfer encoding is understood");
    if (lengths > 0 && length.n == 0)
        return refuse(400, why, "malformed Content-Length");
    for (size_t i = 0; i < length.n; i++) {
        if (length.s[i] < '0' || length.s[i] > '9')
            return refuse(400, why, "malformed Content-Length");
        if (__builtin_mul_overflow(size, 10, &size)
            || __builtin_add_overflow(size, (size_t)(length.s[i] - '0'), &size))
            return refuse(400, why, "Content-Length is out of range");
    }
    *out = (struct http_body){ .chunked = codings > 0, .known = lengths > 0, .size = size };
    return 0;
}

int http_judge_head(const struct http_head *h, struct http_body *out, const char **why)
{
    size_t hosts;
    str host = find(h, "host", &hosts);

    *why = NULL;
    TRY(judge_line(h, why));
    if (h->size > HTTP_HEAD_MAX || h->headers_n > HTTP_HEADERS_MAX)
        return refuse(431, why, "the headers are too long");
    if (!h->intact)
        return refuse(400, why, "malformed header lines");
    for (size_t i = 0; i < h->headers_n; i++)
        if (!is_token(h->headers[i].name) || !is_value(h->headers[i].value))
            return refuse(400, why, "malformed header");
    if (hosts > 1 || (hosts == 0 && str_is(h->version, "HTTP/1.1"))
        || (hosts == 1 && !is_host(host)))
        return refuse(400, why, "exactly one well-formed Host is needed");
    return judge_length(h, out, why);
}

/* --- looking into a request ------------------------------------------------------------------ */

str http_header(const struct http_request *req, const char *name)
{
    for (size_t i = 0; i < req->headers_n; i++)
        if (http_same(req->headers[i].name, name))
            return req->headers[i].value;
    return (str){ NULL, 0 };
}

str http_query(const struct http_request *req, const char *name)
{
    for (size_t i = 0; i < req->query_n; i++)
        if (str_is(req->query[i].name, name))
            return req->query[i].value;
    return (str){ NULL, 0 };
}

/* Looks for `name` in one Cookie header. */
static bool cookie_in(str list, const char *name, str *out)
{
    while (list.n > 0) {
        const char *semicolon = memchr(list.s, ';', list.n), *equals;
        size_t n = semicolon == NULL ? list.n : (size_t)(semicolon - list.s);
        str pair = { list.s, n }, value;

        list = semicolon == NULL ? (str){ list.s + n, 0 } : (str){ list.s + n + 1, list.n - n - 1 };
        equals = memchr(pair.s, '=', pair.n);
        if (equals == NULL)
            continue;
        value = http_cut((str){ equals + 1, (size_t)(pair.s + pair.n - equals - 1) });
        pair.n = (size_t)(equals - pair.s);
        if (!str_is(http_cut(pair), name))
            continue;
        if (value.n >= 2 && value.s[0] == '"' && value.s[value.n - 1] == '"')
            value = (str){ value.s + 1, value.n - 2 };
        *out = value;
        return true;
    }
    return false;
}

str http_cookie(const struct http_request *req, const char *name)
{
    str value = { NULL, 0 };

    for (size_t i = 0; i < req->headers_n; i++)
        if (http_same(req->headers[i].name, "cookie")
            && cookie_in(req->headers[i].value, name, &value))
            return value;
    return value;
}

bool http_language_asked(const struct http_request *req, bool *english)
{
    return http_parse_language(http_header(req, "accept-language"), english);
}

bool http_english(const struct http_request *req)
{
    bool english = false;

    return http_language_asked(req, &english) && english;
}
