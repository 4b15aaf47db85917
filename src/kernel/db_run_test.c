/* db_run_test.c - transactions: in groups, undone alone, in races, on full disks, cut off. */
#include "kernel/db_test.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* --- a disk that is full, or broken: SQLite reaches the system through these ------------------ */

static _Atomic bool disk_full, disk_broken;
static _Atomic int syncs;

static ssize_t full_write(int fd, const void *bytes, size_t n, off_t at)
{
    if (disk_full) {
        errno = ENOSPC;
        return -1;
    }
    return pwrite(fd, bytes, n, at);
}

static void watch_disk(bool on)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    sqlite3_syscall_ptr f = on ? (sqlite3_syscall_ptr)full_write : NULL;

    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite", f), SQLITE_OK);
    assert_int_equal(vfs->xSetSystemCall(vfs, "pwrite64", f), SQLITE_OK);
}

/* In place of the C library's, for the SQLite library finds this one first. */
int fdatasync(int fd)
{
    syncs++;
    if (disk_broken) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

/* --- work ------------------------------------------------------------------------------------- */

static int count_parts(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT count(*) FROM db_part");
}

static int64_t parts_in(struct db *db)
{
    struct ctx c;
    int64_t n = -1;

    test_ctx(&c, db);
    assert_int_equal(db_snapshot(&c, count_parts, &n), 0);
    ctx_end(&c);
    return n;
}

struct part { rid id; str code; const struct refusal *refuse; sem_t *hold; };

static int add_part(struct ctx *c, void *arg)
{
    struct part *p = arg;

    while (p->hold != NULL && sem_wait(p->hold) != 0)
        ;
    TRY(db_exec(c, "INSERT INTO db_part(id, version, unit_id, created_at, code, have)"
        " VALUES (?, 1, 0, 1, ?, 0)", p->id, p->code));
    return p->refuse != NULL ? refuse(c, p->refuse) : 0;
}

static int add(struct db *db, rid id, const char *code, const struct refusal *why)
{
    struct part part = { id, str_of(code), why, NULL };
    struct ctx c;
    int r;

    test_ctx(&c, db);
    r = db_transaction(&c, add_part, &part);
    ctx_end(&c);
    return r;
}

/* --- group commit: one fsync for all that wait; one that is refused takes nobody with it ------ */

struct caller { pthread_t thread; struct db *db; struct part part; int result; };

static void *call(void *arg)
{
    struct caller *t = arg;
    struct ctx c;

    test_ctx(&c, t->db);
    t->result = db_transaction(&c, add_part, &t->part);
    ctx_end(&c);
    return NULL;
}

enum { CALLERS = 20 };

static void test_group(void **state)
{
    struct caller t[CALLERS] = { 0 };
    char code[CALLERS][16];
    sem_t hold;
    int before;

    ON_PLACE(p, state);
    place_tables(&p);
    sem_init(&hold, 0, 0);
    before = syncs;
    for (int i = 0; i < CALLERS; i++) {
        snprintf(code[i], sizeof code[i], "c%d", i == 5 ? 4 : i);   /* 5 takes 4's */
        t[i].db = p.db;
        t[i].part = (struct part){ .id = i + 1, .code = str_of(code[i]),
            .refuse = i == 7 ? &DB_NO : NULL, .hold = i == 0 ? &hold : NULL };
        pthread_create(&t[i].thread, NULL, call, &t[i]);
        usleep(i == 0 ? 50000 : 2000);      /* the first holds the writer */
    }
    usleep(100000);
    sem_post(&hold);
    for (int i = 0; i < CALLERS; i++)
        pthread_join(t[i].thread, NULL);
    if (!p.pg)
        assert_in_range(syncs - before, 1, 4);
    for (int i = 0; i < CALLERS; i++)
        assert_int_equal(t[i].result, i == 4 || i == 5 ? 1 - t[9 - i].result : i == 7);
    assert_int_equal(parts_in(p.db), CALLERS - 2);
    sem_destroy(&hold);
    place_close(&p);
}

/* --- what is there after the program ended ---------------------------------------------------- */

static void test_durable(void **state)
{
    ON_PLACE(p, state);
    place_tables(&p);
    assert_int_equal(add(p.db, 1, "a", NULL), 0);
    assert_int_equal(add(p.db, 2, "b", &DB_NO), 1);
    db_close(p.db);
    p.db = place_again(&p, 1);
    assert_int_equal(parts_in(p.db), 1);
    place_close(&p);
}

/* --- readers see one state, and writers go on ------------------------------------------------- */

static int look_twice(struct ctx *c, void *arg)
{
    int64_t first, second;

    TRY(db_int(c, &first, "SELECT count(*) FROM db_part"));
    assert_int_equal(add(arg, 2, "b", NULL), 0);
    TRY(db_int(c, &second, "SELECT count(*) FROM db_part"));
    assert_int_equal(first, 1);
    assert_int_equal(second, 1);
    return 0;
}

static void test_snapshot(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    assert_int_equal(add(p.db, 1, "a", NULL), 0);
    test_ctx(&c, p.db);
    assert_int_equal(db_snapshot(&c, look_twice, p.db), 0);
    ctx_end(&c);
    assert_int_equal(parts_in(p.db), 2);
    place_close(&p);
}

static _Atomic bool stop;

static void *read_on(void *db)
{
    int64_t last = 0;

    while (!stop) {
        int64_t n = parts_in(db);

        assert_true(n >= last);
        last = n;
    }
    return NULL;
}

/* More readers than connections: who comes too many waits. */
static void test_readers(void **state)
{
    pthread_t reader[8];
    char code[16];

    ON_PLACE(p, state);
    place_tables(&p);
    stop = false;
    for (size_t i = 0; i < COUNT(reader); i++)
        pthread_create(&reader[i], NULL, read_on, p.db);
    for (int i = 1; i <= 50; i++) {
        snprintf(code, sizeof code, "c%d", i);
        assert_int_equal(add(p.db, i, code, NULL), 0);
    }
    stop = true;
    for (size_t i = 0; i < COUNT(reader); i++)
        pthread_join(reader[i], NULL);
    assert_int_equal(parts_in(p.db), 50);
    place_close(&p);
}

static int for_ever(struct ctx *c, void *arg)
{
    int64_t n;

    (void)arg;
    return db_int(c, &n, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 1000000000) SELECT count(*) FROM n WHERE i < 0");
}

static void test_too_long(void **state)
{
    struct ctx c;
    int64_t began = db_clock_ms();

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_snapshot(&c, for_ever, NULL), DB_FAILED);
    assert_in_range(db_clock_ms() - began, 1500, 10000);
    ctx_end(&c);
    assert_int_equal(parts_in(p.db), 0);
    place_close(&p);
}

/* --- a full disk refuses, and loses nothing --------------------------------------------------- */

/* More than the page cache holds: it reaches the disk before the commit. */
/* As many rows as *arg. */
static int add_much(struct ctx *c, void *arg)
{
    return db_exec(c, "INSERT INTO db_part(id, version, unit_id, created_at, code, have)"
        " SELECT i + 10, 1, 0, 1, 'p' || i, 0 FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
        " SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n) AS x", (int64_t)*(int *)arg);
}

static int remove_much(struct ctx *c, void *arg)
{
    (void)arg;
    return db_exec(c, "DELETE FROM db_part");
}

static void test_disk_full(void **state)
{
    int rows = 200000;
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    assert_int_equal(add(p.db, 1, "a", NULL), 0);
    watch_disk(true);
    disk_full = true;
    assert_int_equal(add(p.db, 2, "b", NULL), DB_FULL);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, add_much, &rows), DB_FULL);
    ctx_end(&c);
    assert_int_equal(add(p.db, 3, "c", NULL), DB_FULL);
    assert_int_equal(parts_in(p.db), 1);
    disk_full = false;
    assert_int_equal(add(p.db, 2, "b", NULL), 0);
    watch_disk(false);
    db_close(p.db);
    p.db = place_again(&p, 1);
    assert_int_equal(parts_in(p.db), 2);
    place_close(&p);
}

/* What a failed fsync left on the disk nobody knows: the process ends, and never says "done". */
static void test_disk_broken(void **state)
{
    int status;
    pid_t child;

    ON_PLACE(p, state);
    place_tables(&p);
    db_close(p.db);
    child = fork();
    if (child == 0) {
        p.db = place_again(&p, 1);
        disk_broken = true;
        _exit(add(p.db, 1, "a", NULL) == 0 ? 1 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 70);
    p.db = place_again(&p, 1);
    assert_in_range(parts_in(p.db), 0, 1);
    assert_int_equal(add(p.db, 2, "b", NULL), 0);
    place_close(&p);
}

/* --- the log is kept short -------------------------------------------------------------------- */

/* Some 60 MB go through it; after 16 MB it is folded in. */
static void test_log_short(void **state)
{
    int rows = 80000;
    char path[600];
    struct ctx c;
    FILE *f;

    ON_PLACE(p, state);
    place_tables(&p);
    snprintf(path, sizeof path, "%s/workbay.db-wal", p.name);
    for (int i = 0; i < 6; i++) {
        test_ctx(&c, p.db);
        assert_int_equal(db_transaction(&c, add_much, &rows), 0);
        assert_int_equal(db_transaction(&c, remove_much, NULL), 0);
        ctx_end(&c);
    }
    f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    assert_in_range(ftell(f), 1, 28 << 20);
    fclose(f);
    place_close(&p);
}

/* --- PostgreSQL: races and lost connections --------------------------------------------------- */

struct pair { rid first, second; };

static int take_both(struct ctx *c, void *arg)
{
    const struct pair *pair = arg;

    TRY(db_expect(c, &DB_NO, "UPDATE db_part SET have = have + 1 WHERE id = ?", pair->first));
    usleep(20000);
    return db_expect(c, &DB_NO, "UPDATE db_part SET have = have + 1 WHERE id = ?", pair->second);
}

static void *race(void *arg)
{
    struct caller *t = arg;
    struct pair pair = { t->part.id, 3 - t->part.id };
    struct ctx c;

    for (int i = 0; i < 5 && t->result == 0; i++) {
        test_ctx(&c, t->db);
        t->result = db_transaction(&c, take_both, &pair);
        ctx_end(&c);
    }
    return NULL;
}

static int sum_have(struct ctx *c, void *n)
{
    return db_int(c, n, "SELECT CAST(sum(have) AS BIGINT) FROM db_part");
}

/* In opposite orders two of them lock each other out: one is undone, and runs again. */
static void test_deadlock(void **state)
{
    struct caller t[2] = { 0 };
    struct ctx c;
    int64_t sum = 0;

    ON_PLACE(p, state);
    place_tables(&p);
    assert_int_equal(add(p.db, 1, "a", NULL) + add(p.db, 2, "b", NULL), 0);
    for (int i = 0; i < 2; i++) {
        t[i].db = p.db;
        t[i].part.id = i + 1;
        pthread_create(&t[i].thread, NULL, race, &t[i]);
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(t[i].thread, NULL);
        assert_int_equal(t[i].result, 0);
    }
    test_ctx(&c, p.db);
    assert_int_equal(db_snapshot(&c, sum_have, &sum), 0);
    assert_int_equal(sum, 20);
    ctx_end(&c);
    place_close(&p);
}

static int kill_those(struct ctx *c, void *arg)
{
    return db_script(c, str_c(&c->mem, str_format(&c->mem, "SELECT pg_terminate_backend(pid)"
        " FROM pg_stat_activity WHERE application_name = '%s'", (const char *)arg)));
}

struct killing { struct db *by; char *whom; };

static int kill_now(const struct killing *k)
{
    struct ctx c;
    int r;

    test_ctx(&c, k->by);
    r = db_transaction(&c, kill_those, k->whom);
    ctx_end(&c);
    return r;
}

static int die_within(struct ctx *c, void *arg)
{
    struct part part = { 3, STR("c"), NULL, NULL };

    TRY(add_part(c, &part));
    assert_int_equal(kill_now(arg), 0);
    part.id = 4, part.code = STR("d");
    return add_part(c, &part);
}

static void test_killed(void **state)
{
    struct killing killing;
    struct place q;
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    assert_true(place_open(&q, true));
    killing = (struct killing){ q.db, p.name };
    assert_int_equal(add(p.db, 1, "a", NULL), 0);
    assert_int_equal(kill_now(&killing), 0);
    assert_int_equal(add(p.db, 2, "b", NULL), 0);                   /* idle: replaced unseen */
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, die_within, &killing), DB_FAILED);
    ctx_end(&c);
    assert_int_equal(parts_in(p.db), 2);                            /* at work: undone as a whole */
    assert_int_equal(add(p.db, 3, "c", NULL), 0);
    place_close(&q);
    place_close(&p);
}

/* What is rehearsed is undone, refused or not, and what stands around it is kept. */
static int rehearse(struct ctx *c, void *arg)
{
    struct part kept = { 1, STR("a"), NULL, NULL }, good = { 2, STR("b"), NULL, NULL },
        refused = { 3, STR("c"), &E_NOT_FOUND, NULL }, twice = { 4, STR("a"), NULL, NULL };
    int64_t n;

    TRY(add_part(c, &kept));
    assert_int_equal(db_rehearse(c, add_part, &good), 0);
    assert_true(db_rehearse(c, add_part, &refused) > 0);
    assert_ptr_equal(c->refused, &E_NOT_FOUND);
    assert_true(db_rehearse(c, add_part, &twice) > 0);
    assert_ptr_equal(c->refused, &E_TAKEN);
    c->refused = NULL;
    TRY(db_int(c, &n, "SELECT count(*) FROM db_part"));
    assert_int_equal(n, 1);
    TRY(add_part(c, &(struct part){ 5, STR("e"), NULL, NULL }));
    *(int64_t *)arg = n;
    return 0;
}

static int rehearse_reading(struct ctx *c, void *arg)
{
    return db_rehearse(c, add_part, arg);
}

static void test_rehearse(void **state)
{
    struct part part = { 9, STR("z"), NULL, NULL };
    int64_t n = 0;
    struct ctx c;

    ON_PLACE(p, state);
    place_tables(&p);
    test_ctx(&c, p.db);
    assert_int_equal(db_transaction(&c, rehearse, &n), 0);
    assert_int_equal(db_rehearse(&c, add_part, &part), DB_FAILED);
    assert_int_equal(db_snapshot(&c, rehearse_reading, &part), DB_FAILED);
    ctx_end(&c);
    assert_int_equal(parts_in(p.db), 2);
    place_close(&p);
}

#define ON_SQLITE(f) { #f, f, NULL, NULL, (void *)"" }
#define ON_PG(f)     { #f, f, NULL, NULL, (void *)"pg" }
const struct CMUnitTest db_run_tests[] = {
    BOTH(test_group), BOTH(test_durable), BOTH(test_snapshot), BOTH(test_readers),
    BOTH(test_too_long), BOTH(test_rehearse), BOTH(test_deadlock), ON_SQLITE(test_disk_full),
    ON_SQLITE(test_disk_broken), ON_SQLITE(test_log_short), ON_PG(test_killed),
};
const size_t db_run_tests_n = COUNT(db_run_tests);
