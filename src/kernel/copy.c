/* copy.c - all tables from one database into another. Rows are streamed, and stored several at a
 * time. */
#include "kernel/copy.h"
#include "kernel/db_driver.h"
#include "kernel/file.h"
#include "kernel/row.h"
#include "kernel/schema.h"

#include <sodium.h>

enum {
    PARAMS_MOST = 120,
    BATCH_BYTES = 1 << 20,
    SQL_MAX = 16 << 10,
    SCHEMA_MAX = 4 << 20,
    HEX = 64,
    PAGE = 200
};

/* --- a table ---------------------------------------------------------------------------------- */

struct batch {
    struct ctx *to;
    const struct entity *e;
    size_t columns, most, n, bytes; /* rows that fit, are held, and the bytes of their texts */
    char column_types[COLUMNS_MAX + 1];
    const char *sql;                        /* for a full batch */
    struct arena mark;
    struct param p[PARAMS_MOST];
    uint64_t rows;
};

static const char *names_of(
    struct ctx *c, const struct entity *e, char types[COLUMNS_MAX + 1], size_t *n)
{
    struct text t = text_in(&c->mem, SQL_MAX);

    *n = 0;
    for (const char *const *h = entity_head(e); *h != NULL; h++, types[(*n)++] = 'i')
        text_f(&t, "%s%s", *n > 0 ? ", " : "", *h);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES)
            continue;
        text_f(&t, "%s%s%s", *n > 0 ? ", " : "", f->name, f->kind == K_ANYREF ? "_entity" : "");
        types[(*n)++] = field_texty(f) || f->kind == K_ANYREF ? 't' : 'i';
        if (f->kind == K_ANYREF) {
            text_f(&t, ", %s_id", f->name);
            types[(*n)++] = 'i';
        }
    }
    types[*n] = '\0';
    return str_c(&c->mem, text_str(&t));
}

static const char *insert_of(
    struct ctx *c, const struct entity *e, const char *names, size_t columns, size_t rows)
{
    struct text t = text_in(&c->mem, SQL_MAX);

    text_f(&t, "INSERT INTO %s(%s) VALUES ", e->name, names);
    for (size_t i = 0; i < rows * columns; i++)
        text_f(&t, "%s?%s",
            i % columns > 0 ? ", "
                : i > 0     ? ", ("
                            : "(",
            i % columns + 1 == columns ? ")" : "");
    return t.failed ? NULL : str_c(&c->mem, text_str(&t));
}

static int flush(struct batch *b, const char *names)
{
    char types[PARAMS_MOST + 1];
    struct statement s = { DOES_EXEC, NULL, b->sql, types, __FILE__, __LINE__ };
    int r;

    if (b->n == 0)
        return 0;
    for (size_t i = 0; i < b->n; i++)
        memcpy(types + i * b->columns, b->column_types, b->columns);
    types[b->n * b->columns] = '\0';
    if (b->n < b->most)
        s.sql = insert_of(b->to, b->e, names, b->columns, b->n);
    if (s.sql == NULL)
        return DB_FAILED;
    r = db_write_(b->to, NULL, &s, b->p);
    b->rows += b->n;
    b->n = b->bytes = 0;
    arena_back(&b->to->mem, &b->mark);
    return r;
}

struct table { struct batch *b; const char *names; };

static int take_row(struct ctx *from, const struct value *v, size_t n, void *arg)
{
    const struct table *t = arg;
    struct batch *b = t->b;
    struct param *p = b->p + b->n * b->columns;

    (void)from;
    for (size_t i = 0; i < n; i++) {
        p[i] = v[i].null ? (struct param){ .kind = P_NULL }
            : v[i].text  ? p_str(str_copy(&b->to->mem, v[i].t))
                         : p_int(v[i].i);
        b->bytes += v[i].text ? v[i].t.n : 0;
    }
    b->n++;
    if (b->to->mem.exhausted)
        return DB_FAILED;
    return b->n == b->most || b->bytes > BATCH_BYTES ? flush(b, t->names) : 0;
}

static int copy_table(struct ctx *from, struct ctx *to, const struct entity *e, uint64_t *rows)
{
    const struct arena before = to->mem, before_from = from->mem;
    struct batch *b = arena_alloc(&to->mem, sizeof *b);
    struct table t = { .b = b };
    const char *sql;
    int r;

    if (b == NULL)
        return DB_FAILED;
    b->to = to;
    b->e = e;
    t.names = names_of(to, e, b->column_types, &b->columns);
    b->most = b->columns < PARAMS_MOST ? PARAMS_MOST / b->columns : 1;
    b->sql = insert_of(to, e, t.names, b->columns, b->most);
    b->mark = to->mem;
    sql = str_c(
        &from->mem, str_format(&from->mem, "SELECT %s FROM %s /* all rows */", t.names, e->name));
    if (b->sql == NULL)
        return DB_FAILED;
    r = db_values(from, take_row, &t, sql, "", PARAMS());
    if (r == 0)
        r = flush(b, t.names);
    if (r != 0)
        fprintf(stderr, "copy: table %s\n", e->name);
    *rows += b->rows;
    arena_back(&to->mem, &before);
    arena_back(&from->mem, &before_from);
    return r;
}

/* --- all tables ------------------------------------------------------------------------------- */

struct copy { struct ctx *from, *to; uint64_t rows; };

/* The schema in two parts: tables, and what is quicker and freer of order after their rows are in.
 */
static const char *second_part(const char *schema)
{
    static const char *const begins[] = { "\nALTER TABLE ", "\nCREATE INDEX ",
        "\nCREATE UNIQUE INDEX " };
    const char *first = schema + strlen(schema);

    for (size_t i = 0; i < COUNT(begins); i++) {
        const char *at = strstr(schema, begins[i]);

        first = at != NULL && at < first ? at : first;
    }
    return first;
}

static int fill(struct ctx *to, void *arg)
{
    struct copy *x = arg;
    struct text t = text_in(&to->mem, SCHEMA_MAX);
    const struct entity *const *all;
    size_t n = model_entities(&all);
    const char *schema, *rest;

    x->rows = 0;
    schema_print(&t, !db_is_sqlite(to->db));
    schema = str_c(&to->mem, text_str(&t));
    if (t.failed)
        return DB_FAILED;
    rest = second_part(schema);
    TRY(db_script(to, str_c(&to->mem, (str){ schema, (size_t)(rest - schema) })));
    for (size_t i = 0; i < n; i++)
        TRY(copy_table(x->from, to, all[i], &x->rows));
    return db_script(to, rest);
}

static int from_state(struct ctx *from, void *arg)
{
    struct copy *x = arg;

    if (!db_is_sqlite(from->db))
        TRY(db_script(from, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"));
    return db_migration(x->to, fill, x);
}

int copy_database(struct ctx *from, struct ctx *to, uint64_t *rows)
{
    struct copy x = { .from = from, .to = to };
    int r = db_transaction(from, from_state, &x);

    *rows = x.rows;
    return r;
}

/* --- contents of files ------------------------------------------------------------------------ */

struct contents { char (*v)[HEX + 1]; size_t n; char after[HEX + 1]; const char *sql; };

static int take_name(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct contents *x = arg;

    (void)c, (void)n;
    if (x->n < PAGE && v[0].t.n == HEX) {
        memcpy(x->v[x->n], v[0].t.s, HEX);
        x->v[x->n++][HEX] = '\0';
    }
    return 0;
}

static int names_read(struct ctx *c, void *arg)
{
    struct contents *x = arg;

    x->n = 0;
    return db_values(c, take_name, x, x->sql, "t", PARAMS(str_of(x->after)));
}

/* The whole of a content, piece by piece; base64 when asked for. */
static int content_read(struct ctx *from, str sha256, struct text *out, bool base64)
{
    int64_t at = 0;
    str piece = { "", 0 };

    do {
        const struct arena mark = from->mem;
        size_t room;
        char *s;

        TRY(file_read(from, sha256, at, &piece));
        at += (int64_t)piece.n;
        if (!base64)
            text_add(out, piece);
        else {
            room = sodium_base64_ENCODED_LEN(piece.n, sodium_base64_VARIANT_ORIGINAL);
            s = arena_alloc(&from->mem, room);
            if (s == NULL)
                return DB_FAILED;
            sodium_bin2base64(
                s, room, (const uint8_t *)piece.s, piece.n, sodium_base64_VARIANT_ORIGINAL);
            text_add(out, (str){ s, room - 1 });
        }
        arena_back(&from->mem, &mark);
    } while (piece.n == FILE_PIECE && !out->failed);
    return out->failed ? DB_FAILED : 0;
}

struct content { str sha256, base64; };

static int content_store(struct ctx *c, void *arg)
{
    const struct content *x = arg;

    return db_exec(c, "INSERT INTO file_content(unit_id, sha256, content) VALUES (0, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING", x->sha256, x->base64);
}

static int contents_begin(struct ctx *c, struct contents *x, const char *sql)
{
    *x = (struct contents){ .v = arena_alloc(&c->mem, PAGE * sizeof *x->v), .sql = sql };
    return x->v != NULL ? 0 : DB_FAILED;
}

static void page_end(struct contents *x)
{
    if (x->n > 0)
        memcpy(x->after, x->v[x->n - 1], sizeof x->after);
}

int copy_contents(struct ctx *from, struct ctx *to)
{
    struct contents x;

    TRY(contents_begin(to, &x, "SELECT sha256 FROM file WHERE sha256 > ? AND sha256 NOT IN"
        " (SELECT sha256 FROM file_content) GROUP BY sha256 ORDER BY sha256 LIMIT 200"));
    do {
        TRY(db_snapshot(to, names_read, &x));
        for (size_t i = 0; i < x.n; i++) {
            const struct arena mark = to->mem;
            struct text t = text_in(&to->mem, COPY_MEMORY / 4);
            struct content one = { .sha256 = str_of(x.v[i]) };

            if (content_read(from, one.sha256, &t, true) == 0) {
                one.base64 = text_str(&t);
                TRY(db_transaction(to, content_store, &one));
            }
            arena_back(&to->mem, &mark);
        }
        page_end(&x);
    } while (x.n == PAGE);
    return 0;
}

static int contents_forget(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "DELETE FROM file_content WHERE sha256 > ''");
}

int copy_extract(struct ctx *c, const char *dir)
{
    struct contents x;

    TRY(contents_begin(c, &x, "SELECT sha256 FROM file_content WHERE sha256 > ? ORDER BY sha256 LIMIT 200"));
    do {
        TRY(db_snapshot(c, names_read, &x));
        for (size_t i = 0; i < x.n; i++) {
            const struct arena mark = c->mem;
            struct text t = text_in(&c->mem, 2 * FILE_BYTES_MAX);

            TRY(content_read(c, str_of(x.v[i]), &t, false));
            TRY(file_store(dir, str_of(x.v[i]), text_str(&t)));
            arena_back(&c->mem, &mark);
        }
        page_end(&x);
    } while (x.n == PAGE);
    return db_transaction(c, contents_forget, NULL);
}
