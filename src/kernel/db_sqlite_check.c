/* db_sqlite_check.c - what SQLite says of a statement before it ever runs. */
#include "kernel/db_driver.h"

#include <sqlite3.h>

struct watch { const struct statement *of; char why[200]; };

/* The module of a file: the folder under modules/, else the kernel. */
static str module_of(const char *file)
{
    const char *at = strstr(file, "modules/");

    if (at != NULL)
        return (str){ at + 8, strcspn(at + 8, "/") };
    return strstr(file, "kernel/") != NULL ? STR("kernel") : STR("");
}

/* Called by SQLite while it prepares: a module writes its own tables only, and of those only what
 * it may write without the kernel. */
static int may_write(void *arg, int action, const char *table, const char *column, const char *db,
    const char *trigger)
{
    struct watch *w = arg;
    const struct entity *e;
    str module = module_of(w->of->file);

    (void)column, (void)db, (void)trigger;
    if (action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE)
        return SQLITE_OK;
    if (from_test(w->of->file))
        return SQLITE_OK;
    e = entity_named(str_of(table));
    if (e == NULL || !str_is(module, e->module)) {
        snprintf(w->why, sizeof w->why, "writes %s, a table of %s", table,
            e != NULL ? e->module : "nobody");
        return SQLITE_DENY;
    }
    if (str_is(module, "kernel") || e->key != NULL || (e->ledger && action == SQLITE_INSERT))
        return SQLITE_OK;
    snprintf(w->why, sizeof w->why, "writes %s, which %s", table,
        e->ledger ? "only grows" : "only the kernel may (row_insert, row_update, a command)");
    return SQLITE_DENY;
}

static const char *wrong_with(sqlite3_stmt *q, const struct statement *s, int columns)
{
    bool writes = s->does == DOES_EXEC || s->does == DOES_EXPECT || s->does == DOES_TRY;

    if ((size_t)sqlite3_bind_parameter_count(q) != strlen(s->types))
        return "wrong number of parameters";
    if (columns >= 0 && sqlite3_column_count(q) != columns)
        return "wrong number of columns";
    if (writes && sqlite3_stmt_readonly(q))
        return "writes nothing";
    if (s->does == DOES_HOLD && !sqlite3_stmt_readonly(q))
        return "holds and writes";
    return NULL;
}

bool lite_check(struct ctx *c, const struct statement *s, const char *sql, int columns, str *why)
{
    struct watch w = { .of = s };
    sqlite3 *db = lite_db(c->conn);
    sqlite3_stmt *q = NULL;
    const char *wrong;

    sqlite3_set_authorizer(db, may_write, &w);
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
        wrong = w.why[0] != '\0' ? w.why : sqlite3_errmsg(db);
    else
        wrong = wrong_with(q, s, columns);
    *why = wrong != NULL ? str_copy(&c->mem, str_of(wrong)) : STR("");
    sqlite3_set_authorizer(db, NULL, NULL);
    sqlite3_finalize(q);
    return wrong == NULL;
}

/* "SCAN t" and "SCAN t USING COVERING INDEX i" read all of it, and so does "SEARCH t" by nothing,
 * a greatest value sought without an index; so do not: a subquery, constant rows, and an index
 * walked in order, which a LIMIT ends. */
static bool reads_all(const char *detail)
{
    const char *at = strstr(detail, "SCAN "), *sought = strstr(detail, "SEARCH ");

    if (sought != NULL)
        return strstr(sought, "USING ") == NULL;
    if (at == NULL)
        return false;
    at += 5;
    return *at != '(' && (*at < '0' || *at > '9') && strstr(at, "USING INDEX") == NULL &&
           strstr(at, "CONSTANT ROW") == NULL;
}

int lite_plan(struct ctx *c, const struct statement *s, const char *sql, void (*line)(void *, str),
    void *arg)
{
    sqlite3 *db = lite_db(c->conn);
    sqlite3_stmt *q = NULL;
    str explain = str_format(&c->mem, "EXPLAIN QUERY PLAN %s", sql);

    (void)s;
    if (sqlite3_prepare_v2(db, explain.s, (int)explain.n, &q, NULL) != SQLITE_OK) {
        line(arg, str_of(sqlite3_errmsg(db)));
        return 0;
    }
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(q, 3);

        if (detail != NULL && reads_all(detail))
            line(arg, str_of(detail));
    }
    sqlite3_finalize(q);
    return 0;
}
