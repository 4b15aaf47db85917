/* query.c - lists, from filters, sort and scope to SQL that an index serves.
 *
 * A page is driven by one index: (unit, sort, id), (unit, first filter, id) or (unit, id). For each
 * pair of unit and filter value one branch reads in order and stops early; the branches are merged.
 * What no index serves is judged within a window of WINDOW entries. */
#include "kernel/query_own.h"
#include "kernel/row.h"
#include "kernel/search.h"

enum { BRANCHES_MAX = 32, UNITS_MAX = 1024, PARAMS_MAX = 400, SQL_MAX = 60000, ANSWER_MAX = 2 << 20,
       TOTAL_MAX = 10000 };

struct sql { struct text t; struct param p[PARAMS_MAX]; char types[PARAMS_MAX + 1]; size_t n; };

static void add(struct sql *s, const char *text) { text_c(&s->t, text); }

static void bind(struct sql *s, struct param p)
{
    if (s->n == PARAMS_MAX) {
        s->t.failed = true;
        return;
    }
    s->types[s->n] = p.kind == P_TEXT ? 't' : 'i';
    s->p[s->n++] = p;
    s->types[s->n] = '\0';
}

/* --- the plan --------------------------------------------------------------------------------- */

struct plan {
    const struct query *q;
    const struct field *order;              /* NULL: id */
    bool descending;
    const struct filter *drive;             /* its values make branches; NULL = none */
    rid units[UNITS_MAX];
    size_t n_units;                         /* 0: no condition on the unit */
    bool by_unit;                           /* the units make branches; else they are judged */
    bool window;
    struct param after[CURSOR_MAX];         /* the cursor: order value and id, or the key */
    size_t n_after;
};

static void units_of(struct ctx *c, struct plan *p)
{
    const struct entity *e = p->q->on;

    if (e->scope == SCOPE_GROUP || !e->table)
        return;
    if (p->q->unit_id != 0) {
        p->units[p->n_units++] = p->q->unit_id;
        return;
    }
    for (size_t i = 0; i < c->who->n; i++) {
        const struct grant *g = &c->who->grants[i];

        if (g->whole_group) {
            p->n_units = 0;
            return;
        }
        for (size_t k = 0; k < g->n && p->n_units < UNITS_MAX; k++) {
            bool seen = false;

            for (size_t s = 0; s < p->n_units && !seen; s++)
                seen = p->units[s] == g->units[k];
            if (!seen)
                p->units[p->n_units++] = g->units[k];
        }
    }
    if (p->n_units == 0 && c->who->kind != ACTOR_SYSTEM)
        p->units[p->n_units++] = -1;        /* no post, nothing to see */
}

static int plan_make(struct ctx *c, const struct query *q, struct plan *p)
{
    *p = (struct plan){
        .q = q, .order = q->sort, .descending = q->sort != NULL ? q->descending : !q->oldest_first
    };
    for (size_t i = 0; i < q->n && p->order == NULL; i++)
        if (q->filters[i].how == FILTER_IS)
            p->drive = p->drive != NULL ? p->drive : &q->filters[i];
    for (size_t i = 0; i < q->n && p->order == NULL && p->drive == NULL && q->on->key == NULL; i++)
        p->order = q->filters[i].field, p->descending = false;
    units_of(c, p);
    size_t branches = (p->n_units > 0 ? p->n_units : 1) * (p->drive != NULL ? p->drive->n : 1);
    bool grouped = q->on->scope == SCOPE_GROUP;
    p->by_unit = !grouped && p->n_units > 0 && branches <= BRANCHES_MAX;
    if (!grouped && !p->by_unit) {
        if (q->sort != NULL)
            return refuse_field(c, "sort", &F_SORT);
        p->order = NULL, p->drive = NULL, p->descending = !q->oldest_first;
    }
    for (size_t i = 0; i < q->n; i++)
        if (&q->filters[i] != p->drive &&
            (q->filters[i].field != p->order || q->filters[i].how == FILTER_IS))
            p->window = true;
    p->window = p->window || (!p->by_unit && p->n_units > 0) || q->retired || q->as_of.day != 0;
    return cursor_read(c, q, p->order, p->descending, p->after, &p->n_after);
}

/* --- SQL -------------------------------------------------------------------------------------- */

static void in_list(struct sql *s, const char *column, const char *ending, const struct filter *f)
{
    add(s, " AND ");
    add(s, column);
    add(s, ending);
    add(s, f->n > 1 ? " IN (" : " = ");
    for (size_t i = 0; i < f->n; i++) {
        add(s, i > 0 ? ", ?" : "?");
        bind(s, f->values[i]);
    }
    add(s, f->n > 1 ? ")" : "");
}

static void filter_add(struct sql *s, const struct filter *f)
{
    if (f->how == FILTER_IS) {
        /* no two documents have one id, so that says enough */
        in_list(s, f->field->name, f->field->kind == K_ANYREF ? "_id" : "", f);
        return;
    }
    add(s, " AND ");
    add(s, f->field->name);
    add(s, f->how == FILTER_FROM ? " >= ?" : " <= ?");
    bind(s, f->values[0]);
}

/* What the text box finds by its keys, once for all branches. */
static void found_add(struct ctx *c, struct sql *s, const struct plan *p)
{
    struct search_range ranges[SEARCH_RANGES];
    size_t n = search_keyed(p->q->on) ? search_ranges(c, p->q->q, p->q->on, ranges) : 0;

    for (size_t i = 0; i < n; i++) {
        add(s, i > 0 ? " UNION ALL " : "WITH found(id) AS (");
        add(s, "SELECT entity_id FROM search_key WHERE key >= ? AND key < ? AND key LIKE ?"
            " AND entity = ?");
        bind(s, p_str(ranges[i].from));
        bind(s, p_str(ranges[i].to));
        bind(s, p_str(ranges[i].like));
        bind(s, p_str(str_of(p->q->on->name)));
    }
    if (p->q->q.n > 0 && search_keyed(p->q->on))
        add(s, n > 0 ? " LIMIT 500) " : "WITH found(id) AS (SELECT 0) ");
}

/* The text box of a list or a picker: by search keys, else by the title within the window. */
static void q_add(struct ctx *c, struct sql *s, const struct plan *p)
{
    const struct entity *e = p->q->on;

    if (p->q->q.n == 0)
        return;
    if (search_keyed(e)) {
        add(s, " AND id IN (SELECT id FROM found)");
    } else if (e->title != NULL) {
        struct text like = text_in(&c->mem, 400);

        text_c(&like, "%");
        for (size_t i = 0; i < p->q->q.n && i < 100; i++) {
            if (strchr("%_!", p->q->q.s[i]) != NULL)
                text_c(&like, "!");
            text_add(&like, (str){ p->q->q.s + i, 1 });
        }
        text_c(&like, "%");
        add(s, " AND ");
        add(s, e->title);
        add(s, " LIKE ? ESCAPE '!'");
        bind(s, p_str(text_str(&like)));
    }
}

/* What is judged row by row within the window. */
static void judged_add(struct ctx *c, struct sql *s, const struct plan *p)
{
    if (entity_audited(p->q->on))
        add(s, p->q->retired ? " AND retired_at IS NOT NULL" : " AND retired_at IS NULL");
    if (p->q->as_of.day != 0) {
        add(s, " AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)");
        bind(s, p_date(p->q->as_of));
        bind(s, p_date(p->q->as_of));
    }
    if (!p->by_unit && p->n_units > 0) {
        add(s, " AND unit_id IN (");
        for (size_t i = 0; i < p->n_units && i < PARAMS_MAX / 2; i++) {
            add(s, i > 0 ? ", ?" : "?");
            bind(s, p_int(p->units[i]));
        }
        add(s, ")");
    }
    for (size_t i = 0; i < p->q->n; i++)
        if (&p->q->filters[i] != p->drive &&
            (p->q->filters[i].field != p->order || p->q->filters[i].how == FILTER_IS))
            filter_add(s, &p->q->filters[i]);
    q_add(c, s, p);
}

static void range_add(struct sql *s, const struct plan *p)
{
    for (size_t i = 0; i < p->q->n; i++)
        if (p->q->filters[i].field == p->order && p->q->filters[i].how != FILTER_IS)
            filter_add(s, &p->q->filters[i]);
}

/* What rows are ordered by: the key, or a field and the id, or the id. */
static void columns_add(struct sql *s, const struct plan *p, const char *of, const char *after)
{
    const char *key = p->q->on->key;
    str name;

    for (int n = 0; key != NULL && key_next(&key, &name); n++)
        text_f(&s->t, "%s%s%.*s", n > 0 ? ", " : "", of, (int)name.n, name.s);
    if (p->q->on->key != NULL)
        return;
    if (p->order != NULL)
        text_f(&s->t, "%s%s%s, ", of, p->order->name, after);
    text_f(&s->t, "%sid%s", of, after);
}

static void order_add(struct sql *s, const struct plan *p, const char *of)
{
    add(s, " ORDER BY ");
    columns_add(s, p, of, p->descending && p->q->on->key == NULL ? " DESC" : "");
}

static void after_add(struct sql *s, const struct plan *p)
{
    bool back = p->descending && p->q->on->key == NULL;

    if (p->n_after == 0)
        return;
    add(s, " AND (");
    columns_add(s, p, "", "");
    add(s, back ? ") < (" : ") > (");
    for (size_t i = 0; i < p->n_after; i++) {
        add(s, i > 0 ? ", ?" : "?");
        bind(s, p->after[i]);
    }
    add(s, ")");
}

static void branch_add(
    struct ctx *c, struct sql *s, const struct plan *p, size_t unit, size_t value, int limit)
{
    bool judged_inside = !p->window;

    add(s, "SELECT * FROM (SELECT * FROM ");
    add(s, p->q->on->name);
    add(s, " WHERE 1 = 1");
    if (p->by_unit) {
        add(s, " AND unit_id = ?");
        bind(s, p_int(p->units[unit]));
    }
    if (p->drive != NULL) {
        struct filter one = *p->drive;

        one.values[0] = p->drive->values[value];
        one.n = 1;
        filter_add(s, &one);
    }
    range_add(s, p);
    after_add(s, p);
    if (judged_inside)
        judged_add(c, s, p);
    order_add(s, p, "");
    text_f(&s->t, " LIMIT %d) AS branch", judged_inside ? limit : WINDOW);
    if (!judged_inside) {
        add(s, " WHERE 1 = 1");
        judged_add(c, s, p);
    }
}

static void rows_add(struct ctx *c, struct sql *s, const struct plan *p, int limit)
{
    size_t units = p->by_unit ? p->n_units : 1, values = p->drive != NULL ? p->drive->n : 1;

    for (size_t u = 0; u < units; u++)
        for (size_t v = 0; v < values; v++) {
            if (u + v > 0)
                add(s, " UNION ALL ");
            branch_add(c, s, p, u, v, limit);
        }
}

static void select_add(struct sql *s, const struct entity *e)
{
    int n = 0, joined = 0;

    add(s, "SELECT ");
    for (const char *const *h = entity_head(e); *h != NULL; h++)
        text_f(&s->t, "%st.%s", n++ > 0 ? ", " : "", *h);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind == K_ANYREF)
            text_f(&s->t, ", t.%s_entity, t.%s_id", f->name, f->name);
        else if (f->kind != K_LINES)
            text_f(&s->t, ", t.%s", f->name);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (query_titled(f))
            text_f(&s->t, ", r%d.%s", ++joined, f->kind == K_FILE ? "name" : f->ref->title);
    add(s, ", u.name FROM (");
}

static void joins_add(struct sql *s, const struct entity *e)
{
    int joined = 0;

    add(s, ") AS t");
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (query_titled(f)) {
            joined++;
            text_f(&s->t, " LEFT JOIN %s r%d ON r%d.id = t.%s",
                f->kind == K_FILE ? "file" : f->ref->name, joined, joined, f->name);
        }
    add(s, " LEFT JOIN unit u ON u.id = t.unit_id");
}

static int run_sql(struct ctx *c, struct sql *s, values_fn *take, void *arg)
{
    if (s->t.failed)
        return DB_FAILED;
    return db_values(c, take, arg, str_c(&c->mem, text_str(&s->t)), s->types, s->p);
}

struct totals { const struct query *q; struct json *j; };

static int take_totals(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    const struct totals *t = arg;
    bool more = v[0].i > TOTAL_MAX;

    (void)c, (void)n;
    json_key(t->j, "total"), json_int(t->j, more ? TOTAL_MAX : v[0].i);
    json_key(t->j, "total_more"), json_bool(t->j, more);
    if (!t->q->sums)
        return 0;
    json_key(t->j, "sums");
    if (more) {
        json_none(t->j);
        return 0;
    }
    json_open(t->j);
    v++;
    for (const struct field *f = t->q->on->fields(); f->name != NULL; f++)
        if (f->kind == K_MONEY)
            json_key(t->j, f->name), json_int(t->j, v++->i);
    json_close(t->j);
    return 0;
}

static void sums_add(struct sql *s, const struct query *q, const char *before, const char *after)
{
    for (const struct field *f = q->on->fields(); q->sums && f->name != NULL; f++)
        if (f->kind == K_MONEY)
            text_f(&s->t, "%s%s%s", before, f->name, after);
}

static int totals_write(struct ctx *c, const struct plan *p, struct json *j)
{
    struct sql *s = arena_alloc(&c->mem, sizeof *s);
    struct plan counted = *p;

    if (s == NULL)
        return DB_FAILED;
    s->t = text_in(&c->mem, SQL_MAX);
    counted.n_after = 0;
    found_add(c, s, &counted);
    add(s, "SELECT count(*)");
    sums_add(s, p->q, ", CAST(COALESCE(sum(", "), 0) AS BIGINT)");
    add(s, " FROM (SELECT 1 AS one");
    sums_add(s, p->q, ", ", "");
    add(s, " FROM (");
    rows_add(c, s, &counted, TOTAL_MAX + 1);
    text_f(&s->t, ") AS t LIMIT %d) AS counted", TOTAL_MAX + 1);
    return run_sql(c, s, take_totals, &(struct totals){ p->q, j });
}

/* The page is short although the window was full: where the window ended, to go on from there. */
static int window_end(struct ctx *c, const struct plan *p, struct page *page)
{
    struct sql *s = arena_alloc(&c->mem, sizeof *s);
    struct plan bare = *p;
    struct query q = *p->q;

    if (s == NULL)
        return DB_FAILED;
    s->t = text_in(&c->mem, SQL_MAX);
    q.q = (str){ 0 };
    bare.q = &q;
    bare.window = true;
    add(s, "SELECT ");
    columns_add(s, p, "", "");
    add(s, " FROM (");
    rows_add(c, s, &bare, WINDOW);
    add(s, ") AS t");
    order_add(s, p, "");
    text_f(&s->t, " LIMIT 1 OFFSET %d", WINDOW - 1);
    return run_sql(c, s, list_end, page);
}

static int page_sql(struct ctx *c, struct plan *p, int limit, struct sql *s)
{
    s->t = text_in(&c->mem, SQL_MAX);
    found_add(c, s, p);
    select_add(s, p->q->on);
    add(s, "SELECT * FROM (");
    rows_add(c, s, p, limit);
    add(s, ") AS merged");
    order_add(s, p, "");
    text_f(&s->t, " LIMIT %d", limit);
    joins_add(s, p->q->on);
    order_add(s, p, "t.");
    return s->t.failed ? DB_FAILED : 0;
}

int query_sql(
    struct ctx *c, const struct query *q, str *sql, char types[400], struct param **params)
{
    struct plan *p = arena_alloc(&c->mem, sizeof *p);
    struct sql *s = arena_alloc(&c->mem, sizeof *s);

    if (p == NULL || s == NULL)
        return DB_FAILED;
    TRY(plan_make(c, q, p));
    TRY(page_sql(c, p, q->limit + 1, s));
    *sql = text_str(&s->t);
    memcpy(types, s->types, s->n + 1);
    *params = s->p;
    return 0;
}

int query_page(struct ctx *c, const struct query *q, struct json *j)
{
    struct plan *p = arena_alloc(&c->mem, sizeof *p);
    struct sql *s = arena_alloc(&c->mem, sizeof *s);
    struct page page = { .on = q->on, .j = j, .limit = q->limit > 0 ? q->limit : 50 };

    if (p == NULL || s == NULL)
        return DB_FAILED;
    TRY(plan_make(c, q, p));
    TRY(page_sql(c, p, page.limit + 1, s));
    page.order = p->order;
    json_open(j);
    json_key(j, "rows");
    json_list(j);
    TRY(run_sql(c, s, page_row, &page));
    json_list_end(j);
    if (!page.more && p->window && page.n < page.limit)
        TRY(window_end(c, p, &page));
    json_key(j, "next");
    cursor_write(c, &page, p->descending);
    if (q->cursor.n == 0)
        TRY(totals_write(c, p, j));
    json_close(j);
    return j->t.failed ? DB_FAILED : 0;
}
