/* http.c - the server: starting, the library's callbacks, the keeper of time, stopping. */
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "kernel/http_internal.h"

/* Room for a head of HTTP_HEAD_MAX, the library's notes on it (56 bytes a header and a query pair)
 * and the head of the answer, all at once. */
#define CONNECTION_MEMORY (32 * 1024)
#define STOP_SECONDS      10

/* --- callbacks of the library, on its event threads ------------------------------------------ */

static struct link *link_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

/* While we stop nobody new is served. MHD_quiesce_daemon would do it, but 0.9.75 aborts now and
 * then, when it and a thread of the pool both take the socket out of epoll. */
static enum MHD_Result on_accept(void *server, const struct sockaddr *from, socklen_t n)
{
    (void)from, (void)n;
    return atomic_load(&((struct http_server *)server)->stopping) ? MHD_NO : MHD_YES;
}

static void on_connection(void *server, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        link_open(server, connection, context);
    else
        link_close(server, context);
}

static void *on_target(void *server, const char *target, struct MHD_Connection *connection)
{
    struct link *l = link_of(connection);

    (void)server;
    if (l != NULL)
        link_begin(l, target);
    return l;
}

/* The library would decode in place; the target is judged and decoded by link_head instead. */
static size_t on_unescape(void *cls, struct MHD_Connection *connection, char *s)
{
    (void)cls;
    (void)connection;
    return strlen(s);
}

static void on_completed(void *server, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    struct link *l = *context;

    (void)server;
    (void)connection;
    if (l != NULL)
        link_end(l, code);
    *context = NULL;
}

/* The request is whole. */
static enum MHD_Result on_whole(struct link *l)
{
    link_await(l, 0);
    if (l->too_long)
        return answer_refuse(l, 413, "the body is too long");
    if (l->no_room || atomic_load(&l->server->stopping) || !work_push(l, true))
        return answer_refuse(l, 503, "busy, try again in a moment");
    return MHD_YES;
}

/* Called for the head, for each part of the body, once when all is there, and after a resume. */
static enum MHD_Result on_request(void *server, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **context)
{
    struct link *l = *context;
    const char *why = NULL;
    int status;

    (void)server;
    (void)connection;
    if (l == NULL)
        return MHD_NO;
    switch (atomic_load(&l->stage)) {
    case LINK_HEAD:
        status = link_head(l, method, url, version, &why);
        return status == 0 ? MHD_YES : answer_refuse(l, status, why);
    case LINK_BODY:
        if (*size > 0) {
            bool on = link_body(l, data, *size);

            *size = 0;
            return on ? MHD_YES : MHD_NO;
        }
        return on_whole(l);
    case LINK_READY:
        return answer_send(l);
    case LINK_IDLE: case LINK_WORK: case LINK_SENDING:
        break;
    }
    return MHD_NO;
}

static PRINTF(2, 0) void on_log(void *cls, const char *format, va_list list)
{
    (void)cls;                                        /* clients' faults; the access log has them */
    (void)format;
    (void)list;
}

/* --- the keeper: once a second --------------------------------------------------------------- */

static void *keeper(void *server)
{
    struct http_server *s = server;

    while (s->keeper_runs) {
        struct timespec tick = { 0, 200000000 };
        int64_t now = now_ms();

        links_expire(s, now);
        hub_tick(s, now);
        log_flush(s->o.log_fd);
        nanosleep(&tick, NULL);
    }
    log_flush(s->o.log_fd);
    return NULL;
}

/* --- starting -------------------------------------------------------------------------------- */

static int fail(char why[200], const char *what, const char *about)
{
    snprintf(why, 200, "%s: %s", what, about);
    return -1;
}

static bool bounded(int *value, int otherwise, int most)
{
    if (*value == 0)
        *value = otherwise;
    return *value > 0 && *value <= most;
}

static int options_check(struct http_options *o, char why[200])
{
    if (o->listen == NULL || o->handle == NULL)
        return fail(why, "http_start", "an address and a handler are needed");
    if ((o->tls_cert == NULL) != (o->tls_key == NULL))
        return fail(why, "TLS", "needs both a certificate and a key");
    if (!bounded(&o->workers, 32, 256) || !bounded(&o->waiting, 256, 4096)
        || !bounded(&o->connections, 4096, 65536)
        || !bounded(&o->connections_per_address, 1024, 65536)
        || !bounded(&o->idle_seconds, 30, 3600) || !bounded(&o->heartbeat_seconds, 15, 3600)
        || !bounded(&o->streams, 1000, 65536) || !bounded(&o->streams_per_user, 4, 65536))
        return fail(why, "http_start", "a number is out of range");
    o->memory = o->memory == 0 ? 4 << 20 : o->memory;
    o->body = o->body == 0 ? 1 << 20 : o->body;
    o->bodies = o->bodies == 0 ? 256 << 20 : o->bodies;
    return 0;
}

/* "HOST:PORT" or "[HOST]:PORT", HOST a number. */
static int address_parse(const char *listen, struct addrinfo **out, char why[200])
{
    struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV,
                              .ai_socktype = SOCK_STREAM };
    const char *colon = strrchr(listen, ':');
    char host[64];
    size_t n = colon == NULL ? 0 : (size_t)(colon - listen);
    bool six = n >= 2 && listen[0] == '[' && colon[-1] == ']';
    int64_t port;

    if (n == 0 || n >= sizeof host || !str_int(str_of(colon + 1), &port) || port < 0
        || port > 65535)
        return fail(why, "listen on HOST:PORT, not", listen);
    snprintf(host, sizeof host, "%.*s", (int)(six ? n - 2 : n), six ? listen + 1 : listen);
    if (strcmp(host, "localhost") == 0)
        snprintf(host, sizeof host, "127.0.0.1");
    if (getaddrinfo(host, colon + 1, &hints, out) != 0)
        return fail(why, "not an address of an interface", listen);
    return 0;
}

static int daemon_start(struct http_server *s, char why[200])
{
    struct http_options *o = &s->o;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, NULL }, { MHD_OPTION_HTTPS_MEM_KEY, 0, NULL },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, NULL }, { MHD_OPTION_END, 0, NULL },
    };
    union { const char *in; void *out; } cert = { o->tls_cert }, key = { o->tls_key },
        modern = { "SECURE128:+SECURE192:-VERS-ALL:+VERS-TLS1.2:+VERS-TLS1.3" };
    const union MHD_DaemonInfo *info;
    struct addrinfo *address;

    TRY(address_parse(o->listen, &address, why));
    if (address->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    if (o->tls_cert != NULL) {
        flags |= MHD_USE_TLS;
        tls[0].ptr_value = cert.out;
        tls[1].ptr_value = key.out;
        tls[2].ptr_value = modern.out;
    } else {
        tls[0].option = MHD_OPTION_END;
    }
    s->daemon = MHD_start_daemon(flags, 0, on_accept, s, on_request, s,
        MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
        MHD_OPTION_SOCK_ADDR, address->ai_addr,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024U,
        MHD_OPTION_THREAD_POOL_SIZE, 2U,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)o->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)o->connections_per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->idle_seconds,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
        MHD_OPTION_UNESCAPE_CALLBACK, on_unescape, s,
        MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    freeaddrinfo(address);
    if (s->daemon == NULL)
        return fail(why, o->tls_cert != NULL ? "cannot listen (address in use, or certificate and "
                    "key do not fit)" : "cannot listen (address in use?)", o->listen);
    info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->port = info != NULL ? info->port : 0;
    return 0;
}

/* A descriptor for each connection, and some for files and databases. */
static void descriptors_raise(int connections)
{
    struct rlimit limit;
    rlim_t need = (rlim_t)connections + 512;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= need)
        return;
    limit.rlim_cur = need < limit.rlim_max ? need : limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static int threads_start(struct http_server *s, char why[200])
{
    TRY(work_start(s, why));
    s->keeper_runs = true;
    if (pthread_create(&s->keeper, NULL, keeper, s) != 0) {
        s->keeper_runs = false;
        work_stop(s);
        return fail(why, "http_start", "cannot start a thread");
    }
    return 0;
}

static void keeper_stop(struct http_server *s)
{
    s->keeper_runs = false;
    pthread_join(s->keeper, NULL);
}

int http_start(const struct http_options *options, struct http_server **out, char why[200])
{
    static struct http_server *newest;
    struct http_server *s = forever_alloc(sizeof *s);
    sigset_t all, before;
    int r;

    s->before = newest; /* a leak checker must find what is for ever */
    newest = s;
    *out = NULL;
    s->o = *options;
    TRY(options_check(&s->o, why));
    s->links = forever_alloc((size_t)s->o.connections * sizeof *s->links);
    s->hub = hub_new(s->o.streams);
    pthread_mutex_init(&s->links_lock, NULL);
    pthread_mutex_init(&s->warm_lock, NULL);
    pthread_mutex_init(&s->work_lock, NULL);
    pthread_cond_init(&s->work_there, NULL);
    if (getrandom(&s->boot, sizeof s->boot, 0) != sizeof s->boot)
        s->boot = (uint32_t)now_us();
    descriptors_raise(s->o.connections);
    sigfillset(&all);                                 /* signals are for the main thread */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    *out = s;                                         /* before anybody serves and reads it */
    r = threads_start(s, why);
    if (r == 0) {
        r = daemon_start(s, why);
        if (r != 0) {
            keeper_stop(s);
            work_stop(s);
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (r != 0)
        *out = NULL;
    return r;
}

int http_port(const struct http_server *s)
{
    return s->port;
}

/* --- stopping -------------------------------------------------------------------------------- */

static int wait_idle(struct http_server *s, int64_t until)
{
    int left;

    while ((left = work_left(s)) > 0 && now_ms() < until) {
        struct timespec nap = { 0, 5000000 };

        nanosleep(&nap, NULL);
    }
    return left;
}

int http_stop(struct http_server *s)
{
    int64_t until = now_ms() + STOP_SECONDS * 1000;
    int left;

    atomic_store(&s->stopping, true);
    hub_stop(s);
    wait_idle(s, until);
    links_drain(s, until);                            /* answers on their way, bodies in pieces */
    pthread_mutex_lock(&s->work_lock);
    atomic_store(&s->cut, true);
    pthread_mutex_unlock(&s->work_lock);
    left = wait_idle(s, now_ms() + 1000);
    if (left > 0)
        return left;
    MHD_stop_daemon(s->daemon);
    work_stop(s);
    keeper_stop(s);
    while (s->warm_n > 0)
        arena_free(&s->warm[--s->warm_n]);
    return 0;
}
