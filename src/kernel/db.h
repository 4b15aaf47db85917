/* db.h - one database, SQL with bound, typed parameters. There is no format string.
 * SQLite or PostgreSQL stands behind it, and no caller can tell which.
 *
 * The SQL is the common subset of both (docs/sql.md): integers and text only; sums as
 * CAST(COALESCE(sum(x), 0) AS BIGINT); no boolean results; states as literals. */
#pragma once
#include "kernel/model.h"

/* Beside 0 and > 0 (refused), a database call may answer: */
enum {
    DB_FAILED = -1,
    DB_AGAIN = -2,                          /* lost a race; the whole work runs once more */
    DB_FULL = -3                            /* no room on the disk; nothing was changed */
};

/* A parameter, or an argument of a refusal's text. */
struct param {
    enum { P_INT, P_TEXT, P_MONEY, P_PRICE, P_QTY, P_WHEN, P_DATE, P_NULL } kind;
    int64_t i;
    str t;
};

static inline struct param p_int(int64_t v)   { return (struct param){ .kind = P_INT, .i = v }; }
static inline struct param p_money(money v)
{
    return (struct param){ .kind = P_MONEY, .i = v.fen };
}
static inline struct param p_price(price v)
{
    return (struct param){ .kind = P_PRICE, .i = v.micro };
}
static inline struct param p_rate(rate v)     { return p_int(v.ppm); }
static inline struct param p_qty(qty v) { return (struct param){ .kind = P_QTY, .i = v.milli }; }
static inline struct param p_when(when v) { return (struct param){ .kind = P_WHEN, .i = v.ms }; }
static inline struct param p_date(date v) { return (struct param){ .kind = P_DATE, .i = v.day }; }
static inline struct param p_duration(duration v) { return p_int(v.s); }
static inline struct param p_str(str v)       { return (struct param){ .kind = P_TEXT, .t = v }; }

#define P(x) _Generic((x), money: p_money, price: p_price, rate: p_rate, qty: p_qty, \
    when: p_when, date: p_date, duration: p_duration, str: p_str, \
    int: p_int, unsigned: p_int, long: p_int, long long: p_int, bool: p_int)(x)
/* The same, as a constant: PostgreSQL is told the types when it prepares, before any call. */
#define T(x) _Generic((x), str: 't', money: 'i', price: 'i', rate: 'i', qty: 'i', when: 'i', \
    date: 'i', duration: 'i', int: 'i', unsigned: 'i', long: 'i', long long: 'i', bool: 'i')

#define NARGS_(_0,_1,_2,_3,_4,_5,_6,_7,_8,_9,_10,_11,_12,n,...) n
#define NARGS(...) NARGS_(0, ##__VA_ARGS__, 12,11,10,9,8,7,6,5,4,3,2,1,0)
#define EACH0(m)
#define EACH1(m, a) m(a),
#define EACH2(m, a, ...) m(a), EACH1(m, __VA_ARGS__)
#define EACH3(m, a, ...) m(a), EACH2(m, __VA_ARGS__)
#define EACH4(m, a, ...) m(a), EACH3(m, __VA_ARGS__)
#define EACH5(m, a, ...) m(a), EACH4(m, __VA_ARGS__)
#define EACH6(m, a, ...) m(a), EACH5(m, __VA_ARGS__)
#define EACH7(m, a, ...) m(a), EACH6(m, __VA_ARGS__)
#define EACH8(m, a, ...) m(a), EACH7(m, __VA_ARGS__)
#define EACH9(m, a, ...) m(a), EACH8(m, __VA_ARGS__)
#define EACH10(m, a, ...) m(a), EACH9(m, __VA_ARGS__)
#define EACH11(m, a, ...) m(a), EACH10(m, __VA_ARGS__)
#define EACH12(m, a, ...) m(a), EACH11(m, __VA_ARGS__)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define EACH(m, ...) CAT(EACH, NARGS(__VA_ARGS__))(m, ##__VA_ARGS__)
#define PARAMS(...) (const struct param[]){ EACH(P, ##__VA_ARGS__) { 0 } }

/* A statement is a string literal (the "" before it sees to that) and every one in the program is
 * listed in the section "statements", so that one test prepares them all, on each database, checks
 * their parameters and columns, and sees whose tables they touch. */
enum does { DOES_EXEC, DOES_EXPECT, DOES_TRY, DOES_LIST, DOES_HOLD, DOES_INT };
struct statement {
    enum does does;
    const struct entity *model;             /* LIST, HOLD: whose columns */
    const char *sql, *types, *file;         /* types: 'i' or 't' for each ? */
    int line;
};
#define STATEMENT(does_, model_, sql_, ...) ({ \
    static const char types_[] = { EACH(T, ##__VA_ARGS__) 0 }; \
    static const struct statement s_ = { does_, model_, "" sql_, types_, __FILE__, __LINE__ }; \
    static const struct statement *const p_ __attribute__((section("statements"), used)) = &s_; \
    (void)p_; \
    &s_; })

/* --- writing: tables marked .ledger (INSERT only) or .key only -----------------------------------
 * A write may be carried out later, with the next read or the commit, and its refusal then comes
 * from that call: pass every result up by TRY, never branch on it. What must branch is db_try. */
#define db_exec(c, sql, ...) \
    db_write_(c, NULL, STATEMENT(DOES_EXEC, NULL, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))
/* Change exactly one row, or refuse with `why`: db_expect(c, &STOCK_SHORT, "UPDATE …", …). */
#define db_expect(c, why, sql, ...) \
    db_write_(c, why, STATEMENT(DOES_EXPECT, NULL, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))
/* At once; *changed is how many rows. */
#define db_try(c, changed, sql, ...) \
    db_try_(c, changed, STATEMENT(DOES_TRY, NULL, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))

/* --- reading -------------------------------------------------------------------------------------
 * db_list(c, ro_line, &lines, "WHERE repair_order_id = ? ORDER BY id", ro->id): the columns are the
 * model's, head first. For a RESULT the whole SELECT is given, a column for each field, in order.
 * More than LIST_MAX rows fail: what may grow past that is paged by key or read by db_each. */
enum { LIST_MAX = 10000 };
#define db_list(c, entity, out, sql, ...)  DB_READ_(DOES_LIST, c, entity, out, sql, ##__VA_ARGS__)
/* The same, and nobody else changes those rows before this transaction ends. Lock order: by id. */
#define db_hold(c, entity, out, sql, ...)  DB_READ_(DOES_HOLD, c, entity, out, sql, ##__VA_ARGS__)
#define DB_READ_(does, c, entity, out, sql, ...) \
    db_read_(c, &(1 ? (out) : (struct entity##_list *)NULL)->n, (void **)&(out)->v, \
             STATEMENT(does, &entity##_model, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))
/* The first row into *row, or refuse with `why`; *row is untouched then. */
#define db_one(c, entity, row, why, sql, ...) \
    db_one_(c, (1 ? (row) : (struct entity *)NULL), why, \
            STATEMENT(DOES_LIST, &entity##_model, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))
/* The row with that id, retired or not, or E_NOT_FOUND. No scope: handlers check what they are
 * given. */
#define db_get(c, entity, row, id)   db_one(c, entity, row, &E_NOT_FOUND, "WHERE id = ?", id)
/* The one integer that a SELECT gives; 0 when it gives no row or NULL. */
#define db_int(c, out, sql, ...) \
    db_int_(c, out, STATEMENT(DOES_INT, NULL, sql, ##__VA_ARGS__), PARAMS(__VA_ARGS__))
/* `take` for each row, one at a time, in constant memory; the row is gone after the call. `take`
 * makes no database call on the same ctx. */
#define db_each(c, entity, take, arg, sql, ...) \
    db_each_(c, take, arg, STATEMENT(DOES_LIST, &entity##_model, sql, ##__VA_ARGS__), \
             PARAMS(__VA_ARGS__))
typedef int take_fn(struct ctx *, const void *row, void *arg);

int db_write_(
    struct ctx *, const struct refusal *, const struct statement *, const struct param *) MUST_USE;
int db_try_(struct ctx *, int64_t *, const struct statement *, const struct param *) MUST_USE;
int db_read_(
    struct ctx *, size_t *n, void **v, const struct statement *, const struct param *) MUST_USE;
int db_one_(struct ctx *, void *row, const struct refusal *, const struct statement *,
    const struct param *) MUST_USE;
int db_int_(struct ctx *, int64_t *, const struct statement *, const struct param *) MUST_USE;
int db_each_(
    struct ctx *, take_fn *, void *arg, const struct statement *, const struct param *) MUST_USE;

/* --- the database as a whole ------------------------------------------------------------------ */
struct db_options {
    const char *where;                      /* "postgresql://…", or a directory: DIR/workbay.db */
    unsigned readers; /* connections for reading; PostgreSQL: for all; 0 = 2, 8 */
    unsigned cache_mib;                     /* SQLite's page cache in all; 0 = 32 */
    bool create;                            /* make the directory and the file */
    bool bulk; /* SQLite: commits seldom, syncs when closed; a crash spoils it */
    bool patient;                           /* snapshots may last longer than two seconds */
    bool alone;                             /* a server: refused while another has the directory */
};
/* NULL: it said why on stderr. */
struct db *db_open(const struct db_options *);
void db_close(struct db *);
bool db_is_sqlite(const struct db *);
const char *db_where(const struct db *);

/* Run `work` whole or not at all. When it returns 0 the change is on disk (committed). `work` may
 * run more than once and on another thread: it has no effect but on the database and its ctx.
 * A refusal rolls back too. Inside a transaction both simply call `work` (a savepoint is not made).
 */
typedef int work_fn(struct ctx *, void *arg);
int db_transaction(struct ctx *, work_fn *, void *arg) MUST_USE;
/* Within a transaction: run `work` and undo what it did, whatever it gives; its result. */
int db_rehearse(struct ctx *, work_fn *, void *arg) MUST_USE;
/* Run `work`, which only reads, on one unchanging state of the database. At most 2 s. */
int db_snapshot(struct ctx *, work_fn *, void *arg) MUST_USE;

/* --- for the kernel's own composed statements (query.c, row.c, migrate.c) --------------------- */
/* Statements made at run time have their text copied and cached by content; bounded. `sql` begins
 * after the column list for LIST/HOLD of a table; a RESULT or NULL model takes the whole text. */
int db_script(struct ctx *, const char *sql) MUST_USE;       /* DDL, several statements */
/* Rows as loose values, for lists with joined titles: `take` gets the values in order. */
struct value { bool null; bool text; int64_t i; str t; };
typedef int values_fn(struct ctx *, const struct value *, size_t n, void *arg);
int db_values(struct ctx *, values_fn *, void *arg, const char *sql, const char *types,
    const struct param *) MUST_USE;
