/* trace.c - the statements of a piece of work, written down with their values, and executed bare. */
#include "bench/trace.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { LOG_MAX = 2000000, TEXTS = 4096, VALUES_MAX = 64 };

struct cell { enum { CELL_NULL, CELL_INT, CELL_TEXT } kind; int64_t i; str t; };
struct said { int text, n; const struct cell *cells; };

static struct {
    pthread_mutex_t lock;
    const char *texts[TEXTS];
    int n_texts;
    struct said *log;
    size_t n;
    struct arena mem;
    const sqlite3 *writer;
} book = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(3);
}

/* --- writing down ----------------------------------------------------------------------------- */

static int text_number(const char *sql)
{
    int i = 0;

    while (i < book.n_texts && strcmp(book.texts[i], sql) != 0)
        i++;
    if (i == TEXTS)
        give_up("trace", "too many different statements");
    if (i == book.n_texts)
        book.texts[book.n_texts++] = str_c(&book.mem, str_of(sql));
    return i;
}

/* One value as SQLite prints it, and where it ends. */
static struct cell cell_of(const char **at)
{
    struct cell cell = { CELL_TEXT, 0, { "", 0 } };
    size_t n = 0;
    char *out;

    if (**at != '\'') {
        size_t len = strcspn(*at, " ,)");

        cell.kind = strncmp(*at, "NULL", 4) == 0 ? CELL_NULL : CELL_INT;
        cell.i = cell.kind == CELL_INT ? strtoll(*at, NULL, 10) : 0;
        *at += len;
        return cell;
    }
    for (const char *s = *at + 1; s[0] != '\'' || s[1] == '\''; s += s[0] == '\'' ? 2 : 1)
        n++;
    out = arena_alloc(&book.mem, n + 1);
    ++*at;
    for (size_t i = 0; i < n; i++, ++*at) {
        out[i] = **at;
        *at += **at == '\'';
    }
    ++*at;
    cell.t = (str){ out, n };
    return cell;
}

/* The values stand in `expanded` where `sql` has its marks. */
static void note_values(struct said *said, const char *sql, const char *expanded)
{
    struct cell cells[VALUES_MAX], *kept;

    said->n = 0;
    while (*sql != '\0') {
        if (*sql == '?' && said->n == VALUES_MAX)
            give_up("trace", "too many values");
        if (*sql == '?')
            cells[said->n++] = cell_of(&expanded);
        else
            expanded++;
        sql++;
    }
    kept = arena_alloc(&book.mem, (size_t)(said->n + 1) * sizeof *kept);
    if (kept == NULL)
        give_up("trace", "out of memory");
    memcpy(kept, cells, (size_t)said->n * sizeof *kept);
    said->cells = kept;
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
            give_up("trace", "too many statements");
        book.log[book.n].text = text_number(sql);
        note_values(&book.log[book.n++], sql, expanded);
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

void trace_begin(void)
{
    if (book.log == NULL)
        book.log = forever_alloc(LOG_MAX * sizeof *book.log);
    arena_free(&book.mem);
    book.mem = (struct arena){ .limit = (size_t)3 << 30 };
    book.n = 0;
    book.n_texts = 0;
    book.writer = NULL;
    sqlite3_auto_extension((void (*)(void))traced);
}

void trace_end(void) { sqlite3_cancel_auto_extension((void (*)(void))traced); }

size_t trace_statements(void) { return book.n; }

struct cost { size_t ran; int64_t ns; };
static struct cost costs[TEXTS];

static int by_cost(const void *a, const void *b)
{
    int64_t x = costs[*(const int *)a].ns, y = costs[*(const int *)b].ns;

    return (x < y) - (x > y);
}

void trace_print(int64_t commands)
{
    int order[TEXTS];

    for (int i = 0; i < book.n_texts; i++)
        order[i] = i;
    qsort(order, (size_t)book.n_texts, sizeof *order, by_cost);
    puts("times and microseconds a command, statement:");
    for (int i = 0; i < book.n_texts; i++)
        printf("%8.3f %8.2f %.150s\n", (double)costs[order[i]].ran / (double)commands,
            (double)costs[order[i]].ns / 1000 / (double)commands, book.texts[order[i]]);
}

/* --- executing bare --------------------------------------------------------------------------- */

static sqlite3_stmt *prepared[TEXTS];
static bool timed;
static int begin_text, commit_text, release_text;

static int64_t clock_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static sqlite3 *replay_open(const char *dir)
{
    char path[500];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/workbay.db", dir);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
            "PRAGMA case_sensitive_like = ON; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000", NULL, NULL, NULL) !=
            SQLITE_OK)
        give_up(path, sqlite3_errmsg(db));
    begin_text = text_number("BEGIN IMMEDIATE");
    commit_text = text_number("COMMIT");
    release_text = text_number("RELEASE command");
    for (int i = 0; i < book.n_texts; i++)
        if (sqlite3_prepare_v3(db, book.texts[i], -1, SQLITE_PREPARE_PERSISTENT, &prepared[i],
                NULL) != SQLITE_OK)
            give_up(book.texts[i], sqlite3_errmsg(db));
    return db;
}

static void execute(sqlite3 *db, int text, const struct cell *cells, int n)
{
    int64_t began = timed ? clock_ns() : 0;
    sqlite3_stmt *q = prepared[text];
    int rc;

    for (int i = 0; i < n; i++)
        if (cells[i].kind == CELL_TEXT)
            sqlite3_bind_text64(q, i + 1, cells[i].t.s, cells[i].t.n, SQLITE_STATIC, SQLITE_UTF8);
        else if (cells[i].kind == CELL_INT)
            sqlite3_bind_int64(q, i + 1, cells[i].i);
        else
            sqlite3_bind_null(q, i + 1);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW)
        for (int col = sqlite3_column_count(q); col-- > 0; )
            (void)sqlite3_column_type(q, col);
    if (rc != SQLITE_DONE)
        give_up(book.texts[text], sqlite3_errmsg(db));
    sqlite3_reset(q);
    if (timed)
        costs[text].ran++, costs[text].ns += clock_ns() - began;
}

/* The transactions of the traced run were its own: here each holds as many commands as those of the
 * run that is compared. A command ends with its savepoint, or alone with its transaction. */
static void execute_all(sqlite3 *db, unsigned per_commit)
{
    bool open = false, saved = false;
    unsigned since = 0;

    for (size_t i = 0; i < book.n; i++) {
        const struct said *said = &book.log[i];
        bool reads = strncmp(book.texts[said->text], "SELECT", 6) == 0, ended;

        ended = said->text == release_text || (said->text == commit_text && !saved);
        saved = said->text == begin_text ? false : saved || said->text == release_text;
        if (said->text != begin_text && said->text != commit_text) {
            if (!open && !reads)
                execute(db, begin_text, NULL, 0), open = true;
            execute(db, said->text, said->cells, said->n);
        }
        since += ended;
        if (open && since >= per_commit)
            execute(db, commit_text, NULL, 0), open = false, since = 0;
    }
    if (open)
        execute(db, commit_text, NULL, 0);
}

struct spent trace_replay(const char *dir, unsigned per_commit, bool each)
{
    sqlite3 *db = replay_open(dir);
    struct spent began, spent;

    timed = each;
    memset(costs, 0, sizeof costs);
    began = spent_now();
    execute_all(db, per_commit > 0 ? per_commit : 1);
    spent = spent_since(began);
    for (int i = 0; i < book.n_texts; i++)
        sqlite3_finalize(prepared[i]);
    sqlite3_close(db);
    return spent;
}

/* --- commits ---------------------------------------------------------------------------------- */

static _Atomic int64_t commits;

static int one_commit(void *arg)
{
    (void)arg;
    atomic_fetch_add(&commits, 1);
    return 0;
}

static int counted(sqlite3 *db, const char **why, const struct sqlite3_api_routines *api)
{
    (void)why, (void)api;
    sqlite3_commit_hook(db, one_commit, NULL);
    return SQLITE_OK;
}

void commits_count(void) { sqlite3_auto_extension((void (*)(void))counted); }
int64_t commits_counted(void) { return atomic_load(&commits); }
