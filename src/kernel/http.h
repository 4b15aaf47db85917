/* http.h - the HTTP floor: requests come in whole, are judged, and are answered by worker threads.
 *
 * libmicrohttpd speaks to the sockets; what it lets through and should not is refused here, before
 * any handler sees it (http_judge_head). A request is read whole, its connection is suspended, and
 * one of a fixed number of workers calls `handle`. Everything a request needs lives in its arena,
 * which lives until the last byte of the answer has been sent. Everything is bounded: connections,
 * bytes of head and body, waiting requests, workers, open event streams.
 *
 * Functions taking a struct http_request may be called from `handle` only, by the thread it runs
 * on, except where a comment says otherwise. */
#pragma once
#include "base/base.h"

#define HTTP_HEAD_MAX    8192                        /* request line and headers, bytes: else 431 */
#define HTTP_URI_MAX     4096                         /* bytes of path and query: else 414 */
#define HTTP_HEADERS_MAX 64                           /* headers of a request: else 431 */
#define HTTP_PAIRS_MAX   64                           /* query pairs, cookies: else 400 */
#define HTTP_PARTS_MAX   16                           /* parts of a path: else 400 */
#define HTTP_ANSWERS_MAX 16                           /* headers a handler may add */

enum http_method { HTTP_NONE, HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE };
struct http_pair { str name, value; };
struct http_stream;                                   /* an open event stream */
struct http_server;

/* --- a request -------------------------------------------------------------------------------
 * Path and query are valid UTF-8 without control characters (the query may hold \t \r \n); a
 * header's value is what was sent: no control characters, but any byte from 128. All of it lives
 * as long as the request. */
struct http_request {
    enum http_method method;                          /* HEAD arrives as HTTP_GET */
    str verb;                                         /* as sent: "GET", "HEAD" */
    str path;                                         /* decoded: "/api/vehicle/17" */
    str parts[HTTP_PARTS_MAX];                        /* decoded: "api", "vehicle", "17" */
    size_t parts_n;                                   /* 0 for "/"; a trailing slash adds none */
    const struct http_pair *query;                    /* decoded, in order, + is a space */
    size_t query_n;
    const struct http_pair *headers;                  /* as sent, spaces around the value cut */
    size_t headers_n;
    str body;
    str remote;                                       /* "192.0.2.1", without the port */
    bool tls;                                         /* by us, or by the trusted proxy in front */
    char reference[20];                             /* names this request in the log and in a 500 */
    rid user_id;                                      /* set it: the access log shows it */
    bool secret_path; /* set it: the log shows only its first part */
    struct arena *mem;
    struct http_server *server;
};

/* The first of that name. `.s` is NULL when there is none, so "" is told from absent. */
str http_header(const struct http_request *, const char *name);      /* case does not matter */
str http_query(const struct http_request *, const char *name);
str http_cookie(const struct http_request *, const char *name);      /* quotes around it are cut */
bool http_english(const struct http_request *);      /* by Accept-Language; Chinese when in doubt */
bool http_language_asked(const struct http_request *, bool *english);  /* false: nothing asked */

/* --- an answer -------------------------------------------------------------------------------
 * Comes to `handle` as: 200, no body, "application/json". `body` and header values must live as
 * long as the request: in its arena, or for ever. The floor adds Content-Length, Date, the security
 * headers, and `Cache-Control: no-store` unless the handler adds a Cache-Control of its own; a
 * Content-Security-Policy of its own takes the place of the usual one. */
struct http_response {
    int status;
    const char *type;                                 /* NULL: none is sent */
    str body;
    struct http_pair headers[HTTP_ANSWERS_MAX];
    size_t headers_n;
    bool close;                                       /* close the connection after this answer */
    int (*pull)(void *state, struct http_request *, str *piece);     /* see http_pieces */
    void *pull_state;
    struct http_stream *stream;                       /* set by http_stream_begin */
};
/* `name` is a literal. A value holding a control character, or one header too many, is left out and
 * a fault is set: that is a bug of the caller. An absent value adds nothing. */
void http_add(struct http_response *, const char *name, str value);
void http_text(struct http_response *, int status, const char *type, str body);
void http_json(struct http_response *, int status, str body);
/* RFC 9457: urn:workbay:refusal:<code>, title in the language asked for. */
void http_problem(struct http_request *, struct http_response *, int status, const char *code,
                  const char *zh, const char *en);
/* A body that is written piece by piece (exports, files) with a length unknown before. `pull` runs
 * on a worker for each piece: 0 and a piece, which must live until the next call (`req->mem` is
 * taken back between calls to how it stood when the handler returned); 0 and an absent piece ends
 * the body; anything else breaks the connection, so that the client knows it has not everything.
 * When the client has gone before that, `pull` is called one last time with `piece` NULL, so that
 * it can let go; this call comes from an event thread. */
void http_pieces(struct http_response *, const char *type,
                 int (*pull)(void *state, struct http_request *, str *piece), void *state);

/* --- the server ------------------------------------------------------------------------------
 * Zero in a number means the default named beside it. */
struct http_options {
    const char *listen;                               /* "127.0.0.1:8080", "[::1]:0"; 0: any port */
    const char *tls_cert, *tls_key;                   /* PEM text, both or neither */
    bool behind_proxy;                                /* believe X-Forwarded-For and -Proto */
    int workers;                                      /* 32; 1 to 256 */
    int waiting;                                      /* 256 requests, then 503; 1 to 4096 */
    int connections;                                  /* 4096; 1 to 65536 */
    int connections_per_address;                      /* 1024; 1 to 65536 */
    int idle_seconds;                                 /* 30; a client silent that long is dropped */
    int heartbeat_seconds;                            /* 15 */
    size_t memory;                                   /* 4 MiB for a request, its body not counted */
    size_t body;                                      /* 1 MiB; the bound where `bound` is NULL */
    size_t bodies;                               /* 256 MiB of bodies in memory at once: else 503 */
    int streams, streams_per_user;                    /* 1000, 4 */
    int log_fd;                                       /* access log; 0: none, 2: standard error */
    void *app;
    /* Before the body is read: how many bytes of it are allowed. The head is there, the body not.
     * Runs on an event thread: quick, no database. Over the bound is 413 at once. */
    size_t (*bound)(void *app, const struct http_request *);
    /* 0: the response is filled in. Anything else: 500 with the reference. Runs on a worker. */
    int (*handle)(void *app, struct http_request *, struct http_response *);
};
/* 0, or < 0 and `why` says what is wrong (address in use, bad certificate). Ready on return. From
 * one thread at a time. */
int http_start(const struct http_options *, struct http_server **out, char why[200]) MUST_USE;
int http_port(const struct http_server *);            /* the port it listens on */
/* Stops accepting, lets running requests finish (at most 10 s) and closes streams. 0: no thread of
 * the server is left. > 0: so many requests would not end; their threads still use the application,
 * so leave the process with _exit. Any thread but the server's own. */
int http_stop(struct http_server *) MUST_USE;

/* --- server-sent events ----------------------------------------------------------------------
 * One log of the last HTTP_EVENTS events in memory, and a place in it for each subscriber. Who lags
 * behind by more than that is closed, and comes back with Last-Event-ID. A handler does:
 *     s = http_stream_join(req, user_id, wants, &filter, sizeof filter);    from now on it collects
 *     replay = … the events after Last-Event-ID from the database, with http_event_write …
 *     http_stream_begin(res, s, replay, id of the newest event in the replay); */
#define HTTP_EVENTS       4096
#define HTTP_EVENT_BYTES  1024                        /* bytes of one event's data */
#define HTTP_FILTER_BYTES 512                         /* bytes of what `wants` is given */
struct http_event {
    int64_t id;                                       /* > 0 */
    uint32_t topic;                                   /* the application's number for it */
    rid unit_id;                                      /* for `wants` to judge the scope by */
    const char *name;                                 /* literal: "change" */
    str data;                                         /* one line of JSON */
};
/* Runs in http_publish, under a lock: quick, pure. `filter` is the stream's copy. */
typedef bool http_wants(const void *filter, const struct http_event *);
/* NULL when this user, or the server, has as many streams as allowed: answer 429. */
struct http_stream *http_stream_join(struct http_request *, rid user_id, http_wants *wants,
                                     const void *filter, size_t filter_size);
/* `after`: events up to this id are in the replay and are not sent again. */
void http_stream_begin(struct http_response *, struct http_stream *, str replay, int64_t after);
void http_event_write(struct text *, const struct http_event *);
/* Any thread. Data longer than HTTP_EVENT_BYTES or of several lines is refused (> 0). */
int http_publish(struct http_server *, const struct http_event *);
void http_stream_drop(struct http_server *, rid user_id);   /* after a log-out. Any thread. */

/* --- the web application's files -------------------------------------------------------------
 * Sorted by path; made by tools/embed.c. */
struct web_file {
    const char *path;                                 /* "/assets/index-3f2a.js" */
    const char *type;
    const char *etag;                                 /* with its quotes */
    const uint8_t *bytes;
    const uint8_t *gzip;                              /* NULL: not worth it */
    size_t size, gzip_size;
};
extern const struct web_file web_files[];
extern const size_t web_files_n;
/* Answers a GET from the table. A path that is not in it, does not start with /api/ and has no dot
 * in its last part gets /index.html when HTML is accepted; else 404. Other methods: 405. */
void http_web(const struct web_file *, size_t n, struct http_request *, struct http_response *);

/* --- metrics ---------------------------------------------------------------------------------
 * One set for the process, in Prometheus' text form. */
void http_metrics_text(struct text *);
/* Has `write` called at the end of http_metrics_text. At start-up only; at most 32. */
void http_metrics_add(void (*write)(void *state, struct text *), void *state);
/* `# HELP`, `# TYPE` and one sample; kind is "counter" or "gauge". */
void http_metric(struct text *, const char *name, const char *kind, const char *help, int64_t);

/* --- pure parts, each usable alone ----------------------------------------------------------- */
/* Percent-decoding; `plus` makes + a space. False: a bad escape, or the result is not valid UTF-8
 * without control characters (\t \r \n are let through when `plus`). */
bool http_decode(struct arena *, str, bool plus, str *out);
void http_encode(struct text *, str);                 /* all but A-Z a-z 0-9 - . _ ~ */
/* a=1&b=2 in order; false: bad encoding or more than HTTP_PAIRS_MAX. A pair without = has "". */
bool http_parse_query(struct arena *, str, const struct http_pair **, size_t *n);
/* Both judge a whole header value. Weak marks are ignored for If-None-Match and never match for
 * If-Match, as RFC 9110 has it. `etag` is with its quotes. "*" matches any. */
bool http_none_match(str list, str etag);             /* true: answer 304 */
bool http_match(str list, str etag);                  /* true: go ahead */
bool http_accepts_gzip(str accept_encoding);
/* The bytes as gzip, in the request's arena; false: they did not get smaller, or there is no room.
 * Only of what holds no secret beside what a stranger may choose (CRIME, BREACH). */
bool http_gzip(struct arena *, str bytes, str *out);
bool http_accepts_type(str accept, const char *type); /* absent accepts all; text/… understood */
bool http_is_type(str content_type, const char *type);/* parameters (charset) are not looked at */
/* Whether zh or en is preferred: true and *english, or false when the list names neither. */
bool http_parse_language(str accept_language, bool *english);

/* What is refused of a head, in the order of RFC 9112: 0, or the status to answer with. */
struct http_head {
    str verb, target, version;                        /* "GET", "/api/x?y=1", "HTTP/1.1" */
    const struct http_pair *headers;
    size_t headers_n;
    size_t size;                                      /* bytes, of all of it */
    bool intact;                                     /* false: bytes were found between the lines */
};
struct http_body { bool chunked; bool known; size_t size; };
int http_judge_head(const struct http_head *, struct http_body *out, const char **why);
/* The path of a target, decoded and cut. False: refused. */
bool http_parse_target(struct arena *, str target, struct http_request *);
