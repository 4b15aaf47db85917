/* api_more.c - search, the work list, reports, the timeline. */
#include "kernel/api.h"
#include "kernel/query.h"
#include "kernel/row.h"
#include "kernel/search.h"

#include <jansson.h>

enum { ANSWER_MAX = 2 << 20, WORK_MAX = 100, EVENTS_LIMIT = 50 };

static str said(const struct ctx *c, struct label l) { return str_of(c->english ? l.en : l.zh); }

/* --- search ----------------------------------------------------------------------------------- */

struct asking { struct api *a; str q; struct json j; const struct entity *e; rid id, before; };

static const char *search_kind(enum search s)
{
    static const char *const names[] = { "", "plate", "vin", "phone", "name", "number", "word" };

    return names[s];
}

static int search_write(struct ctx *c, void *arg)
{
    struct asking *q = arg;
    struct search_hit hits[SEARCH_HITS];
    struct json *j = &q->j;
    size_t n;

    *j = json_in(&c->mem, ANSWER_MAX);
    TRY(search_find(c, q->q, hits, &n));
    json_open(j);
    json_key(j, "hits");
    json_list(j);
    for (size_t i = 0; i < n; i++) {
        json_open(j);
        json_key(j, "entity"), json_c(j, hits[i].on->name);
        json_key(j, "id"), json_id(j, hits[i].id);
        json_key(j, "title"), json_str(j, hits[i].title);
        json_key(j, "subtitle"), json_str(j, hits[i].subtitle);
        json_key(j, "kind"), json_c(j, hits[i].pinyin ? "pinyin" : search_kind(hits[i].by->search));
        json_close(j);
    }
    json_list_end(j);
    json_close(j);
    return 0;
}

int api_search(struct api *a)
{
    struct asking q = { .a = a, .q = http_query(a->req, "q") };
    int r = api_only_query(a, (const char *const[]){ "q", NULL });

    if (q.q.n > Q_MAX)
        r = refuse_field(&a->c, "q", &F_LENGTH, (int)Q_MAX);
    if (r == 0)
        r = db_snapshot(&a->c, search_write, &q);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &q.j);
}

/* --- the work list (ORG-05) -------------------------------------------------------------------
 * Of the stages that the asker's duties answer for, the oldest promise of each stage first. */

static str state_code(const struct stage *s)
{
    return str_of(field_named(s->on, str_of(s->axis))->choices->v[s->state].code);
}

/* One person's own work is shown to him alone; who is no employee looks at the whole store. */
static bool personal(const struct ctx *c, const struct stage *s)
{
    return s->owner != NULL && c->who->employee_id != 0;
}

/* The condition that follows the one of the state: the store, the person, or both. */
static const char *whose(struct ctx *c, const struct stage *s, const char *of)
{
    if (!personal(c, s))
        return str_c(&c->mem, str_format(&c->mem, " AND %sunit_id = ?", of));
    if (s->anywhere)
        return str_c(&c->mem, str_format(&c->mem, " AND %s%s = ?", of, s->owner));
    return str_c(&c->mem, str_format(&c->mem, " AND %s%s = ? AND %sunit_id = ?", of, s->owner, of));
}

static int whose_values(
    struct ctx *c, const struct stage *s, values_fn *take, void *arg, str sql)
{
    const char *text = str_c(&c->mem, sql);

    if (!personal(c, s))
        return db_values(c, take, arg, text, "ti", PARAMS(state_code(s), c->who->unit_id));
    if (s->anywhere)
        return db_values(c, take, arg, text, "ti", PARAMS(state_code(s), c->who->employee_id));
    return db_values(c, take, arg, text, "tii",
        PARAMS(state_code(s), c->who->employee_id, c->who->unit_id));
}

struct items { struct json *j; const struct stage *s; struct ctx *c; };

static int take_item(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    const struct items *w = arg;
    struct json *j = w->j;
    char out[32];

    json_open(j);
    json_key(j, "entity"), json_c(j, w->s->on->name);
    json_key(j, "id"), json_id(j, v[0].i);
    json_key(j, "title");
    if (v[1].text)
        json_str(j, v[1].t);
    else
        json_int(j, v[1].i);
    json_key(j, "stage"), json_c(j, w->s->name);
    json_key(j, "label"), json_str(j, said(c, w->s->label));
    json_key(j, "since");
    when_print((when){ v[2].i }, out), json_c(j, out);
    json_key(j, "promised_at");
    if (v[3].null || v[3].i == 0)
        json_none(j);
    else
        when_print((when){ v[3].i }, out), json_c(j, out);
    json_key(j, "command"), json_c(j, w->s->command);
    json_key(j, "about");
    json_list(j);
    for (size_t i = 4; i < n; i++)
        if (!v[i].null && v[i].text && v[i].t.n > 0)
            json_str(j, v[i].t);
    json_list_end(j);
    json_close(j);
    return 0;
}

/* What it is about: the first references of its list (a car, a customer), by their titles. */
static void about(const struct entity *e, struct text *columns, struct text *joins)
{
    int n = 0;

    for (int place = 1; place <= 8 && n < 2; place++)
        for (const struct field *f = e->fields(); f->name != NULL; f++) {
            if (f->list != place || f->kind != K_REF || f->ref->title == NULL)
                continue;
            n++;
            text_f(columns, ", about%d.%s", n, f->ref->title);
            text_f(joins, " LEFT JOIN %s about%d ON about%d.id = doc.%s", f->ref->name, n, n,
                f->name);
        }
}

static int items_of(struct ctx *c, const struct stage *s, struct json *j)
{
    const struct entity *e = s->on;
    bool promises = field_named(e, STR("promised_at")) != NULL;
    struct items w = { j, s, c };
    struct text columns = text_in(&c->mem, 400), joins = text_in(&c->mem, 800);
    str sql;

    about(e, &columns, &joins);
    sql = str_format(&c->mem,
        "SELECT doc.id, doc.%s, doc.created_at, %s%.*s FROM %s doc%.*s WHERE doc.%s = ?"
        " AND doc.retired_at IS NULL%s ORDER BY doc.%s, doc.id LIMIT %d",
        e->title != NULL ? e->title : "id", promises ? "doc.promised_at" : "NULL",
        (int)columns.n, text_str(&columns).s, e->name, (int)joins.n, text_str(&joins).s, s->axis,
        whose(c, s, "doc."), promises ? "promised_at" : "created_at", WORK_MAX);
    return whose_values(c, s, take_item, &w, sql);
}

static int take_count(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n;
    *(int64_t *)arg = v[0].i;
    return 0;
}

/* The store's counts are kept; one person's own are few enough to be counted. */
static int count_of(struct ctx *c, const struct stage *s, int64_t *n)
{
    if (personal(c, s)) {
        str sql = str_format(&c->mem, "SELECT count(*) FROM %s WHERE %s = ? AND retired_at IS NULL"
            "%s", s->on->name, s->axis, whose(c, s, ""));

        return whose_values(c, s, take_count, n, sql);
    }
    return db_int(c, n,
        "SELECT n FROM stage_count WHERE entity = ? AND axis = ? AND state = ? AND unit_id = ?",
        str_of(s->on->name), str_of(s->axis), state_code(s), c->who->unit_id);
}

static bool answers(const struct ctx *c, const struct stage *s)
{
    return s->duty != NULL && who_may(c->who, s->duty, c->who->unit_id);
}

static int queues_write(struct ctx *c, struct json *j)
{
    struct json items = json_in(&c->mem, ANSWER_MAX);

    *j = json_in(&c->mem, ANSWER_MAX);
    json_open(j);
    json_key(j, "queues");
    json_list(j);
    json_list(&items);
    for (const struct process *p = processes; p->name != NULL; p++)
        for (size_t i = 0; i < p->n; i++) {
            const struct stage *s = &p->stages[i];
            int64_t n = 0;

            if (!answers(c, s))
                continue;
            TRY(count_of(c, s, &n));
            json_open(j);
            json_key(j, "stage"), json_c(j, s->name);
            json_key(j, "label"), json_str(j, said(c, s->label));
            json_key(j, "entity"), json_c(j, s->on->name);
            json_key(j, "command"), json_c(j, s->command);
            json_key(j, "count"), json_int(j, n);
            json_close(j);
            if (n > 0)
                TRY(items_of(c, s, &items));
        }
    json_list_end(j);
    json_list_end(&items);
    json_key(j, "items"), json_raw(j, text_str(&items.t));
    json_close(j);
    return items.t.failed ? DB_FAILED : 0;
}

/* Of a colleague: what waits for the posts that he holds, in the store where he is at home. */
static int work_of(struct ctx *c, rid employee_id, struct json *j)
{
    const struct who *asker = c->who;
    struct account account;
    struct who colleague;
    int r;

    TRY(db_one(c, account, &account, &E_NOT_FOUND, "WHERE employee_id = ? AND retired_at IS NULL"
        " ORDER BY id LIMIT 1 /* all rows */", employee_id));
    if (!who_reads(asker, account.home_unit_id))
        return refuse(c, &E_NOT_FOUND);
    TRY(account_who(c, &account, 0, &colleague));
    c->who = &colleague;
    r = queues_write(c, j);
    c->who = asker;
    return r;
}

static int work_write(struct ctx *c, void *arg)
{
    struct asking *q = arg;

    return q->id != 0 ? work_of(c, q->id, &q->j) : queues_write(c, &q->j);
}

int api_work(struct api *a)
{
    struct asking q = { .a = a };
    str employee = http_query(a->req, "employee_id");
    int r = api_only_query(a, (const char *const[]){ "employee_id", NULL });

    if (employee.n > 0 && (!str_int(employee, &q.id) || q.id <= 0))
        r = refuse_field(&a->c, "employee_id", &F_REF);
    if (r == 0)
        r = db_snapshot(&a->c, work_write, &q);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &q.j);
}

/* --- reports ---------------------------------------------------------------------------------- */

struct reporting { const struct report *r; void *params; size_t n; void *rows; struct json j; };

static const void *report_row(const struct reporting *r, size_t i)
{
    return (const char *)r->rows + i * r->r->result->size;
}

/* What the references of a row show. */
static void titles_write(struct ctx *c, struct json *j, const struct entity *e, const void *row)
{
    json_key(j, "titles");
    json_open(j);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const void *at = (const char *)row + f->at;
        struct anyref ref = f->kind == K_REF ? (struct anyref){ f->ref, *(const rid *)at }
            : f->kind == K_ANYREF ? *(const struct anyref *)at : (struct anyref){ 0 };

        if (ref.on != NULL && ref.id != 0)
            json_key(j, f->name), json_str(j, row_title(c, ref.on, ref.id));
    }
    json_close(j);
}

static void rows_write(struct ctx *c, struct json *j, const struct reporting *r)
{
    json_key(j, "rows");
    json_list(j);
    for (size_t i = 0; i < r->n; i++) {
        json_open(j);
        for (const struct field *f = r->r->result->fields(); f->name != NULL; f++)
            json_key(j, f->name), field_json(j, f, report_row(r, i));
        titles_write(c, j, r->r->result, report_row(r, i));
        json_close(j);
    }
    json_list_end(j);
}

static void totals_write(struct json *j, const struct reporting *r)
{
    json_key(j, "totals");
    json_open(j);
    for (const struct field *f = r->r->result->fields(); f->name != NULL; f++) {
        struct { int64_t n; } sum = { 0 };

        if ((f->kind != K_MONEY && f->kind != K_QTY && f->kind != K_DURATION && f->kind != K_INT) ||
            f->format == AS_KM || f->format == AS_CLOCK || f->format == AS_WEEKDAY ||
            f->format == AS_MONTH)
            continue;                       /* a reading of a meter is no amount */
        for (size_t i = 0; i < r->n; i++)
            sum.n = field_absent(f, report_row(r, i)) ? sum.n : money_add(FEN(sum.n),
                FEN(*(const int64_t *)((const char *)report_row(r, i) + f->at))).fen;
        json_key(j, f->name), json_int(j, sum.n);
    }
    json_close(j);
}

static int report_run(struct ctx *c, void *arg)
{
    struct reporting *r = arg;
    char now[32];

    TRY(input_refs(c, r->r->params, r->params, NULL));
    TRY(r->r->run(c, r->params, &r->n, &r->rows));
    r->j = json_in(&c->mem, ANSWER_MAX);
    json_open(&r->j);
    rows_write(c, &r->j, r);
    totals_write(&r->j, r);
    when_print(c->now, now);
    json_key(&r->j, "at"), json_c(&r->j, now);
    json_close(&r->j);
    return 0;
}

/* The query string as the report's input: numbers and booleans are told by their field. */
static json_t *params_of(struct api *a, const struct entity *params)
{
    json_t *body = json_object();

    for (size_t i = 0; i < a->req->query_n; i++) {
        const struct http_pair *p = &a->req->query[i];
        const struct field *f = field_named(params, p->name);
        const char *name = str_c(&a->c.mem, p->name);
        int64_t n;

        if (f != NULL && kind_number(f->kind) && str_int(p->value, &n))
            json_object_set_new(body, name, json_integer(n));
        else if (f != NULL && f->kind == K_BOOL &&
            (str_is(p->value, "true") || str_is(p->value, "false")))
            json_object_set_new(body, name, json_boolean(str_is(p->value, "true")));
        else if (p->value.n > 0)
            json_object_set_new(body, name, json_stringn(p->value.s, p->value.n));
    }
    return body;
}

int api_report(struct api *a)
{
    struct reporting r = { .r = report_named(a->req->parts[2]) };
    json_t *body;
    int wrong;

    if (a->req->parts_n != 3 || r.r == NULL)
        return api_refuse(a, &E_NO_SUCH);
    if (r.r->duty != NULL && !who_may(a->c.who, r.r->duty, 0))
        return api_problem(a, refuse(&a->c, &E_FORBIDDEN, said(&a->c, r.r->duty->label)));
    r.params = arena_alloc(&a->c.mem, r.r->params->size + 16);
    if (r.params == NULL)
        return api_problem(a, DB_FAILED);
    body = params_of(a, r.r->params);
    wrong = input_read(&a->c, r.r->params, body, r.params, false);
    json_decref(body);
    if (wrong == 0)
        wrong = db_snapshot(&a->c, report_run, &r);
    return wrong != 0 ? api_problem(a, wrong) : api_json(a, 200, &r.j);
}
