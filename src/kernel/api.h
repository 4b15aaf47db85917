/* api.h - the HTTP interface of docs/api.md: who asks, which address, which answer. */
#pragma once
#include "kernel/auth.h"
#include "kernel/http.h"

struct app {
    struct db *db;
    struct http_server *server;
    const char *data; /* the directory of files and the database; NULL: PostgreSQL */
    const char *public_url; /* how phones and scanners reach us, "https://…"; NULL: as this asker */
    int node;
    when (*clock)(void);                    /* clock_now, or a test's */
};

/* One request under way. `c` borrows the memory of the HTTP request. */
struct api {
    struct app *app;
    struct http_request *req;
    struct http_response *res;
    struct ctx c;
    struct session session;
    bool known;                             /* somebody is logged in */
};

/* For struct http_options: `app` is a struct app. */
int api_handle(void *app, struct http_request *, struct http_response *);
size_t api_bound(void *app, const struct http_request *);

/* An answer of these shapes. Each returns 0, so that a route may end with it. */
int api_json(struct api *, int status, const struct json *);
int api_problem(struct api *, int r);       /* what a call returned: refused, failed, again */
int api_refuse(struct api *, const struct refusal *);
int api_method(struct api *, const char *allow);    /* 405: these methods are for this address */
/* The body as an object, or NULL when it was refused and answered. */
struct json_t *api_body(struct api *);
/* Of a body without a model: any other field is refused by name. `names` ends with NULL. */
int api_only(struct api *, const struct json_t *body, const char *const *names) MUST_USE;
/* The same of a query string. */
int api_only_query(struct api *, const char *const *names) MUST_USE;
/* The Idempotency-Key and what it stands for, into the ctx; none is no fault. */
int api_take_key(struct api *) MUST_USE;
/* Runs it with If-Match and Idempotency-Key as they were sent, and answers; lets go of the body. */
int api_run(struct api *, struct call *, struct json_t *body);
/* The command of that name that callers may run on rows of the entity; NULL: none. */
const struct command *api_command(const struct entity *, str name);
/* "https://host" as its caller wrote it, or as --public-url says; "" when neither is there. */
str api_site(const struct app *, const struct http_request *);
uint32_t api_topic(const struct entity *);  /* its number for the event streams */
/* What was done in a ctx, to the event streams; `app` is a struct app. */
void api_publish(void *app, struct ctx *);

/* --- routes; parts[0] is "api" ---------------------------------------------------------------- */
int api_session(struct api *);              /* api_session.c */
int api_entity(struct api *);               /* api_rows.c: /api/<entity>… */
int api_bulk(struct api *, const struct entity *);  /* api_bulk.c: /api/<entity>/bulk/<command> */
int api_print(struct api *, const struct entity *, rid id);     /* api_print.c */
int api_search(struct api *);               /* api_more.c */
int api_work(struct api *);
int api_report(struct api *);
int api_chart(struct api *);                /* api_chart.c */
int api_qr(struct api *);                   /* api_qr.c */
int api_file(struct api *);                 /* api_file.c */
/* The body as a file of the asker's unit; what is wrong with it is refused. */
int api_take_file(struct api *, struct file *, bool *replayed) MUST_USE;
/* Its content as the answer, or 304. */
int api_give_file(struct api *, const struct file *);
int api_import(struct api *);               /* api_job.c */
int api_job(struct api *);
int api_events(struct api *);               /* api_events.c */
/* What the form of a command begins with; id 0: of a new document. */
int api_suggest(struct api *, const struct command *, rid id);
int api_timeline(struct api *, const struct entity *, rid id);
int api_export(struct api *, const struct entity *);
/* attach.c: /api/<entity>/<id>/attachments… */
int api_attachments(struct api *, const struct entity *, rid id);
int api_meta(struct api *);                 /* meta.c */
int api_openapi(struct api *);
