/* api_rows.c - entities: lists, rows, and the commands that change them. */
#include "kernel/api.h"
#include "kernel/query.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 2 << 20 };

static bool readable(const struct api *a, const struct entity *e)
{
    return e->read == NULL || who_may(a->c.who, e->read, 0);
}

/* --- reading ---------------------------------------------------------------------------------- */

struct reading {
    struct api *a;
    const struct entity *e;
    struct query *q;
    rid id;
    struct json j;
    int64_t version;
};

static int read_page(struct ctx *c, void *arg)
{
    struct reading *r = arg;

    r->j = json_in(&c->mem, ANSWER_MAX);
    return query_page(c, r->q, &r->j);
}

static int get_list(struct api *a, const struct entity *e)
{
    struct query *q = arena_alloc(&a->c.mem, sizeof *q);
    struct reading r = { .a = a, .e = e, .q = q };
    int worst = 0;

    if (q == NULL)
        return api_problem(a, DB_FAILED);
    q->on = e;
    for (size_t i = 0; i < a->req->query_n; i++) {
        int wrong = query_take(&a->c, q, a->req->query[i].name, a->req->query[i].value);

        worst = wrong != 0 ? wrong : worst;
    }
    if (worst == 0)
        worst = db_snapshot(&a->c, read_page, &r);
    return worst != 0 ? api_problem(a, worst) : api_json(a, 200, &r.j);
}

static int actions_write(struct ctx *c, struct json *j, const struct entity *e, const void *row)
{
    const struct command *const *commands;
    size_t n = model_commands(&commands);
    const struct row *head = row;

    json_key(j, "actions");
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        const struct command *cmd = commands[i];
        int r;

        if (cmd->on != e || cmd->creates || cmd->nested ||
            !who_may(c->who, cmd->duty, head->unit_id) ||
            cmd->verb == (head->retired_at.ms != 0 ? V_RETIRE : V_RESTORE))
            continue;
        r = command_may(c, cmd, row);
        if (r < 0)
            return r;
        json_open(j);
        json_key(j, "command"), json_c(j, cmd->name);
        json_key(j, "open"), json_bool(j, r == 0);
        if (r > 0) {
            json_key(j, "why");
            json_open(j);
            json_key(j, "code"), json_str(j, refusal_code(c, c->refused));
            json_key(j, "text"), json_str(j, refusal_text(c, c->refused, c->args));
            json_close(j);
        }
        json_close(j);
        c->refused = NULL;
        c->n_faults = 0;
    }
    json_list_end(j);
    return 0;
}

static int read_row(struct ctx *c, void *arg)
{
    struct reading *r = arg;
    struct statement s = { DOES_LIST, r->e, "WHERE id = ?", "i", __FILE__, __LINE__ };
    void *row;
    size_t n;

    TRY(db_read_(c, &n, &row, &s, PARAMS(r->id)));
    if (n == 0 || (!r->e->chain && !who_reads(c->who, ((struct row *)row)->unit_id)))
        return refuse(c, &E_NOT_FOUND);
    r->version = ((struct row *)row)->version;
    r->j = json_in(&c->mem, ANSWER_MAX);
    json_open(&r->j);
    row_json(&r->j, r->e, row);
    TRY(titles_json(c, &r->j, r->e, row));
    TRY(lines_json(c, &r->j, r->e, r->id));
    TRY(actions_write(c, &r->j, r->e, row));
    json_close(&r->j);
    return 0;
}

static str etag_of(struct api *a, int64_t version)
{
    return str_format(&a->c.mem, "\"%lld\"", (long long)version);
}

static int get_row(struct api *a, const struct entity *e, rid id)
{
    struct reading r = { .a = a, .e = e, .id = id };
    int wrong = e->key != NULL ? refuse(&a->c, &E_NOT_FOUND) : db_snapshot(&a->c, read_row, &r);

    if (wrong != 0)
        return api_problem(a, wrong);
    http_add(a->res, "ETag", etag_of(a, r.version));
    return api_json(a, 200, &r.j);
}

/* --- changing --------------------------------------------------------------------------------- */

static int take_version(struct api *a, int64_t *version)
{
    str s = http_header(a->req, "if-match");

    *version = 0;
    if (s.n == 0 || str_is(s, "*"))
        return 0;
    if (s.n < 3 || s.s[0] != '"' || !str_int((str){ s.s + 1, s.n - 2 }, version) || *version <= 0)
        return refuse(&a->c, &E_STALE);
    return 0;
}

static int take_pressed(struct api *a)
{
    str s = http_header(a->req, "pressed-at");

    return s.n == 0 || when_parse(s, &a->c.pressed_at) ? 0
         : refuse_field(&a->c, "Pressed-At", &F_DATE);
}

int api_run(struct api *a, struct call *call, json_t *body)
{
    int r = take_version(a, &call->version);

    if (r == 0)
        r = api_take_key(a);
    if (r == 0)
        r = take_pressed(a);
    if (r == 0) {
        call->body = body;
        r = command_run(&a->c, call);
    }
    json_decref(body);
    if (r != 0)
        return api_problem(a, r);
    api_publish(a->app, &a->c);
    http_json(a->res, call->status, call->answer);
    http_add(a->res, "ETag", etag_of(a, call->out_version));
    if (call->status == 201 && !call->command->on->internal)
        http_add(a->res, "Location", str_format(&a->c.mem, "/api/%s/%lld", call->command->on->name,
            (long long)call->out_id));
    if (call->replayed)
        http_add(a->res, "Idempotent-Replay", STR("true"));
    return 0;
}

static int post_new(struct api *a, const struct entity *e)
{
    struct call call = { .command = entity_create(e) };
    json_t *body;

    if (call.command == NULL)
        return api_method(a, "GET, HEAD");
    body = api_body(a);
    return body != NULL ? api_run(a, &call, body) : 0;
}

static int patch_row(struct api *a, const struct entity *e, rid id)
{
    struct call call = { .command = entity_edit(e), .id = id };
    json_t *body;

    if (call.command == NULL)
        return api_method(a, "GET, HEAD");
    if (http_header(a->req, "if-match").n == 0)
        return api_refuse(a, &E_NEED_VERSION);
    body = api_body(a);
    return body != NULL ? api_run(a, &call, body) : 0;
}

static int post_command(struct api *a, const struct entity *e, rid id)
{
    struct call call = { .command = api_command(e, a->req->parts[3]), .id = id };
    json_t *body;

    if (call.command == NULL || call.command->creates || call.command->verb == V_EDIT)
        return api_refuse(a, &E_NO_SUCH);
    body = a->req->body.n == 0 ? json_object() : api_body(a);
    return body != NULL ? api_run(a, &call, body) : 0;
}

/* --- addresses -------------------------------------------------------------------------------- */

static int row_route(struct api *a, const struct entity *e)
{
    const struct http_request *req = a->req;
    rid id;

    if (req->parts_n == 3 && str_is(req->parts[2], "suggest") && entity_create(e) != NULL)
        return req->method == HTTP_POST ? api_suggest(a, entity_create(e), 0)
                                        : api_refuse(a, &E_METHOD);
    if (!str_int(req->parts[2], &id) || id <= 0)
        return api_refuse(a, &E_NOT_FOUND);
    if (req->parts_n == 5 && str_is(req->parts[4], "suggest") &&
        api_command(e, req->parts[3]) != NULL)
        return req->method == HTTP_POST ? api_suggest(a, api_command(e, req->parts[3]), id)
                                        : api_refuse(a, &E_METHOD);
    if (req->parts_n == 3)
        return req->method == HTTP_GET ? get_row(a, e, id)
             : req->method == HTTP_PATCH ? patch_row(a, e, id)
             : api_method(a, entity_edit(e) != NULL ? "GET, HEAD, PATCH" : "GET, HEAD");
    if (req->parts_n == 5 && str_is(req->parts[3], "print"))
        return api_print(a, e, id);
    if (req->parts_n >= 4 && str_is(req->parts[3], "attachments"))
        return api_attachments(a, e, id);
    if (req->parts_n != 4)
        return api_refuse(a, &E_NO_SUCH);
    if (str_is(req->parts[3], "timeline"))
        return req->method == HTTP_GET ? api_timeline(a, e, id) : api_method(a, "GET, HEAD");
    return req->method == HTTP_POST ? post_command(a, e, id)
         : api_command(e, req->parts[3]) != NULL ? api_method(a, "POST")
                                                 : api_refuse(a, &E_NO_SUCH);
}

int api_entity(struct api *a)
{
    const struct http_request *req = a->req;
    const struct entity *e = entity_named(req->parts[1]);

    if (e == NULL || e->internal)
        return api_refuse(a, &E_NO_SUCH);
    if (req->method == HTTP_GET && !readable(a, e))
        return api_problem(a, refuse(&a->c, &E_FORBIDDEN,
            str_of(a->c.english ? e->read->label.en : e->read->label.zh)));
    if (req->parts_n == 2)
        return req->method == HTTP_GET ? get_list(a, e)
             : req->method == HTTP_POST ? post_new(a, e)
             : api_method(a, entity_create(e) != NULL ? "GET, HEAD, POST" : "GET, HEAD");
    if (req->parts_n == 3 && str_is(req->parts[2], "export"))
        return req->method == HTTP_GET ? api_export(a, e) : api_method(a, "GET, HEAD");
    if (req->parts_n == 4 && str_is(req->parts[2], "bulk"))
        return req->method == HTTP_POST ? api_bulk(a, e) : api_method(a, "POST");
    return row_route(a, e);
}
