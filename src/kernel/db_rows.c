/* db_rows.c - reading: from columns into the structs of the model, or as loose values. */
#include "kernel/db_driver.h"

enum { CLOCK_EVERY = 256, VALUES_MAX = 256 };

/* --- rows: from columns into a struct --------------------------------------------------------- */

static void read_head(struct conn *k, const struct entity *e, struct row *row, int *i)
{
    for (const char *const *h = entity_head(e); *h != NULL; h++) {
        int64_t v = k->driver->value_at(k, (*i)++).i;

        if (strcmp(*h, "id") == 0)
            row->id = v;
        else if (strcmp(*h, "version") == 0)
            row->version = v;
        else if (strcmp(*h, "unit_id") == 0)
            row->unit_id = v;
        else if (strcmp(*h, "created_at") == 0)
            row->created_at.ms = v;
        else
            row->retired_at.ms = v;
    }
}

static int read_text(struct arena *keep, struct value v, str *out)
{
    *out = keep != NULL && v.t.n > 0 ? str_copy(keep, v.t) : v.t;
    return keep != NULL && keep->exhausted ? DB_FAILED : 0;
}

static int read_code(const struct field *f, struct value v, int *out)
{
    *out = 0;
    if (v.null || v.t.n == 0 || choice_coded(f->choices, v.t, out) != NULL)
        return 0;
    db_log("%s has no choice %.*s", f->name, (int)v.t.n, v.t.s);
    return DB_FAILED;
}

static int read_field(struct conn *k, const struct field *f, void *at, struct arena *keep, int *i)
{
    struct value v = k->driver->value_at(k, (*i)++);
    struct anyref *any = at;

    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT: case K_SECRET:
        return read_text(keep, v, at);
    case K_CHOICE: case K_STATE:
        return read_code(f, v, at);
    case K_BOOL:
        *(bool *)at = v.i != 0;
        return 0;
    case K_ANYREF:
        any->on = v.t.n > 0 ? entity_named(v.t) : NULL;
        if (any->on == NULL && v.t.n > 0)
            return db_log("there is no entity %.*s", (int)v.t.n, v.t.s), DB_FAILED;
        any->id = k->driver->value_at(k, (*i)++).i;
        return 0;
    default:
        *(int64_t *)at = v.null && f->optional ? NO_NUMBER : v.i;
        return 0;
    }
}

/* keep NULL: texts stay in the driver's memory, for a row that is gone after the call. */
static int read_row(struct conn *k, const struct entity *e, void *row, struct arena *keep)
{
    int i = 0;

    if (e->table)
        read_head(k, e, row, &i);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind != K_LINES)
            TRY(read_field(k, f, (char *)row + f->at, keep, &i));
    return 0;
}

/* --- reading ---------------------------------------------------------------------------------- */

static int read_rows(struct ctx *c, const struct statement *s, size_t *n, void **v)
{
    size_t size = s->model->size, room = 0;
    int r;

    while ((r = c->conn->driver->next(c)) == 1) {
        if (*n == LIST_MAX)
            return db_log("more than %d rows: %s", LIST_MAX, s->sql), DB_FAILED;
        if (*n == room) {
            char *more = arena_alloc(&c->mem, (room = room * 2 + 4) * size);

            if (more == NULL)
                return DB_FAILED;
            if (*n > 0)
                memcpy(more, *v, *n * size);
            *v = more;
        }
        TRY(read_row(c->conn, s->model, (char *)*v + *n * size, &c->mem));
        ++*n;
    }
    return r;
}

int db_read_(
    struct ctx *c, size_t *n, void **v, const struct statement *s, const struct param *param)
{
    struct prepared *p;
    int r;

    *n = 0, *v = NULL;
    TRY(statement_begin(c, s, s->does == DOES_HOLD, &p));
    r = c->conn->driver->read(c, p, param, false);
    if (r == 0)
        r = read_rows(c, &p->of, n, v);
    c->conn->driver->done(c);
    return statement_judged(c, r);
}

int db_one_(struct ctx *c, void *row, const struct refusal *why, const struct statement *s,
    const struct param *param)
{
    struct prepared *p;
    int r;

    TRY(statement_begin(c, s, false, &p));
    r = c->conn->driver->read(c, p, param, false);
    if (r == 0 && (r = c->conn->driver->next(c)) == 1) {
        memset(row, 0, s->model->size);
        r = read_row(c->conn, s->model, row, &c->mem);
        c->conn->driver->done(c);
        return statement_judged(c, r);
    }
    c->conn->driver->done(c);
    return r == 0 ? refuse_(c, why, 0, NULL) : statement_judged(c, r);
}

int db_int_(struct ctx *c, int64_t *out, const struct statement *s, const struct param *param)
{
    struct prepared *p;
    int r;

    *out = 0;
    TRY(statement_begin(c, s, false, &p));
    r = c->conn->driver->read(c, p, param, false);
    if (r == 0 && (r = c->conn->driver->next(c)) == 1) {
        *out = c->conn->driver->value_at(c->conn, 0).i;
        r = 0;
    }
    c->conn->driver->done(c);
    return statement_judged(c, r);
}

/* Each row through `take`; a callback that refuses has not spoiled the transaction. */
static int stream(struct ctx *c, struct prepared *p, const struct param *param,
    int (*take)(struct ctx *, void *), void *arg)
{
    const struct driver *d = c->conn->driver;
    unsigned n = 0;
    int r = d->read(c, p, param, true), taken = 0;

    c->conn->streaming = true;
    while (r == 0 && taken == 0 && (r = d->next(c)) == 1) {
        r = ++n % CLOCK_EVERY == 0 && conn_late(c->conn) ? DB_FAILED : 0;
        if (r == 0)
            taken = take(c, arg);
    }
    c->conn->streaming = false;
    d->done(c);
    return r != 0 ? statement_judged(c, r) : taken;
}

struct each { const struct entity *e; void *row; take_fn *take; void *arg; };

static int take_row(struct ctx *c, void *arg)
{
    const struct each *each = arg;

    memset(each->row, 0, each->e->size);
    TRY(read_row(c->conn, each->e, each->row, NULL));
    return each->take(c, each->row, each->arg);
}

int db_each_(struct ctx *c, take_fn *take, void *arg, const struct statement *s,
    const struct param *param)
{
    struct each each = { s->model, arena_alloc(&c->mem, s->model->size), take, arg };
    struct prepared *p;

    if (each.row == NULL)
        return DB_FAILED;
    TRY(statement_begin(c, s, false, &p));
    return stream(c, p, param, take_row, &each);
}

struct loose { values_fn *take; void *arg; };

static int take_loose(struct ctx *c, void *arg)
{
    const struct loose *loose = arg;
    struct value v[VALUES_MAX];
    int n = c->conn->driver->columns(c->conn);

    if (n > VALUES_MAX)
        return db_log("more than %d columns", VALUES_MAX), DB_FAILED;
    for (int i = 0; i < n; i++)
        v[i] = c->conn->driver->value_at(c->conn, i);
    return loose->take(c, v, (size_t)n, loose->arg);
}

int db_values(struct ctx *c, values_fn *take, void *arg, const char *sql, const char *types,
    const struct param *param)
{
    const struct statement s = { DOES_LIST, NULL, sql, types, __FILE__, __LINE__ };
    struct loose loose = { take, arg };
    struct prepared *p;

    TRY(statement_begin(c, &s, false, &p));
    return stream(c, p, param, take_loose, &loose);
}
