/* api_job.c - jobs of one's own: started by an import, watched, cancelled, undone. */
#include "kernel/api.h"
#include "kernel/file.h"
#include "kernel/import.h"
#include "kernel/job.h"
#include "kernel/row.h"

enum { ANSWER_MAX = 1 << 20, LIST_MOST = 20 };

struct asking {
    struct api *a;
    rid id;
    const char *kind;
    str input;
    struct json j;
    struct call call;
};

static void job_json(struct json *j, const struct job *job)
{
    char out[32];

    json_open(j);
    json_key(j, "id"), json_id(j, job->id_);
    json_key(j, "kind"), json_str(j, job->kind);
    json_key(j, "state"), json_c(j, job_state_choices.v[job->state].code);
    json_key(j, "done"), json_int(j, job->done);
    json_key(j, "total"), json_int(j, job->total);
    json_key(j, "made_at"), when_print(job->made_at, out), json_c(j, out);
    json_key(j, "input"), json_raw(j, job->input);
    json_key(j, "result");
    if (job->result.n > 0)
        json_raw(j, job->result);
    else
        json_none(j);
    json_close(j);
}

static int show(struct ctx *c, void *arg)
{
    struct asking *q = arg;
    struct job job;

    TRY(job_get(c, q->id, &job));
    q->j = json_in(&c->mem, ANSWER_MAX);
    job_json(&q->j, &job);
    return 0;
}

static int show_own(struct ctx *c, void *arg)
{
    struct asking *q = arg;
    struct job_list jobs;

    TRY(db_list(c, job, &jobs, "WHERE account_id = ? ORDER BY id_ DESC LIMIT ?", c->who->id,
        (int)LIST_MOST));
    q->j = json_in(&c->mem, ANSWER_MAX);
    json_open(&q->j);
    json_key(&q->j, "rows");
    json_list(&q->j);
    for (size_t i = 0; i < jobs.n; i++)
        job_json(&q->j, &jobs.v[i]);
    json_list_end(&q->j);
    json_close(&q->j);
    return 0;
}

static int add(struct ctx *c, void *arg)
{
    struct asking *q = arg;

    q->call = (struct call){ .status = 202 };
    TRY(idempotency_replay(c, &q->call));
    if (q->call.replayed)
        return 0;
    TRY(job_add(c, q->kind, q->input, &q->id));
    TRY(show(c, q));
    q->call.answer = text_str(&q->j.t);
    q->call.out_id = q->id;
    return idempotency_record(c, &q->call);
}

static int answer_started(struct api *a, const struct call *call)
{
    http_add(a->res, "Location",
        str_format(&a->c.mem, "/api/job/%lld", (long long)call->out_id));
    if (call->replayed)
        http_add(a->res, "Idempotent-Replay", STR("true"));
    http_json(a->res, call->status, call->answer);
    return 0;
}

static int start(struct api *a, const char *kind, str input)
{
    struct asking q = { .a = a, .kind = kind, .input = input };
    int r = db_transaction(&a->c, add, &q);

    return r != 0 ? api_problem(a, r) : answer_started(a, &q.call);
}

/* --- POST /api/import/<entity> ---------------------------------------------------------------- */

static bool asked(struct api *a, const char *name)
{
    return str_is(http_query(a->req, name), "1");
}

static int may_import(struct api *a, const struct entity *e)
{
    const struct command *create = e != NULL ? entity_create(e) : NULL;

    if (e == NULL || e->internal)
        return refuse(&a->c, &E_NO_SUCH);
    if (create == NULL || create->verb != V_CREATE)
        return refuse(&a->c, &IMPORT_KIND, str_of(a->c.english ? e->label.en : e->label.zh));
    if (create->duty != NULL && !who_may(a->c.who, create->duty, 0))
        return refuse(&a->c, &E_FORBIDDEN,
            str_of(a->c.english ? create->duty->label.en : create->duty->label.zh));
    return 0;
}

static int answered_before(struct ctx *c, void *arg) { return idempotency_replay(c, arg); }

/* The key of the request is the job's; its file needs none. */
static int take_file(struct api *a, struct file *f)
{
    str key = a->c.idempotency_key;
    bool replayed;
    int r;

    a->c.idempotency_key = (str){ 0 };
    r = api_take_file(a, f, &replayed);
    a->c.idempotency_key = key;
    return r;
}

int api_import(struct api *a)
{
    const struct entity *e;
    struct call past = { 0 };
    struct json input;
    struct file f;
    int r;

    if (a->req->parts_n != 3)
        return api_refuse(a, &E_NO_SUCH);
    if (a->req->method != HTTP_POST)
        return api_method(a, "POST");
    e = entity_named(a->req->parts[2]);
    r = may_import(a, e);
    if (r == 0)
        r = api_take_key(a);
    if (r == 0)
        r = db_snapshot(&a->c, answered_before, &past);
    if (r == 0 && past.replayed)
        return answer_started(a, &past);
    if (r == 0)
        r = take_file(a, &f);
    if (r != 0)
        return api_problem(a, r);
    input = json_in(&a->c.mem, 4096);
    json_open(&input);
    json_key(&input, "entity"), json_c(&input, e->name);
    json_key(&input, "file_id"), json_id(&input, f.id);
    json_key(&input, "file"), json_str(&input, f.name);
    json_key(&input, "dry_run"), json_bool(&input, asked(a, "dry_run"));
    json_key(&input, "accept_good"), json_bool(&input, asked(a, "accept_good"));
    json_close(&input);
    return start(a, "import", text_str(&input.t));
}

/* --- /api/job --------------------------------------------------------------------------------- */

static int cancel(struct ctx *c, void *arg) { return job_cancel(c, ((struct asking *)arg)->id); }

/* Its batch bears its own number. */
static int undo(struct api *a, rid id)
{
    struct asking q = { .a = a, .id = id };
    int r = db_snapshot(&a->c, show, &q);

    if (r == 0)
        r = api_take_key(a);
    return r != 0 ? api_problem(a, r)
        : start(a, "import_undo", str_format(&a->c.mem, "{\"batch\":\"%lld\"}", (long long)id));
}

int api_job(struct api *a)
{
    const struct http_request *req = a->req;
    struct asking q = { .a = a };
    bool post = req->method == HTTP_POST;
    int r;

    if (req->parts_n > 2 && (!str_int(req->parts[2], &q.id) || q.id <= 0))
        return api_refuse(a, &E_NOT_FOUND);
    if (req->parts_n == 4 && !str_is(req->parts[3], "cancel") && !str_is(req->parts[3], "undo"))
        return api_refuse(a, &E_NO_SUCH);
    if (req->parts_n == 4 ? !post : req->method != HTTP_GET)
        return api_method(a, req->parts_n == 4 ? "POST" : "GET, HEAD");
    if (req->parts_n == 4 && str_is(req->parts[3], "undo"))
        return undo(a, q.id);
    r = req->parts_n == 4 ? db_transaction(&a->c, cancel, &q) : 0;
    if (r == 0)
        r = db_snapshot(&a->c, req->parts_n > 2 ? show : show_own, &q);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &q.j);
}
