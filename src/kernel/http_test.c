/* http_test.c - the server on a loopback port, spoken to in raw bytes. */
#include "kernel/http_test.h"

extern const struct CMUnitTest http_tests[];
extern const size_t http_tests_n;

static _Atomic int pulls_let_go;

static int pull_lines(void *state, struct http_request *req, str *piece)
{
    int *left = state;

    if (piece == NULL) {
        atomic_fetch_add(&pulls_let_go, 1);
        return 0;
    }
    if (*left < 0)
        return -1;
    if (*left > 0)
        *piece = str_format(req->mem, "line %d\n", (*left)--);
    return 0;
}

static int pull_for_ever(void *state, struct http_request *req, str *piece)
{
    char *bytes;

    if (piece == NULL)
        return pull_lines(state, req, piece);
    bytes = arena_alloc(req->mem, 60000);
    *piece = (str){ bytes, bytes != NULL ? 60000 : 0 };
    return 0;
}

static void answer_parts(struct http_request *req, struct http_response *res)
{
    struct text t = text_in(req->mem, 8192);

    for (size_t i = 1; i < req->parts_n; i++) {
        text_c(&t, "[");
        text_add(&t, req->parts[i]);
        text_c(&t, "]");
    }
    text_add(&t, http_query(req, "q"));
    http_text(res, 200, "text/plain; charset=utf-8", text_str(&t));
}

static int app(void *state, struct http_request *req, struct http_response *res)
{
    static int three, broken, endless;
    str what = req->parts_n > 0 ? req->parts[0] : (str){ "", 0 };

    (void)state;
    req->user_id = 7;
    if (str_is(what, "echo"))
        http_text(res, 200, "text/plain", req->body);
    else if (str_is(what, "size"))
        http_text(res, 200, "text/plain", str_format(req->mem, "%zu", req->body.n));
    else if (str_is(what, "parts"))
        answer_parts(req, res);
    else if (str_is(what, "header"))
        http_text(res, 200, "text/plain", http_header(req, "x-test"));
    else if (str_is(what, "big"))
        res->body = (str){ arena_alloc(req->mem, 3 << 20), 3 << 20 };
    else if (str_is(what, "greedy"))
        res->body = (str){ arena_alloc(req->mem, 64 << 20), 0 };
    else if (str_is(what, "fail"))
        return -1;
    else if (str_is(what, "lines"))
        http_pieces(res, "text/plain", pull_lines, (three = 3, &three));
    else if (str_is(what, "broken"))
        http_pieces(res, "text/plain", pull_lines, (broken = -1, &broken));
    else if (str_is(what, "endless"))
        http_pieces(res, "text/plain", pull_for_ever, &endless);
    else if (str_is(what, "slow"))
        nap_ms(400);
    else
        http_problem(req, res, 404, "not_found", "没有", "Nothing");
    return 0;
}

static size_t app_bound(void *state, const struct http_request *req)
{
    (void)state;
    return str_is(req->path, "/size") ? 20 << 20 : 1 << 20;
}

static const struct http_options plain = {
    .listen = "127.0.0.1:0", .workers = 8, .connections = 600, .streams = 16, .idle_seconds = 1,
    .handle = app, .bound = app_bound,
};

static struct http_server *server;
static int port;

static int group_begin(void **state)
{
    (void)state;
    server = begin(&plain);
    port = http_port(server);
    return 0;
}

static int group_end(void **state)
{
    (void)state;
    return http_stop(server);
}

/* --- what is refused --------------------------------------------------------------------- */

#define H "Host: h\r\n"
#define RAW(lit) lit, sizeof(lit) - 1

static const struct { const char *raw; size_t n; int status; } refused[] = {
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 3\r\n"
          "Transfer-Encoding: chunked\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: +3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: -3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 3 3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 3,3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 0x3\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length:\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Content-Length: 99999999999999999999999\r\n\r\n"), 413 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: identity\r\n\r\nabc"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n"
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.0\r\n" H "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 400 },
    { RAW("POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\0b\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-\0Test: a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\0\r\nX-Next: b\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\x01" "b\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\x7f\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\rb\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Te\x02st: a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Te\xe5st: a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\r\n b\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\r\n\tb: c\r\nX: y\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test: a\r\n \r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n X: y\r\n" H "\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X-Test : a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "X Test: a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H ": a\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "no colon\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\n" H "\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\nHost: h\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H "\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\n" H H "\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\nHost:\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1\r\nHost: a@b\r\n\r\n"), 400 },
    { RAW("GET http://h/echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET http://other/echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET * HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET //h/echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /echo#x HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET  /echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /echo  HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /echo HTTP/1.1 \r\n" H "\r\n"), 400 },
    { RAW("GET /ec ho HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /ec\0ho HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET\0 /echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET\t/echo HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /ec\x01ho HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a\\b HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a%00 HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a%2Fb HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a/../b HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a/%2e%2E/b HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a%zz HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a% HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /%ff HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /\xff HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a?q=%c3%28 HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /a?q=%0 HTTP/1.1\r\n" H "\r\n"), 400 },
    { RAW("GET /echo\r\n\r\n"), 400 },
    { RAW("GET /echo HTTP/0.9\r\n" H "\r\n"), 505 },
    { RAW("GET /echo HTTP/1.2\r\n" H "\r\n"), 505 },
    { RAW("GET /echo HTTP/2.0\r\n" H "\r\n"), 505 },
    { RAW("GET /echo HTTP/11\r\n" H "\r\n"), 400 },
    { RAW("GET /echo http/1.1\r\n" H "\r\n"), 400 },
    { RAW("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505 },
    { RAW("OPTIONS /echo HTTP/1.1\r\n" H "\r\n"), 405 },
    { RAW("TRACE /echo HTTP/1.1\r\n" H "\r\n"), 405 },
    { RAW("CONNECT h:443 HTTP/1.1\r\n" H "\r\n"), 405 },
    { RAW("BREW /echo HTTP/1.1\r\n" H "\r\n"), 501 },
    { RAW("get /echo HTTP/1.1\r\n" H "\r\n"), 501 },
    { RAW("G(T /echo HTTP/1.1\r\n" H "\r\n"), 400 },
};

static void test_refused(void **state)
{
    static struct answer a;

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        int fd = dial(port);

        say_n(fd, refused[i].raw, refused[i].n);
        hear(fd, &a, false);
        if (a.status != refused[i].status)
            fail_msg("%d, not %d: %s", a.status, refused[i].status, refused[i].raw);
        if (!is_closed(fd, 2000))
            fail_msg("left open: %s", refused[i].raw);
        close(fd);
    }
}

/* Whatever the length of the head, there is an answer: 200 up to the bound, then 414 or 431. */
static void test_long_heads(void **state)
{
    static char raw[70000];
    static struct answer a;

    (void)state;
    for (size_t n = 1000; n < 60000; n += 1499) {
        int length = snprintf(raw, sizeof raw, "GET /header HTTP/1.1\r\n" H "X-Test: %0*d\r\n\r\n",
                              (int)n, 0);

        ask(port, raw, &a);
        if (length <= HTTP_HEAD_MAX)
            assert_int_equal(a.status, 200);
        else if (length < 30000)
            assert_int_equal(a.status, 431);
        else
            assert_true(a.status == 431 || a.status == 0);     /* closed while we still speak */
        snprintf(raw, sizeof raw, "GET /header?%0*d HTTP/1.1\r\n" H "\r\n", (int)n, 0);
        ask(port, raw, &a);
        if (n + 8 < HTTP_URI_MAX)
            assert_int_equal(a.status, 200);
        else if (n < 30000)
            assert_true(a.status == 414);
        else
            assert_true(a.status == 414 || a.status == 0);
    }
}

static void test_too_many_headers(void **state)
{
    static char raw[8192];
    static struct answer a;
    int n = snprintf(raw, sizeof raw, "GET /header HTTP/1.1\r\n" H);

    (void)state;
    for (int i = 0; i < HTTP_HEADERS_MAX - 1; i++)
        n += snprintf(raw + n, sizeof raw - (size_t)n, "X%d: y\r\n", i);
    snprintf(raw + n, sizeof raw - (size_t)n, "\r\n");
    ask(port, raw, &a);
    assert_int_equal(a.status, 200);
    snprintf(raw + n, sizeof raw - (size_t)n, "X: y\r\n\r\n");
    ask(port, raw, &a);
    assert_int_equal(a.status, 431);
}

/* Requests with bytes changed, cut and doubled at random: the server lives on and always closes or
 * answers. */
static void test_mangled(void **state)
{
    static const char good[] = "POST /echo?a=1 HTTP/1.1\r\n" H "X-Test: abc\r\n"
                               "Cookie: a=\"b\"; c\r\nContent-Length: 4\r\n\r\n"
                               "abcdGET / HTTP/1.1\r\n" H "\r\n";
    static const char odd[] = "\0\r\n\t :;,=\"%/?#\x7f\xff" "0aZ";
    static struct answer a;
    uint32_t seed = 12345;

    (void)state;
    for (int round = 0; round < 200; round++) {
        char raw[sizeof good];
        int fd = dial(port);

        memcpy(raw, good, sizeof raw);
        for (int i = 0; i < 1 + round % 3; i++) {
            seed = seed * 1664525 + 1013904223;
            raw[(seed >> 8) % (sizeof raw - 1)] = odd[(seed >> 20) % (sizeof odd - 1)];
        }
        say_n(fd, raw, sizeof raw - 1 - (seed >> 16) % 30);
        shutdown(fd, SHUT_WR);
        if (!is_closed(fd, 8000))
            fail_msg("neither answered nor closed, round %d", round);
        close(fd);
    }
    ask(port, "GET /echo HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
}

/* --- what is answered -------------------------------------------------------------------- */

static void test_answers(void **state)
{
    static struct answer a;

    (void)state;
    ask(port, "GET /parts/%E5%B7%A5/a%20b/?q=x+y HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
    assert_string_equal(a.body, "[工][a b]x y");
    assert_true(has(&a, "X-Content-Type-Options: nosniff") && has(&a, "Cache-Control: no-store")
                && has(&a, "frame-ancestors 'none'") && has(&a, "Referrer-Policy: same-origin"));
    assert_false(has(&a, "Strict-Transport-Security"));
    ask(port, "HEAD /parts/abc HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
    assert_true(has(&a, "Content-Length: 5"));
    ask(port, "GET /none HTTP/1.1\r\n" H "Accept-Language: en\r\n\r\n", &a);
    assert_int_equal(a.status, 404);
    assert_true(has(&a, "application/problem+json"));
    assert_non_null(strstr(a.body, "\"title\":\"Nothing\""));
    ask(port, "GET /header HTTP/1.1\r\n" H "X-TEST: \t some text  \r\n\r\n", &a);
    assert_string_equal(a.body, "some text");
    ask(port, "GET /header HTTP/1.0\r\nX-Test: old\r\n\r\n", &a);
    assert_string_equal(a.body, "old");
    ask(port, "GET /big HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
    assert_true(has(&a, "Content-Length: 3145728"));
}

static void test_failures(void **state)
{
    static struct answer a;

    (void)state;
    ask(port, "GET /fail HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 500);
    assert_non_null(strstr(a.body, "\"reference\":\""));
    ask(port, "GET /greedy HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 500);
    assert_non_null(strstr(a.body, "\"reference\":\""));
    ask(port, "GET /echo HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
}

static void test_bodies(void **state)
{
    static struct answer a;
    int fd = dial(port);

    (void)state;
    say(fd, "POST /echo HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhe");
    nap_ms(30);
    say(fd, "llo");
    hear(fd, &a, false);
    assert_string_equal(a.body, "hello");
    say(fd, "POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n");
    nap_ms(30);
    say(fd, "2;x=y\r\nde\r\n0\r\nX-Trailer: z\r\n\r\n");
    hear(fd, &a, false);
    assert_string_equal(a.body, "abcde");
    say(fd, "POST /echo HTTP/1.1\r\n" H "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    nap_ms(30);
    say(fd, "ok");
    hear(fd, &a, false);
    assert_string_equal(a.body, "ok");
    close(fd);
}

static void test_long_bodies(void **state)
{
    static struct answer a;
    static char block[65536];
    int fd = dial(port);
    int64_t before = now_ms();

    (void)state;
    say(fd, "POST /echo HTTP/1.1\r\n" H "Content-Length: 1000000000\r\n\r\n");
    hear(fd, &a, false);
    assert_int_equal(a.status, 413);
    assert_true(has(&a, "Connection: close") && is_closed(fd, 1000));
    assert_true(now_ms() - before < 1000);
    close(fd);
    fd = dial(port);                                  /* what may be longer is longer */
    say(fd, "POST /size HTTP/1.1\r\n" H "Content-Length: 3145728\r\n\r\n");
    for (int i = 0; i < 48; i++)
        say_n(fd, block, sizeof block);
    hear(fd, &a, false);
    assert_string_equal(a.body, "3145728");
    say(fd, "POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; i++) {                    /* 1.25 MiB, the bound is 1 MiB */
        say(fd, "10000\r\n");
        say_n(fd, block, sizeof block);
        say(fd, "\r\n");
    }
    say(fd, "0\r\n\r\n");
    hear(fd, &a, false);
    assert_int_equal(a.status, 413);
    close(fd);
    for (int i = 0; i < 100 && atomic_load(&server->bodies) > 0; i++)
        nap_ms(20);
    assert_int_equal(atomic_load(&server->bodies), 0);
}

static void test_pipelining(void **state)
{
    static struct answer a;
    int fd = dial(port);

    (void)state;
    say(fd, "GET /parts/one HTTP/1.1\r\n" H "\r\nPOST /echo HTTP/1.1\r\n" H
            "Content-Length: 3\r\n\r\ntwoGET /parts/three HTTP/1.1\r\n" H "\r\n");
    hear(fd, &a, false);
    assert_string_equal(a.body, "[one]");
    hear(fd, &a, false);
    assert_string_equal(a.body, "two");
    hear(fd, &a, false);
    assert_string_equal(a.body, "[three]");
    close(fd);
}

static void test_pieces(void **state)
{
    static struct answer a;
    int let_go = atomic_load(&pulls_let_go), fd;

    (void)state;
    ask(port, "GET /lines HTTP/1.1\r\n" H "\r\n", &a);
    assert_string_equal(a.body, "7\r\nline 3\n\r\n7\r\nline 2\n\r\n7\r\nline 1\n\r\n0\r\n\r\n");
    ask(port, "GET /lines HTTP/1.0\r\n\r\n", &a);
    assert_string_equal(a.body, "line 3\nline 2\nline 1\n");
    assert_int_equal(atomic_load(&pulls_let_go), let_go);
    ask(port, "GET /broken HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.body_n, 0);                    /* no last chunk: the client sees it */
    fd = dial(port);
    say(fd, "GET /endless HTTP/1.1\r\n" H "\r\n");
    hear(fd, &a, true);
    close(fd);
    for (int i = 0; i < 100 && atomic_load(&pulls_let_go) == let_go; i++)
        nap_ms(20);
    assert_int_equal(atomic_load(&pulls_let_go), let_go + 1);
}

static void test_client_gone(void **state)
{
    static struct answer a;

    (void)state;
    for (int i = 0; i < 20; i++) {
        int fd = dial(port);

        say(fd, "GET /slow HTTP/1.1\r\n" H "\r\n");
        nap_ms(2);
        close(fd);
    }
    ask(port, "GET /echo HTTP/1.1\r\n" H "\r\n", &a);
    assert_int_equal(a.status, 200);
    for (int i = 0; i < 150 && work_left(server) > 0; i++)
        nap_ms(20);
    assert_int_equal(work_left(server), 0);
}

static void test_many_connections(void **state)
{
    static struct answer a;
    int fds[200];

    (void)state;
    for (size_t i = 0; i < COUNT(fds); i++)
        fds[i] = dial(port);
    for (size_t i = 0; i < COUNT(fds); i++)
        say(fds[i], "GET /parts/x HTTP/1.1\r\n" H "\r\n");
    for (size_t i = 0; i < COUNT(fds); i++) {
        hear(fds[i], &a, false);
        assert_string_equal(a.body, "[x]");
        close(fds[i]);
    }
}

const struct CMUnitTest http_tests[] = {
    cmocka_unit_test_setup(test_refused, group_begin), cmocka_unit_test(test_long_heads),
    cmocka_unit_test(test_too_many_headers), cmocka_unit_test(test_mangled),
    cmocka_unit_test(test_answers), cmocka_unit_test(test_failures), cmocka_unit_test(test_bodies),
    cmocka_unit_test(test_long_bodies), cmocka_unit_test(test_pipelining),
    cmocka_unit_test(test_pieces), cmocka_unit_test(test_client_gone),
    cmocka_unit_test_teardown(test_many_connections, group_end),
};
const size_t http_tests_n = COUNT(http_tests);
