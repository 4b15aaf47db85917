/* http_stream.c - server-sent events.
 *
 * The hub keeps the last HTTP_EVENTS events once; a stream is a place in that log, a filter, and
 * the event being sent. A stream with nothing to send has its connection suspended (`asleep`), and
 * is resumed by http_publish, by the keeper's heartbeat, or to be closed; all under the hub's lock.
 * Order of locks: the library's response, the hub, the library's connections. */
#include <poll.h>
#include <stdio.h>
#include "kernel/http_internal.h"

#define FRAME_MAX (HTTP_EVENT_BYTES + 128)

struct kept {
    struct http_event event;
    char data[HTTP_EVENT_BYTES];
};

struct http_stream {
    struct link *link;                                /* NULL: free */
    rid user_id;
    http_wants *wants;
    uint64_t at;                                      /* the next event to look at */
    int64_t after;
    str replay;
    bool asleep, closing, beat;
    int64_t spoke_ms;
    size_t frame_n, frame_at;
    char frame[FRAME_MAX];
    _Alignas(16) unsigned char filter[HTTP_FILTER_BYTES];
};

struct hub {
    pthread_mutex_t lock;
    struct http_stream *streams;
    int streams_max, open;
    bool closed;
    uint64_t head;                                    /* events ever kept; the next one's place */
    struct kept log[HTTP_EVENTS];
};

struct hub *hub_new(int streams)
{
    struct hub *h = forever_alloc(sizeof *h);

    pthread_mutex_init(&h->lock, NULL);
    h->streams = forever_alloc((size_t)streams * sizeof *h->streams);
    h->streams_max = streams;
    return h;
}

static void wake(struct http_stream *st)
{
    if (!st->asleep)
        return;
    st->asleep = false;
    MHD_resume_connection(st->link->connection);
}

/* --- subscribing ----------------------------------------------------------------------------- */

/* A browser that turned the page has hung up, which a stream with nothing to say does not
 * notice. */
static bool hung_up(const struct http_stream *st)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(st->link->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct pollfd fd = { .fd = info != NULL ? info->connect_fd : -1, .events = POLLRDHUP };

    return fd.fd >= 0 && poll(&fd, 1, 0) == 1 &&
        (fd.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

struct http_stream *http_stream_join(struct http_request *req, rid user_id, http_wants *wants,
                                     const void *filter, size_t filter_size)
{
    struct http_server *s = req->server;
    struct hub *h = s->hub;
    struct link *l = (struct link *)(void *)((char *)req - offsetof(struct link, req));
    struct http_stream *free_one = NULL;
    int mine = 0;

    assert(filter_size <= HTTP_FILTER_BYTES);
    assert(l->stream == NULL);
    pthread_mutex_lock(&h->lock);
    for (int i = 0; i < h->streams_max && !h->closed; i++) {
        struct http_stream *st = &h->streams[i];

        if (st->link == NULL)
            free_one = free_one == NULL ? st : free_one;
        else if (st->user_id == user_id && st->asleep && hung_up(st)) {
            st->closing = true;
            wake(st);
        } else
            mine += st->user_id == user_id && !st->closing;
    }
    if (free_one != NULL && mine < s->o.streams_per_user) {
        memset(free_one, 0, sizeof *free_one);
        free_one->link = l;
        free_one->user_id = user_id;
        free_one->wants = wants;
        free_one->at = h->head;
        if (filter_size > 0)
            memcpy(free_one->filter, filter, filter_size);
        l->stream = free_one;
        h->open++;
        atomic_store(&metric_streams, h->open);
    }
    pthread_mutex_unlock(&h->lock);
    return l->stream;
}

void stream_leave(struct link *l)
{
    struct hub *h = l->server->hub;

    pthread_mutex_lock(&h->lock);
    l->stream->link = NULL;
    l->stream = NULL;
    h->open--;
    atomic_store(&metric_streams, h->open);
    pthread_mutex_unlock(&h->lock);
}

void http_stream_begin(struct http_response *res, struct http_stream *st, str replay, int64_t after)
{
    static const char hello[] = "retry: 3000\n\n";    /* also brings the head on its way */

    memcpy(st->frame, hello, sizeof hello - 1);
    st->frame_n = sizeof hello - 1;
    st->replay = replay;
    st->after = after;
    st->spoke_ms = now_ms();
    res->type = "text/event-stream";
    res->stream = st;
    http_add(res, "X-Accel-Buffering", STR("no"));    /* nginx must not gather it */
}

/* --- events ---------------------------------------------------------------------------------- */

static size_t frame_write(char *to, size_t room, const struct http_event *e)
{
    int n = snprintf(to, room, "id: %lld\nevent: %s\ndata: %.*s\n\n", (long long)e->id, e->name,
                     (int)e->data.n, e->data.s);

    return n > 0 && (size_t)n < room ? (size_t)n : 0;
}

void http_event_write(struct text *t, const struct http_event *e)
{
    text_f(t, "id: %lld\nevent: %s\ndata: ", (long long)e->id, e->name);
    text_add(t, e->data);
    text_c(t, "\n\n");
}

static bool event_ok(const struct http_event *e)
{
    return e->id > 0 && e->name != NULL && strlen(e->name) <= 32 && e->data.n > 0
           && e->data.n <= HTTP_EVENT_BYTES && memchr(e->data.s, '\n', e->data.n) == NULL
           && memchr(e->data.s, '\r', e->data.n) == NULL
           && memchr(e->data.s, 0, e->data.n) == NULL;
}

static bool wanted(const struct http_stream *st, const struct http_event *e)
{
    return e->id > st->after && st->wants(st->filter, e);
}

int http_publish(struct http_server *s, const struct http_event *event)
{
    struct hub *h = s->hub;
    struct kept *k;

    if (!event_ok(event))
        return 1;
    pthread_mutex_lock(&h->lock);
    if (h->open > 0) {
        k = &h->log[h->head % HTTP_EVENTS];
        k->event = *event;
        memcpy(k->data, event->data.s, event->data.n);
        k->event.data.s = k->data;
        for (int i = 0; i < h->streams_max; i++) {
            struct http_stream *st = &h->streams[i];

            if (st->link == NULL)
                continue;
            if (st->at == h->head && st->asleep && !wanted(st, &k->event))
                st->at++;                             /* what it does not want cannot lap it */
            else
                wake(st);
        }
        h->head++;
    }
    pthread_mutex_unlock(&h->lock);
    return 0;
}

/* --- sending --------------------------------------------------------------------------------- */

/* Puts the next thing to say into the frame; false: nothing to say. */
static bool frame_next(struct hub *h, struct http_stream *st)
{
    st->frame_at = st->frame_n = 0;
    while (st->at < h->head && st->frame_n == 0) {
        const struct kept *k = &h->log[st->at++ % HTTP_EVENTS];

        if (wanted(st, &k->event))
            st->frame_n = frame_write(st->frame, sizeof st->frame, &k->event);
    }
    if (st->frame_n == 0 && st->beat) {
        memcpy(st->frame, ":\n\n", 3);
        st->frame_n = 3;
    }
    st->beat = false;
    return st->frame_n > 0;
}

static ssize_t frame_give(struct http_stream *st, char *buffer, size_t max)
{
    size_t n = st->frame_n - st->frame_at;

    n = n < max ? n : max;
    memcpy(buffer, st->frame + st->frame_at, n);
    st->frame_at += n;
    return (ssize_t)n;
}

static ssize_t replay_give(struct http_stream *st, char *buffer, size_t max)
{
    size_t n = st->replay.n < max ? st->replay.n : max;

    memcpy(buffer, st->replay.s, n);
    st->replay = (str){ st->replay.s + n, st->replay.n - n };
    return (ssize_t)n;
}

static ssize_t read_locked(struct hub *h, struct http_stream *st, char *buffer, size_t max)
{
    if (st->closing || h->closed)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (st->frame_at < st->frame_n)
        return frame_give(st, buffer, max);
    if (st->replay.n > 0)
        return replay_give(st, buffer, max);
    if (h->head - st->at > HTTP_EVENTS) {
        atomic_fetch_add(&metric_overruns, 1);
        return MHD_CONTENT_READER_END_OF_STREAM;
    }
    if (frame_next(h, st))
        return frame_give(st, buffer, max);
    MHD_suspend_connection(st->link->connection);
    st->asleep = true;
    return 0;
}

ssize_t stream_read(void *cls, uint64_t at, char *buffer, size_t max)
{
    struct link *l = cls;
    struct hub *h = l->server->hub;
    ssize_t n;

    (void)at;
    pthread_mutex_lock(&h->lock);
    n = read_locked(h, l->stream, buffer, max);
    if (n > 0) {
        l->stream->spoke_ms = now_ms();
        l->sent += n;
    }
    pthread_mutex_unlock(&h->lock);
    return n;
}

/* --- closing and keeping alive --------------------------------------------------------------- */

void http_stream_drop(struct http_server *s, rid user_id)
{
    struct hub *h = s->hub;

    pthread_mutex_lock(&h->lock);
    for (int i = 0; i < h->streams_max; i++)
        if (h->streams[i].link != NULL && h->streams[i].user_id == user_id) {
            h->streams[i].closing = true;
            wake(&h->streams[i]);
        }
    pthread_mutex_unlock(&h->lock);
}

void hub_tick(struct http_server *s, int64_t now)
{
    struct hub *h = s->hub;

    pthread_mutex_lock(&h->lock);
    for (int i = 0; i < h->streams_max && h->open > 0; i++) {
        struct http_stream *st = &h->streams[i];

        if (st->link != NULL && st->asleep && now - st->spoke_ms >= s->o.heartbeat_seconds * 1000) {
            st->beat = true;
            wake(st);
        }
    }
    pthread_mutex_unlock(&h->lock);
}

void hub_stop(struct http_server *s)
{
    struct hub *h = s->hub;

    pthread_mutex_lock(&h->lock);
    h->closed = true;
    for (int i = 0; i < h->streams_max; i++)
        if (h->streams[i].link != NULL)
            wake(&h->streams[i]);
    pthread_mutex_unlock(&h->lock);
}
