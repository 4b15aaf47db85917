/* api_bulk.c - a command on many rows, each its own transaction, memory and result. */
#include "kernel/api.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 4 << 20, BULK_MAX = 200 };

struct bulk {
    struct api *a;
    const struct command *cmd;
    json_t *ids, *input;
    struct json j;
};

static void result_write(struct bulk *b, struct ctx *c, rid id, int r, const struct call *call)
{
    struct json *j = &b->j, problem;
    int status;

    json_open(j);
    json_key(j, "id"), json_id(j, id);
    if (r == 0) {
        json_key(j, "status"), json_int(j, call->status);
        json_key(j, "version"), json_int(j, call->out_version);
        if (call->told.n > 0)
            json_key(j, "told"), json_raw(j, call->told);
    } else {
        if (r < 0)
            c->refused = refusal_failed(r), c->n_faults = 0;
        problem = json_in(&c->mem, 65536);
        status = problem_json(c, &problem, r < 0 ? b->a->req->reference : NULL);
        json_key(j, "status"), json_int(j, status);
        json_key(j, "problem"), json_raw(j, text_str(&problem.t));
    }
    json_close(j);
}

/* The key of the whole stands for each row by itself: what was done is not done again, and what
 * was refused is judged anew. */
static void key_of_row(struct ctx *c, const struct ctx *whole, rid id)
{
    char hex[65];

    if (whole->idempotency_key.n == 0)
        return;
    hash_hex(hash_of(str_format(&c->mem, "%lld\n%.*s", (long long)id,
        (int)whole->idempotency_key.n, whole->idempotency_key.s)), hex);
    c->idempotency_key = str_copy(&c->mem, str_of(hex));
    c->request_hash = whole->request_hash;
}

static void run_one(struct bulk *b, const json_t *each)
{
    str s = { json_string_value(each), json_string_length(each) };
    struct call call = { .command = b->cmd };
    const struct ctx *whole = &b->a->c;
    struct ctx c;
    int r;

    ctx_begin(&c, whole->db, whole->who, whole->now, 0);
    c.node = whole->node;
    c.english = whole->english;
    c.site = whole->site;
    if (!json_is_string(each) || !str_int(s, &call.id) || call.id <= 0)
        r = refuse_field(&c, "ids", &F_REF);
    else {
        key_of_row(&c, whole, call.id);
        call.body = json_deep_copy(b->input);
        r = command_run(&c, &call);
        json_decref(call.body);
    }
    if (r == 0 && !call.replayed)
        api_publish(b->a->app, &c);
    if (r < 0) {
        fault_clear();
        c.mem.exhausted = false;
        c.mem.limit += 65536;               /* room to say so */
    }
    result_write(b, &c, call.id, r, &call);
    ctx_end(&c);
}

static int run_all(struct bulk *b)
{
    b->a->c.mem.limit += 2 * ANSWER_MAX;    /* what was done must be told */
    b->j = json_in(&b->a->c.mem, ANSWER_MAX);
    json_open(&b->j);
    json_key(&b->j, "results");
    json_list(&b->j);
    for (size_t i = 0; i < json_array_size(b->ids); i++)
        run_one(b, json_array_get(b->ids, i));
    json_list_end(&b->j);
    json_close(&b->j);
    return api_json(b->a, 200, &b->j);
}

static int judge(struct bulk *b, json_t *body)
{
    static const char *const names[] = { "ids", "input", NULL };
    struct ctx *c = &b->a->c;
    int r = api_only(b->a, body, names);

    b->ids = json_object_get(body, "ids");
    b->input = json_object_get(body, "input");
    if (b->ids == NULL)
        r = refuse_field(c, "ids", &F_REQUIRED);
    else if (!json_is_array(b->ids))
        r = refuse_field(c, "ids", &F_TYPE, STR("数组"), STR("an array"));
    else if (json_array_size(b->ids) == 0 || json_array_size(b->ids) > BULK_MAX)
        r = refuse_field(c, "ids", &F_RANGE, 1, (int)BULK_MAX);
    if (b->input != NULL && !json_is_null(b->input) && !json_is_object(b->input))
        r = refuse_field(c, "input", &F_TYPE, STR("对象"), STR("an object"));
    return r != 0 ? r : api_take_key(b->a);
}

int api_bulk(struct api *a, const struct entity *e)
{
    struct bulk b = { .a = a, .cmd = api_command(e, a->req->parts[3]) };
    json_t *body;
    int r;

    if (b.cmd == NULL || b.cmd->creates || b.cmd->verb == V_EDIT)
        return api_refuse(a, &E_NO_SUCH);
    body = api_body(a);
    if (body == NULL)
        return 0;
    r = judge(&b, body);
    b.input = json_is_object(b.input) ? json_incref(b.input) : json_object();
    r = r != 0 ? api_problem(a, r) : run_all(&b);
    json_decref(b.input);
    json_decref(body);
    return r;
}
