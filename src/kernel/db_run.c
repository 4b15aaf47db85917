/* db_run.c - a piece of work in a transaction: on which connection, how often, how it ends. */
#include "kernel/db_driver.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONNS_MAX = 64, CONNS_SQLITE = 2, CONNS_PG = 8, TRIES_MAX = 10, SNAPSHOT_MS = 2000,
       PATH_ROOM = 4096 };

struct db {
    const struct driver *driver;
    struct db_options options;              /* `where` copied into home */
    struct arena home;
    struct writer *writer;                  /* if the database has one */
    int lock_fd;                            /* of the directory; -1 = none */
    pthread_mutex_t lock;
    pthread_cond_t given;
    struct conn *idle[CONNS_MAX];           /* NULL: a place whose connection is not open yet */
    unsigned n;
};

/* --- opening ---------------------------------------------------------------------------------- */

/* Two servers on one directory would each believe that theirs is the only writer. The command line
 * may look in beside a server: SQLite then makes one writer wait for the other. */
static int folder_lock(const struct db_options *o)
{
    char path[PATH_ROOM];
    int fd;

    if (o->create && mkdir(o->where, 0750) != 0 && errno != EEXIST)
        return db_log("%s: %s", o->where, strerror(errno)), -1;
    if (snprintf(path, sizeof path, "%s/workbay.lock", o->where) >= (int)sizeof path)
        return db_log("%s: too long", o->where), -1;
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0)
        return db_log("%s: %s", path, strerror(errno)), -1;
    if (!o->alone)
        return fd;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    db_log("%s: another server has this directory open", o->where);
    close(fd);
    return -1;
}

static bool first_opened(struct db *db)
{
    struct conn *first = conn_open(db->driver, &db->options, false);

    if (first == NULL)
        return false;                       /* now, to hear of a wrong address */
    if (!db->driver->one_writer) {
        db->idle[db->n - 1] = first;
        return true;
    }
    db->writer = writer_open(&db->home, first, db->options.bulk);
    if (db->writer == NULL)
        conn_close(first);
    return db->writer != NULL;
}

struct db *db_open(const struct db_options *o)
{
    struct arena home = { .limit = 1 << 20 };
    struct db *db = arena_alloc(&home, sizeof *db);
    bool sqlite = strncmp(o->where, "postgresql:", 11) != 0 &&
        strncmp(o->where, "postgres:", 9) != 0;

    if (db == NULL)
        return NULL;
    db->driver = sqlite ? &db_sqlite : &db_pg;
    db->options = *o;
    db->options.where = str_c(&home, str_of(o->where));
    db->n = o->readers > 0 ? o->readers : sqlite ? CONNS_SQLITE : CONNS_PG;
    db->n = db->options.readers = db->n < CONNS_MAX ? db->n : CONNS_MAX;
    pthread_mutex_init(&db->lock, NULL);
    pthread_cond_init(&db->given, NULL);
    db->home = home;
    db->lock_fd = sqlite ? folder_lock(o) : -1;
    if ((!sqlite || db->lock_fd >= 0) && first_opened(db))
        return db;
    db_close(db);
    return NULL;
}

void db_close(struct db *db)
{
    struct arena home;

    if (db == NULL)
        return;
    for (unsigned i = 0; i < db->n; i++)
        if (db->idle[i] != NULL)
            conn_close(db->idle[i]);
    if (db->writer != NULL)
        writer_close(db->writer);           /* the last one out folds the log into the file */
    if (db->lock_fd >= 0)
        close(db->lock_fd);
    pthread_mutex_destroy(&db->lock);
    pthread_cond_destroy(&db->given);
    home = db->home;
    arena_free(&home);
}

bool db_is_sqlite(const struct db *db)   { return db->driver == &db_sqlite; }
const char *db_where(const struct db *db) { return db->options.where; }

/* --- the pool: whoever comes while all are taken waits ---------------------------------------- */

static struct conn *take(struct db *db)
{
    struct conn *k;

    pthread_mutex_lock(&db->lock);
    while (db->n == 0)
        pthread_cond_wait(&db->given, &db->lock);
    k = db->idle[--db->n];
    pthread_mutex_unlock(&db->lock);
    return k != NULL ? k : conn_open(db->driver, &db->options, db->driver->one_writer);
}

static void give(struct db *db, struct conn *k)
{
    if (k != NULL && k->broken) {
        conn_close(k);
        k = NULL;
    }
    pthread_mutex_lock(&db->lock);
    db->idle[db->n++] = k;
    pthread_cond_signal(&db->given);
    pthread_mutex_unlock(&db->lock);
}

/* --- one attempt ------------------------------------------------------------------------------ */

/* An overflow or an exhausted arena makes what was computed worthless: nothing of it is kept. */
static int judged(struct ctx *c, int r)
{
    const char *fault = fault_pending();

    if (fault != NULL)
        db_log("nothing was changed: %s", fault);
    fault_clear();
    if (r > 0 && c->conn->failure != 0)     /* refused for the want of what could not be read */
        return c->conn->failure;
    if (r > 0 && fault != NULL && strcmp(fault, OUT_OF_MEMORY) == 0)
        return DB_FAILED;
    if (r != 0)
        return r;
    if (fault != NULL || c->mem.exhausted)
        return DB_FAILED;
    if (c->conn->spoiled)
        return db_log("a statement was refused and the work went on: nothing was changed"), DB_FAILED;
    return 0;
}

/* To undo is never made to fail by a test: what it stands for is a connection thrown away. */
static void undo(struct ctx *c, const struct bracket *b)
{
    const struct driver *d = c->conn->driver;

    if (d->say(c, b->undo) != 0 || (b->undo == SAY_UNDO && d->say(c, SAY_RELEASE) != 0))
        c->conn->broken = true;
}

static int attempt(struct ctx *c, const struct bracket *b, work_fn *work, void *arg)
{
    int r;

    TRY(conn_say(c, b->open));
    c->conn->begun = true;
    c->conn->spoiled = false;
    c->conn->failure = 0;
    c->chain.held = false;
    fault_clear();
    r = judged(c, work(c, arg));
    if (r == 0)
        r = conn_say(c, b->close);
    if (r != 0)
        undo(c, b);
    return r;
}

void ctx_restore(struct ctx *c, const struct ctx *before)
{
    const struct ctx now = *c;

    *c = *before;
    c->mem = now.mem;
    c->conn = now.conn;
    c->fail_at = now.fail_at;
    c->refused = now.refused;
    memcpy(c->args, now.args, sizeof c->args);
    memcpy(c->faults, now.faults, sizeof c->faults);
    c->n_faults = now.n_faults;
}

static void pause_before(int try)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);     /* its last digits differ between those who raced */
    t = (struct timespec){ 0, try * 2000000L + t.tv_nsec % 2000000 };
    nanosleep(&t, NULL);
}

int conn_work(struct ctx *c, const struct bracket *b, work_fn *work, void *arg)
{
    const struct ctx before = *c;
    int r = DB_AGAIN;

    for (int tries = 0; r == DB_AGAIN && tries < TRIES_MAX && !c->conn->broken; tries++) {
        if (tries > 0) {
            arena_back(&c->mem, &before.mem);
            pause_before(tries);
        }
        c->refused = NULL;
        c->n_faults = before.n_faults;
        r = attempt(c, b, work, arg);
        if (r != 0)
            ctx_restore(c, &before);
    }
    if (r == DB_AGAIN)
        db_log("the race was lost %d times", TRIES_MAX);
    return r;
}

static int once_on_own(struct ctx *c, enum word begin, work_fn *work, void *arg, bool *stale)
{
    const struct bracket b = { begin, SAY_COMMIT, SAY_ROLLBACK };
    int r = DB_FAILED;

    c->conn = take(c->db);
    if (c->conn != NULL) {
        c->conn->read_only = begin == SAY_BEGIN_READING;
        c->conn->deadline_ms =
            c->conn->read_only && !c->db->options.patient ? db_clock_ms() + SNAPSHOT_MS : 0;
        c->conn->begun = false;
        r = conn_work(c, &b, work, arg);
        c->conn->deadline_ms = 0;
        *stale = c->conn->broken && !c->conn->begun;
    }
    give(c->db, c->conn);
    c->conn = NULL;
    return r;
}

/* A connection that died while it lay idle is replaced once: nothing has been done on it yet. */
static int on_own_connection(struct ctx *c, enum word begin, work_fn *work, void *arg)
{
    bool stale = false;
    int r = once_on_own(c, begin, work, arg, &stale);

    return stale ? once_on_own(c, begin, work, arg, &stale) : r;
}

/* What was computed before the work and went wrong is not stored either. */
static bool faulty(void)
{
    const char *fault = fault_pending();

    if (fault != NULL)
        db_log("nothing was begun: %s", fault);
    fault_clear();
    return fault != NULL;
}

static int within(struct ctx *c, work_fn *work, void *arg, bool writes)
{
    if (!writes || !c->conn->read_only)
        return work(c, arg);
    db_log("a transaction within a snapshot");
    return DB_FAILED;
}

int db_transaction(struct ctx *c, work_fn *work, void *arg)
{
    if (c->conn != NULL)
        return within(c, work, arg, true);
    if (faulty())
        return DB_FAILED;
    return c->db->writer != NULL ? writer_work(c->db->writer, c, work, arg, false)
         : on_own_connection(c, SAY_BEGIN, work, arg);
}

int db_rehearse(struct ctx *c, work_fn *work, void *arg)
{
    static const struct bracket undone = { SAY_SAVE, SAY_UNDO, SAY_UNDO };
    const struct ctx before = *c;
    bool spoiled;
    int r, failure;

    if (c->conn == NULL || c->conn->read_only || faulty()) {
        db_log("a rehearsal outside of a transaction, or after a fault");
        return DB_FAILED;
    }
    spoiled = c->conn->spoiled;
    failure = c->conn->failure;
    r = attempt(c, &undone, work, arg);
    if (r == 0 && c->conn->driver->say(c, SAY_RELEASE) != 0)
        c->conn->broken = true, r = DB_FAILED;
    c->conn->spoiled = spoiled;
    c->conn->failure = failure;
    ctx_restore(c, &before);
    return r;
}

int db_snapshot(struct ctx *c, work_fn *work, void *arg)
{
    if (c->conn != NULL)
        return within(c, work, arg, false);
    if (c->db->options.bulk && c->db->writer != NULL)
        return db_transaction(c, work, arg);    /* another connection would not see it yet */
    return faulty() ? DB_FAILED : on_own_connection(c, SAY_BEGIN_READING, work, arg);
}

/* --- migrations ------------------------------------------------------------------------------- */

struct migration { work_fn *work; void *arg; };

static int take_broken(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)c, (void)n, (void)arg;
    db_log("a row of %.*s refers to one that is gone", (int)v[0].t.n, v[0].t.s);
    return DB_FAILED;
}

static int migrate(struct ctx *c, void *arg)
{
    const struct migration *m = arg;
    const char *broken = c->conn->driver->broken_keys;

    if (c->conn->driver->unbind != NULL && !c->conn->driver->one_writer)
        TRY(c->conn->driver->unbind(c));
    TRY(m->work(c, m->arg));
    return broken != NULL ? db_values(c, take_broken, NULL, broken, "", NULL) : 0;
}

int db_migration(struct ctx *c, work_fn *work, void *arg)
{
    struct migration m = { work, arg };

    if (c->conn != NULL)
        return within(c, work, arg, true);
    if (faulty())
        return DB_FAILED;
    return c->db->writer != NULL ? writer_work(c->db->writer, c, migrate, &m, true)
         : on_own_connection(c, SAY_BEGIN, migrate, &m);
}
