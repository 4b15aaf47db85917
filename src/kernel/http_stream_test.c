/* http_stream_test.c - server-sent events, and the web application's files. */
#include "kernel/http_test.h"

extern const struct CMUnitTest http_stream_tests[];
extern const size_t http_stream_tests_n;

static const struct web_file files[] = {
    { "/assets/app-1a2b.js", "text/javascript", "\"e1\"", (const uint8_t *)"let a", NULL, 5, 0 },
    { "/favicon.ico", "image/x-icon", "\"e2\"", (const uint8_t *)"icon", NULL, 4, 0 },
    { "/index.html", "text/html; charset=utf-8", "\"e3\"", (const uint8_t *)"<html>",
      (const uint8_t *)"zipped", 6, 6 },
};

static bool wants_topic(const void *filter, const struct http_event *e)
{
    uint64_t bits;

    memcpy(&bits, filter, sizeof bits);
    return bits >> e->topic & 1;
}

static int app(void *state, struct http_request *req, struct http_response *res)
{
    int64_t user = 1, topics = 1, last = 0;
    struct http_stream *stream;
    struct text replay = text_in(req->mem, 65536);

    (void)state;
    if (!str_is(req->path, "/events")) {
        http_web(files, COUNT(files), req, res);
        return 0;
    }
    str_int(http_query(req, "user"), &user);
    str_int(http_query(req, "topics"), &topics);
    str_int(http_header(req, "last-event-id"), &last);
    stream = http_stream_join(req, user, wants_topic, &topics, sizeof topics);
    if (stream == NULL) {
        http_problem(req, res, 429, "too_many_streams", "连接过多", "Too many streams");
        return 0;
    }
    if (http_query(req, "fail").s != NULL)
        return -1;                                    /* what was joined is left */
    for (int64_t id = last + 1; last > 0 && id <= 20; id++)
        http_event_write(&replay, &(struct http_event){ id, 0, 0, "change", STR("{\"old\":1}") });
    http_stream_begin(res, stream, text_str(&replay), last > 0 ? 20 : 0);
    return 0;
}

static const struct http_options few = {
    .listen = "127.0.0.1:0", .workers = 4, .connections = 64, .streams = 6, .streams_per_user = 4,
    .heartbeat_seconds = 1, .handle = app,
};

static void publish(struct http_server *s, int64_t id, uint32_t topic, const char *data)
{
    struct http_event e = { id, topic, 0, "change", str_of(data) };

    assert_int_equal(http_publish(s, &e), 0);
}

/* Reads until `text` has come; false: not within the time. */
static bool ends_with(const char *all, size_t n, const char *text)
{
    return n >= strlen(text) && strcmp(all + n - strlen(text), text) == 0;
}

static bool hear_either(int fd, const char *one, const char *other, int ms)
{
    static char all[65536];
    int64_t until = now_ms() + ms;
    size_t n = 0;

    memset(all, 0, sizeof all);
    while (n + 1 < sizeof all && now_ms() < until)
        if (hear_byte(fd, &all[n], 20)) {
            n++;
            if (ends_with(all, n, one) || ends_with(all, n, other))
                return true;
        }
    return false;
}

static bool hear_text(int fd, const char *text, int ms)
{
    return hear_either(fd, text, text, ms);
}

static int listen_to(struct http_server *s, const char *query, const char *header)
{
    char raw[256];
    int fd = dial(http_port(s));

    snprintf(raw, sizeof raw, "GET /events?%s HTTP/1.1\r\nHost: h\r\n%s\r\n", query, header);
    say(fd, raw);
    return fd;
}

static void test_events_come(void **state)
{
    struct http_server *s = begin(&few);
    int all = listen_to(s, "topics=3", ""), second = listen_to(s, "topics=2", "");

    (void)state;
    assert_true(hear_text(all, "retry: 3000\n\n", 2000));
    assert_true(hear_text(second, "retry: 3000\n\n", 2000));
    publish(s, 1, 0, "{\"a\":1}");
    publish(s, 2, 1, "{\"a\":2}");
    assert_true(hear_text(all, "id: 1\nevent: change\ndata: {\"a\":1}\n\n", 2000));
    assert_true(hear_text(all, "id: 2\nevent: change\ndata: {\"a\":2}\n\n", 2000));
    assert_true(hear_text(second, "\nid: 2\nevent: change\ndata: {\"a\":2}\n\n", 2000));
    assert_true(hear_text(all, ":\n\n", 3000));       /* the heartbeat */
    assert_true(hear_text(all, ":\n\n", 3000));
    assert_int_equal(http_publish(s, &(struct http_event){ 3, 0, 0, "change", STR("a\nb") }), 1);
    assert_int_equal(http_publish(s, &(struct http_event){ 0, 0, 0, "change", STR("a") }), 1);
    close(second);
    assert_int_equal(http_stop(s), 0);
    assert_true(is_closed(all, 100));
    close(all);
}

static void test_replay_then_live(void **state)
{
    struct http_server *s = begin(&few);
    int fd = listen_to(s, "topics=1", "Last-Event-ID: 18\r\n");

    (void)state;
    assert_true(hear_text(fd, "id: 19\nevent: change\ndata: {\"old\":1}\n\n"
                              "id: 20\nevent: change\ndata: {\"old\":1}\n\n", 2000));
    publish(s, 20, 0, "{\"again\":1}");               /* it was in the replay */
    publish(s, 21, 0, "{\"new\":1}");
    assert_true(hear_text(fd, "\r\nid: 21\nevent: change\ndata: {\"new\":1}\n\n", 2000));
    close(fd);
    assert_int_equal(http_stop(s), 0);
}

static void test_streams_are_bounded(void **state)
{
    struct http_server *s = begin(&few);
    static struct answer a;
    int fds[6];

    (void)state;
    for (int i = 0; i < 6; i++) {
        fds[i] = listen_to(s, i < 4 ? "user=1" : i == 4 ? "user=2" : "user=2&fail", "");
        assert_true(hear_text(fds[i], i < 5 ? "retry: 3000\n\n" : "500 ", 2000));
    }
    ask(http_port(s), "GET /events?user=1 HTTP/1.1\r\nHost: h\r\n\r\n", &a);
    assert_int_equal(a.status, 429);                  /* four for each user */
    close(fds[5]);
    fds[5] = listen_to(s, "user=2", "");              /* the failed one has left its place */
    assert_true(hear_text(fds[5], "retry: 3000\n\n", 2000));
    ask(http_port(s), "GET /events?user=3 HTTP/1.1\r\nHost: h\r\n\r\n", &a);
    assert_int_equal(a.status, 429);                  /* six in all */
    http_stream_drop(s, 1);
    for (int i = 0; i < 4; i++)
        assert_true(hear_text(fds[i], "0\r\n\r\n", 2000));
    close(fds[4]);                                    /* gone silently: the heartbeat finds it */
    for (int i = 0; i < 200 && atomic_load(&metric_streams) > 1; i++)
        nap_ms(20);
    assert_int_equal(atomic_load(&metric_streams), 1);
    for (int i = 0; i < 6; i++)
        if (i != 4)
            close(fds[i]);
    assert_int_equal(http_stop(s), 0);
}

/* Who hung up holds no place: turning pages quickly is not refused. */
static void test_hung_up_makes_room(void **state)
{
    struct http_server *s = begin(&few);
    int fds[5];

    (void)state;
    for (int i = 0; i < 4; i++) {
        fds[i] = listen_to(s, "user=1", "");
        assert_true(hear_text(fds[i], "retry: 3000\n\n", 2000));
    }
    nap_ms(50);
    close(fds[2]);
    nap_ms(50);
    fds[4] = listen_to(s, "user=1", "");
    assert_true(hear_text(fds[4], "retry: 3000\n\n", 2000));
    for (int i = 0; i < 5; i++)
        if (i != 2)
            close(fds[i]);
    assert_int_equal(http_stop(s), 0);
}

/* Who does not read is closed, and does not hold up who reads. */
static void test_slow_listener_is_dropped(void **state)
{
    struct http_server *s = begin(&few);
    int64_t overruns = atomic_load(&metric_overruns);
    int slow = listen_to(s, "topics=1", ""), other = listen_to(s, "topics=2", "");
    char data[HTTP_EVENT_BYTES];
    int64_t id = 0;

    (void)state;
    memset(data, 'x', sizeof data - 1);
    data[sizeof data - 1] = 0;
    assert_true(hear_text(slow, "retry: 3000\n\n", 2000));
    assert_true(hear_text(other, "retry: 3000\n\n", 2000));
    while (id < 30000)
        publish(s, ++id, 0, data);
    publish(s, ++id, 1, "{\"b\":1}");
    assert_true(hear_text(other, "data: {\"b\":1}\n\n", 3000));
    for (int i = 0; i < 200 && atomic_load(&metric_overruns) == overruns; i++)
        is_closed(slow, 20);                          /* reads on, up to where it was left behind */
    assert_int_equal(atomic_load(&metric_overruns), overruns + 1);
    close(slow);
    close(other);
    assert_int_equal(http_stop(s), 0);
}

static struct http_server *storm_server;

static void *storm(void *first)
{
    for (int64_t i = 0; i < 3000; i++)
        publish(storm_server, *(int64_t *)first + i, 0, "{\"storm\":1}");
    return NULL;
}

static void test_many_publishers(void **state)
{
    int64_t firsts[4] = { 1, 10001, 20001, 30001 };
    pthread_t threads[4];
    int fds[6];

    (void)state;
    storm_server = begin(&few);
    for (int i = 0; i < 6; i++) {
        fds[i] = listen_to(storm_server, i < 4 ? "topics=3" : "topics=3&user=2", "");
        assert_true(hear_text(fds[i], "retry: 3000\n\n", 2000));
    }
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, storm, &firsts[i]), 0);
    close(fds[0]);
    close(fds[5]);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    publish(storm_server, 99999, 1, "{\"end\":1}");
    for (int i = 1; i < 5; i++) {
        /* each got some, or all; or the storm passed it by, and its stream was ended */
        assert_true(hear_either(fds[i], "\n\n", "\r\n0\r\n\r\n", 5000));
        close(fds[i]);
    }
    assert_int_equal(http_stop(storm_server), 0);
}

static void test_files(void **state)
{
    struct http_server *s = begin(&few);
    static struct answer a;
    int port = http_port(s);

    (void)state;
    ask(port, "GET /assets/app-1a2b.js HTTP/1.1\r\nHost: h\r\n\r\n", &a);
    assert_string_equal(a.body, "let a");
    assert_true(has(&a, "immutable") && has(&a, "ETag: \"e1\"") && has(&a, "text/javascript"));
    assert_false(has(&a, "no-store"));
    ask(port, "GET / HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n\r\n", &a);
    assert_string_equal(a.body, "<html>");
    assert_true(has(&a, "Cache-Control: no-cache") && has(&a, "Vary: Accept-Encoding"));
    ask(port, "GET /orders/17 HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n\r\n", &a);
    assert_string_equal(a.body, "<html>");
    ask(port, "GET /index.html HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n", &a);
    assert_string_equal(a.body, "zipped");
    assert_true(has(&a, "Content-Encoding: gzip") && has(&a, "ETag: \"e3-gzip\""));
    ask(port, "GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"e3\"\r\n\r\n", &a);
    assert_int_equal(a.status, 304);
    assert_true(has(&a, "ETag: \"e3\""));
    ask(port, "GET /x HTTP/1.1\r\nHost: h\r\nAccept: application/json\r\n\r\n", &a);
    assert_int_equal(a.status, 404);
    ask(port, "GET /assets/none.js HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n", &a);
    assert_int_equal(a.status, 404);
    ask(port, "GET /api/none HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n\r\n", &a);
    assert_int_equal(a.status, 404);
    ask(port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", &a);
    assert_int_equal(a.status, 405);
    assert_int_equal(http_stop(s), 0);
}

const struct CMUnitTest http_stream_tests[] = {
    cmocka_unit_test(test_events_come), cmocka_unit_test(test_replay_then_live),
    cmocka_unit_test(test_streams_are_bounded), cmocka_unit_test(test_hung_up_makes_room),
        cmocka_unit_test(test_slow_listener_is_dropped),
    cmocka_unit_test(test_many_publishers), cmocka_unit_test(test_files),
};
const size_t http_stream_tests_n = COUNT(http_stream_tests);
