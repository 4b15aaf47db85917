/* http_link.c - one connection and its request: from the first byte to the last.
 *
 * libmicrohttpd cuts the head into lines in place, in its own buffer. It takes a NUL for the end of
 * a value and folds continuation lines into names; so the head is walked once more here: each name
 * must stand exactly where the value before it ended. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "kernel/http_internal.h"

#define BODY_FIRST 65536                              /* bytes of room a body starts with */
#define SPILL_MAX  (64 << 20)                         /* bytes of a refused body that are read on */

static int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t now_us(void)
{
    return now_ns() / 1000;
}

int64_t now_ms(void)
{
    return now_ns() / 1000000;
}

/* --- connections ----------------------------------------------------------------------------- */

void link_await(struct link *l, int64_t seconds)
{
    atomic_store(&l->deadline_ms, seconds == 0 ? 0 : now_ms() + seconds * 1000);
}

void link_open(struct http_server *s, struct MHD_Connection *connection, void **context)
{
    const union MHD_ConnectionInfo *info;
    struct link *l;

    pthread_mutex_lock(&s->links_lock);
    l = s->links_free;
    if (l != NULL)
        s->links_free = l->next;
    else if (s->links_n < (size_t)s->o.connections)
        l = &s->links[s->links_n++];
    if (l != NULL) {
        info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        l->server = s;
        l->connection = connection;
        l->next = NULL;
        l->stage = LINK_IDLE;
        l->fd = info != NULL ? info->connect_fd : -1;
        link_await(l, 2 * s->o.idle_seconds);
        atomic_fetch_add(&metric_connections, 1);
    }
    pthread_mutex_unlock(&s->links_lock);
    *context = l;
}

void link_close(struct http_server *s, void **context)
{
    struct link *l = *context;

    if (l == NULL)
        return;
    pthread_mutex_lock(&s->links_lock);
    link_await(l, 0);
    l->fd = -1;
    l->next = s->links_free;
    s->links_free = l;
    atomic_fetch_sub(&metric_connections, 1);
    pthread_mutex_unlock(&s->links_lock);
    *context = NULL;
}

/* The library's own time limit starts anew with every byte; this one does not. */
void links_expire(struct http_server *s, int64_t now)
{
    pthread_mutex_lock(&s->links_lock);
    for (size_t i = 0; i < s->links_n; i++) {
        struct link *l = &s->links[i];
        int64_t deadline = atomic_load(&l->deadline_ms);

        if (l->fd >= 0 && deadline != 0 && now > deadline)
            shutdown(l->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&s->links_lock);
}

void links_drain(struct http_server *s, int64_t until)
{
    bool busy = true;

    while (busy && now_ms() < until) {
        struct timespec nap = { 0, 5000000 };

        busy = false;
        pthread_mutex_lock(&s->links_lock);
        for (size_t i = 0; i < s->links_n && !busy; i++) {
            enum link_stage stage = s->links[i].stage;

            busy = s->links[i].fd >= 0 && stage != LINK_IDLE && stage != LINK_HEAD;
        }
        pthread_mutex_unlock(&s->links_lock);
        if (busy)
            nanosleep(&nap, NULL);
    }
}

/* A few arenas keep their first block, so that a request usually costs no malloc. */
static void arena_take(struct link *l)
{
    struct http_server *s = l->server;

    pthread_mutex_lock(&s->warm_lock);
    l->mem = s->warm_n > 0 ? s->warm[--s->warm_n] : (struct arena){ 0 };
    pthread_mutex_unlock(&s->warm_lock);
    l->mem.limit = s->o.memory;
    if (l->mem.blocks == NULL && arena_alloc(&l->mem, sizeof(void *)) == NULL)
        fault_clear();                                /* out of memory: what follows will fail */
    l->empty = l->mem;
}

static void arena_give(struct link *l)
{
    struct http_server *s = l->server;
    bool kept = false;

    arena_back(&l->mem, &l->empty);
    pthread_mutex_lock(&s->warm_lock);
    if (s->warm_n < WARM_ARENAS && l->mem.blocks != NULL) {
        s->warm[s->warm_n++] = l->mem;
        kept = true;
    }
    pthread_mutex_unlock(&s->warm_lock);
    if (!kept)
        arena_free(&l->mem);
    l->mem = (struct arena){ 0 };
}

/* --- the head -------------------------------------------------------------------------------- */

static void remote_set(struct link *l)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(l->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = info != NULL ? info->client_addr : NULL;

    l->remote[0] = 0;
    if (a != NULL && a->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)a)->sin_addr,
                  l->remote, sizeof l->remote);
    else if (a != NULL && a->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr,
                  l->remote, sizeof l->remote);
}

/* The request line is there. `target` is cut up after this call, so it is copied now. */
void link_begin(struct link *l, const char *target)
{
    struct http_server *s = l->server;

    arena_take(l);
    l->req = (struct http_request){ .mem = &l->mem, .server = s, .tls = s->o.tls_cert != NULL };
    l->res = (struct http_response){ .status = 200, .type = "application/json" };
    l->stage = LINK_HEAD;
    l->started_us = now_us();
    l->sent = 0;
    l->shape = (struct http_body){ 0 };
    l->body = NULL;
    l->body_n = l->body_room = l->body_max = l->body_spilt = l->body_held = 0;
    l->too_long = l->no_room = false;
    l->piece = (str){ NULL, 0 };
    l->piece_at = 0;
    l->pulling = l->piece_broken = l->piece_end = false;
    l->stream = NULL;
    remote_set(l);
    l->req.remote = str_of(l->remote);
    snprintf(l->req.reference, sizeof l->req.reference, "%08x%08x", s->boot,
             atomic_fetch_add(&s->counter, 1));
    l->target = str_copy(&l->mem, str_of(target));
}

struct walk {
    const char *at, *end;                             /* where the next line must start; the end */
    struct http_pair *headers;
    size_t n;
    bool intact;
};

static enum MHD_Result walk_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   size_t name_n, const char *value, size_t value_n)
{
    struct walk *w = cls;
    const char *end = value + value_n;

    (void)kind;
    if (w->n > HTTP_HEADERS_MAX)
        return MHD_NO;
    w->headers[w->n++] = (struct http_pair){ { name, name_n }, http_cut((str){ value, value_n }) };
    if (name != w->at || value <= name + name_n || end + 2 > w->end || end[0] != 0 || end[1] != 0) {
        w->intact = false;
        return MHD_YES;
    }
    for (const char *c = name + name_n + 1; c < value; c++)
        w->intact = w->intact && (*c == ' ' || *c == '\t');
    w->at = end + 2;
    return MHD_YES;
}

static enum http_method method_of(str verb)
{
    static const struct { const char *verb; enum http_method method; } all[] = {
        { "GET", HTTP_GET }, { "HEAD", HTTP_GET }, { "POST", HTTP_POST }, { "PUT", HTTP_PUT },
        { "PATCH", HTTP_PATCH }, { "DELETE", HTTP_DELETE },
    };

    for (size_t i = 0; i < COUNT(all); i++)
        if (str_is(verb, all[i].verb))
            return all[i].method;
    return HTTP_NONE;
}

/* Only a proxy on this machine is believed, and of its list only the entry it wrote itself. */
static void believe_proxy(struct link *l)
{
    str list = http_header(&l->req, "x-forwarded-for"), last = list;
    struct in6_addr six;
    struct in_addr four;
    char text[48];

    if (!l->server->o.behind_proxy
        || (strcmp(l->remote, "127.0.0.1") != 0 && strcmp(l->remote, "::1") != 0))
        return;
    l->req.tls = l->req.tls || http_same(http_header(&l->req, "x-forwarded-proto"), "https");
    for (size_t i = 0; i < list.n; i++)
        if (list.s[i] == ',')
            last = (str){ list.s + i + 1, list.n - i - 1 };
    last = http_cut(last);
    if (last.n == 0 || last.n >= sizeof text)
        return;
    memcpy(text, last.s, last.n);
    text[last.n] = 0;
    if (inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1)
        memcpy(l->remote, text, last.n + 1);
    l->req.remote = str_of(l->remote);
}

static void walk_head(struct link *l, const char *method, const char *url, const char *version,
                      struct http_head *head)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(l->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct walk w = { .intact = info != NULL };

    *head = (struct http_head){ str_of(method), l->target, str_of(version), .headers = NULL };
    w.headers = arena_alloc(&l->mem, (HTTP_HEADERS_MAX + 1) * sizeof *w.headers);
    if (w.headers == NULL)
        return;
    head->size = info != NULL ? info->header_size : 0;
    w.end = method + head->size;
    w.at = version + head->version.n + 2;
    w.intact = w.intact && url == method + head->verb.n + 1 && version == url + l->target.n + 1
               && w.at <= w.end && w.at[-1] == 0;
    if (w.intact)
        MHD_get_connection_values_n(l->connection, MHD_HEADER_KIND, walk_header, &w);
    head->intact = w.intact && w.at + 2 == w.end;
    head->headers = w.headers;
    head->headers_n = w.n;
}

int link_head(struct link *l, const char *method, const char *url, const char *version,
              const char **why)
{
    struct http_head head;
    int status;

    walk_head(l, method, url, version, &head);
    l->req.verb = head.verb;
    l->req.method = method_of(head.verb);
    l->req.headers = head.headers;
    l->req.headers_n = head.headers_n < HTTP_HEADERS_MAX ? head.headers_n : HTTP_HEADERS_MAX;
    status = http_judge_head(&head, &l->shape, why);
    if (status == 0 && !http_parse_target(&l->mem, l->target, &l->req)) {
        *why = "malformed address";
        status = 400;
    }
    if (status != 0)
        return status;
    believe_proxy(l);
    l->body_max = l->server->o.bound != NULL ? l->server->o.bound(l->server->o.app, &l->req)
                                             : l->server->o.body;
    l->too_long = l->shape.known && l->shape.size > l->body_max;
    if (l->too_long && (l->shape.size > SPILL_MAX || http_header(&l->req, "expect").n > 0)) {
        *why = "the body is too long";
        return 413;
    }
    l->stage = LINK_BODY;
    link_await(l, 10 * l->server->o.idle_seconds);
    return 0;
}

/* --- the body -------------------------------------------------------------------------------- */

/* Doubles, so that a long body announced by a silent client takes no memory. */
static bool body_grow(struct link *l, size_t need)
{
    struct http_server *s = l->server;
    size_t most = l->shape.known ? l->shape.size : l->body_max;
    size_t room = l->body_room == 0 ? BODY_FIRST : l->body_room * 2;
    char *bigger;

    while (room < need)
        room *= 2;
    room = room < most ? room : most;
    if (atomic_fetch_add(&s->bodies, room) + room > s->o.bodies) {
        atomic_fetch_sub(&s->bodies, room);
        return false;
    }
    l->mem.limit += room;
    l->body_held += room;
    bigger = arena_alloc(&l->mem, room);
    if (bigger == NULL)
        return false;
    if (l->body_n > 0)
        memcpy(bigger, l->body, l->body_n);
    l->body = bigger;
    l->body_room = room;
    return true;
}

/* The library can answer before the body or after it, not in its midst; and who is still sending
 * when the connection closes never reads the answer. So what is too long is read on and thrown
 * away, but not for ever. */
bool link_body(struct link *l, const char *data, size_t size)
{
    if (l->too_long || l->no_room || size > l->body_max - l->body_n) {
        l->too_long = l->too_long || !l->no_room;
        l->body_spilt += size;
        return l->body_spilt <= SPILL_MAX;
    }
    if (l->body_n + size > l->body_room && !body_grow(l, l->body_n + size)) {
        l->no_room = true;
        return true;
    }
    memcpy(l->body + l->body_n, data, size);
    l->body_n += size;
    return true;
}

/* --- the end --------------------------------------------------------------------------------- */

void link_end(struct link *l, enum MHD_RequestTerminationCode code)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(l->connection, MHD_CONNECTION_INFO_HTTP_STATUS);
    int status = info != NULL ? (int)info->http_status : 0;

    (void)code;
    if (l->stream != NULL)
        stream_leave(l);
    if (l->res.pull != NULL && !l->piece_end && l->stage == LINK_SENDING)
        l->res.pull(l->res.pull_state, &l->req, NULL);
    metric_request(status, now_us() - l->started_us);
    log_request(l, status);
    atomic_fetch_sub(&l->server->bodies, l->body_held);
    arena_give(l);
    l->stage = LINK_IDLE;
    link_await(l, 2 * l->server->o.idle_seconds);
}
