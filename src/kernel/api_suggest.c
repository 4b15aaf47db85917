/* api_suggest.c - what the form of a command begins with: what the asker has typed so far, and the
 * rest as the command's module suggests it. Nothing is judged and nothing is written. */
#include "kernel/api.h"
#include "kernel/row.h"

#include <jansson.h>

enum { ANSWER_MAX = 262144 };

struct suggesting { const struct command *cmd; rid id; void *in; struct json j; };

static int some_json(struct ctx *c, struct json *j, const struct entity *e, const void *in);

static int lines_some(struct ctx *c, struct json *j, const struct field *f, const void *at)
{
    const struct { const char *v; size_t n; } *lines = at;

    json_list(j);
    for (size_t i = 0; i < lines->n; i++) {
        json_open(j);
        TRY(some_json(c, j, f->ref, lines->v + i * f->ref->size));
        json_close(j);
    }
    json_list_end(j);
    return 0;
}

/* What is absent, nought or no is not suggested: it is left out. */
static int some_json(struct ctx *c, struct json *j, const struct entity *e, const void *in)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const void *at = (const char *)in + f->at;

        if (f->kind == K_SECRET || (f->kind == K_BOOL && !*(const bool *)at) ||
            (kind_number(f->kind) && !f->optional && *(const int64_t *)at == 0) ||
            (f->kind == K_LINES && ((const struct { void *v; size_t n; } *)at)->n == 0) ||
            (f->kind != K_LINES && field_absent(f, in)))
            continue;
        json_key(j, f->name);
        if (f->kind == K_LINES)
            TRY(lines_some(c, j, f, at));
        else
            field_json(j, f, in);
    }
    return titles_json(c, j, e, in);
}

static int suggest_write(struct ctx *c, void *arg)
{
    struct suggesting *s = arg;
    struct statement read = { DOES_LIST, s->cmd->on, "WHERE id = ?", "i", __FILE__, __LINE__ };
    void *row = NULL;
    size_t n = 0;

    if (s->id != 0) {
        TRY(db_read_(c, &n, &row, &read, PARAMS(s->id)));
        if (n == 0 || !who_reads(c->who, ((struct row *)row)->unit_id))
            return refuse(c, &E_NOT_FOUND);
        TRY(command_may(c, s->cmd, row));
    }
    TRY(command_suggestion(s->cmd)->run(c, row, s->in));
    s->j = json_in(&c->mem, ANSWER_MAX);
    json_open(&s->j);
    TRY(some_json(c, &s->j, s->cmd->input, s->in));
    json_close(&s->j);
    return s->j.t.failed ? DB_FAILED : 0;
}

int api_suggest(struct api *a, const struct command *cmd, rid id)
{
    struct ctx *c = &a->c;
    struct suggesting s = { .cmd = cmd, .id = id };
    json_t *body;
    int r;

    if (command_suggestion(cmd) == NULL || (id == 0) != cmd->creates)
        return api_refuse(a, &E_NO_SUCH);
    if (!who_may(c->who, cmd->duty, 0))
        return api_problem(a, refuse(c, &E_FORBIDDEN,
            str_of(c->english ? cmd->duty->label.en : cmd->duty->label.zh)));
    body = a->req->body.n == 0 ? json_object() : api_body(a);
    if (body == NULL)
        return 0;
    s.in = arena_alloc(&c->mem, cmd->input->size + 16);
    r = s.in == NULL ? DB_FAILED : input_read(c, cmd->input, body, s.in, false);
    json_decref(body);
    if (r < 0)
        return api_problem(a, r);
    c->n_faults = 0;                        /* half a form is what is asked about */
    c->refused = NULL;
    r = db_snapshot(c, suggest_write, &s);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &s.j);
}
