/* schema.c - DDL from the model, for both databases.
 *
 * Constraints and unique indexes are named "table.field", so that a refusal can name the field
 * (db_refuse.c); references "table.field.ref"; plain indexes "table.field.list". */
#include "kernel/schema.h"
#include "kernel/db_driver.h"

enum { NAME_MAX_PG = 63, SCHEMA_MAX = 8 << 20 };

struct words { const char *integer, *text, *end, *end_keyed; };
static const struct words sqlite_words =
    { "INTEGER", "TEXT", ") STRICT;\n", ") STRICT, WITHOUT ROWID;\n" };
static const struct words pg_words = { "BIGINT", "TEXT COLLATE \"C\"", ");\n", ");\n" };

static bool texty(const struct field *f)
{
    return f->kind == K_TEXT || f->kind == K_LONGTEXT || f->kind == K_SECRET ||
           f->kind == K_CHOICE || f->kind == K_STATE;
}

static bool in_list(const char *columns, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = columns; at != NULL && *at != '\0'; ) {
        size_t len = strcspn(at, ", ");

        if (len == n && strncmp(at, name, n) == 0)
            return true;
        at += len + strspn(at + len, ", ");
    }
    return false;
}

/* A longer one would be cut off by PostgreSQL, silently, and two might become the same. */
static void name_add(struct text *t, const char *table, const char *field, const char *what)
{
    if (strlen(table) + strlen(field) + strlen(what) + 1 > NAME_MAX_PG) {
        db_log("the name %s.%s%s is too long", table, field, what);
        t->failed = true;
    }
    text_f(t, "\"%s.%s%s\"", table, field, what);
}

/* --- columns ---------------------------------------------------------------------------------- */

static bool is_number(enum kind k) { return kind_number(k) || k == K_BOOL; }

static bool is_null_free(const struct entity *e, const struct field *f)
{
    return (is_number(f->kind) && !f->optional) || f->required || in_list(e->key, f->name);
}

static void nullness_add(struct text *t, const struct entity *e, const struct field *f)
{
    if (is_number(f->kind) && !f->optional)
        text_c(t, " NOT NULL DEFAULT 0");
    else if (is_null_free(e, f))
        text_c(t, " NOT NULL");
}

static const struct entity *points_at(const struct field *f)
{
    return f->kind == K_FILE ? &file_model
         : f->kind == K_REF && f->ref->table && f->ref->key == NULL ? f->ref : NULL;
}

static void column_add(struct text *t, const struct words *w, const struct entity *e,
    const struct field *f)
{
    const struct entity *to = points_at(f);

    if (f->kind == K_ANYREF) {
        text_f(t, ",\n  %s_entity %s", f->name, w->text);
        nullness_add(t, e, f);
        text_f(t, ",\n  %s_id %s", f->name, w->integer);
        nullness_add(t, e, f);
        return;
    }
    text_f(t, ",\n  %s %s", f->name, texty(f) ? w->text : w->integer);
    nullness_add(t, e, f);
    if (f->max > 0 && texty(f)) {
        text_c(t, " CONSTRAINT ");
        name_add(t, e->name, f->name, "");
        text_f(t, " CHECK (length(%s) <= %d)", f->name, f->max);
    }
    if (f->kind == K_BOOL) {
        text_c(t, " CONSTRAINT ");
        name_add(t, e->name, f->name, "");
        text_f(t, " CHECK (%s IN (0, 1))", f->name);
    }
    if (to != NULL && w == &sqlite_words) {
        text_c(t, " CONSTRAINT ");
        name_add(t, e->name, f->name, ".ref");
        text_f(t, " REFERENCES %s(id)", to->name);
    }
}

static void head_add(struct text *t, const struct words *w, const struct entity *e)
{
    const char *comma = "";

    for (const char *const *h = entity_head(e); *h != NULL; h++, comma = ",\n") {
        text_f(t, "%s  %s %s", comma, *h, w->integer);
        if (strcmp(*h, "id") == 0) {
            text_c(t, " NOT NULL CONSTRAINT ");
            name_add(t, e->name, "id", "");
            text_c(t, " PRIMARY KEY");
        } else if (strcmp(*h, "retired_at") != 0) {
            text_f(t, " NOT NULL DEFAULT %d", strcmp(*h, "version") == 0);
        }
    }
}

/* A large row must not be kept in the tree of its key. */
static bool small_rows(const struct entity *e)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind == K_LONGTEXT)
            return false;
    return true;
}

static void table_add(struct text *t, const struct words *w, const struct entity *e)
{
    text_f(t, "CREATE TABLE %s (\n", e->name);
    head_add(t, w, e);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind != K_LINES)
            column_add(t, w, e, f);
    if (e->key != NULL) {
        text_c(t, ",\n  CONSTRAINT ");
        name_add(t, e->name, "primary", "");
        text_f(t, " PRIMARY KEY (%s)", e->key);
    }
    for (size_t m = 0; modules[m] != NULL; m++)
        for (const struct invariant *i = modules[m]->invariants; i->on != NULL; i++)
            if (i->on == e) {
                text_c(t, ",\n  CONSTRAINT ");
                name_add(t, e->name, i->name, "");
                text_f(t, " CHECK (%s)", i->sql);
            }
    text_f(t, "\n%s", e->key != NULL && small_rows(e) ? w->end_keyed : w->end);
}

/* After all tables, for two may refer to each other. */
static void references_add(struct text *t, const struct entity *e)
{
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        const struct entity *to = points_at(f);

        if (to == NULL)
            continue;
        text_f(t, "ALTER TABLE %s ADD CONSTRAINT ", e->name);
        name_add(t, e->name, f->name, ".ref");
        text_f(t, " FOREIGN KEY (%s) REFERENCES %s(id);\n", f->name, to->name);
    }
}

/* --- indexes ---------------------------------------------------------------------------------- */

static void index_add(struct text *t, const struct entity *e, const char *name, const char *what,
    const char *columns, const char *where, bool unique)
{
    text_f(t, "CREATE %sINDEX ", unique ? "UNIQUE " : "");
    name_add(t, e->name, name, what);
    text_f(t, " ON %s (%s)", e->name, columns);
    if (where[0] != '\0')
        text_f(t, " WHERE %s", where);
    text_c(t, ";\n");
}

/* Is this column of `e` the way from a line back to its document? */
static bool leads_back(const struct entity *e, const struct field *f)
{
    const struct entity *const *all;
    size_t n = model_entities(&all);

    if (f->kind != K_REF)
        return false;
    for (size_t i = 0; i < n; i++)
        for (const struct field *l = all[i]->fields(); l->name != NULL; l++)
            if (l->kind == K_LINES && l->ref == e && l->via != NULL && strcmp(l->via, f->name) == 0)
                return true;
    return false;
}

static bool is_key_prefix(const struct entity *e, const char *columns)
{
    size_t n = strlen(columns);

    return e->key != NULL && strncmp(e->key, columns, n) == 0 &&
        (e->key[n] == '\0' || e->key[n] == ',');
}

/* Nobody filters for what is absent, so a column that may be empty is indexed where it is not. */
static void list_index_add(
    struct text *t, const struct entity *e, const struct field *f, bool by_unit, const char *what)
{
    char columns[256], where[128] = "";
    const char *name = f->name, *id = f->kind == K_ANYREF ? "_id" : "";
    int n = snprintf(columns, sizeof columns, "%s%s%s%s", by_unit ? "unit_id, " : "", name, id,
        e->key == NULL ? ", id" : "");
    int m = !is_null_free(e, f) && !f->sort
        ? snprintf(where, sizeof where, "%s%s IS NOT NULL", name, id) : 0;

    t->failed = t->failed || n < 0 || (size_t)n >= sizeof columns || m < 0 ||
        (size_t)m >= sizeof where;
    if (!is_key_prefix(e, columns))
        index_add(t, e, name, what, columns, where, false);
}

/* The way back to a document finds so few rows that their unit need not be in the index. */
static void field_indexes_add(struct text *t, const struct entity *e, const struct field *f)
{
    bool by_unit = e->scope != SCOPE_GROUP;
    const char *living = entity_audited(e) ? "retired_at IS NULL" : "";
    char columns[128];

    if (f->unique) {
        int n = snprintf(columns, sizeof columns, "%s%s", by_unit ? "unit_id, " : "", f->name);

        t->failed = t->failed || n < 0 || (size_t)n >= sizeof columns;
        index_add(t, e, f->name, "", columns, living, true);
    }
    if (leads_back(e, f))
        list_index_add(t, e, f, false, ".lines");
    else if (f->filter || f->sort)
        list_index_add(t, e, f, by_unit, ".list");
}

static void indexes_add(struct text *t, const struct entity *e)
{
    if (e->scope != SCOPE_GROUP && e->key == NULL && !e->internal && !e->line)
        index_add(t, e, "unit_id", ".list", "unit_id, id", "", false);
    for (const struct field *f = e->fields(); f->name != NULL; f++)
        if (f->kind != K_LINES)
            field_indexes_add(t, e, f);
    for (size_t m = 0; modules[m] != NULL; m++)
        for (const struct index *i = modules[m]->indexes; i->on != NULL; i++)
            if (i->on == e)
                index_add(t, e, i->name, "", i->columns, i->where, i->unique);
}

/* --- the whole -------------------------------------------------------------------------------- */

void schema_print_table(struct text *t, const struct entity *e, bool postgres)
{
    table_add(t, postgres ? &pg_words : &sqlite_words, e);
    if (postgres)
        references_add(t, e);
    indexes_add(t, e);
}

void schema_print(struct text *t, bool postgres)
{
    const struct words *w = postgres ? &pg_words : &sqlite_words;
    const struct entity *const *all;
    size_t n = model_entities(&all);

    for (size_t i = 0; i < n; i++)
        table_add(t, w, all[i]);
    for (size_t i = 0; postgres && i < n; i++)
        references_add(t, all[i]);
    for (size_t i = 0; i < n; i++)
        indexes_add(t, all[i]);
}

void schema_print_both(struct text *t)
{
    text_c(t, "-- The schema at the first release.\n-- sqlite\n");
    schema_print(t, false);
    text_c(t, "-- postgresql\n");
    schema_print(t, true);
}

static int create(struct ctx *c, void *arg)
{
    struct arena mem = { .limit = 2 * SCHEMA_MAX };
    struct text t = text_in(&mem, SCHEMA_MAX);
    int r = DB_FAILED;

    (void)arg;
    schema_print(&t, c->conn->driver == &db_pg);
    if (!t.failed)
        r = db_script(c, str_c(&mem, text_str(&t)));
    arena_free(&mem);
    return r;
}

int schema_create(struct ctx *c)
{
    return db_transaction(c, create, NULL);
}

static int take_count(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n;
    *(bool *)arg = v[0].i > 0;
    return 0;
}

int schema_has(struct ctx *c, const char *table, bool *out)
{
    *out = false;
    return db_values(c, take_count, out, c->conn->driver->table_exists, "t", PARAMS(str_of(table)));
}
