/* row.c - storing rows of the model: the one place where audited tables are written. */
#include "kernel/row.h"

#include <stdatomic.h>

enum { SQL_MAX = 8192, INSERTS_MAX = 1024 };

bool field_texty(const struct field *f)
{
    return f->kind == K_TEXT || f->kind == K_LONGTEXT || f->kind == K_SECRET ||
           f->kind == K_CHOICE || f->kind == K_STATE;
}

static struct param coded(const struct field *f, const void *at)
{
    int i = *(const int *)at;

    assert(i > 0 && i < f->choices->n);
    return p_str(str_of(f->choices->v[i].code));
}

size_t field_params(const struct field *f, const void *row, struct param p[2])
{
    const void *at = (const char *)row + f->at;
    const struct anyref *any = at;

    if (f->kind == K_LINES)
        return 0;
    if (f->kind == K_ANYREF) {
        p[0] = any->on != NULL ? p_str(str_of(any->on->name)) : (struct param){ .kind = P_NULL };
        p[1] = any->on != NULL ? p_int(any->id) : (struct param){ .kind = P_NULL };
        return 2;
    }
    if (field_absent(f, row))
        p[0] = (struct param){ .kind = P_NULL };
    else if (f->kind == K_CHOICE || f->kind == K_STATE)
        p[0] = coded(f, at);
    else if (f->kind == K_BOOL)
        p[0] = p_int(*(const bool *)at);
    else if (field_texty(f))
        p[0] = p_str(*(const str *)at);
    else
        p[0] = p_int(*(const int64_t *)at);
    return 1;
}

static size_t head_params(const struct entity *e, const struct row *row, struct param *p)
{
    size_t n = 0;

    for (const char *const *h = entity_head(e); *h != NULL; h++) {
        int64_t v = strcmp(*h, "id") == 0 ? row->id
                  : strcmp(*h, "version") == 0 ? row->version
                  : strcmp(*h, "unit_id") == 0 ? row->unit_id
                  : strcmp(*h, "created_at") == 0 ? row->created_at.ms : row->retired_at.ms;

        p[n++] = v == 0 && strcmp(*h, "retired_at") == 0 ? (struct param){ .kind = P_NULL }
                                                         : p_int(v);
    }
    return n;
}

size_t row_params(const struct entity *e, const void *row, struct param p[COLUMNS_MAX],
    char types[COLUMNS_MAX + 1])
{
    size_t n = head_params(e, row, p);

    memset(types, 'i', n);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        size_t more;

        assert(n + 2 <= COLUMNS_MAX);
        more = field_params(f, row, p + n);
        if (more > 0)
            types[n] = field_texty(f) || f->kind == K_ANYREF ? 't' : 'i';
        if (more > 1)
            types[n + 1] = 'i';
        n += more;
    }
    types[n] = '\0';
    return n;
}

bool field_same(const struct field *f, const void *a, const void *b)
{
    struct param x[2], y[2];
    size_t n = field_params(f, a, x);

    (void)field_params(f, b, y);
    for (size_t i = 0; i < n; i++)
        if (x[i].kind != y[i].kind || x[i].i != y[i].i || !str_eq(x[i].t, y[i].t))
            return false;
    return true;
}

/* --- INSERT: its text is the same for every row of a table, made once ------------------------- */

static void columns_add(struct text *t, const struct entity *e, size_t *n)
{
    for (const char *const *h = entity_head(e); *h != NULL; h++, ++*n) {
        text_c(t, *n > 0 ? ", " : "");
        text_c(t, *h);
    }
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES)
            continue;
        text_c(t, *n > 0 ? ", " : "");
        text_c(t, f->name);
        ++*n;
        if (f->kind == K_ANYREF) {
            text_c(t, "_entity, ");
            text_c(t, f->name);
            text_c(t, "_id");
            ++*n;
        }
    }
}

static const char *insert_text(struct ctx *c, const struct entity *e)
{
    static struct { const struct entity *_Atomic e; const char *_Atomic sql; } made[INSERTS_MAX];
    size_t at = ((uintptr_t)e >> 5) % INSERTS_MAX, n = 0;
    struct text t;

    if (atomic_load(&made[at].e) == e && atomic_load(&made[at].sql) != NULL)
        return atomic_load(&made[at].sql);
    t = text_in(&c->mem, SQL_MAX);
    text_c(&t, "INSERT INTO ");
    text_c(&t, e->name);
    text_c(&t, "(");
    columns_add(&t, e, &n);
    text_c(&t, ") VALUES (");
    for (size_t i = 0; i < n; i++)
        text_c(&t, i > 0 ? ", ?" : "?");
    text_c(&t, ")");
    if (t.failed)
        return NULL;
    /* Kept for good in the first entity's place; another that falls there is composed each time. */
    const struct entity *nobody = NULL;
    if (atomic_compare_exchange_strong(&made[at].e, &nobody, e)) {
        char *sql = lasting_alloc(t.n + 1);

        if (sql != NULL)
            memcpy(sql, t.s, t.n);
        else
            atomic_store(&made[at].e, NULL);
        atomic_store(&made[at].sql, sql);
        if (sql != NULL)
            return sql;
    }
    return str_c(&c->mem, text_str(&t));
}

static int no_overlap(struct ctx *c, const struct entity *e, const void *row);

void row_place(struct ctx *c, const struct entity *e, struct row *row)
{
    rid store = c->new_unit_id != 0 ? c->new_unit_id : c->who->unit_id;

    if (row->unit_id != 0 || e->internal || e->scope == SCOPE_GROUP)
        return;
    row->unit_id = e->scope != SCOPE_COMPANY ? store
                 : c->who->company_id != 0 ? c->who->company_id : unit_company(c, store);
}

static void complete(struct ctx *c, const struct entity *e, struct row *row)
{
    if (row->id == 0 && e->key == NULL)
        row->id = id_new(c);
    row_place(c, e, row);
    row->version = 1;
    row->created_at = c->now;
    row->retired_at = (when){ 0 };
}

/* What is computed from amounts within the bounds may still leave them; it is kept nowhere. */
static int in_bounds(struct ctx *c, const struct entity *e, const void *row)
{
    int worst = 0;

    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        int64_t most = f->kind == K_MONEY ? MONEY_MAX : f->kind == K_QTY ? QTY_MAX : 0;
        int64_t n = most != 0 ? *(const int64_t *)((const char *)row + f->at) : 0;

        if (n != NO_NUMBER && (n > most || n < -most))
            worst = refuse_field(c, f->name, &F_RANGE, -most, most);
    }
    return worst;
}

static int insert_now(struct ctx *c, const struct entity *e, void *row)
{
    struct param p[COLUMNS_MAX];
    char types[COLUMNS_MAX + 1];
    struct statement s = { DOES_EXEC, NULL, insert_text(c, e), types, __FILE__, __LINE__ };

    if (s.sql == NULL)
        return DB_FAILED;
    TRY(in_bounds(c, e, row));
    if (e->dated != NULL)
        TRY(no_overlap(c, e, row));
    row_params(e, row, p, types);
    TRY(db_write_(c, NULL, &s, p));
    return entity_audited(e) && !e->internal ? event_of_row(c, e, NULL, row) : 0;
}

/* While a command makes its document, what refers to it waits until it stands. */
int row_insert_(struct ctx *c, const struct entity *e, void *row)
{
    struct draft *d = c->draft;
    struct pending *p;

    assert(e->table);
    complete(c, e, row);
    if (d == NULL || !d->creating)
        return insert_now(c, e, row);
    p = arena_alloc(&c->mem, sizeof *p);
    if (p == NULL || (p->row = arena_alloc(&c->mem, e->size)) == NULL)
        return DB_FAILED;
    memcpy(p->row, row, e->size);
    p->e = e;
    *d->last = p;
    d->last = &p->next;
    return 0;
}

/* --- UPDATE: only what differs ---------------------------------------------------------------- */

int row_update_(struct ctx *c, const struct entity *e, void *now, const void *before)
{
    struct param p[COLUMNS_MAX + 3];
    char types[COLUMNS_MAX + 4];
    struct text t = text_in(&c->mem, SQL_MAX);
    struct row *row = now;
    const struct row *old = before;
    size_t n = 0;

    assert(entity_audited(e) && row->id == old->id);
    TRY(in_bounds(c, e, now));
    if (e->dated != NULL)
        TRY(no_overlap(c, e, now));
    text_c(&t, "UPDATE ");
    text_c(&t, e->name);
    text_c(&t, " SET version = version + 1");
    if (row->retired_at.ms != old->retired_at.ms) {
        text_c(&t, ", retired_at = ?");
        types[n] = 'i';
        p[n++] = row->retired_at.ms != 0 ? p_when(row->retired_at)
                                         : (struct param){ .kind = P_NULL };
    }
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES || field_same(f, now, before))
            continue;
        text_c(&t, ", ");
        text_c(&t, f->name);
        text_c(&t, f->kind == K_ANYREF ? "_entity = ?" : " = ?");
        types[n] = field_texty(f) || f->kind == K_ANYREF ? 't' : 'i';
        if (f->kind == K_ANYREF) {
            text_c(&t, ", ");
            text_c(&t, f->name);
            text_c(&t, "_id = ?");
            types[n + 1] = 'i';
        }
        n += field_params(f, now, p + n);
    }
    if (n == 0)
        return 0;
    text_c(&t, " WHERE id = ? AND version = ?");
    types[n] = 'i', p[n++] = p_int(old->id);
    types[n] = 'i', p[n++] = p_int(old->version);
    types[n] = '\0';
    if (t.failed)
        return DB_FAILED;
    struct statement s = { DOES_EXPECT, NULL, str_c(&c->mem, text_str(&t)), types, __FILE__,
        __LINE__ };
    TRY(db_write_(c, &E_STALE, &s, p));
    row->version = old->version + 1;
    return e->internal ? 0 : event_of_row(c, e, before, now);
}

/* --- dated rows: for the same key no two hold on the same day --------------------------------- */

static int no_overlap(struct ctx *c, const struct entity *e, const void *row)
{
    struct text t = text_in(&c->mem, 1024);
    struct param p[8];
    char types[9];
    size_t n = 0;
    int64_t others = 0;
    const struct field *from = field_named(e, STR("valid_from")),
                       *to = field_named(e, STR("valid_to"));
    int64_t ends = *(const int64_t *)((const char *)row + to->at);

    text_f(&t, "SELECT count(*) FROM %s WHERE retired_at IS NULL AND id <> ?", e->name);
    types[n] = 'i', p[n++] = p_int(((const struct row *)row)->id);
    text_c(&t, " AND (valid_to IS NULL OR valid_to >= ?) AND valid_from <= ?");
    types[n] = 'i', p[n++] = p_int(*(const int64_t *)((const char *)row + from->at));
    types[n] = 'i', p[n++] = p_int(ends != 0 ? ends : INT32_MAX);
    for (const char *k = e->dated; *k != '\0' && n < 8; ) {
        size_t len = strcspn(k, ", ");
        const struct field *f = field_named(e, (str){ k, len });

        text_f(&t, " AND %.*s = ?", (int)len, k);
        types[n] = f != NULL && field_texty(f) ? 't' : 'i';
        if (f != NULL)
            (void)field_params(f, row, &p[n]);
        else
            p[n] = p_int(((const struct row *)row)->unit_id);
        n++;
        k += len + strspn(k + len, ", ");
    }
    types[n] = '\0';
    struct statement s = { DOES_INT, NULL, str_c(&c->mem, text_str(&t)), types, __FILE__,
        __LINE__ };
    TRY(db_int_(c, &others, &s, p));
    return others == 0 ? 0 : refuse(c, &E_OVERLAP, str_of(c->english ? e->label.en : e->label.zh));
}

/* --- asking about a row ----------------------------------------------------------------------- */

static int known(struct ctx *c, const struct entity *e, rid id, const char *living)
{
    struct statement s = { DOES_INT, NULL, "", "i", __FILE__, __LINE__ };
    int64_t unit_and_1 = 0;

    s.sql = str_c(&c->mem, str_format(&c->mem, "SELECT unit_id + 1 FROM %s WHERE id = ?%s", e->name,
        entity_audited(e) ? living : ""));
    TRY(db_int_(c, &unit_and_1, &s, PARAMS(id)));
    if (unit_and_1 == 0 || (!e->chain && !who_reads(c->who, unit_and_1 - 1)))
        return refuse(c, &E_NOT_FOUND);
    return 0;
}

int row_known(struct ctx *c, const struct entity *e, rid id)
{
    return known(c, e, id, " AND retired_at IS NULL");
}

int row_seen(struct ctx *c, const struct entity *e, rid id) { return known(c, e, id, ""); }

static int take_title(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)n;
    *(str *)arg = v[0].text ? str_copy(&c->mem, v[0].t)
                            : str_format(&c->mem, "%lld", (long long)v[0].i);
    return 0;
}

str row_title(struct ctx *c, const struct entity *e, rid id)
{
    str title = { "", 0 };

    if (e->title == NULL || id == 0)
        return title;
    if (db_values(c, take_title, &title, str_c(&c->mem, str_format(&c->mem,
            "SELECT %s FROM %s WHERE id = ?", e->title, e->name)), "i", PARAMS(id)) != 0)
        return STR("");
    return title;
}
