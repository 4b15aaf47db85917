/* http_log.c - the access log: one JSON line a request, without query strings and bodies, for these
 * may hold what is personal. Lines gather in a buffer that the keeper empties every 0.2 s. */
#include <stdio.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "kernel/http_internal.h"

#define LOG_ROOM 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char waiting[LOG_ROOM];
static size_t waiting_n;

static void write_all(int fd, const char *at, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, at, n);

        if (done <= 0)
            return;                                   /* a full disk must not stop the service */
        at += done;
        n -= (size_t)done;
    }
}

void log_flush(int fd)
{
    if (fd == 0)
        return;
    pthread_mutex_lock(&lock);
    write_all(fd, waiting, waiting_n);
    waiting_n = 0;
    pthread_mutex_unlock(&lock);
}

/* At most `most` bytes of it, quotes, controls and bytes from 128 as escapes or left out. */
static size_t escape(char *to, size_t room, str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n && n + 6 < room; i++) {
        unsigned char c = (unsigned char)s.s[i];

        if (c == '"' || c == '\\')
            to[n++] = '\\';
        if (c >= 0x20 && c < 0x7f)
            to[n++] = (char)c;
        else
            n += (size_t)snprintf(to + n, room - n, "%%%02X", c);
    }
    to[n] = 0;
    return n;
}

void log_request(const struct link *l, int status)
{
    int fd = l->server->o.log_fd;
    char line[1024], at[32], path[512], verb[32];
    struct timespec t;
    str target = l->target;
    const char *query = target.n > 0 ? memchr(target.s, '?', target.n) : NULL;
    int n;

    if (fd == 0)
        return;
    if (query != NULL)
        target.n = (size_t)(query - target.s);
    if (l->req.secret_path && target.n > 0 &&
        (query = memchr(target.s + 1, '/', target.n - 1)) != NULL)
        target.n = (size_t)(query - target.s);
    clock_gettime(CLOCK_REALTIME, &t);
    when_print((when){ t.tv_sec * 1000 + t.tv_nsec / 1000000 }, at);
    escape(path, sizeof path, target);
    escape(verb, sizeof verb, l->req.verb);
    n = snprintf(line, sizeof line, "{\"at\":\"%s\",\"method\":\"%s\",\"path\":\"%s\","
                 "\"status\":%d,\"bytes\":%lld,\"us\":%lld,\"user\":%lld,\"remote\":\"%s\","
                 "\"reference\":\"%s\"}\n",
                 at, verb, path, status, (long long)l->sent, (long long)(now_us() - l->started_us),
                 (long long)l->req.user_id, l->remote, l->req.reference);
    if (n <= 0 || (size_t)n >= sizeof line)
        return;
    pthread_mutex_lock(&lock);
    if (waiting_n + (size_t)n > LOG_ROOM) {
        write_all(fd, waiting, waiting_n);
        waiting_n = 0;
    }
    memcpy(waiting + waiting_n, line, (size_t)n);
    waiting_n += (size_t)n;
    pthread_mutex_unlock(&lock);
}
