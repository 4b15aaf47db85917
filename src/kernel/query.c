/* query.c - lists, from filters, sort and scope to SQL that an index serves.
 *
 * A page is driven by one index: (unit, sort, id), (unit, first filter, id) or (unit, id). For each
 * pair of unit and filter value one branch reads in order and stops early; the branches are merged.
 * What no index serves is judged within a window of WINDOW entries. */
#include "kernel/query.h"
#include "facts/phone.h"
#include "kernel/row.h"
#include "kernel/search.h"

#include <sodium.h>

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
    struct param after[2];                  /* the cursor: order value and id */
    bool has_after;
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

static int cursor_read(struct ctx *c, const struct query *q, struct plan *p)
{
    char *out = arena_alloc(&c->mem, q->cursor.n + 1);
    const char *bar;
    size_t n = 0;
    str key;
    rid id;

    if (out == NULL)
        return DB_FAILED;
    if (sodium_base642bin((uint8_t *)out, q->cursor.n, q->cursor.s, q->cursor.n, NULL, &n, NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || (bar = memchr(out, '|', n)) == NULL ||
        !str_int((str){ out, (size_t)(bar - out) }, &id))
        return refuse_field(c, "cursor", &F_REF);
    key = (str){ bar + 1, n - (size_t)(bar - out) - 1 };
    p->after[1] = p_int(id);
    p->after[0] = p_str(key);
    if (p->order != NULL && !field_texty(p->order) && !str_int(key, &p->after[0].i))
        return refuse_field(c, "cursor", &F_REF);
    if (p->order != NULL && !field_texty(p->order))
        p->after[0].kind = P_INT;
    p->has_after = true;
    return 0;
}

static int plan_make(struct ctx *c, const struct query *q, struct plan *p)
{
    *p = (struct plan){
        .q = q, .order = q->sort, .descending = q->sort != NULL ? q->descending : true
    };
    if (q->sort == NULL && q->descending == false && q->cursor.n == 0)
        p->descending = true;
    for (size_t i = 0; i < q->n && p->order == NULL; i++)
        if (q->filters[i].how == FILTER_IS)
            p->drive = p->drive != NULL ? p->drive : &q->filters[i];
    for (size_t i = 0; i < q->n && p->order == NULL && p->drive == NULL; i++)
        p->order = q->filters[i].field, p->descending = false;
    units_of(c, p);
    size_t branches = (p->n_units > 0 ? p->n_units : 1) * (p->drive != NULL ? p->drive->n : 1);
    bool grouped = q->on->scope == SCOPE_GROUP;
    p->by_unit = !grouped && p->n_units > 0 && branches <= BRANCHES_MAX;
    if (!grouped && !p->by_unit) {
        if (q->sort != NULL)
            return refuse_field(c, "sort", &F_SORT);
        p->order = NULL, p->drive = NULL, p->descending = true;
    }
    for (size_t i = 0; i < q->n; i++)
        if (&q->filters[i] != p->drive &&
            (q->filters[i].field != p->order || q->filters[i].how == FILTER_IS))
            p->window = true;
    p->window = p->window || (!p->by_unit && p->n_units > 0) || q->retired || q->as_of.day != 0;
    return q->cursor.n > 0 ? cursor_read(c, q, p) : 0;
}

/* --- SQL -------------------------------------------------------------------------------------- */

static const char *order_name(const struct plan *p)
{
    return p->order != NULL ? p->order->name : "id";
}

static void in_list(struct sql *s, const char *column, const struct filter *f)
{
    add(s, " AND ");
    add(s, column);
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
        in_list(s, f->field->name, f);
        return;
    }
    add(s, " AND ");
    add(s, f->field->name);
    add(s, f->how == FILTER_FROM ? " >= ?" : " <= ?");
    bind(s, f->values[0]);
}

static bool searchable(const struct entity *e)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->search != SEARCH_NOT)
            return true;
    return false;
}

/* The text box of a list or a picker: by search keys, else by the title within the window. */
static void q_add(struct ctx *c, struct sql *s, const struct plan *p)
{
    const struct entity *e = p->q->on;

    if (p->q->q.n == 0)
        return;
    if (searchable(e)) {
        str key = search_folded(c, p->q->q);

        add(s, " AND id IN (SELECT entity_id FROM search_key WHERE key >= ? AND key < ? AND entity = ?"
            " LIMIT 500)");
        bind(s, p_str(key));
        bind(s, p_str(str_format(&c->mem, "%.*s\xF4\x8F\xBF\xBF", (int)key.n, key.s)));
        bind(s, p_str(str_of(e->name)));
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

static void order_add(struct sql *s, const struct plan *p)
{
    add(s, " ORDER BY ");
    if (p->order != NULL) {
        add(s, p->order->name);
        add(s, p->descending ? " DESC, " : ", ");
    }
    add(s, p->descending ? "id DESC" : "id");
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
    if (p->has_after && p->order != NULL) {
        text_f(&s->t, " AND (%s, id) %s (?, ?)", p->order->name, p->descending ? "<" : ">");
        bind(s, p->after[0]);
        bind(s, p->after[1]);
    } else if (p->has_after) {
        add(s, p->descending ? " AND id < ?" : " AND id > ?");
        bind(s, p->after[1]);
    }
    if (judged_inside)
        judged_add(c, s, p);
    order_add(s, p);
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

/* --- the page --------------------------------------------------------------------------------- */

struct page {
    const struct plan *plan;
    struct json *j;
    int limit, n;
    bool more;
    str last_key;
    rid last_id;
};

static void value_json(struct json *j, const struct field *f, const struct value *v)
{
    char out[32];

    if (v->null)
        json_none(j);
    else if (f->personal && f->format == AS_PHONE)
        phone_mask(v->t, out), json_c(j, out);  /* whole on the page of the one row */
    else if (v->text)
        json_str(j, v->t);
    else if (f->kind == K_BOOL)
        json_bool(j, v->i != 0);
    else if (f->kind == K_REF || f->kind == K_FILE)
        json_id(j, v->i);
    else if (f->kind == K_TIME || f->kind == K_DATE) {
        if (f->kind == K_TIME)
            when_print((when){ v->i }, out);
        else
            date_print((date){ v->i }, out);
        json_c(j, out);
    } else
        json_int(j, v->i);
}

static size_t head_values(struct json *j, const struct entity *e, const struct value *v)
{
    char out[32];
    size_t n = 0;

    for (const char *const *h = entity_head(e); *h != NULL; h++, n++) {
        json_key(j, *h);
        if (v[n].null)
            json_none(j);
        else if (strcmp(*h, "version") == 0)
            json_int(j, v[n].i);
        else if (strcmp(*h, "created_at") == 0 || strcmp(*h, "retired_at") == 0) {
            when_print((when){ v[n].i }, out);
            json_c(j, out);
        } else
            json_id(j, v[n].i);
    }
    return n;
}

static void anyref_values(struct json *j, const struct value *v)
{
    if (v[0].null) {
        json_none(j);
        return;
    }
    json_open(j);
    json_key(j, "entity");
    json_str(j, v[0].t);
    json_key(j, "id");
    json_id(j, v[1].i);
    json_close(j);
}

static bool titled(const struct field *f)
{
    return (f->kind == K_REF && f->ref->title != NULL) || f->kind == K_FILE;
}

static int take_row(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct page *p = arg;
    const struct entity *e = p->plan->q->on;
    size_t i;

    (void)n;
    if (p->n == p->limit) {
        p->more = true;
        return 0;
    }
    p->n++;
    json_open(p->j);
    i = head_values(p->j, e, v);
    p->last_id = e->key == NULL ? v[0].i : 0;
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES)
            continue;
        if (f == p->plan->order)
            p->last_key = v[i].text ? str_copy(&c->mem, v[i].t)
                        : str_format(&c->mem, "%lld", (long long)v[i].i);
        if (f->kind != K_SECRET) {
            json_key(p->j, f->name);
            if (f->kind == K_ANYREF)
                anyref_values(p->j, v + i);
            else
                value_json(p->j, f, &v[i]);
        }
        i += f->kind == K_ANYREF ? 2 : 1;
    }
    json_key(p->j, "titles");
    json_open(p->j);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (titled(f)) {
            if (!v[i].null) {
                json_key(p->j, f->name);
                json_str(p->j, v[i].t);
            }
            i++;
        }
    if (!v[i].null && v[i].text) {
        json_key(p->j, "unit_id");
        json_str(p->j, v[i].t);
    }
    json_close(p->j);
    json_close(p->j);
    return 0;
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
        if (titled(f))
            text_f(&s->t, ", r%d.%s", ++joined, f->kind == K_FILE ? "name" : f->ref->title);
    add(s, ", u.name FROM (");
}

static void joins_add(struct sql *s, const struct entity *e)
{
    int joined = 0;

    add(s, ") AS t");
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (titled(f)) {
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

static int take_int(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n;
    *(int64_t *)arg = v[0].i;
    return 0;
}

static int total_write(struct ctx *c, const struct plan *p, struct json *j)
{
    struct sql *s = arena_alloc(&c->mem, sizeof *s);
    struct plan counted = *p;
    int64_t total = 0;

    if (s == NULL)
        return DB_FAILED;
    s->t = text_in(&c->mem, SQL_MAX);
    counted.has_after = false;
    add(s, "SELECT count(*) FROM (SELECT 1 AS one FROM (");
    rows_add(c, s, &counted, TOTAL_MAX + 1);
    text_f(&s->t, ") AS t LIMIT %d) AS counted", TOTAL_MAX + 1);
    TRY(run_sql(c, s, take_int, &total));
    json_key(j, "total");
    json_int(j, total > TOTAL_MAX ? TOTAL_MAX : total);
    json_key(j, "total_more");
    json_bool(j, total > TOTAL_MAX);
    return 0;
}

static void cursor_write(struct ctx *c, struct json *j, str key, rid id)
{
    str plain = str_format(&c->mem, "%lld|%.*s", (long long)id, (int)key.n, key.s);
    size_t room = sodium_base64_ENCODED_LEN(plain.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *out = arena_alloc(&c->mem, room);

    json_key(j, "next");
    if (out == NULL) {
        json_none(j);
        return;
    }
    sodium_bin2base64(out, room, (const uint8_t *)plain.s, plain.n,
        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    json_c(j, out);
}

/* The page is short although the window was full: where the window ended, to go on from there. */
static int take_end(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct page *p = arg;

    (void)n;
    p->more = true;
    p->last_id = v[0].i;
    p->last_key = v[1].text ? str_copy(&c->mem, v[1].t)
                            : str_format(&c->mem, "%lld", (long long)v[1].i);
    return 0;
}

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
    text_f(&s->t, "SELECT id, %s FROM (", order_name(p));
    rows_add(c, s, &bare, WINDOW);
    add(s, ") AS t");
    order_add(s, p);
    text_f(&s->t, " LIMIT 1 OFFSET %d", WINDOW - 1);
    return run_sql(c, s, take_end, page);
}

static int page_sql(struct ctx *c, struct plan *p, int limit, struct sql *s)
{
    s->t = text_in(&c->mem, SQL_MAX);
    select_add(s, p->q->on);
    add(s, "SELECT * FROM (");
    rows_add(c, s, p, limit);
    add(s, ") AS merged");
    order_add(s, p);
    text_f(&s->t, " LIMIT %d", limit);
    joins_add(s, p->q->on);
    add(s, " ORDER BY ");
    if (p->order != NULL)
        text_f(&s->t, "t.%s%s, ", p->order->name, p->descending ? " DESC" : "");
    add(s, p->descending ? "t.id DESC" : "t.id");
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
    struct page page = { .plan = p, .j = j, .limit = q->limit > 0 ? q->limit : 50 };

    if (p == NULL || s == NULL)
        return DB_FAILED;
    TRY(plan_make(c, q, p));
    TRY(page_sql(c, p, page.limit + 1, s));
    json_open(j);
    json_key(j, "rows");
    json_list(j);
    TRY(run_sql(c, s, take_row, &page));
    json_list_end(j);
    if (!page.more && p->window && page.n < page.limit)
        TRY(window_end(c, p, &page));
    if (page.more)
        cursor_write(c, j, page.last_key, page.last_id);
    else {
        json_key(j, "next");
        json_none(j);
    }
    if (q->cursor.n == 0)
        TRY(total_write(c, p, j));
    json_close(j);
    return j->t.failed ? DB_FAILED : 0;
}
