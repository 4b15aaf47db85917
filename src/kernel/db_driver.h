/* db_driver.h - what a database does for db.h. Included by kernel/db*.c, schema.c and migrate.c
 * only.
 *
 * A write may later be queued by a driver and sent with the next read: hence write() takes what to
 * refuse with, and change(), which must answer a count, is a call of its own. */
#pragma once
#include "kernel/kernel.h"

struct prepared {
    struct statement of; /* its texts are copies that live as long as the entry */
    const char *sql;                        /* whole; NULL = a free place in the cache */
    uint64_t hash;
    void *handle;                           /* the driver's */
};

/* One connection, used by one thread at a time. A driver's own struct begins with it. */
struct conn {
    const struct driver *driver;
    struct arena home;                      /* the connection itself lives here */
    struct arena texts;                     /* of the cached statements; emptied with the cache */
    struct prepared *cache;
    unsigned cached;
    int64_t deadline_ms;                    /* monotonic; a snapshot ends by then; 0 = none */
    bool read_only;                         /* in a snapshot */
    bool begun;                             /* BEGIN was answered on it */
    bool streaming; /* rows are being read: no other call may come between */
    bool spoiled; /* a statement failed: this work must not be committed */
    int failure;                            /* how the first of them failed, if not refused */
    bool broken;                            /* could not even undo: throw it away */
};

/* How transactions begin and end. */
enum word { SAY_BEGIN, SAY_BEGIN_READING, SAY_COMMIT, SAY_ROLLBACK, SAY_SAVE, SAY_RELEASE, SAY_UNDO,
            SAY_COUNT };

struct driver {
    const char *hold;                       /* ends a SELECT whose rows nobody else may change */
    const char *table_exists;               /* SELECT a count of tables named ? */
    const char *broken_keys;                /* SELECT a row for each key that leads nowhere */
    bool one_writer;                        /* writes go through one thread, committed in groups */

    /* `home` becomes the connection's; NULL: it was logged, and `home` is still the caller's. */
    struct conn *(*open)(struct arena *home, const struct db_options *, bool reader);
    void (*close)(struct conn *);
    int (*say)(struct ctx *, enum word);
    int (*script)(struct ctx *, const char *sql);
    bool (*prepare)(struct conn *, struct prepared *);
    void (*forget)(struct conn *);          /* every prepared statement */
    /* EXPECT: exactly one row, or refuse with `why`. */
    int (*write)(struct ctx *, struct prepared *, const struct param *, const struct refusal *why);
    int (*change)(struct ctx *, struct prepared *, const struct param *, int64_t *changed);
    /* Then next() until it is not 1, or done(). `streamed`: hold one row in memory at a time. */
    int (*read)(struct ctx *, struct prepared *, const struct param *, bool streamed);
    int (*next)(struct ctx *);              /* 1: a row, 0: no more, < 0: failed, 2: refused */
    void (*done)(struct ctx *);
    struct value (*value_at)(struct conn *, int column);    /* text good until next() or done() */
    int (*columns)(struct conn *);          /* of the rows being read */
    /* The writer after a commit, while nobody waits for it: keep the log short. NULL: nothing to
     * do. */
    void (*tidy)(struct conn *);
    /* A migration begins and ends. one_writer: before BEGIN and after COMMIT, and keys between
     * tables are not enforced meanwhile. Else: within its transaction; it is the only one. May be
     * NULL. */
    int (*unbind)(struct ctx *);
    int (*rebind)(struct ctx *);
    /* Does it prepare, with these parameters and `columns` columns (-1: any)? Else why not, in
     * *why. */
    bool (*check)(struct ctx *, const struct statement *, const char *sql, int columns, str *why);
    /* `line` for each line of the plan that reads a whole table. */
    int (*plan)(struct ctx *, const struct statement *, const char *sql,
        void (*line)(void *arg, str), void *arg);
};

extern const struct driver db_sqlite, db_pg;

/* The one place where the database layer speaks: a line on stderr, without any value of a row. */
void db_log(const char *format, ...) PRINTF(1, 2);
/* The disk can no longer be trusted: say so and end the process at once. */
_Noreturn void db_stop(const char *why);
int64_t db_clock_ms(void);                  /* monotonic */

/* --- db.c ------------------------------------------------------------------------------------- */
struct conn *conn_open(const struct driver *, const struct db_options *, bool reader);
void conn_close(struct conn *);
int conn_say(struct ctx *, enum word) MUST_USE;
/* The whole text of a statement, in an arena of the ctx; NULL: it does not fit. */
const char *statement_text(struct ctx *, const struct statement *);
/* Before each statement: may it run now, and its prepared form. After it: what went wrong is
 * remembered, so that a handler which goes on regardless commits nothing. */
int statement_begin(
    struct ctx *, const struct statement *, bool writes, struct prepared **) MUST_USE;
int statement_judged(struct ctx *, int r);
bool conn_late(struct conn *);              /* is the time of its snapshot over? */
/* Of which table the raw write `sql` is, and what it does: 'I', 'U', 'D'; 0 when it writes none. */
char write_target(const char *sql, str *table);

/* --- db_refuse.c: what a broken constraint means ---------------------------------------------- */
int refuse_taken(struct ctx *, const struct prepared *, const struct param *, str table, str column)
    MUST_USE;
int refuse_rule(struct ctx *, str table, str name) MUST_USE;
int refuse_linked(struct ctx *) MUST_USE;

/* --- db_run.c --------------------------------------------------------------------------------- */
/* The words around a piece of work. */
struct bracket { enum word open, close, undo; };
/* As it was before the work, but for why it was refused: what it gathered never happened. */
void ctx_restore(struct ctx *, const struct ctx *before);
int conn_work(struct ctx *, const struct bracket *, work_fn *, void *arg) MUST_USE;
/* A transaction for changes of the schema: alone, unlimited in time, with keys checked at its end.
 */
int db_migration(struct ctx *, work_fn *, void *arg) MUST_USE;

/* --- db_writer.c ------------------------------------------------------------------------------ */
/* bulk: many turns share a commit, the last of them by closing. */
struct writer *writer_open(struct arena *, struct conn *, bool bulk);
void writer_close(struct writer *);
/* alone: not in a batch, and with keys unbound. */
int writer_work(struct writer *, struct ctx *, work_fn *, void *arg, bool alone) MUST_USE;

/* --- db_check.c, db_sqlite_check.c, db_pg_check.c --------------------------------------------- */
bool from_test(const char *file);           /* tests may write any table, and read all of one */
struct sqlite3;
struct sqlite3 *lite_db(struct conn *);
bool lite_check(struct ctx *, const struct statement *, const char *sql, int columns, str *why);
int lite_plan(
    struct ctx *, const struct statement *, const char *sql, void (*)(void *, str), void *);
struct pg_conn;
struct pg_conn *pg_db(struct conn *);       /* PGconn */
/* ? becomes $1, $2 …, except within quotes; *marks is how many. NULL: too long. */
const char *pg_numbered(struct arena *, const char *sql, int *marks);
enum { PG_PARAMS_MAX = 128 };
int pg_types(const char *letters, unsigned oid[PG_PARAMS_MAX]);     /* how many; -1: too many */
bool pg_check(struct ctx *, const struct statement *, const char *sql, int columns, str *why);
int pg_plan(struct ctx *, const struct statement *, const char *sql, void (*)(void *, str), void *);
