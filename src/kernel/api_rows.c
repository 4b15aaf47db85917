/* api_rows.c - entities: lists, rows, and the commands that change them. */
#include "kernel/api.h"
#include "kernel/query.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 2 << 20, BULK_MAX = 200, KEY_MAX = 64 };

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

static int take_key(struct api *a)
{
    struct ctx *c = &a->c;
    str key = http_header(a->req, "idempotency-key");
    struct text t = text_in(&c->mem, (2 << 20) + 8192);

    if (key.s == NULL || a->req->method != HTTP_POST)
        return 0;
    if (key.n == 0 || key.n > KEY_MAX || !utf8_valid(key))
        return refuse_field(c, "Idempotency-Key", &F_LENGTH, (int)KEY_MAX);
    c->idempotency_key = key;
    text_add(&t, a->req->path);
    text_c(&t, "\n");
    text_add(&t, a->req->body);
    c->request_hash = hash_of(text_str(&t));
    return 0;
}

static int run_one(struct api *a, struct call *call, json_t *body)
{
    int r = take_version(a, &call->version);

    if (r == 0)
        r = take_key(a);
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
    if (call->status == 201)
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
        return api_refuse(a, &E_METHOD);
    body = api_body(a);
    return body != NULL ? run_one(a, &call, body) : 0;
}

static int patch_row(struct api *a, const struct entity *e, rid id)
{
    struct call call = { .command = entity_edit(e), .id = id };
    json_t *body;

    if (call.command == NULL)
        return api_refuse(a, &E_METHOD);
    if (http_header(a->req, "if-match").n == 0)
        return api_refuse(a, &E_NEED_VERSION);
    body = api_body(a);
    return body != NULL ? run_one(a, &call, body) : 0;
}

static const struct command *command_of(const struct entity *e, str name)
{
    const struct command *cmd = command_named(name);

    return cmd != NULL && cmd->on == e && !cmd->nested ? cmd : NULL;
}

static int post_command(struct api *a, const struct entity *e, rid id)
{
    struct call call = { .command = command_of(e, a->req->parts[3]), .id = id };
    json_t *body;

    if (call.command == NULL || call.command->creates || call.command->verb == V_EDIT)
        return api_refuse(a, &E_NO_SUCH);
    body = a->req->body.n == 0 ? json_object() : api_body(a);
    return body != NULL ? run_one(a, &call, body) : 0;
}

/* --- many rows, each its own transaction and result ------------------------------------------- */

static void bulk_result(struct api *a, struct json *j, rid id, int r, const struct call *call)
{
    struct json problem;
    int status;

    json_open(j);
    json_key(j, "id"), json_id(j, id);
    if (r == 0) {
        json_key(j, "status"), json_int(j, call->status);
        json_key(j, "version"), json_int(j, call->out_version);
    } else {
        if (r < 0)
            (void)!refuse(&a->c, &E_FAILED);
        problem = json_in(&a->c.mem, 65536);
        status = problem_json(&a->c, &problem);
        json_key(j, "status"), json_int(j, status);
        json_key(j, "problem"), json_raw(j, text_str(&problem.t));
    }
    json_close(j);
}

static int bulk_one(struct api *a, const struct command *cmd, const json_t *each, json_t *input,
    struct json *j)
{
    str s = { json_string_value(each), json_string_length(each) };
    struct call call = { .command = cmd };
    int r;

    a->c.n_faults = 0;
    a->c.refused = NULL;
    a->c.new_unit_id = 0;
    if (!json_is_string(each) || !str_int(s, &call.id))
        r = refuse_field(&a->c, "ids", &F_REF);
    else {
        call.body = json_deep_copy(input);
        r = command_run(&a->c, &call);
        json_decref(call.body);
    }
    if (r == 0)
        api_publish(a->app, &a->c);
    bulk_result(a, j, call.id, r, &call);
    return 0;
}

static int post_bulk(struct api *a, const struct entity *e)
{
    const struct command *cmd = command_of(e, a->req->parts[3]);
    json_t *body, *ids, *input;
    struct json j;

    if (cmd == NULL || cmd->creates || cmd->verb == V_EDIT)
        return api_refuse(a, &E_NO_SUCH);
    body = api_body(a);
    if (body == NULL)
        return 0;
    ids = json_object_get(body, "ids");
    input = json_object_get(body, "input");
    if (!json_is_array(ids) || json_array_size(ids) == 0 || json_array_size(ids) > BULK_MAX) {
        json_decref(body);
        return api_problem(a, refuse_field(&a->c, "ids", &F_RANGE, 1, (int)BULK_MAX));
    }
    input = json_is_object(input) ? json_incref(input) : json_object();
    j = json_in(&a->c.mem, ANSWER_MAX);
    json_open(&j);
    json_key(&j, "results");
    json_list(&j);
    for (size_t i = 0; i < json_array_size(ids); i++)
        (void)bulk_one(a, cmd, json_array_get(ids, i), input, &j);
    json_list_end(&j);
    json_close(&j);
    json_decref(input);
    json_decref(body);
    return api_json(a, 200, &j);
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
        command_of(e, req->parts[3]) != NULL)
        return req->method == HTTP_POST ? api_suggest(a, command_of(e, req->parts[3]), id)
                                        : api_refuse(a, &E_METHOD);
    if (req->parts_n == 3)
        return req->method == HTTP_GET ? get_row(a, e, id)
             : req->method == HTTP_PATCH ? patch_row(a, e, id) : api_refuse(a, &E_METHOD);
    if (req->parts_n == 4 && str_is(req->parts[3], "timeline") && req->method == HTTP_GET)
        return api_timeline(a, e, id);
    if (req->parts_n == 4)
        return req->method == HTTP_POST ? post_command(a, e, id)
             : api_refuse(a, command_of(e, req->parts[3]) != NULL ? &E_METHOD : &E_NO_SUCH);
    return api_refuse(a, &E_NO_SUCH);
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
             : req->method == HTTP_POST ? post_new(a, e) : api_refuse(a, &E_METHOD);
    if (req->parts_n == 3 && str_is(req->parts[2], "export"))
        return req->method == HTTP_GET ? api_export(a, e) : api_refuse(a, &E_METHOD);
    if (req->parts_n == 4 && str_is(req->parts[2], "bulk"))
        return req->method == HTTP_POST ? post_bulk(a, e) : api_refuse(a, &E_METHOD);
    return row_route(a, e);
}
