/* db_sqlite.c - SQLite: every call is carried out at once. */
#include "kernel/db_driver.h"
#include "kernel/db_sqlite_log.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>

/* Pages of the log: when the writer checkpoints, and when it insists, so that readers that come and
 * go do not let the log grow for ever. */
enum { WAL_TIDY = 4000, WAL_LONG = 16384, PROGRESS_OPS = 20000, PATH_ROOM = 4096 };

struct lite {
    struct conn conn;
    sqlite3 *db;
    sqlite3_stmt *rows;                     /* being read, of: */
    const struct prepared *reading;
    const struct param *values;
    sqlite3_stmt *words[SAY_COUNT];
    int wal_pages, tidied_at;
    bool bulk;                              /* see db_options */
};

static const char *const words[SAY_COUNT] = {
    [SAY_BEGIN] = "BEGIN IMMEDIATE", [SAY_BEGIN_READING] = "BEGIN",
    [SAY_COMMIT] = "COMMIT", [SAY_ROLLBACK] = "ROLLBACK",
    [SAY_SAVE] = "SAVEPOINT command", [SAY_RELEASE] = "RELEASE command",
    [SAY_UNDO] = "ROLLBACK TO command",
};

static struct lite *lite(struct conn *k) { return (struct lite *)k; }

/* --- opening ---------------------------------------------------------------------------------- */

static bool is_word(const struct lite *k, const sqlite3_stmt *q)
{
    for (int w = 0; w < SAY_COUNT; w++)
        if (k->words[w] == q)
            return true;
    return false;
}

static void lite_forget(struct conn *k)
{
    sqlite3_stmt *q = sqlite3_next_stmt(lite(k)->db, NULL), *next;

    for (; q != NULL; q = next) {
        next = sqlite3_next_stmt(lite(k)->db, q);
        if (!is_word(lite(k), q))
            sqlite3_finalize(q);
    }
}

static void lite_close(struct conn *k)
{
    sqlite3_stmt *q;

    while ((q = sqlite3_next_stmt(lite(k)->db, NULL)) != NULL)
        sqlite3_finalize(q);
    if (lite(k)->bulk && !sqlite3_get_autocommit(lite(k)->db))
        sqlite3_exec(lite(k)->db, "COMMIT", NULL, NULL, NULL);
    if (lite(k)->bulk)                      /* what was never synced is synced now */
        sqlite3_exec(lite(k)->db, "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)",
                     NULL, NULL, NULL);
    sqlite3_close(lite(k)->db);
}

/* Called by SQLite every so many steps: a snapshot that lasts too long is ended. */
static int progress(void *arg)
{
    const struct conn *k = arg;

    return k->deadline_ms != 0 && db_clock_ms() > k->deadline_ms;
}

static int committed(void *arg, sqlite3 *db, const char *name, int pages)
{
    struct lite *k = arg;

    (void)db, (void)name;
    k->wal_pages = pages;
    if (pages < k->tidied_at)               /* the log began anew */
        k->tidied_at = 0;
    return SQLITE_OK;
}

/* One lock less at each allocation, of two threads that never share a connection. */
static void configure(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static bool pragma(struct lite *k, const char *sql)
{
    return sqlite3_exec(k->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool set_up(struct lite *k, const struct db_options *o, bool reader)
{
    unsigned mib = o->bulk ? 512
        : o->cache_mib > 0 ? o->cache_mib
                           : 32,
             readers = o->readers > 0 ? o->readers : 2;
    char cache[80], safety[40];

    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%u", mib * 1024 / (readers + 1));
    snprintf(safety, sizeof safety, "PRAGMA synchronous = %s", o->bulk ? "OFF" : "FULL");
    sqlite3_busy_timeout(k->db, 5000);
    sqlite3_wal_hook(k->db, committed, k);  /* takes the place of the automatic checkpoint */
    sqlite3_progress_handler(k->db, reader ? PROGRESS_OPS : 0, reader ? progress : NULL, &k->conn);
    return pragma(k, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;"
            "PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON;"
            "PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864") &&
        pragma(k, cache) && pragma(k, safety) && (!reader || pragma(k, "PRAGMA query_only = ON"));
}

static struct conn *lite_open(struct arena *home, const struct db_options *o, bool reader)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (o->create ? SQLITE_OPEN_CREATE : 0);
    const char *vfs = reader || o->bulk ? NULL : sqlite_log_vfs();
    struct lite *k = arena_alloc(home, sizeof *k);
    char path[PATH_ROOM];

    pthread_once(&once, configure);
    if (k != NULL)
        k->bulk = o->bulk && !reader;
    if (k == NULL || snprintf(path, sizeof path, "%s/workbay.db", o->where) >= (int)sizeof path)
        return NULL;
    if (sqlite3_open_v2(path, &k->db, flags, vfs) == SQLITE_OK && set_up(k, o, reader))
        return &k->conn;
    db_log("%s: %s", path, k->db != NULL ? sqlite3_errmsg(k->db) : "out of memory");
    lite_close(&k->conn);
    return NULL;
}

/* --- what went wrong -------------------------------------------------------------------------- */

/* "UNIQUE constraint failed: part.unit_id, part.code" is about part and its code. */
static void name_of(const char *why, str *table, str *name)
{
    const char *at = strrchr(why, ' '), *dot;

    at = at != NULL ? at + 1 : why;
    dot = strchr(at, '.');
    *table = dot != NULL ? (str){ at, (size_t)(dot - at) } : STR("");
    *name = str_of(dot != NULL ? dot + 1 : at);
}

/* Also what a quota or a limit of file size refuses: SQLite calls that an error like any other, and
 * only its files remember why. */
static bool no_room(struct lite *k, int code)
{
    static const int files[] = { SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER };

    for (size_t i = 0; i < COUNT(files) && code == SQLITE_IOERR_WRITE; i++) {
        sqlite3_file *f = NULL;
        int why = 0;

        if (sqlite3_file_control(k->db, NULL, files[i], &f) == SQLITE_OK && f != NULL &&
            f->pMethods != NULL &&
            f->pMethods->xFileControl(f, SQLITE_FCNTL_LAST_ERRNO, &why) == SQLITE_OK &&
            (why == EDQUOT || why == EFBIG))
            return true;
    }
    return (code & 0xFF) == SQLITE_FULL;
}

static int failed(struct lite *k, const char *sql)
{
    int code = sqlite3_extended_errcode(k->db);

    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        db_stop(sqlite3_errmsg(k->db));
    db_log("%s (%d): %s", sqlite3_errmsg(k->db), code, sql);
    return no_room(k, code) ? DB_FULL : DB_FAILED;
}

static int verdict(struct ctx *c, const struct prepared *p, const struct param *v)
{
    struct lite *k = lite(c->conn);
    str table, name;

    name_of(sqlite3_errmsg(k->db), &table, &name);
    switch (sqlite3_extended_errcode(k->db)) {
    case SQLITE_CONSTRAINT_UNIQUE: case SQLITE_CONSTRAINT_PRIMARYKEY: case SQLITE_CONSTRAINT_ROWID:
        return refuse_taken(c, p, v, table, name);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return refuse_linked(c);
    case SQLITE_CONSTRAINT_CHECK: case SQLITE_CONSTRAINT_NOTNULL:
        return refuse_rule(c, table, name);
    }
    return failed(k, p->sql);
}

/* --- statements ------------------------------------------------------------------------------- */

static int lite_say(struct ctx *c, enum word w)
{
    struct lite *k = lite(c->conn);
    int rc, r = 0;

    if (w == SAY_ROLLBACK && sqlite3_get_autocommit(k->db))
        return 0;                           /* a full disk may have made SQLite do so by itself */
    if (k->words[w] == NULL && sqlite3_prepare_v3(k->db, words[w], -1, SQLITE_PREPARE_PERSISTENT,
            &k->words[w], NULL) != SQLITE_OK)
        return failed(k, words[w]);
    rc = sqlite3_step(k->words[w]);
    if (rc != SQLITE_DONE)
        r = failed(k, words[w]);
    sqlite3_reset(k->words[w]);
    return r;
}

static int lite_script(struct ctx *c, const char *sql)
{
    return pragma(lite(c->conn), sql) ? 0 : failed(lite(c->conn), "a script");
}

static bool lite_prepare(struct conn *k, struct prepared *p)
{
    sqlite3_stmt *q = NULL;

    if (sqlite3_prepare_v3(lite(k)->db, p->sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) !=
        SQLITE_OK)
        return (void)failed(lite(k), p->sql), false;
    if ((size_t)sqlite3_bind_parameter_count(q) != strlen(p->of.types)) {
        db_log("wrong number of parameters: %s", p->sql);
        sqlite3_finalize(q);
        return false;
    }
    p->handle = q;
    return true;
}

/* The texts belong to the caller, who waits. */
static sqlite3_stmt *bound(const struct prepared *p, const struct param *v)
{
    sqlite3_stmt *q = p->handle;

    for (int i = 0; p->of.types[i] != '\0'; i++)
        if (v[i].kind == P_NULL)
            sqlite3_bind_null(q, i + 1);
        else if (v[i].kind == P_TEXT)
            sqlite3_bind_text64(q, i + 1, v[i].t.n > 0 ? v[i].t.s : "", v[i].t.n, SQLITE_STATIC,
                SQLITE_UTF8);
        else
            sqlite3_bind_int64(q, i + 1, v[i].i);
    return q;
}

static int lite_change(struct ctx *c, struct prepared *p, const struct param *v, int64_t *changed)
{
    sqlite3_stmt *q = bound(p, v);
    int rc = sqlite3_step(q);
    int r = rc == SQLITE_DONE || rc == SQLITE_ROW ? 0 : verdict(c, p, v);

    sqlite3_reset(q);
    if (r == 0)
        *changed = sqlite3_changes64(lite(c->conn)->db);
    return r;
}

static int lite_write(struct ctx *c, struct prepared *p, const struct param *v,
    const struct refusal *why)
{
    int64_t changed = 0;

    TRY(lite_change(c, p, v, &changed));
    return p->of.does == DOES_EXPECT && changed != 1 ? refuse_(c, why, 0, NULL) : 0;
}

static int lite_read(struct ctx *c, struct prepared *p, const struct param *v, bool streamed)
{
    (void)streamed;                         /* SQLite always gives one row at a time */
    lite(c->conn)->rows = bound(p, v);
    lite(c->conn)->reading = p;
    lite(c->conn)->values = v;
    return 0;
}

static int lite_next(struct ctx *c)
{
    const struct lite *k = lite(c->conn);
    int rc = sqlite3_step(k->rows), r;

    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        return rc == SQLITE_ROW;
    r = verdict(c, k->reading, k->values);
    return r > 0 ? 2 : r;
}

static void lite_done(struct ctx *c)
{
    if (lite(c->conn)->rows != NULL)
        sqlite3_reset(lite(c->conn)->rows);
    lite(c->conn)->rows = NULL;
}

static struct value lite_value(struct conn *k, int i)
{
    sqlite3_stmt *q = lite(k)->rows;
    int type = sqlite3_column_type(q, i);
    struct value v = { .null = type == SQLITE_NULL, .text = type == SQLITE_TEXT, .t = STR("") };

    if (v.text) {
        v.t = (str){ (const char *)sqlite3_column_text(q, i), (size_t)sqlite3_column_bytes(q, i) };
        if (v.t.s == NULL)
            fault_set(OUT_OF_MEMORY);
    } else
        v.i = sqlite3_column_int64(q, i);
    return v;
}

static int lite_columns(struct conn *k) { return sqlite3_column_count(lite(k)->rows); }

/* --- the log ---------------------------------------------------------------------------------- */

/* Never waits for a reader: a RESTART behind an old snapshot would stop all writing. */
static void lite_tidy(struct conn *conn)
{
    struct lite *k = lite(conn);
    int mode = k->wal_pages > WAL_LONG ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, rc;

    if (k->wal_pages - k->tidied_at < WAL_TIDY)
        return;
    k->tidied_at = k->wal_pages;
    sqlite3_busy_timeout(k->db, 0);
    rc = sqlite3_wal_checkpoint_v2(k->db, NULL, mode, NULL, NULL);
    sqlite3_busy_timeout(k->db, 5000);
    if (rc != SQLITE_OK && rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
        (void)failed(k, "checkpoint");
}

/* --- migrations ------------------------------------------------------------------------------- */

/* To change a table SQLite has one way: make it anew, copy, drop, rename. That breaks the keys of
 * others for a moment, and they cannot be switched off within a transaction. */
static int lite_unbind(struct ctx *c)
{
    return pragma(lite(c->conn), "PRAGMA foreign_keys = OFF") ? 0 : failed(lite(c->conn), "unbind");
}

static int lite_rebind(struct ctx *c)
{
    return pragma(lite(c->conn), "PRAGMA foreign_keys = ON") ? 0 : failed(lite(c->conn), "rebind");
}

sqlite3 *lite_db(struct conn *k) { return lite(k)->db; }

const struct driver db_sqlite = {
    .hold = "", .one_writer = true,
    .table_exists = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
    .broken_keys = "SELECT \"table\" FROM pragma_foreign_key_check",
    .open = lite_open, .close = lite_close, .say = lite_say, .script = lite_script,
    .prepare = lite_prepare, .forget = lite_forget, .write = lite_write, .change = lite_change,
    .read = lite_read, .next = lite_next, .done = lite_done,
    .value_at = lite_value, .columns = lite_columns, .tidy = lite_tidy,
    .unbind = lite_unbind, .rebind = lite_rebind, .check = lite_check, .plan = lite_plan,
};
