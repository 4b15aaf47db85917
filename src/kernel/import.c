/* import.c - the rows of a file: tried, stored, taken back. */
#include "kernel/import.h"
#include "kernel/row.h"
#include "kernel/unit.h"

#include <jansson.h>

enum { CHUNK = 200, KEYS_MAX = 8, GOOD_AND_UNDONE = 2 };

struct seen { struct hash key; size_t line; };              /* a value that may stand once */

struct importing {
    struct import *im;
    const struct command *create;
    const struct sheet *sheet;
    struct import_head head;
    bool *bad, *stored;                     /* for each row of the sheet */
    struct seen *seen;                      /* open addressing; line 0 = free */
    size_t places;
    size_t at, from, to;                    /* the row; the chunk it is of */
    rid batch;
};

/* --- a row, from its cells to its command ----------------------------------------------------- */

static int cells_read(struct ctx *c, const struct importing *g, const struct sheet_row *row,
    json_t *body, rid *unit_id)
{
    int worst = 0;

    for (size_t i = 0; i < g->head.n && i < row->n; i++) {
        const struct field *f = g->head.v[i].f;
        json_t *v = NULL;
        str cell = import_unmarked(import_trimmed(row->cells[i]));
        int r = 0;

        if (g->head.v[i].passed_over)
            continue;
        if (f != NULL)
            r = import_value(c, f, cell, &v);
        else if (cell.n > 0)
            r = import_find(c, "unit_id", &unit_model, cell, unit_id);
        if (r == 0 && v != NULL && json_object_set_new(body, f->name, v) != 0)
            r = DB_FAILED;
        if (r < 0)
            return r;
        worst = r != 0 ? r : worst;
    }
    return worst;
}

/* Where it goes, and whether it may: what command_run asks of a form. */
static int row_placed(struct ctx *c, const struct importing *g, struct row *row, rid unit_id)
{
    const struct duty *duty = g->create->duty;
    enum scope scope = g->im->on->scope;

    if (scope == SCOPE_GROUP)
        unit_id = 0;
    else if (unit_id == 0)
        unit_id = scope == SCOPE_COMPANY ? c->who->company_id : c->who->unit_id;
    if (scope != SCOPE_GROUP && unit_id == 0)
        return refuse_field(c, "unit_id", &F_REQUIRED);
    if (duty != NULL && !who_may(c->who, duty, unit_id))
        return refuse(c, &E_FORBIDDEN, str_of(c->english ? duty->label.en : duty->label.zh));
    row->unit_id = unit_id;
    c->new_unit_id = scope == SCOPE_COMPANY ? 0 : unit_id;
    return 0;
}

static int row_judged(
    struct ctx *c, const struct importing *g, const struct sheet_row *from, void *in)
{
    json_t *body = json_object();
    rid unit_id = 0;
    int r = body != NULL ? cells_read(c, g, from, body, &unit_id) : DB_FAILED, r2;

    if (r >= 0) {                           /* all that is wrong with a row is said at once */
        r2 = input_read(c, g->im->on, body, in, false);
        r = r2 != 0 ? r2 : r;
    }
    json_decref(body);
    return r != 0 ? r : row_placed(c, g, in, unit_id);
}

static int row_make(struct ctx *c, const struct importing *g, size_t i, rid *id)
{
    void *in = arena_alloc(&c->mem, g->im->on->size + 16);

    c->draft = NULL;
    c->depth = c->n_created = 0;
    c->outgoing = NULL;
    if (in == NULL)
        return DB_FAILED;
    TRY(row_judged(c, g, &g->sheet->v[i], in));
    TRY(input_refs(c, g->im->on, in, NULL));
    return command_call_(c, g->create, 0, in, id);
}

/* --- what may stand once: within the file, too ------------------------------------------------ */

/* Keys of a row by its unique fields and indexes; a key with an absent part is none. */
struct keys { struct ctx *c; const void *row; struct hash v[KEYS_MAX]; size_t n; };

static bool key_part(struct keys *k, const struct entity *e, struct text *t, str column)
{
    const struct field *f = field_named(e, column);
    struct param p[2];

    if (str_is(column, "unit_id")) {
        text_int(t, ((const struct row *)k->row)->unit_id);
        return true;
    }
    if (f == NULL || field_params(f, k->row, p) != 1 || p[0].kind == P_NULL)
        return false;
    text_c(t, "\x1F");
    if (p[0].kind == P_TEXT)
        text_add(t, p[0].t);
    else
        text_int(t, p[0].i);
    return true;
}

static void key_add(struct keys *k, const struct entity *e, const char *name, const char *columns)
{
    struct text t = text_in(&k->c->mem, 1 << 20);
    bool whole = true;

    text_c(&t, name);
    for (const char *at = columns; *at != '\0' && whole; ) {
        size_t n = strcspn(at, ", ");

        whole = key_part(k, e, &t, (str){ at, n });
        at += n + strspn(at + n, ", ");
    }
    if (whole && k->n < KEYS_MAX)
        k->v[k->n++] = hash_of(text_str(&t));
}

static void keys_of(struct keys *k, const struct entity *e)
{
    char columns[160];

    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->unique &&
            snprintf(columns, sizeof columns, "%s%s", e->scope != SCOPE_GROUP ? "unit_id, " : "",
                f->name) < (int)sizeof columns)
            key_add(k, e, f->name, columns);
    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct index *x = (*m)->indexes; x->on != NULL; x++)
            if (x->on == e && x->unique &&
                (x->where[0] == '\0' || strcmp(x->where, "retired_at IS NULL") == 0))
                key_add(k, e, x->name, x->columns);
}

static struct seen *place_of(const struct importing *g, const struct hash *key)
{
    size_t i;

    memcpy(&i, key->b, sizeof i);
    for (i %= g->places; g->seen[i].line != 0 && memcmp(&g->seen[i].key, key, sizeof *key) != 0; )
        i = (i + 1) % g->places;
    return &g->seen[i];
}

/* As its judge left it: a plate in capitals is the same plate. */
static int keys_note(struct ctx *c, const struct importing *g, rid id)
{
    struct statement s = { DOES_LIST, g->im->on, "WHERE id = ?", "i", __FILE__, __LINE__ };
    struct keys k = { .c = c };
    void *row;
    size_t n;

    TRY(db_read_(c, &n, &row, &s, PARAMS(id)));
    if (n != 1)
        return DB_FAILED;
    k.row = row;
    keys_of(&k, g->im->on);
    for (size_t i = 0; i < k.n; i++) {
        const struct seen *p = place_of(g, &k.v[i]);

        if (p->line != 0 && p->line != g->sheet->v[g->at].line)
            return refuse(c, &F_TWICE, (long long)p->line);
    }
    for (size_t i = 0; i < k.n; i++)
        *place_of(g, &k.v[i]) = (struct seen){ k.v[i], g->sheet->v[g->at].line };
    return 0;
}

/* --- trying: each row for good, and undone ---------------------------------------------------- */

static int try_row(struct ctx *c, void *arg)
{
    struct importing *g = arg;
    rid id;

    TRY(row_make(c, g, g->at, &id));
    return keys_note(c, g, id);
}

/* Each row is gone over twice: tried and stored. */
static int step(const struct import *im, size_t done)
{
    return im->step != NULL ? im->step(im->arg, done, 2 * im->rows) : 0;
}

/* When it runs again after a lost race it goes on where it was: what was judged stays judged. */
static int try_chunk(struct ctx *c, void *arg)
{
    struct importing *g = arg;

    for (; g->at < g->to; g->at++) {
        const struct arena mark = c->mem;
        int r;

        if (g->stored[g->at])
            continue;
        c->refused = NULL;
        c->n_faults = 0;
        r = db_rehearse(c, try_row, g);
        if (r < 0)
            return r;
        g->bad[g->at] = r != 0;
        g->im->good += r == 0;
        g->im->bad += r != 0;
        if (r != 0)
            import_say(c, g->im, g->sheet->v[g->at].line);
        c->refused = NULL;
        arena_back(&c->mem, &mark);
    }
    return GOOD_AND_UNDONE;
}

static int try_all(struct ctx *c, struct importing *g)
{
    for (g->at = 1; g->at < g->sheet->n; ) {
        int r;

        TRY(step(g->im, g->at));
        g->to = g->at + CHUNK < g->sheet->n ? g->at + CHUNK : g->sheet->n;
        r = db_transaction(c, try_chunk, g);
        c->refused = NULL;
        c->n_faults = 0;
        if (r != GOOD_AND_UNDONE)
            return r < 0 ? r : DB_FAILED;
    }
    return 0;
}

/* --- storing ---------------------------------------------------------------------------------- */

static int store_chunk(struct ctx *c, void *arg)
{
    struct importing *g = arg;

    for (g->at = g->from; g->at < g->to; g->at++) {
        struct import_row note = { .batch = g->batch, .entity = str_of(g->im->on->name),
            .line = (int64_t)g->sheet->v[g->at].line, .at = c->now };

        if (g->bad[g->at] || g->stored[g->at])
            continue;
        TRY(row_make(c, g, g->at, &note.entity_id));
        TRY(row_insert(c, import_row, &note));
    }
    return 0;
}

/* A row that was good alone may be refused now: somebody else took its code meanwhile. */
static int store_all(struct ctx *c, struct importing *g)
{
    struct import *im = g->im;

    if (im->batch == 0)
        im->batch = id_new(c);
    g->batch = im->batch;
    c->reason = str_format(&c->mem, "import %lld", (long long)g->batch);
    for (g->from = 1; g->from < g->sheet->n; g->from = g->to) {
        const struct arena mark = c->mem;
        int r = 1;

        TRY(step(im, im->rows + g->from));
        g->to = g->from + CHUNK < g->sheet->n ? g->from + CHUNK : g->sheet->n;
        while ((r = db_transaction(c, store_chunk, g)) > 0) {
            g->bad[g->at] = true;
            im->bad++, im->good--;
            import_say(c, im, g->sheet->v[g->at].line);
            if (!im->accept_good)
                return refuse(c, &IMPORT_STOPPED, (long long)im->done, (long long)im->batch);
        }
        c->new_unit_id = 0;
        if (r < 0)
            return r;
        for (size_t i = g->from; i < g->to; i++)
            im->done += !g->bad[i] && !g->stored[i];
        arena_back(&c->mem, &mark);
    }
    return 0;
}

/* --- the whole -------------------------------------------------------------------------------- */

static int ready(struct ctx *c, struct importing *g)
{
    g->places = 64;
    while (g->places < 2 * KEYS_MAX * g->sheet->n && g->places < 1 << 21)
        g->places *= 2;
    g->bad = arena_alloc(&c->mem, g->sheet->n * sizeof *g->bad);
    g->stored = arena_alloc(&c->mem, g->sheet->n * sizeof *g->stored);
    g->seen = arena_alloc(&c->mem, g->places * sizeof *g->seen);
    return g->bad != NULL && g->stored != NULL && g->seen != NULL ? 0 : DB_FAILED;
}

/* What an earlier run of the same batch has stored before its server died. */
static int stored_read(struct ctx *c, void *arg)
{
    struct importing *g = arg;
    struct import_row_list rows;
    rid after = 0;

    do {
        const struct arena mark = c->mem;

        TRY(db_list(c, import_row, &rows, "WHERE batch = ? AND entity = ? AND entity_id > ?"
            " ORDER BY batch, entity, entity_id LIMIT ?", g->im->batch, str_of(g->im->on->name),
            after, (int)CHUNK));
        for (size_t i = 0; i < rows.n; i++)
            for (size_t k = 1; k < g->sheet->n; k++)
                if ((int64_t)g->sheet->v[k].line == rows.v[i].line && !g->stored[k])
                    g->stored[k] = true, g->im->good++, g->im->done++;
        after = rows.n > 0 ? rows.v[rows.n - 1].entity_id : 0;
        arena_back(&c->mem, &mark);
    } while (rows.n == CHUNK);
    return 0;
}

static int import_sheet(struct ctx *c, struct importing *g)
{
    struct import *im = g->im;

    im->rows = g->sheet->n - 1;
    TRY(import_head(c, im, g->sheet, &g->head));
    TRY(ready(c, g));
    if (im->batch != 0)
        TRY(db_snapshot(c, stored_read, g));
    TRY(try_all(c, g));
    unit_forget();                          /* what was tried may have been remembered */
    if (im->bad > 0 && !im->accept_good)
        return refuse(c, &IMPORT_BAD, (long long)im->bad);
    if (im->dry_run || im->good == 0)
        return 0;
    TRY(store_all(c, g));
    unit_forget();
    return 0;
}

int import_run(struct ctx *c, struct import *im, str bytes)
{
    struct importing *g = arena_alloc(&c->mem, sizeof *g);
    struct sheet sheet;

    if (g == NULL)
        return DB_FAILED;
    *g = (struct importing){ .im = im, .create = entity_create(im->on), .sheet = &sheet };
    if (g->create == NULL || g->create->verb != V_CREATE || im->on->internal)
        return refuse(c, &IMPORT_KIND, str_of(c->english ? im->on->label.en : im->on->label.zh));
    if (g->create->duty != NULL && !who_may(c->who, g->create->duty, 0))
        return refuse(c, &E_FORBIDDEN,
            str_of(c->english ? g->create->duty->label.en : g->create->duty->label.zh));
    if (!sheet_read(&c->mem, bytes, &sheet)) {
        str why = str_of(c->english ? sheet.wrong_en : sheet.wrong_zh);

        if (im->say != NULL)
            im->say(im->arg,
                sheet.wrong_line == 0
                    ? why
                    : str_format(&c->mem, c->english ? "line %zu: %.*s" : "第 %zu 行：%.*s",
                          sheet.wrong_line, (int)why.n, why.s));
        return refuse(c, &IMPORT_BAD, 1);
    }
    return import_sheet(c, g);
}

/* --- taking back ------------------------------------------------------------------------------ */

struct undoing { rid batch, after; struct import_row_list rows; };

static int undo_page(struct ctx *c, void *arg)
{
    struct undoing *u = arg;

    return db_list(c, import_row, &u->rows, "WHERE batch = ? AND entity_id > ? ORDER BY batch, entity, entity_id"
        " LIMIT ?", u->batch, u->after, (int)CHUNK);
}

static const struct command *retire_of(const struct entity *e)
{
    const struct command *const *all;
    size_t n = model_commands(&all);

    for (size_t i = 0; i < n; i++)
        if (all[i]->on == e && all[i]->verb == V_RETIRE)
            return all[i];
    return NULL;
}

/* Rows are made as version 1: whatever has another was changed since, and stays. */
static int undo_row(struct ctx *c, struct import *im, const struct import_row *row)
{
    const struct entity *e = entity_named(row->entity);
    struct call call = {
        .command = e != NULL ? retire_of(e) : NULL, .id = row->entity_id, .version = 1
    };
    int r;

    c->n_faults = 0;
    c->refused = NULL;
    c->outgoing = NULL;
    im->on = e;
    im->rows++;
    if (call.command == NULL)
        return refuse(c, &IMPORT_KIND, row->entity);
    r = command_run(c, &call);
    if (r < 0)
        return r;
    if (r == 0) {
        im->done++;
        return 0;
    }
    im->bad++;
    import_say(c, im, (size_t)row->line);
    return 0;
}

int import_undo(struct ctx *c, struct import *im, rid batch)
{
    struct undoing u = { .batch = batch };

    im->batch = batch;
    c->reason = str_format(&c->mem, "undo of import %lld", (long long)batch);
    do {
        const struct arena mark = c->mem;

        if (im->step != NULL)
            TRY(im->step(im->arg, im->rows, im->rows));
        TRY(db_snapshot(c, undo_page, &u));
        for (size_t i = 0; i < u.rows.n; i++)
            TRY(undo_row(c, im, &u.rows.v[i]));
        u.after = u.rows.n > 0 ? u.rows.v[u.rows.n - 1].entity_id : 0;
        arena_back(&c->mem, &mark);
    } while (u.rows.n == CHUNK);
    return im->rows > 0 ? 0 : refuse(c, &E_NOT_FOUND);
}
