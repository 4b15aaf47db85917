/* db_writer.c - one thread writes at a time. Who finds nobody writing leads: it takes whatever
 * commands wait, runs each in its own savepoint, commits them together with one fsync, and only
 * then lets any of them answer; the first who came meanwhile leads next. So a command alone changes
 * no thread at all. */
#include "kernel/db_driver.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

enum { BATCH_MAX = 64, BULK_TURNS = 2000 };

/* On the stack of the thread that waits for it. */
struct turn {
    struct ctx *c;
    work_fn *work;
    void *arg;
    bool alone, leads;
    struct ctx before;                      /* as it was given: for when the batch is undone */
    int result;
    sem_t called;                           /* done, or to lead */
    struct turn *next;
};

struct writer {
    struct conn *conn;
    pthread_mutex_t lock;
    struct turn *first, **last;
    bool writing, bulk;                     /* somebody leads; see db_options */
    unsigned uncommitted;                   /* bulk: turns answered since the last commit */
};

static _Thread_local bool is_writer;

static unsigned take_batch(struct writer *w, struct turn *batch[BATCH_MAX])
{
    unsigned n = 0;

    pthread_mutex_lock(&w->lock);
    while (w->first != NULL && n < BATCH_MAX && (n == 0 || !(w->first->alone || batch[0]->alone))) {
        batch[n++] = w->first;
        w->first = w->first->next;
    }
    if (w->first == NULL)
        w->last = &w->first;
    pthread_mutex_unlock(&w->lock);
    return n;
}

/* In bulk many batches share one transaction: nobody was promised anything before it is closed. */
static int begin(struct writer *w, struct ctx *c)
{
    return w->uncommitted > 0 ? 0 : conn_say(c, SAY_BEGIN);
}

static int commit(struct writer *w, struct ctx *c, unsigned n)
{
    w->uncommitted += n;
    if (w->bulk && w->uncommitted < BULK_TURNS)
        return 0;
    w->uncommitted = 0;
    return conn_say(c, SAY_COMMIT);
}

/* The batch's own calls are charged to its first: a test's fault there strikes all of them. Who is
 * alone in it needs no savepoint: undoing it is undoing the transaction. */
static int run_batch(struct writer *w, struct turn *batch[], unsigned n)
{
    static const struct bracket savepoint = { SAY_SAVE, SAY_RELEASE, SAY_UNDO },
                                whole = { SAY_BEGIN, SAY_COMMIT, SAY_ROLLBACK };
    struct ctx *c = batch[0]->c;

    if (n == 1 && !w->bulk) {
        batch[0]->result = conn_work(c, &whole, batch[0]->work, batch[0]->arg);
        return w->conn->broken ? DB_FAILED : 0;
    }
    TRY(begin(w, c));
    for (unsigned i = 0; i < n; i++) {
        int r = conn_work(batch[i]->c, &savepoint, batch[i]->work, batch[i]->arg);

        batch[i]->result = r;
        if (w->conn->broken)
            return r == DB_FULL ? DB_FULL : DB_FAILED;
    }
    return commit(w, c, n);
}

/* Rolled back as a whole. Also those refused have failed, for the last part may have been taken by
 * a command that now never happened. */
static void undo_batch(struct writer *w, struct turn *batch[], unsigned n, int why)
{
    if (w->uncommitted > 0)
        db_stop("a bulk load went wrong: what it answered is lost with it");
    if (w->conn->driver->say(batch[0]->c, SAY_ROLLBACK) != 0)
        db_stop("a transaction can be neither committed nor rolled back");
    w->conn->broken = false;
    for (unsigned i = 0; i < n; i++) {
        ctx_restore(batch[i]->c, &batch[i]->before);
        batch[i]->c->refused = NULL;
        batch[i]->result = why;
    }
}

static void finish_batch(struct writer *w, struct turn *batch[], unsigned n)
{
    const struct driver *d = w->conn->driver;
    bool alone = batch[0]->alone;
    int r = 0;

    for (unsigned i = 0; i < n; i++) {
        batch[i]->before = *batch[i]->c;
        batch[i]->c->conn = w->conn;
    }
    if (alone && w->uncommitted > 0)
        r = commit(w, batch[0]->c, BULK_TURNS);
    if (r == 0 && alone && d->unbind != NULL)
        r = d->unbind(batch[0]->c);
    if (r == 0)
        r = run_batch(w, batch, n);
    if (r != 0)
        undo_batch(w, batch, n, r);
    if (alone && d->rebind != NULL && d->rebind(batch[0]->c) != 0)
        db_stop("keys between tables can no longer be enforced");
    for (unsigned i = 0; i < n; i++) {
        batch[i]->c->conn = NULL;
        sem_post(&batch[i]->called);        /* from here on the turn may be gone */
    }
}

static void lead_on(struct writer *w)
{
    pthread_mutex_lock(&w->lock);
    w->writing = w->first != NULL;
    if (w->writing) {
        w->first->leads = true;
        sem_post(&w->first->called);
    }
    pthread_mutex_unlock(&w->lock);
}

/* The leader's own turn is the first of its batch. */
static void lead(struct writer *w)
{
    struct turn *batch[BATCH_MAX] = { NULL };

    is_writer = true;
    finish_batch(w, batch, take_batch(w, batch));
    if (w->uncommitted == 0 && w->conn->driver->tidy != NULL)
        w->conn->driver->tidy(w->conn);
    is_writer = false;
    lead_on(w);
}

struct writer *writer_open(struct arena *home, struct conn *conn, bool bulk)
{
    struct writer *w = arena_alloc(home, sizeof *w);

    if (w == NULL)
        return NULL;
    w->conn = conn;
    w->bulk = bulk;
    w->last = &w->first;
    pthread_mutex_init(&w->lock, NULL);
    return w;
}

void writer_close(struct writer *w)
{
    conn_close(w->conn);
    pthread_mutex_destroy(&w->lock);
}

int writer_work(struct writer *w, struct ctx *c, work_fn *work, void *arg, bool alone)
{
    struct turn turn = { .c = c, .work = work, .arg = arg, .alone = alone };
    bool leads;

    if (is_writer) {
        db_log("a transaction within another, with a ctx of its own, would wait for itself");
        return DB_FAILED;
    }
    sem_init(&turn.called, 0, 0);
    pthread_mutex_lock(&w->lock);
    leads = !w->writing;
    w->writing = true;
    *w->last = &turn;
    w->last = &turn.next;
    pthread_mutex_unlock(&w->lock);
    if (!leads) {
        while (sem_wait(&turn.called) != 0) /* a signal may interrupt it */
            ;
        leads = turn.leads;
    }
    if (leads)
        lead(w);
    sem_destroy(&turn.called);
    return turn.result;
}
