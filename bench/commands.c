/* commands.c - how much of bare SQL's speed the commands keep.
 *
 * Eight threads, each in a store of its own, run whole visits (open, estimate, approve, dispatch,
 * issue, start, finish, inspect, wash, settle, take the payment, deliver) through the real commands
 * on SQLite, durable, in one process. The same visits are run again on a copy, and every statement
 * with its values is written down; a third copy then executes just those statements, prepared once,
 * by one thread, with the same transactions. Ratio = commands/s of the first over the third.
 *
 *   commands [--visits N per thread] [--rounds N] */
#include "bench/bench.h"
#include "cli/demo_own.h"
#include "kernel/setup.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { THREADS = 8, LOG_MAX = 4000000, TEXTS = 4096 };

/* --- the work --------------------------------------------------------------------------------- */

struct worker { pthread_t thread; struct demo demo; int store, visits, failed; };

static void *work(void *arg)
{
    struct worker *w = arg;

    for (int i = 0; i < w->visits; i++)
        if (demo_visit(&w->demo, &w->demo.stores[w->store], false, DEMO_STEPS) != 0)
            w->failed++;
    return NULL;
}

struct result { int64_t commands, us; };

static struct result visits_run(struct demo *d, const char *where, int visits, uint64_t seed)
{
    static struct worker workers[THREADS];
    struct result r = { 0, 0 };
    struct db *db = db_open(&(struct db_options){ .where = where });
    int64_t began;

    if (db == NULL)
        exit(3);
    began = bench_us();
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ .demo = *d, .store = i, .visits = visits };
        workers[i].demo.db = db;
        workers[i].demo.seed = seed + (uint64_t)i;
        workers[i].demo.commands = 0;
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        r.commands += workers[i].demo.commands;
        if (workers[i].failed > 0)
            printf("thread %d: %d visits failed\n", i, workers[i].failed);
    }
    r.us = bench_us() - began;
    db_close(db);
    return r;
}

/* --- writing down ----------------------------------------------------------------------------- */

struct said {
    int text;
    const char *values;
}; /* values: as SQLite prints them, \x1F apart */

static struct {
    pthread_mutex_t lock;
    bool on;
    const char *texts[TEXTS];
    int n_texts;
    struct said *log;
    size_t n;
    struct arena mem;
    const sqlite3 *writer;
} book = { .lock = PTHREAD_MUTEX_INITIALIZER };

static int text_number(const char *sql)
{
    int i = 0;

    while (i < book.n_texts && strcmp(book.texts[i], sql) != 0)
        i++;
    if (i == TEXTS)
        exit(3);
    if (i == book.n_texts)
        book.texts[book.n_texts++] = str_c(&book.mem, str_of(sql));
    return i;
}

/* The values stand in `expanded` where `sql` has its marks. */
static const char *values_of(const char *sql, const char *expanded)
{
    struct text t = text_in(&book.mem, 1 << 20);

    for (; *sql != '\0'; sql++, expanded++) {
        bool quoted = *expanded == '\'';

        if (*sql != '?')
            continue;
        do {
            text_add(&t, (str){ expanded, 1 });
            if (quoted && expanded[1] == '\'' && expanded[2] == '\'')
                text_add(&t, (str){ ++expanded, 1 }), text_add(&t, (str){ ++expanded, 1 });
            else if (quoted && expanded[1] == '\'') {
                text_add(&t, (str){ ++expanded, 1 });
                break;
            } else if (!quoted && strchr(" ,)", expanded[1]) != NULL)
                break;
            expanded++;
        } while (*expanded != '\0');
        text_c(&t, "\x1F");
    }
    return str_c(&book.mem, text_str(&t));
}

static int note(unsigned kind, void *ctx, void *p, void *x)
{
    sqlite3 *db = sqlite3_db_handle(p);
    const char *sql = sqlite3_sql(p);
    char *expanded;

    (void)kind, (void)ctx, (void)x;
    pthread_mutex_lock(&book.lock);
    if (strcmp(sql, "BEGIN IMMEDIATE") == 0)
        book.writer = db;
    if (db == book.writer || strncmp(sql, "SELECT", 6) == 0) {
        expanded = sqlite3_expanded_sql(p);
        if (book.n == LOG_MAX || expanded == NULL)
            exit(3);
        book.log[book.n].text = text_number(sql);
        book.log[book.n++].values = values_of(sql, expanded);
        sqlite3_free(expanded);
    }
    pthread_mutex_unlock(&book.lock);
    return 0;
}

static int traced(sqlite3 *db, const char **why, const struct sqlite3_api_routines *api)
{
    (void)why, (void)api;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note, NULL);
}

/* BENCH_STATEMENTS=1: how often each statement ran, for whoever looks for one too many. */
static void statements_print(int64_t commands)
{
    static size_t count[TEXTS];

    memset(count, 0, sizeof count);
    for (size_t i = 0; i < book.n; i++)
        count[book.log[i].text]++;
    for (int i = 0; i < book.n_texts; i++)
        printf("%8.3f %.150s\n", (double)count[i] / (double)commands, book.texts[i]);
}

/* --- bare SQL --------------------------------------------------------------------------------- */

static void value_bind(sqlite3_stmt *q, int i, const char *v, size_t n)
{
    static _Thread_local char text[1 << 20];
    size_t out = 0;

    if (n == 4 && memcmp(v, "NULL", 4) == 0) {
        sqlite3_bind_null(q, i);
        return;
    }
    if (v[0] != '\'') {
        sqlite3_bind_int64(q, i, strtoll(v, NULL, 10));
        return;
    }
    for (size_t k = 1; k + 1 < n && out < sizeof text; k++) {
        text[out++] = v[k];
        k += v[k] == '\'';
    }
    sqlite3_bind_text64(q, i, text, out, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static int64_t replay(const char *where)
{
    static sqlite3_stmt *prepared[TEXTS];
    char path[500];
    sqlite3 *db;
    int64_t began, us;

    snprintf(path, sizeof path, "%s/workbay.db", where);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            "PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON; PRAGMA cache_size = -32768",
            NULL, NULL, NULL) != SQLITE_OK)
        exit(3);
    for (int i = 0; i < book.n_texts; i++)
        if (sqlite3_prepare_v3(
                db, book.texts[i], -1, SQLITE_PREPARE_PERSISTENT, &prepared[i], NULL) != SQLITE_OK)
            printf("%s: %s\n", book.texts[i], sqlite3_errmsg(db)), exit(3);
    began = bench_us();
    for (size_t i = 0; i < book.n; i++) {
        sqlite3_stmt *q = prepared[book.log[i].text];
        int k = 1, rc;

        for (const char *v = book.log[i].values; *v != '\0'; k++) {
            size_t n = strcspn(v, "\x1F");

            value_bind(q, k, v, n);
            v += n + 1;
        }
        while ((rc = sqlite3_step(q)) == SQLITE_ROW)
            for (int col = sqlite3_column_count(q); col-- > 0; )
                (void)sqlite3_column_type(q, col);
        if (rc != SQLITE_DONE)
            printf("%s: %s\n", book.texts[book.log[i].text], sqlite3_errmsg(db)), exit(3);
        sqlite3_reset(q);
    }
    us = bench_us() - began;
    for (int i = 0; i < book.n_texts; i++)
        sqlite3_finalize(prepared[i]);
    sqlite3_close(db);
    return us;
}

/* --- the whole -------------------------------------------------------------------------------- */

static struct demo *make(const char *dir)
{
    static const struct demo_size size = { .stores = THREADS, .vehicles = 4000, .days = 1 };
    struct db *db = db_open(&(struct db_options){ .where = dir, .create = true, .bulk = true });
    struct demo *d = NULL;
    struct ctx c;
    int r;

    if (db == NULL)
        exit(3);
    ctx_begin(&c, db, &who_system, demo_start(clock_now(), &size), 256 << 20);
    r = setup_chain(&c);
    ctx_end(&c);
    if (r != 0 || demo_story(db, &size, &d) != 0)
        exit(3);
    for (int i = 0; i < 40 && r == 0; i++)  /* stock for all visits */
        for (int s = 0; s < THREADS && r == 0; s++)
            r = demo_restock(d, &d->stores[s], date_at(clock_now(), ZONE_S));
    d->now = clock_now();
    db_close(db);
    if (r != 0)
        exit(3);
    return d;
}

int main(int argc, char **argv)
{
    int visits = 100, rounds = 3;
    const char *home = bench_dir();
    char first[480], a[480], b[480], c[480];
    struct demo *d;

    for (int i = 1; i + 1 < argc; i += 2)
        if (strcmp(argv[i], "--visits") == 0)
            visits = atoi(argv[i + 1]);
        else if (strcmp(argv[i], "--rounds") == 0)
            rounds = atoi(argv[i + 1]);
    if (!model_start())
        return 3;
    snprintf(first, sizeof first, "%s/first", home);
    d = make(first);
    book.log = forever_alloc(LOG_MAX * sizeof *book.log);
    printf("%d threads, %d visits each, SQLite %s, synchronous=FULL\n", THREADS, visits,
        sqlite3_libversion());
    for (int round = 0; round < rounds; round++) {
        struct result ours, traced_run;
        int64_t bare;

        snprintf(a, sizeof a, "%s/a%d", home, round);
        snprintf(b, sizeof b, "%s/b%d", home, round);
        snprintf(c, sizeof c, "%s/c%d", home, round);
        bench_copy(first, a), bench_copy(first, b), bench_copy(first, c);
        ours = visits_run(d, a, visits, 1000 + (uint64_t)round);
        book.n = 0;
        arena_free(&book.mem);
        book.n_texts = 0;
        book.mem = (struct arena){ .limit = (size_t)3 << 30 };
        sqlite3_auto_extension((void (*)(void))traced);
        traced_run = visits_run(d, b, visits, 1000 + (uint64_t)round);
        sqlite3_reset_auto_extension();
        if (getenv("BENCH_STATEMENTS") != NULL)
            statements_print(traced_run.commands);
        bare = replay(c);
        printf(
            "round %d: %lld commands, %.0f commands/s (%.0f visits/s); bare SQL of %lld commands, "
            "%zu statements: %.0f commands/s; ratio %.2f\n",
            round + 1, (long long)ours.commands, (double)ours.commands * 1e6 / (double)ours.us,
            THREADS * visits * 1e6 / (double)ours.us, (long long)traced_run.commands, book.n,
            (double)traced_run.commands * 1e6 / (double)bare,
            ((double)ours.commands / (double)ours.us) /
                ((double)traced_run.commands / (double)bare));
        fflush(stdout);
    }
    bench_remove(home);
    return 0;
}
