/* timeline.c - what happened to a document, newest first, in the words of its reader. */
#include "kernel/api.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 2 << 20, PAGE = 50, BODY_MAX = 65536 };

struct timeline {
    struct api *a;
    const struct entity *e;
    rid id, before;
    int limit;
    struct json j;
};

static const char *actor_kind_name(int64_t kind)
{
    static const char *const names[] = { "user", "machine", "customer", "timer", "system" };

    return kind >= 0 && kind < (int64_t)COUNT(names) ? names[kind] : "system";
}

static str said(const struct ctx *c, struct label l) { return str_of(c->english ? l.en : l.zh); }

/* A value of an event: a sealed one is opened, or shown as erased; a reference by its title. */
static int value_write(struct ctx *c, struct json *j, const struct entity *e, rid id,
    const struct field *f, const json_t *v)
{
    const json_t *sealed = json_object_get(v, "sealed");
    str clear;
    rid ref;

    if (sealed != NULL) {
        TRY(person_open(
            c, e, id, (str){ json_string_value(sealed), json_string_length(sealed) }, &clear));
        json_str(j, clear.n > 0 ? clear : STR("█"));
    } else if (f != NULL && f->kind == K_REF && json_is_string(v) &&
        str_int((str){ json_string_value(v), json_string_length(v) }, &ref) &&
        f->ref->title != NULL)
        json_str(j, row_title(c, f->ref, ref));
    else if (json_is_string(v))
        json_str(j, (str){ json_string_value(v), json_string_length(v) });
    else if (json_is_integer(v))
        json_int(j, json_integer_value(v));
    else if (json_is_boolean(v))
        json_bool(j, json_is_true(v));
    else if (json_is_object(v))
        json_c(j, json_string_value(json_object_get(v, "id")));
    else
        json_none(j);
    return 0;
}

static int changes_write(struct ctx *c, struct json *j, const struct entity *e, rid id,
    json_t *changes, const char *prefix)
{
    const char *name;
    json_t *pair;

    json_object_foreach(changes, name, pair) {
        const struct field *f = field_named(e, str_of(name));
        str label = f != NULL ? said(c, f->label) : str_of(name);

        json_open(j);
        json_key(j, "field"), json_c(j, name);
        json_key(j, "label");
        json_str(j,
            prefix != NULL ? str_format(&c->mem, "%s · %.*s", prefix, (int)label.n, label.s)
                           : label);
        json_key(j, "entity"), json_c(j, e->name);
        json_key(j, "from");
        TRY(value_write(c, j, e, id, f, json_array_get(pair, 0)));
        json_key(j, "to");
        TRY(value_write(c, j, e, id, f, json_array_get(pair, 1)));
        json_close(j);
    }
    return 0;
}

static int lines_write(struct ctx *c, struct json *j, json_t *lines)
{
    for (size_t i = 0; i < json_array_size(lines); i++) {
        json_t *line = json_array_get(lines, i);
        const char *name = json_string_value(json_object_get(line, "entity"));
        const json_t *id = json_object_get(line, "id");
        const struct entity *e = entity_named(str_of(name));
        rid line_id = 0;

        (void)str_int((str){ json_string_value(id), json_string_length(id) }, &line_id);
        if (e != NULL)
            TRY(changes_write(c, j, e, line_id, json_object_get(line, "changes"),
                str_c(&c->mem, said(c, e->label))));
    }
    return 0;
}

static int take_title(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)n;
    *(str *)arg = str_copy(&c->mem, v[0].t);
    return 0;
}

static int actor_name(struct ctx *c, const struct event *ev, str *name)
{
    *name = ev->actor_kind == ACTOR_TIMER    ? (c->english ? STR("Timer") : STR("定时任务"))
        : ev->actor_kind == ACTOR_CUSTOMER ? (c->english ? STR("Customer by link") : STR("客户（链接）"))
        : c->english                       ? STR("System")
                                           : STR("系统");
    return ev->actor_id == 0 || ev->actor_kind == ACTOR_CUSTOMER
        ? 0
        : db_values(c, take_title, name, "SELECT title FROM account WHERE id = ?", "i",
              PARAMS(ev->actor_id));
}

/* What was done: a command, or a document printed. */
static str label_of(struct ctx *c, const struct event *ev, const json_t *body)
{
    const struct command *cmd = command_named(ev->command);
    const struct printout *out = print_named(ev->command);
    json_int_t copy = json_integer_value(json_object_get(body, "copy"));

    if (cmd != NULL)
        return said(c, cmd->label);
    if (out == NULL)
        return str_is(ev->command, "system") ? (c->english ? STR("By the system") : STR("系统处理"))
                                             : ev->command;
    return c->english ? str_format(&c->mem, "Printed: %s, copy %lld", out->label.en, copy)
                      : str_format(&c->mem, "打印%s（第 %lld 次）", out->label.zh, copy);
}

static int event_json(struct ctx *c, struct json *j, const struct entity *e, const struct event *ev)
{
    json_t *body = json_loadb(ev->body.s, ev->body.n, 0, NULL);
    const json_t *reason = json_object_get(body, "reason");
    char at[32];
    str name;
    int r;

    json_open(j);
    json_key(j, "id"), json_id(j, ev->id);
    when_print(ev->created_at, at);
    json_key(j, "at"), json_c(j, at);
    r = actor_name(c, ev, &name);
    json_key(j, "actor"), json_str(j, name);
    json_key(j, "actor_kind"), json_c(j, actor_kind_name(ev->actor_kind));
    json_key(j, "command"), json_str(j, ev->command);
    json_key(j, "label"), json_str(j, label_of(c, ev, body));
    json_key(j, "version"), json_int(j, ev->entity_version);
    json_key(j, "changes");
    json_list(j);
    if (r == 0)
        r = changes_write(c, j, e, ev->entity_id, json_object_get(body, "changes"), NULL);
    if (r == 0)
        r = lines_write(c, j, json_object_get(body, "lines"));
    json_list_end(j);
    json_key(j, "note");
    json_c(j, json_string_value(reason));
    json_key(j, "pressed_at");
    json_c(j, json_string_value(json_object_get(body, "pressed_at")));
    json_close(j);
    json_decref(body);
    return r;
}

static int timeline_write(struct ctx *c, void *arg)
{
    struct timeline *t = arg;
    struct event_list events;
    struct json *j = &t->j;

    TRY(row_seen(c, t->e, t->id));
    TRY(db_list(c, event, &events, "WHERE entity_id = ? AND entity = ? AND id < ? ORDER BY id DESC LIMIT ?",
        t->id, str_of(t->e->name), t->before, t->limit + 1));
    *j = json_in(&c->mem, ANSWER_MAX);
    json_open(j);
    json_key(j, "events");
    json_list(j);
    for (size_t i = 0; i < events.n && i < (size_t)t->limit; i++)
        TRY(event_json(c, j, t->e, &events.v[i]));
    json_list_end(j);
    json_key(j, "next");
    json_id(j, events.n > (size_t)t->limit ? events.v[t->limit - 1].id : 0);
    json_close(j);
    return 0;
}

int api_timeline(struct api *a, const struct entity *e, rid id)
{
    struct timeline t = { .a = a, .e = e, .id = id, .before = INT64_MAX, .limit = PAGE };
    str cursor = http_query(a->req, "cursor"), limit = http_query(a->req, "limit");
    int64_t n;
    int r;

    if (!entity_audited(e))
        return api_refuse(a, &E_NO_SUCH);
    r = api_only_query(a, (const char *const[]){ "cursor", "limit", NULL });
    if (cursor.n > 0 && !str_int(cursor, &t.before))
        r = refuse_field(&a->c, "cursor", &F_REF);
    if (limit.n > 0) {
        if (!str_int(limit, &n) || n < 1 || n > 200)
            r = refuse_field(&a->c, "limit", &F_RANGE, 1, 200);
        else
            t.limit = (int)n;
    }
    if (r == 0)
        r = db_snapshot(&a->c, timeline_write, &t);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &t.j);
}
