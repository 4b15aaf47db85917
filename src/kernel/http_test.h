/* http_test.h - a client that speaks raw bytes, for the tests of the HTTP floor. */
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <setjmp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "kernel/http_internal.h"
#include <cmocka.h>

struct answer {
    int status;                                       /* 0: none came */
    char head[4096];
    char body[65536];                                 /* with the chunk lines, when chunked */
    size_t body_n;
};

static inline void nap_ms(int ms)
{
    struct timespec t = { ms / 1000, (ms % 1000) * 1000000L };

    nanosleep(&t, NULL);
}

static inline int dial(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof a), 0);
    return fd;
}

static inline void say_n(int fd, const char *s, size_t n)
{
    while (n > 0) {
        ssize_t done = send(fd, s, n, MSG_NOSIGNAL);

        if (done <= 0)
            return;                                   /* the server may close while we speak */
        s += done;
        n -= (size_t)done;
    }
}

static inline void say(int fd, const char *s)
{
    say_n(fd, s, strlen(s));
}

/* Reads one byte more or waits `ms`; false: nothing, or the end. */
static inline bool hear_byte(int fd, char *c, int ms)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };

    return poll(&p, 1, ms) == 1 && recv(fd, c, 1, 0) == 1;
}

/* The server has closed, at the latest within `ms`; what it still says is passed over. */
static inline bool is_closed(int fd, int ms)
{
    int64_t until = now_ms() + ms;
    char bin[4096];

    while (now_ms() < until) {
        struct pollfd p = { .fd = fd, .events = POLLIN };

        if (poll(&p, 1, 20) == 1 && recv(fd, bin, sizeof bin, 0) <= 0)
            return true;
    }
    return false;
}

/* What follows the head: Content-Length bytes, or chunks up to the last, or until the end. */
static inline void hear_body(int fd, struct answer *a, bool head_only)
{
    const char *length = strcasestr(a->head, "\r\nContent-Length: ");
    bool chunked = strcasestr(a->head, "\r\nTransfer-Encoding: chunked") != NULL;
    size_t n = length != NULL ? (size_t)strtoul(length + 18, NULL, 10) : sizeof a->body - 1;

    if (head_only || a->status == 304 || a->status == 204)
        return;
    while (a->body_n < n && a->body_n + 1 < sizeof a->body
           && hear_byte(fd, &a->body[a->body_n], 3000)) {
        a->body_n++;
        if (chunked && a->body_n >= 5 && memcmp(a->body + a->body_n - 5, "0\r\n\r\n", 5) == 0)
            break;
    }
}

static inline void hear(int fd, struct answer *a, bool head_only)
{
    size_t n = 0;

    memset(a, 0, sizeof *a);
    while (n + 1 < sizeof a->head && hear_byte(fd, &a->head[n], 5000)) {
        n++;
        if (n >= 4 && memcmp(a->head + n - 4, "\r\n\r\n", 4) == 0)
            break;
    }
    if (n < 12 || sscanf(a->head, "HTTP/1.1 %d ", &a->status) != 1)
        return;
    if (a->status == 100)
        hear(fd, a, head_only);
    else
        hear_body(fd, a, head_only);
}

static inline void ask(int port, const char *request, struct answer *a)
{
    int fd = dial(port);

    say(fd, request);
    hear(fd, a, strncmp(request, "HEAD", 4) == 0);
    close(fd);
}

static inline bool has(const struct answer *a, const char *header)
{
    return strcasestr(a->head, header) != NULL;
}

static inline struct http_server *begin(const struct http_options *o)
{
    struct http_server *s = NULL;
    char why[200] = "";

    if (http_start(o, &s, why) != 0)
        fail_msg("%s", why);
    return s;
}
