/* http_work_test.c - the line of requests, slow clients, stopping; log, metrics, options. */
#include "kernel/http_test.h"

extern const struct CMUnitTest http_work_tests[];
extern const size_t http_work_tests_n;

static int app(void *state, struct http_request *req, struct http_response *res)
{
    (void)state;
    req->user_id = 42;
    if (str_is(req->path, "/slow"))
        nap_ms(500);
    http_text(res, 200, "text/plain", str_format(req->mem, "%.*s %d", (int)req->remote.n,
                                                 req->remote.s, req->tls));
    return 0;
}

static struct http_options small(void)
{
    return (struct http_options){
        .listen = "127.0.0.1:0", .workers = 1, .waiting = 1, .connections = 64, .streams = 4,
        .handle = app, .idle_seconds = 1,
    };
}

static void test_line_is_bounded(void **state)
{
    struct http_options o = small();
    struct http_server *s = begin(&o);
    static struct answer a;
    int fds[4], busy = 0, fine = 0;

    (void)state;
    for (int i = 0; i < 4; i++) {
        fds[i] = dial(http_port(s));
        say(fds[i], "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
        nap_ms(30);
    }
    for (int i = 0; i < 4; i++) {
        hear(fds[i], &a, false);
        fine += a.status == 200;
        busy += a.status == 503 && has(&a, "Retry-After: 1");
        close(fds[i]);
    }
    assert_int_equal(fine, 2);                        /* one running, one waiting */
    assert_int_equal(busy, 2);
    assert_int_equal(http_stop(s), 0);
}

static void test_slow_clients(void **state)
{
    struct http_options o = small();
    struct http_server *s = begin(&o);
    int64_t from = now_ms();
    int silent = dial(http_port(s)), half = dial(http_port(s)), drip = dial(http_port(s));
    int body = dial(http_port(s));

    (void)state;
    say(half, "GET /x HTTP/1.1\r\nHost:");
    say(body, "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
    say(drip, "GET /x HTTP/1.1\r\nX: ");
    for (int i = 0; i < 60 && now_ms() - from < 6000; i++) {     /* never silent, never done */
        say(drip, "a");
        if (is_closed(drip, 100))
            break;
    }
    assert_true(now_ms() - from < 4000);
    assert_true(is_closed(silent, 1000));
    assert_true(is_closed(half, 1000));
    assert_true(is_closed(body, 1000));
    close(silent);
    close(half);
    close(body);
    close(drip);
    assert_int_equal(http_stop(s), 0);
}

static void *stopper(void *server)
{
    static int left;

    left = http_stop(server);
    return &left;
}

static void test_stop_lets_finish(void **state)
{
    struct http_options o = small();
    struct http_server *s = begin(&o);
    static struct answer a;
    int fd = dial(http_port(s)), idle = dial(http_port(s)), port = http_port(s);
    pthread_t thread;
    void *left;

    (void)state;
    say(fd, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    nap_ms(100);
    assert_int_equal(pthread_create(&thread, NULL, stopper, s), 0);
    hear(fd, &a, false);
    assert_int_equal(a.status, 200);
    assert_true(has(&a, "Connection: close"));
    pthread_join(thread, &left);
    assert_int_equal(*(int *)left, 0);
    assert_true(is_closed(idle, 100));
    close(fd);
    close(idle);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&(struct sockaddr_in){ .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) },
        sizeof(struct sockaddr_in)), -1);
    close(fd);
}

static void test_log(void **state)
{
    struct http_options o = small();
    struct http_server *s;
    static struct answer a;
    char line[2048];
    int ends[2];
    ssize_t n;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    o.log_fd = ends[1];
    s = begin(&o);
    ask(http_port(s), "GET /a%22b?secret=1 HTTP/1.1\r\nHost: h\r\n\r\n", &a);
    assert_int_equal(http_stop(s), 0);
    n = read(ends[0], line, sizeof line - 1);
    assert_true(n > 0);
    line[n] = 0;
    assert_non_null(strstr(line, "\"method\":\"GET\",\"path\":\"/a%22b\",\"status\":200,"
                                 "\"bytes\":11,"));
    assert_non_null(strstr(line, "\"user\":42,\"remote\":\"127.0.0.1\",\"reference\":\""));
    assert_null(strstr(line, "secret"));
    assert_true(line[n - 1] == '\n');
    close(ends[0]);
    close(ends[1]);
}

static void more_metrics(void *state, struct text *t)
{
    http_metric(t, "workbay_test_total", "counter", "A test.", *(int *)state);
}

static void test_metrics(void **state)
{
    static int seven = 7;
    static bool added;
    struct http_options o = small();
    struct http_server *s = begin(&o);
    struct arena mem = { .limit = 1 << 20 };
    struct text t = text_in(&mem, 65536);
    const char *all;
    static struct answer a;

    (void)state;
    if (!added)
        http_metrics_add(more_metrics, &seven);
    added = true;
    ask(http_port(s), "GET /x HTTP/1.1\r\nHost: h\r\n\r\n", &a);
    assert_int_equal(http_stop(s), 0);
    http_metrics_text(&t);
    all = str_c(&mem, text_str(&t));
    assert_non_null(strstr(all, "\nworkbay_http_requests_total{class=\"2xx\"} "));
    assert_non_null(strstr(all, "\nworkbay_test_total 7\n"));
    assert_non_null(strstr(all, "\nworkbay_http_waiting 0\n"));
    assert_non_null(strstr(all, "_bucket{le=\"+Inf\"} "));
    arena_free(&mem);
}

static void test_proxy(void **state)
{
    static const char forwarded[] = "GET /x HTTP/1.1\r\nHost: h\r\n"
                                    "X-Forwarded-For: 6.6.6.6, 192.0.2.9\r\n"
                                    "X-Forwarded-Proto: https\r\n\r\n";
    struct http_options o = small();
    struct http_server *s = begin(&o);
    static struct answer a;

    (void)state;
    ask(http_port(s), forwarded, &a);
    assert_string_equal(a.body, "127.0.0.1 0");       /* nobody told us to believe it */
    assert_int_equal(http_stop(s), 0);
    o.behind_proxy = true;
    s = begin(&o);
    ask(http_port(s), forwarded, &a);
    assert_string_equal(a.body, "192.0.2.9 1");
    assert_true(has(&a, "Strict-Transport-Security: "));
    assert_int_equal(http_stop(s), 0);
}

static void test_bad_options(void **state)
{
    static const char *const addresses[] = {
        "8080", ":8080", "127.0.0.1:", "127.0.0.1:99999", "no-such-host:80", "127.0.0.1:8x", "",
        "::1", "127.0.0.1:-1", "203.0.113.1:1",
    };
    struct http_options o = small();
    struct http_server *s = NULL;
    char why[200], taken[40];

    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        o.listen = addresses[i];
        if (http_start(&o, &s, why) >= 0)
            fail_msg("taken: %s", addresses[i]);
        assert_null(s);
    }
    o = small();
    o.tls_cert = "no certificate";
    assert_true(http_start(&o, &s, why) < 0);         /* and no key */
    o.tls_key = "no key";
    assert_true(http_start(&o, &s, why) < 0);
    o = small();
    o.workers = 1000;
    assert_true(http_start(&o, &s, why) < 0);
    o = small();
    s = begin(&o);
    snprintf(taken, sizeof taken, "127.0.0.1:%d", http_port(s));
    o.listen = taken;
    assert_true(http_start(&o, &(struct http_server *){ NULL }, why) < 0);
    assert_int_equal(http_stop(s), 0);
}

const struct CMUnitTest http_work_tests[] = {
    cmocka_unit_test(test_line_is_bounded), cmocka_unit_test(test_slow_clients),
    cmocka_unit_test(test_stop_lets_finish), cmocka_unit_test(test_log),
    cmocka_unit_test(test_metrics), cmocka_unit_test(test_proxy),
    cmocka_unit_test(test_bad_options),
};
const size_t http_work_tests_n = COUNT(http_work_tests);
