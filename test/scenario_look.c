/* scenario_look.c - the steps of a scenario that only read. */
#include "kernel/query.h"
#include "kernel/row.h"
#include "kernel/search.h"
#include "test/scenario.h"

#include <jansson.h>

struct look { const struct entity *e; rid id; str json; struct query *q; struct json j; str text;
              struct search_hit hits[SEARCH_HITS]; size_t n; };

static int look_row(struct ctx *c, void *arg)
{
    struct look *l = arg;
    struct statement st = { DOES_LIST, l->e, "WHERE id = ?", "i", __FILE__, __LINE__ };
    void *row;
    size_t n;

    TRY(db_read_(c, &n, &row, &st, PARAMS(l->id)));
    if (n == 0)
        return refuse(c, &E_NOT_FOUND);
    l->j = json_in(&c->mem, 1 << 20);
    json_open(&l->j);
    row_json(&l->j, l->e, row);
    json_close(&l->j);
    return 0;
}

static void compare(struct scenario *s, str have, str want)
{
    json_t *h = json_loadb(have.s, have.n, 0, NULL), *w = json_loadb(want.s, want.n, 0, NULL),
           *value;
    const char *key;

    if (said(s, w != NULL, "not JSON: %.*s", (int)want.n, want.s))
        json_object_foreach(w, key, value) {
            const json_t *found = json_object_get(h, key);
            char *text = found != NULL ? json_dumps(found, JSON_ENCODE_ANY) : NULL;

            said(s, found != NULL && json_equal(found, value), "%s is %s", key,
                text != NULL ? text : "no field");
            free(text);
        }
    json_decref(h);
    json_decref(w);
}

void step_see(struct scenario *s, str rest)
{
    str name = word(&rest);
    struct look l = { .e = entity_named(name) };
    struct actor a;
    struct ctx c;

    if (!said(s, l.e != NULL, "there is no %.*s", (int)name.n, name.s))
        return;
    l.id = named(s, word(&rest));
    if (begin(s, &c, &a)) {
        int r = memory_look(s, &c, look_row, &l);

        if (r != 0)
            show(s, &c, "see", r);
        else
            compare(s, text_str(&l.j.t), replaced(s, object(&rest)));
    }
    ctx_end(&c);
}

static int look_page(struct ctx *c, void *arg)
{
    struct look *l = arg;

    l->j = json_in(&c->mem, 2 << 20);
    return query_page(c, l->q, &l->j);
}

static json_t *page(struct scenario *s, struct ctx *c, struct look *l, str *rest)
{
    str pair;
    int r = 0;

    l->q = arena_alloc(&c->mem, sizeof *l->q);
    l->q->on = l->e;
    l->q->limit = LIST_LIMIT;
    while ((pair = word(rest)).n > 0 && !str_is(pair, "=") && !str_is(pair, "->")) {
        const char *eq = memchr(pair.s, '=', pair.n);

        if (!said(s, eq != NULL, "not a filter: %.*s", (int)pair.n, pair.s))
            return NULL;
        r = query_take(c, l->q, (str){ pair.s, (size_t)(eq - pair.s) },
            replaced(s, (str){ eq + 1, pair.n - (size_t)(eq - pair.s) - 1 }));
        if (r != 0) {
            show(s, c, "filter", r);
            return NULL;
        }
    }
    r = memory_look(s, c, look_page, l);
    if (r != 0) {
        show(s, c, "list", r);
        return NULL;
    }
    return json_loadb(l->j.t.s, l->j.t.n, 0, NULL);
}

void step_list(struct scenario *s, str rest, bool count)
{
    str name = word(&rest);
    struct look l = { .e = entity_named(name) };
    struct actor a;
    struct ctx c;
    json_t *answer = NULL;
    int64_t want = 0;
    rid id;

    if (!said(s, l.e != NULL, "there is no %.*s", (int)name.n, name.s) || !begin(s, &c, &a))
        return;
    answer = page(s, &c, &l, &rest);
    if (answer != NULL && count) {
        int64_t have = json_integer_value(json_object_get(answer, "total"));

        (void)str_int(word(&rest), &want);
        said(s, have == want, "there are %lld, not %lld", (long long)have, (long long)want);
    } else if (answer != NULL) {
        const json_t *first = json_object_get(
            json_array_get(json_object_get(answer, "rows"), 0), "id");
        str text = { json_string_value(first), json_string_length(first) };

        if (said(s, str_int(text, &id), "nothing was found"))
            bind(s, word(&rest), id);
    }
    json_decref(answer);
    ctx_end(&c);
}

static int look_search(struct ctx *c, void *arg)
{
    struct look *l = arg;

    return search_find(c, l->text, l->hits, &l->n);
}

void step_search(struct scenario *s, str rest)
{
    struct look *l = arena_alloc(&s->mem, sizeof *l);
    struct actor a;
    struct ctx c;
    str entity;
    rid id;
    bool found = false, first;

    l->text = word(&rest);
    (void)word(&rest);
    entity = word(&rest);
    first = str_is(entity, "first");
    if (first)
        entity = word(&rest);
    id = str_is(entity, "nothing") ? 0 : named(s, word(&rest));
    if (begin(s, &c, &a)) {
        int r = memory_look(s, &c, look_search, l);

        for (size_t i = 0; r == 0 && i < l->n && (i == 0 || !first); i++)
            found = found || (l->hits[i].id == id && str_is(entity, l->hits[i].on->name));
        said(s, r == 0 && (id == 0 ? l->n == 0 : found), "%zu found, not that one", l->n);
    }
    ctx_end(&c);
}

/* --- reports ---------------------------------------------------------------------------------- */

struct reporting { const struct report *r; json_t *body; void *params; size_t n; void *rows; };

static int run_report(struct ctx *c, void *arg)
{
    struct reporting *k = arg;

    TRY(input_refs(c, k->r->params, k->params, NULL));
    return k->r->run(c, k->params, &k->n, &k->rows);
}

/* Does a row of the report hold every field of `want`? */
static bool has_row(struct scenario *s, const struct reporting *k, size_t i, const json_t *want)
{
    struct json j = json_in(&s->mem, 65536);
    const struct entity *e = k->r->result;
    json_t *value, *row;
    const char *key;
    bool all = true;

    json_open(&j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        json_key(&j, f->name), field_json(&j, f, (const char *)k->rows + i * e->size);
    json_close(&j);
    row = json_loadb(j.t.s, j.t.n, 0, NULL);
    json_object_foreach((json_t *)want, key, value)
        all = all && json_equal(json_object_get(row, key), value);
    json_decref(row);
    return all;
}

static void expect_rows(struct scenario *s, const struct reporting *k, str rest)
{
    int64_t want = 0;
    str count, row;
    json_t *w;
    bool found = false;

    (void)word(&rest);
    count = word(&rest);
    said(s, str_int(count, &want) && (int64_t)k->n == want, "%zu rows, not %.*s", k->n,
        (int)count.n, count.s);
    row = replaced(s, object(&rest));
    w = json_loadb(row.s, row.n, 0, NULL);
    for (size_t i = 0; i < k->n; i++)
        found = found || has_row(s, k, i, w);
    said(s, json_object_size(w) == 0 || found, "no row is %.*s", (int)row.n, row.s);
    json_decref(w);
}

/* report NAME {params} = ROWS {what one of them holds} */
void step_report(struct scenario *s, str rest, bool refused)
{
    str name = word(&rest), body = replaced(s, object(&rest));
    struct reporting k = { .r = report_named(name) };
    struct actor a;
    struct ctx c;
    int r;

    if (!said(s, k.r != NULL, "there is no report %.*s", (int)name.n, name.s))
        return;
    if (begin(s, &c, &a)) {
        k.params = arena_alloc(&c.mem, k.r->params->size + 16);
        k.body = body_parse(&c, body);
        r = input_read(&c, k.r->params, k.body, k.params, false);
        if (r == 0)
            r = memory_look(s, &c, run_report, &k);
        if (refused)
            expect_refused(s, &c, r, rest);
        else if (r != 0)
            show(s, &c, "report", r);
        else
            expect_rows(s, &k, rest);
        json_decref(k.body);
    }
    ctx_end(&c);
}

/* --- suggestions ------------------------------------------------------------------------------ */

struct suggesting { const struct command *cmd; rid id; void *in; };

static int run_suggest(struct ctx *c, void *arg)
{
    struct suggesting *k = arg;
    struct statement st = { DOES_LIST, k->cmd->on, "WHERE id = ?", "i", __FILE__, __LINE__ };
    void *row = NULL;
    size_t n = 0;

    if (k->id != 0)
        TRY(db_read_(c, &n, &row, &st, PARAMS(k->id)));
    if (n == 0 && k->id != 0)
        return refuse(c, &E_NOT_FOUND);
    return command_suggestion(k->cmd)->run(c, row, k->in);
}

void step_suggest(struct scenario *s, str rest)
{
    str name = word(&rest), typed, want;
    struct suggesting k = { .cmd = command_named(name) };
    struct actor a;
    struct ctx c;
    json_t *body;

    if (!said(s, k.cmd != NULL && command_suggestion(k.cmd) != NULL,
            "%.*s suggests nothing", (int)name.n, name.s))
        return;
    while (rest.n > 0 && rest.s[0] == ' ')
        rest.s++, rest.n--;
    if (rest.n > 0 && rest.s[0] == '$')
        k.id = named(s, word(&rest));
    typed = replaced(s, object(&rest));
    (void)word(&rest);
    want = replaced(s, object(&rest));
    if (begin(s, &c, &a)) {
        struct json j = json_in(&c.mem, 65536);
        int r;

        k.in = arena_alloc(&c.mem, k.cmd->input->size + 16);
        body = body_parse(&c, typed);
        r = input_read(&c, k.cmd->input, body, k.in, false);
        c.n_faults = 0;                     /* half a form is what is asked about */
        c.refused = NULL;
        r = r < 0 ? r : db_snapshot(&c, run_suggest, &k);
        json_open(&j);
        for (const struct field *f = k.cmd->input->fields(); r == 0 && f->name != NULL; f++)
            if (f->kind != K_LINES)
                json_key(&j, f->name), field_json(&j, f, k.in);
        json_close(&j);
        if (r != 0)
            show(s, &c, "suggest", r);
        else
            compare(s, text_str(&j.t), want);
        json_decref(body);
    }
    ctx_end(&c);
}
