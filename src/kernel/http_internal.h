/* http_internal.h - what the files http_*.c share; nobody else includes it.
 *
 * A struct link is one connection and the one request it may have at a time. It belongs to the
 * event thread of its connection, except from work_push until the worker resumes the connection:
 * then it is the worker's. The connection is suspended meanwhile, so the two never meet. */
#pragma once
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include "kernel/http.h"

enum link_stage {
    LINK_IDLE,                                        /* between requests */
    LINK_HEAD,                                        /* the request line has come */
    LINK_BODY,                                        /* judged; the body is coming */
    LINK_WORK,                                        /* waits for a worker, or runs */
    LINK_READY,                                       /* the worker is done */
    LINK_SENDING
};

struct link {
    struct http_request req;
    struct http_response res;
    struct http_server *server;
    struct MHD_Connection *connection;
    struct link *next;                                /* in the free list, or among the waiting */
    struct arena mem;
    struct arena empty, mark;                         /* `mem` at first; after the handler */
    _Atomic enum link_stage stage;                    /* read by others in links_drain alone */
    str target;
    struct http_body shape;
    struct http_pair *headers;
    char *body;
    size_t body_n, body_room, body_max;
    size_t body_spilt, body_held;                     /* thrown away; counted in server->bodies */
    bool too_long, no_room;
    str piece;
    size_t piece_at;
    bool pulling, piece_broken, piece_end;            /* pulling: the worker is to make a piece */
    struct http_stream *stream;
    int64_t started_us, sent;
    char remote[48];
    int fd;
    _Atomic int64_t deadline_ms;                      /* 0: nothing is being waited for */
};

#define WARM_ARENAS 256

struct http_server {
    struct http_options o;
    struct http_server *before;                       /* the one started before */
    struct MHD_Daemon *daemon;
    int port;
    _Atomic bool stopping;
    _Atomic bool cut;                                 /* nothing may be suspended any more */

    pthread_mutex_t links_lock;
    struct link *links, *links_free;
    size_t links_n;                                   /* so many have ever been in use */

    pthread_mutex_t warm_lock;
    struct arena warm[WARM_ARENAS];
    size_t warm_n;
    _Atomic size_t bodies;                            /* bytes of bodies in memory */

    pthread_mutex_t work_lock;
    pthread_cond_t work_there;
    struct link *work_first, *work_last;
    int work_waiting, work_running;
    bool work_end;
    pthread_t workers[256];
    int workers_n;
    pthread_t keeper;
    _Atomic bool keeper_runs;

    struct hub *hub;
    uint32_t boot;
    _Atomic uint32_t counter;
};

int64_t now_ms(void);                                 /* monotonic */
int64_t now_us(void);

/* http_link.c: a connection and its request */
void link_open(struct http_server *, struct MHD_Connection *, void **context);
void link_close(struct http_server *, void **context);
void link_begin(struct link *, const char *target);
int link_head(struct link *, const char *method, const char *url, const char *version,
              const char **why);                      /* 0, or the status to refuse with */
bool link_body(struct link *, const char *data, size_t size);    /* false: drop the connection */
void link_end(struct link *, enum MHD_RequestTerminationCode);
void link_await(struct link *, int64_t seconds);      /* the client has so long; 0: no hurry */
void links_expire(struct http_server *, int64_t now);
void links_drain(struct http_server *, int64_t until);   /* waits until no answer is being sent */

/* http_work.c: the workers */
bool work_push(struct link *, bool fresh);            /* suspends; false: no room, not suspended */
int work_start(struct http_server *, char why[200]);
void work_stop(struct http_server *);
int work_left(struct http_server *);                  /* waiting and running */

/* http_answer.c: from a struct http_response to what libmicrohttpd sends */
enum MHD_Result answer_send(struct link *);
enum MHD_Result answer_refuse(struct link *, int status, const char *why);

/* http_stream.c */
struct hub *hub_new(int streams);
void hub_tick(struct http_server *, int64_t now);     /* heartbeats */
void hub_stop(struct http_server *);                  /* ends every stream, lets none begin */
void stream_leave(struct link *);
ssize_t stream_read(void *link, uint64_t at, char *buffer, size_t max);

/* http_log.c */
void log_request(const struct link *, int status);
void log_flush(int fd);

/* http_metrics.c */
extern _Atomic int64_t metric_waiting, metric_running, metric_streams, metric_overruns;
extern _Atomic int64_t metric_connections, metric_refused;
void metric_request(int status, int64_t micros);

/* http_judge.c */
str http_cut(str);                                    /* spaces and tabs off both ends */
bool http_same(str, const char *name);                /* ASCII case does not matter */
