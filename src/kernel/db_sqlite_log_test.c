/* db_sqlite_log_test.c - the writer's log in large pieces: nobody else sees a difference. */
#include "kernel/db_sqlite_log.h"
#include "kernel/db_test.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

struct pair { char dir[40], path[60]; sqlite3 *writer, *reader; };

static sqlite3 *opened(const char *path, const char *vfs)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs),
        SQLITE_OK);
    return db;
}

static int say(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

static int64_t number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *q;
    int64_t n;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return n;
}

static void begin(struct pair *p)
{
    strcpy(p->dir, "/tmp/workbay-log-XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    snprintf(p->path, sizeof p->path, "%s/log.db", p->dir);
    assert_non_null(sqlite_log_vfs());
    p->writer = opened(p->path, sqlite_log_vfs());
    assert_int_equal(say(p->writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA cache_size = 20; PRAGMA wal_autocheckpoint = 0;"
        "CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB)"), SQLITE_OK);
    p->reader = opened(p->path, NULL);
}

static void end(struct pair *p)
{
    char path[80];

    sqlite3_close(p->reader);
    assert_int_equal(sqlite3_close(p->writer), SQLITE_OK);
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", NULL }; *end; end++) {
        snprintf(path, sizeof path, "%s%s", p->path, *end);
        (void)unlink(path);
    }
    assert_int_equal(rmdir(p->dir), 0);
}

/* 2 MB by one statement: more than the cache holds, so that pages go to the log and are read from
 * it before there is a commit, and more than is held back. */
#define MANY "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)" \
    " INSERT INTO t(body) SELECT randomblob(1000) FROM n"

static void test_seen(void **state)
{
    struct pair p;

    (void)state;
    begin(&p);
    assert_int_equal(say(p.writer, "BEGIN; " MANY "; SAVEPOINT s; " MANY), SQLITE_OK);
    assert_int_equal(number(p.writer, "SELECT count(*) FROM t"), 4000);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t"), 0);
    assert_int_equal(say(p.writer, "ROLLBACK TO s; INSERT INTO t(body) VALUES ('last'); COMMIT"),
        SQLITE_OK);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t"), 2001);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t WHERE body = 'last'"), 1);
    assert_int_equal(say(p.writer, "BEGIN; DELETE FROM t; " MANY "; ROLLBACK"), SQLITE_OK);
    assert_int_equal(say(p.reader, "PRAGMA wal_checkpoint(TRUNCATE)"), SQLITE_OK);
    assert_int_equal(say(p.writer, "INSERT INTO t(body) VALUES ('after')"), SQLITE_OK);
    assert_int_equal(say(p.writer, "PRAGMA wal_checkpoint(TRUNCATE)"), SQLITE_OK);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t"), 2002);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM pragma_integrity_check"
        " WHERE integrity_check = 'ok'"), 1);
    end(&p);
}

/* What cannot be written fails its commit; what was there stays, what comes after goes in. */
static void test_no_room(void **state)
{
    struct rlimit was, small;
    struct pair p;

    (void)state;
    begin(&p);
    assert_int_equal(say(p.writer, "INSERT INTO t(body) VALUES ('first')"), SQLITE_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    small = (struct rlimit){ .rlim_cur = 100000, .rlim_max = was.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_not_equal(say(p.writer, "INSERT INTO t(body) VALUES (zeroblob(60000)),"
        " (zeroblob(60000))"), SQLITE_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t"), 1);
    assert_int_equal(say(p.writer, "INSERT INTO t(body) VALUES ('second')"), SQLITE_OK);
    assert_int_equal(number(p.reader, "SELECT count(*) FROM t"), 2);
    end(&p);
}

const struct CMUnitTest db_sqlite_log_tests[] = {
    cmocka_unit_test(test_seen),
    cmocka_unit_test(test_no_room),
};
const size_t db_sqlite_log_tests_n = COUNT(db_sqlite_log_tests);
