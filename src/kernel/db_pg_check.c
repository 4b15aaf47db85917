/* db_pg_check.c - what PostgreSQL says of a statement before it ever runs. */
#include "kernel/db_driver.h"

#include <libpq-fe.h>

enum { OID_INT8 = 20, OID_INT4 = 23, OID_TEXT = 25 };

static void plainly(struct conn *k, const char *sql) { PQclear(PQexec(pg_db(k), sql)); }

static const char *wrong_with(const PGresult *r, const struct statement *s, int columns)
{
    bool reads = s->does == DOES_LIST || s->does == DOES_HOLD || s->does == DOES_INT;

    if (columns >= 0 && PQnfields(r) != columns)
        return "wrong number of columns";
    for (int i = 0; reads && i < PQnfields(r); i++)
        if (PQftype(r, i) != OID_INT8 && PQftype(r, i) != OID_INT4 && PQftype(r, i) != OID_TEXT)
            return "a column is neither an integer nor text: CAST it";
    return NULL;
}

/* Within a savepoint, else the first bad one would make every later one look bad too. */
bool pg_check(struct ctx *c, const struct statement *s, const char *sql, int columns, str *why)
{
    int marks = 0, n;
    const char *numbered = pg_numbered(&c->mem, sql, &marks), *wrong = NULL;
    Oid oid[PG_PARAMS_MAX];
    PGresult *r;

    n = pg_types(s->types, oid);
    *why = STR("too long, or wrong number of parameters");
    if (numbered == NULL || n != marks)
        return false;
    plainly(c->conn, "SAVEPOINT checked");
    r = PQprepare(pg_db(c->conn), "", numbered, n, oid);
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        wrong = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    if (PQresultStatus(r) != PGRES_COMMAND_OK && wrong == NULL)
        wrong = "the connection is lost";
    *why = wrong != NULL ? str_copy(&c->mem, str_of(wrong)) : STR("");
    PQclear(r);
    if (wrong == NULL) {
        r = PQdescribePrepared(pg_db(c->conn), "");
        wrong = wrong_with(r, s, columns);
        *why = str_of(wrong != NULL ? wrong : "");
        PQclear(r);
    }
    plainly(c->conn, "ROLLBACK TO checked; RELEASE checked");
    return wrong == NULL;
}

/* PREPARE with the types, EXPLAIN with NULLs, and no sequential scans: what still reads a whole
 * table has no index to go by. */
static const char *explained(struct ctx *c, const struct statement *s, const char *numbered)
{
    struct text t = text_in(&c->mem, 256 << 10);

    text_c(&t, "SAVEPOINT checked; SET LOCAL enable_seqscan = off;"
        "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE checked");
    for (int i = 0; s->types[i] != '\0'; i++)
        text_f(&t, "%s%s", i == 0 ? "(" : ", ", s->types[i] == 't' ? "text" : "int8");
    text_f(&t, "%s AS %s; EXPLAIN EXECUTE checked", s->types[0] != '\0' ? ")" : "", numbered);
    for (int i = 0; s->types[i] != '\0'; i++)
        text_f(&t, "%sNULL", i == 0 ? "(" : ", ");
    text_c(&t, s->types[0] != '\0' ? ")" : "");
    return t.failed ? NULL : str_c(&c->mem, text_str(&t));
}

int pg_plan(struct ctx *c, const struct statement *s, const char *sql, void (*line)(void *, str),
    void *arg)
{
    int marks;
    const char *numbered = pg_numbered(&c->mem, sql, &marks);
    const char *all = numbered != NULL ? explained(c, s, numbered) : NULL;
    PGresult *r;

    if (all == NULL)
        return DB_FAILED;
    r = PQexec(pg_db(c->conn), all);
    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        line(arg, str_of(PQresultErrorMessage(r)));
    for (int i = 0; i < PQntuples(r); i++)
        if (strstr(PQgetvalue(r, i, 0), "Seq Scan on ") != NULL)
            line(arg, str_of(PQgetvalue(r, i, 0)));
    PQclear(r);
    plainly(c->conn, "ROLLBACK TO checked; RELEASE checked; DEALLOCATE checked");
    return 0;
}
