/* db_pg.c - PostgreSQL by libpq: prepared statements, a round trip for each. */
#include "kernel/db_driver.h"

#include <endian.h>
#include <libpq-fe.h>

enum { SQL_MAX = 128 << 10 };
enum { OID_INT8 = 20, OID_INT4 = 23, OID_TEXT = 25 };      /* the types that we send and take */

struct pg {
    struct conn conn;
    PGconn *pg;
    PGresult *rows;                         /* being read, of: */
    const struct prepared *reading;
    const struct param *values;
    int row;
    bool streamed;                          /* and more of them come one by one */
    unsigned named;                         /* statements prepared so far; each has its number */
};

static struct pg *pg(struct conn *k) { return (struct pg *)k; }

/* A snapshot's statements may not outlast it; a writer may not wait for ever for another's lock. */
static const char *const words[SAY_COUNT] = {
    [SAY_BEGIN] = "BEGIN",
    [SAY_BEGIN_READING] = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                           "SET LOCAL statement_timeout = 2000"),
    [SAY_COMMIT] = "COMMIT", [SAY_ROLLBACK] = "ROLLBACK",
    [SAY_SAVE] = "SAVEPOINT command", [SAY_RELEASE] = "RELEASE command",
    [SAY_UNDO] = "ROLLBACK TO command",
};

static const char settings[] =
    "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on;"
    "SET statement_timeout = 30000; SET lock_timeout = 10000;"
    "SET idle_in_transaction_session_timeout = 60000; SET client_min_messages = warning;"
    "SET default_transaction_isolation = 'read committed'; SET datestyle = ISO";

/* --- opening ---------------------------------------------------------------------------------- */

static void quiet(void *arg, const char *notice) { (void)arg, (void)notice; }

static int failed(struct pg *k, const char *sql, const PGresult *r)
{
    const char *code = r != NULL ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    const char *why = r != NULL ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;

    db_log("%s (%s): %s", why != NULL ? why : PQerrorMessage(k->pg), code != NULL ? code : "-", sql);
    k->conn.broken = k->conn.broken || PQstatus(k->pg) != CONNECTION_OK;
    return DB_FAILED;
}

static void pg_close(struct conn *k)
{
    PQclear(pg(k)->rows);
    PQfinish(pg(k)->pg);
}

static bool plainly(struct pg *k, const char *sql)
{
    PGresult *r = PQexec(k->pg, sql);
    ExecStatusType status = PQresultStatus(r);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

    if (!good)
        (void)failed(k, sql, r);
    PQclear(r);
    return good;
}

static struct conn *pg_open(struct arena *home, const struct db_options *o, bool reader)
{
    const char *const keys[] = { "dbname", "fallback_application_name", "connect_timeout", NULL };
    const char *const values[] = { o->where, "workbay", "10", NULL };
    struct pg *k = arena_alloc(home, sizeof *k);

    (void)reader;                           /* any of them may write: BEGIN says which */
    if (k == NULL)
        return NULL;
    k->pg = PQconnectdbParams(keys, values, 1);
    PQsetNoticeProcessor(k->pg, quiet, NULL);
    if (PQstatus(k->pg) == CONNECTION_OK && plainly(k, settings))
        return &k->conn;
    if (PQstatus(k->pg) != CONNECTION_OK)
        db_log("cannot connect: %s", PQerrorMessage(k->pg));
    pg_close(&k->conn);
    return NULL;
}

/* --- what went wrong -------------------------------------------------------------------------- */

static str field_of(const PGresult *r, int field)
{
    const char *s = PQresultErrorField(r, field);

    return str_of(s != NULL ? s : "");
}

/* Constraints are named "table.field"; what NOT NULL refuses has no name but a column. */
static int broken_rule(struct ctx *c, const struct prepared *p, const struct param *v,
    const PGresult *r, str code)
{
    str table = field_of(r, PG_DIAG_TABLE_NAME), name = field_of(r, PG_DIAG_CONSTRAINT_NAME);

    if (name.n > table.n && str_starts(name, str_c(&c->mem, table)) && name.s[table.n] == '.')
        name = (str){ name.s + table.n + 1, name.n - table.n - 1 };
    if (str_is(code, "23505"))
        return refuse_taken(c, p, v, table, name);
    if (str_is(code, "23502"))
        name = field_of(r, PG_DIAG_COLUMN_NAME);
    return refuse_rule(c, table, name);
}

static int verdict(
    struct ctx *c, const struct prepared *p, const struct param *v, const PGresult *r)
{
    str code = field_of(r, PG_DIAG_SQLSTATE);

    if (str_is(code, "23505") || str_is(code, "23514") || str_is(code, "23502"))
        return broken_rule(c, p, v, r, code);
    if (str_is(code, "23503"))
        return refuse_linked(c);
    if (str_is(code, "40001") || str_is(code, "40P01"))
        return DB_AGAIN;
    (void)failed(pg(c->conn), p->sql, r);
    return str_is(code, "53100") ? DB_FULL : DB_FAILED;
}

/* --- transactions ----------------------------------------------------------------------------- */

static int pg_say(struct ctx *c, enum word w)
{
    struct pg *k = pg(c->conn);
    PGresult *r = PQexec(k->pg, words[w]);
    const struct prepared p = { .of = { .sql = "", .types = "" }, .sql = words[w] };
    int what = PQresultStatus(r) == PGRES_COMMAND_OK ? 0 : verdict(c, &p, NULL, r);

    /* A transaction in which something failed unseen answers COMMIT by rolling back. */
    if (what == 0 && w == SAY_COMMIT && strcmp(PQcmdStatus(r), "COMMIT") != 0)
        what = failed(k, "COMMIT was answered by ROLLBACK", NULL);
    PQclear(r);
    return what;
}

static int pg_script(struct ctx *c, const char *sql)
{
    struct pg *k = pg(c->conn);
    PGresult *r = PQexec(k->pg, sql);
    ExecStatusType status = PQresultStatus(r);
    int what = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
            status == PGRES_EMPTY_QUERY
        ? 0
        : failed(k, "a script", r);

    PQclear(r);
    return what;
}

/* --- preparing -------------------------------------------------------------------------------- */

const char *pg_numbered(struct arena *mem, const char *sql, int *marks)
{
    struct text t = text_in(mem, SQL_MAX);
    bool quoted = false;
    int n = 0;

    while (*sql != '\0') {
        size_t len = strcspn(sql, "?'");

        text_add(&t, (str){ sql, len });
        sql += len;
        if (*sql == '?' && !quoted)
            text_f(&t, "$%d", ++n);
        else if (*sql != '\0')
            text_add(&t, (str){ sql, 1 });
        quoted ^= *sql == '\'';
        sql += *sql != '\0';
    }
    *marks = n;
    return t.failed ? NULL : str_c(mem, text_str(&t));
}

int pg_types(const char *letters, unsigned oid[PG_PARAMS_MAX])
{
    int n = 0;

    for (; letters[n] != '\0'; n++) {
        if (n == PG_PARAMS_MAX)
            return -1;
        oid[n] = letters[n] == 't' ? OID_TEXT : OID_INT8;
    }
    return n;
}

static void handle_name(const struct prepared *p, char name[24])
{
    snprintf(name, 24, "s%zu", (size_t)(uintptr_t)p->handle);
}

static bool pg_prepare(struct conn *conn, struct prepared *p)
{
    struct pg *k = pg(conn);
    int n, marks = 0;
    const char *sql = pg_numbered(&conn->texts, p->sql, &marks);
    Oid oid[PG_PARAMS_MAX];
    char name[24];
    PGresult *r;
    bool good;

    n = pg_types(p->of.types, oid);
    if (sql == NULL || n != marks)
        return db_log("too long, or wrong number of parameters: %s", p->sql), false;
    p->sql = sql;
    p->handle = (void *)(uintptr_t)++k->named;
    handle_name(p, name);
    r = PQprepare(k->pg, name, sql, n, oid);
    good = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!good)
        (void)failed(k, sql, r);
    PQclear(r);
    return good;
}

static void pg_forget(struct conn *k)
{
    k->broken = k->broken || !plainly(pg(k), "DEALLOCATE ALL");
}

/* --- statements ------------------------------------------------------------------------------- */

/* Integers go as eight bytes, texts as they are. False: not even sent. */
static bool send(struct pg *k, struct prepared *p, const struct param *v)
{
    uint64_t number[PG_PARAMS_MAX];
    const char *value[PG_PARAMS_MAX];
    int length[PG_PARAMS_MAX], format[PG_PARAMS_MAX], n = (int)strlen(p->of.types);
    char name[24];

    for (int i = 0; i < n; i++) {
        bool text = v[i].kind == P_TEXT;

        if (text && v[i].t.n > INT32_MAX)
            return false;
        number[i] = htobe64((uint64_t)v[i].i);
        format[i] = 1;
        length[i] = text ? (int)v[i].t.n : 8;
        value[i] = v[i].kind == P_NULL ? NULL : !text ? (const char *)&number[i]
                 : v[i].t.n > 0 ? v[i].t.s : "";
    }
    handle_name(p, name);
    return PQsendQueryPrepared(k->pg, name, n, value, length, format, 0) == 1;
}

static int pg_change(struct ctx *c, struct prepared *p, const struct param *v, int64_t *changed)
{
    struct pg *k = pg(c->conn);
    PGresult *r = send(k, p, v) ? PQgetResult(k->pg) : NULL;
    ExecStatusType status = PQresultStatus(r);
    int what = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? 0 : verdict(c, p, v, r);

    if (what == 0 && !str_int(str_of(PQcmdTuples(r)), changed))
        *changed = 0;
    while (r != NULL) {
        PQclear(r);
        r = PQgetResult(k->pg);
    }
    return what;
}

static int pg_write(struct ctx *c, struct prepared *p, const struct param *v,
    const struct refusal *why)
{
    int64_t changed = 0;

    TRY(pg_change(c, p, v, &changed));
    return p->of.does == DOES_EXPECT && changed != 1 ? refuse_(c, why, 0, NULL) : 0;
}

static int next_result(struct ctx *c)
{
    struct pg *k = pg(c->conn);
    ExecStatusType status;

    PQclear(k->rows);
    k->rows = PQgetResult(k->pg);
    k->row = -1;
    status = PQresultStatus(k->rows);
    if (status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE || status == PGRES_COMMAND_OK)
        return 0;
    return verdict(c, k->reading, k->values, k->rows);
}

static int pg_read(struct ctx *c, struct prepared *p, const struct param *v, bool streamed)
{
    struct pg *k = pg(c->conn);

    k->reading = p;
    k->values = v;
    if (!send(k, p, v))
        return failed(k, p->sql, NULL);
    k->streamed = streamed && PQsetSingleRowMode(k->pg) == 1;
    return next_result(c);
}

static int pg_next(struct ctx *c)
{
    struct pg *k = pg(c->conn);
    int r;

    if (k->streamed && PQresultStatus(k->rows) == PGRES_SINGLE_TUPLE && k->row == 0) {
        r = next_result(c);
        if (r != 0)
            return r > 0 ? 2 : r;
    }
    return ++k->row < PQntuples(k->rows);
}

/* What was not read of a stream is thrown away: to cancel it might hit the statement after it. */
static void pg_done(struct ctx *c)
{
    struct pg *k = pg(c->conn);

    PQclear(k->rows);
    k->rows = NULL;
    for (PGresult *r; (r = PQgetResult(k->pg)) != NULL; )
        PQclear(r);
}

/* --- columns: as text, so that int4 and int8 read the same ------------------------------------ */

static int64_t number_in(const char *s)
{
    int64_t n = 0;

    (void)!str_int(str_of(s), &n);
    return n;
}

static struct value pg_value(struct conn *conn, int i)
{
    const struct pg *k = pg(conn);
    Oid type = PQftype(k->rows, i);
    struct value v = { .null = PQgetisnull(k->rows, k->row, i) != 0, .t = STR("") };
    const char *s = PQgetvalue(k->rows, k->row, i);

    v.text = !v.null && type != OID_INT8 && type != OID_INT4;
    if (v.text)
        v.t = (str){ s, (size_t)PQgetlength(k->rows, k->row, i) };
    else if (!v.null)
        v.i = number_in(s);
    return v;
}

static int pg_columns(struct conn *k) { return PQnfields(pg(k)->rows); }

/* Nodes that start at the same time migrate one after the other. */
static int pg_unbind(struct ctx *c)
{
    return pg_script(c, "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
        "SELECT pg_advisory_xact_lock(7710241)");
}

struct pg_conn *pg_db(struct conn *k) { return pg(k)->pg; }

const struct driver db_pg = {
    .hold = " FOR UPDATE",
    .table_exists = "SELECT count(*) FROM information_schema.tables"
                    " WHERE table_schema = current_schema() AND table_name = ?",
    .open = pg_open, .close = pg_close, .say = pg_say, .script = pg_script,
    .prepare = pg_prepare, .forget = pg_forget, .write = pg_write, .change = pg_change,
    .read = pg_read, .next = pg_next, .done = pg_done,
    .value_at = pg_value, .columns = pg_columns,
    .unbind = pg_unbind, .check = pg_check, .plan = pg_plan,
};
