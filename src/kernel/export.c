/* export.c - the pages of an export, and its csv and json. */
#include "kernel/export.h"
#include "kernel/row.h"

#include <jansson.h>

enum { PAGE_BYTES = 16 << 20, PIECE_BYTES = 32 << 20 };

int export_begin(struct ctx *c, struct export *x, const struct entity *e, str format)
{
    *x = (struct export){ .q = { .on = e }, .english = c->english };
    if (e == NULL || e->internal || !e->table)
        return refuse(c, &E_NO_SUCH);
    if (e->read != NULL && !who_may(c->who, e->read, 0))
        return refuse(c, &E_FORBIDDEN, str_of(c->english ? e->read->label.en : e->read->label.zh));
    if (format.n == 0 || str_is(format, "csv"))
        x->as = EXPORT_CSV;
    else if (str_is(format, "json"))
        x->as = EXPORT_JSON;
    else if (str_is(format, "xlsx"))
        x->as = EXPORT_XLSX;
    else
        return refuse_field(c, "format", &F_CHOICE, format.n <= 40 ? format : STR("…"));
    return 0;
}

const char *export_type(const struct export *x)
{
    return x->as == EXPORT_CSV ? "text/csv; charset=utf-8"
        : x->as == EXPORT_JSON
        ? "application/json"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/* --- pages ------------------------------------------------------------------------------------ */

struct page { struct export *x; json_t *root; };

/* References to anything have no title in a list: each is asked for. */
static int anyref_titles(struct ctx *c, const struct entity *e, json_t *row)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const json_t *any = f->kind == K_ANYREF ? json_object_get(row, f->name) : NULL;
        const json_t *name = json_object_get(any, "entity"), *id = json_object_get(any, "id");
        const struct entity *on;
        rid to;
        str title;

        if (!json_is_string(name) || !str_int(str_of(json_string_value(id)), &to))
            continue;
        on = entity_named(str_of(json_string_value(name)));
        title = on != NULL && on->title != NULL ? row_title(c, on, to) : (str){ 0 };
        if (title.n == 0)
            title = str_of(json_string_value(name));
        if (json_object_set_new(
                json_object_get(row, "titles"), f->name, json_stringn(title.s, title.n)) != 0)
            return DB_FAILED;
    }
    return 0;
}

static int page_read(struct ctx *c, void *arg)
{
    struct page *p = arg;
    struct json j = json_in(&c->mem, PAGE_BYTES);
    const json_t *rows;

    json_decref(p->root);
    p->root = NULL;
    TRY(query_page(c, &p->x->q, &j));
    p->root = json_loadb(j.t.s, j.t.n, 0, NULL);
    rows = json_object_get(p->root, "rows");
    for (size_t i = 0; p->x->as != EXPORT_JSON && i < json_array_size(rows); i++)
        TRY(anyref_titles(c, p->x->q.on, json_array_get(rows, i)));
    return p->root != NULL ? 0 : DB_FAILED;
}

/* Long texts may make a full page larger than the memory of a request: then fewer rows at a time.
 */
static int page_fitting(struct ctx *c, struct page *p)
{
    int r = DB_FAILED;

    for (p->x->q.limit = LIST_LIMIT; r == DB_FAILED && p->x->q.limit >= 1; p->x->q.limit /= 6) {
        const struct arena mark = c->mem;

        r = db_snapshot(c, page_read, p);
        if (r == 0 || !c->mem.exhausted)
            return r;
        arena_back(&c->mem, &mark);
        fault_clear();
    }
    return r;
}

static int cursor_keep(struct export *x, const json_t *next)
{
    size_t n = json_string_length(next);

    x->ended = !json_is_string(next);
    if (x->ended)
        return 0;
    if (n >= sizeof x->cursor)
        return DB_FAILED;
    memcpy(x->cursor, json_string_value(next), n);
    x->q.cursor = (str){ x->cursor, n };
    return 0;
}

int export_page(struct ctx *c, struct export *x, json_t **rows)
{
    struct page p = { .x = x };
    int r;

    *rows = NULL;
    if (x->ended)
        return 0;
    if (!x->begun)
        x->q.cursor = (str){ 0 };
    r = page_fitting(c, &p);
    if (r == 0)
        r = cursor_keep(x, json_object_get(p.root, "next"));
    if (r == 0) {
        *rows = json_incref(json_object_get(p.root, "rows"));
        x->rows += json_array_size(*rows);
    }
    json_decref(p.root);
    return r;
}

/* --- csv -------------------------------------------------------------------------------------- */

static bool is_number(str s)
{
    bool digit = false, point = false;

    for (size_t i = s.n > 0 && (s.s[0] == '-' || s.s[0] == '+'); i < s.n; i++) {
        if (s.s[i] == '.' && !point)
            point = true;
        else if (s.s[i] >= '0' && s.s[i] <= '9')
            digit = true;
        else
            return false;
    }
    return digit;
}

static void cell_add(struct text *t, str s)
{
    bool formula = s.n > 0 && memchr("=+-@\t\r", s.s[0], 6) != NULL && !is_number(s);
    bool quoted = s.n > 0 && (s.s[0] == ' ' || s.s[s.n - 1] == ' ');

    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = memchr(",\"\r\n", s.s[i], 4) != NULL;
    text_c(t, quoted ? "\"" : "");
    text_c(t, formula ? "'" : "");
    for (size_t i = 0; i < s.n; ) {
        const char *quote = quoted ? memchr(s.s + i, '"', s.n - i) : NULL;
        size_t n = quote != NULL ? (size_t)(quote - s.s) - i + 1 : s.n - i;

        text_add(t, (str){ s.s + i, n });
        text_c(t, quote != NULL ? "\"" : "");
        i += n;
    }
    text_c(t, quoted ? "\"" : "");
}

static void csv_head(struct text *t, const struct export *x, const struct column *columns, size_t n)
{
    text_c(t, "\xEF\xBB\xBF");              /* Excel takes a csv without it for GBK */
    for (size_t i = 0; i < n; i++) {
        struct label l = column_label(&columns[i]);

        text_c(t, i > 0 ? "," : "");
        cell_add(t, str_of(x->english ? l.en : l.zh));
    }
    text_c(t, "\r\n");
}

static void csv_row(struct ctx *c, struct text *t, const struct export *x,
    const struct column *columns, size_t n, const json_t *row)
{
    struct text cell = text_in(&c->mem, PIECE_BYTES);

    for (size_t i = 0; i < n; i++) {
        cell.n = 0;
        column_show(&cell, &columns[i], row, x->english);
        text_c(t, i > 0 ? "," : "");
        cell_add(t, text_str(&cell));
    }
    text_c(t, "\r\n");
    t->failed = t->failed || cell.failed;
}

static void csv_add(struct ctx *c, struct text *t, const struct export *x, const json_t *rows)
{
    struct column columns[EXPORT_COLUMNS];
    size_t n = export_columns(x->q.on, columns);

    if (!x->begun)
        csv_head(t, x, columns, n);
    for (size_t i = 0; i < json_array_size(rows); i++)
        csv_row(c, t, x, columns, n, json_array_get(rows, i));
}

/* --- json ------------------------------------------------------------------------------------- */

static int add_bytes(const char *bytes, size_t n, void *t)
{
    text_add(t, (str){ bytes, n });
    return 0;
}

static void json_add(struct text *t, const struct export *x, const json_t *rows)
{
    uint64_t before = x->rows - json_array_size(rows);

    text_c(t, x->begun ? "" : "[");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        text_c(t, before + i > 0 ? ",\n" : "\n");
        if (json_dump_callback(json_array_get(rows, i), add_bytes, t, JSON_COMPACT) != 0)
            t->failed = true;
    }
    text_c(t, x->ended ? "\n]\n" : "");
}

/* --- pieces ----------------------------------------------------------------------------------- */

int export_next(struct ctx *c, struct export *x, str *piece)
{
    struct text t = text_in(&c->mem, PIECE_BYTES);
    json_t *rows;

    /* A page within a long window may be empty, and the end of a body is what an empty piece says.
     */
    while (!x->ended && t.n == 0) {
        TRY(export_page(c, x, &rows));
        if (x->as == EXPORT_CSV)
            csv_add(c, &t, x, rows);
        else
            json_add(&t, x, rows);
        json_decref(rows);
        x->begun = true;
    }
    *piece = text_str(&t);
    return t.failed ? DB_FAILED : 0;
}
