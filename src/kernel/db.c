/* db.c - what the databases share: whole texts, the cache of prepared statements, writes. */
#include "kernel/db_driver.h"

enum { CACHE_PLACES = 2048, CACHE_MAX = 1024, TEXTS_MAX = 8 << 20, SQL_MAX = 64 << 10 };

void db_log(const char *format, ...)
{
    char line[1024];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n > 0 && (size_t)n >= sizeof line)
        n = (int)sizeof line - 1;
    while (n > 0 && line[n - 1] == '\n')
        line[--n] = '\0';
    fprintf(stderr, "database: %s\n", line);
}

void db_stop(const char *why)
{
    db_log("stopping, for what was written may be lost: %s", why);
    _Exit(70);
}

int64_t db_clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- texts: only the kernel puts SQL together, and only from names in the model --------------- */

static void columns_add(struct text *t, const struct entity *e)
{
    const char *comma = "";

    for (const char *const *h = entity_head(e); *h != NULL; h++, comma = ", ")
        text_f(t, "%s%s", comma, *h);
    for (const struct field *f = e->fields(); f->name != NULL; f++) {
        if (f->kind == K_LINES)
            continue;
        if (f->kind == K_ANYREF)
            text_f(t, "%s%s_entity, %s_id", comma, f->name, f->name);
        else
            text_f(t, "%s%s", comma, f->name);
        comma = ", ";
    }
}

const char *statement_text(struct ctx *c, const struct statement *s)
{
    struct text t = text_in(&c->mem, SQL_MAX);

    if (s->model != NULL && s->model->table) {
        text_c(&t, "SELECT ");
        columns_add(&t, s->model);
        text_f(&t, " FROM %s ", s->model->name);
    }
    text_c(&t, s->sql);
    if (s->does == DOES_HOLD)
        text_c(&t, c->conn->driver->hold);
    return t.failed ? NULL : str_c(&c->mem, text_str(&t));
}

static str next_word(const char **at)
{
    str w;

    *at += strspn(*at, " \t\n(");
    w = (str){ *at, strcspn(*at, " \t\n(,;") };
    *at += w.n;
    return w;
}

static bool word_is(str w, const char *word)
{
    return w.n == strlen(word) && strncasecmp(w.s, word, w.n) == 0;
}

char write_target(const char *sql, str *table)
{
    str verb = next_word(&sql);
    char does = word_is(verb, "INSERT") ? 'I' : word_is(verb, "UPDATE") ? 'U'
              : word_is(verb, "DELETE") ? 'D' : 0;

    if (does == 'I' || does == 'D')
        (void)next_word(&sql);              /* INTO, FROM */
    if (does != 0)
        *table = next_word(&sql);
    return does;
}

/* Audited tables are written by the kernel alone, and nothing is taken back from a ledger. */
static bool write_allowed(const struct statement *s)
{
    const struct entity *e;
    str table;
    char does = write_target(s->sql, &table);

    if (does == 0 || strstr(s->file, "modules/") == NULL)
        return true;
    e = entity_named(table);
    if (e != NULL && (e->key != NULL || (e->ledger && does == 'I')))
        return true;
    db_log("%s:%d writes %.*s, which only the kernel may", s->file, s->line, (int)table.n, table.s);
    return false;
}

/* --- the cache, by text: the kernel's own statements are made anew each time ------------------ */

/* Eight bytes at a time, for the texts are long and asked for at every call. */
static uint64_t hash_text(uint64_t h, const char *s)
{
    size_t n = strlen(s);

    while (n > 0) {
        uint64_t word = 0;
        size_t take = n < sizeof word ? n : sizeof word;

        memcpy(&word, s, take);
        h = (h ^ word) * 1099511628211u;
        h ^= h >> 32;
        s += take;
        n -= take;
    }
    return h;
}

static bool same_statement(const struct statement *a, const struct statement *b)
{
    return a->model == b->model && a->does == b->does && strcmp(a->sql, b->sql) == 0 &&
           strcmp(a->types, b->types) == 0;
}

/* Forgetting all at once keeps it bounded; the statements in use come back with one call each. */
static void cache_forget(struct conn *k)
{
    struct arena none = { .limit = TEXTS_MAX };

    k->driver->forget(k);
    memset(k->cache, 0, CACHE_PLACES * sizeof *k->cache);
    k->cached = 0;
    arena_free(&k->texts);
    k->texts = none;
}

static const char *kept(struct conn *k, const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = arena_alloc(&k->texts, n);

    return copy != NULL ? memcpy(copy, s, n) : NULL;
}

static struct prepared *prepare(struct ctx *c, const struct statement *s, struct prepared *p)
{
    struct conn *k = c->conn;
    const struct arena mark = c->mem, texts = k->texts;
    const char *whole = statement_text(c, s);

    if (whole == NULL || !write_allowed(s))
        return NULL;
    p->of = *s;
    p->of.sql = kept(k, s->sql);
    p->of.types = kept(k, s->types);
    p->sql = kept(k, whole);
    arena_back(&c->mem, &mark);
    if (p->of.sql == NULL || p->of.types == NULL || p->sql == NULL || !k->driver->prepare(k, p)) {
        memset(p, 0, sizeof *p);
        arena_back(&k->texts, &texts);      /* else what failed once would fail for ever */
        return NULL;
    }
    k->cached++;
    return p;
}

static struct prepared *prepared(struct ctx *c, const struct statement *s)
{
    struct conn *k = c->conn;
    uint64_t h = hash_text(14695981039346656037u ^ (uint64_t)s->does, s->sql);
    struct prepared *p;

    for (size_t i = h % CACHE_PLACES;; i = (i + 1) % CACHE_PLACES) {
        p = &k->cache[i];
        if (p->sql == NULL)
            break;
        if (p->hash == h && same_statement(&p->of, s))
            return p;
    }
    if (k->cached == CACHE_MAX || k->texts.used > TEXTS_MAX - 4 * SQL_MAX) {
        cache_forget(k);
        p = &k->cache[h % CACHE_PLACES];
    }
    p = prepare(c, s, p);
    if (p != NULL)
        p->hash = h;
    return p;
}

struct conn *conn_open(const struct driver *d, const struct db_options *o, bool reader)
{
    struct arena home = { .limit = 1 << 20 };
    struct conn *k = d->open(&home, o, reader);

    if (k == NULL) {
        arena_free(&home);
        return NULL;
    }
    k->driver = d;
    k->texts.limit = TEXTS_MAX;
    k->cache = arena_alloc(&home, CACHE_PLACES * sizeof *k->cache);
    k->home = home;
    if (k->cache != NULL)
        return k;
    conn_close(k);
    return NULL;
}

void conn_close(struct conn *k)
{
    struct arena home = k->home, texts = k->texts;

    k->driver->close(k);
    arena_free(&texts);
    arena_free(&home);
}

/* --- before every call ------------------------------------------------------------------------ */

int statement_judged(struct ctx *c, int r)
{
    if (r != 0 && c->conn != NULL)
        c->conn->spoiled = true;
    if (r < 0 && c->conn != NULL && c->conn->failure == 0)
        c->conn->failure = r;
    return r;
}

static bool injected(struct ctx *c) { return c->fail_at > 0 && --c->fail_at == 0; }

bool conn_late(struct conn *k)
{
    if (k->deadline_ms == 0 || db_clock_ms() <= k->deadline_ms)
        return false;
    db_log("a snapshot took longer than it may");
    return true;
}

static int may_call(struct ctx *c, bool writes, const char *sql)
{
    if (c->conn == NULL || c->conn->streaming || (writes && c->conn->read_only)) {
        db_log("%s: %s", c->conn == NULL ? "outside of a transaction" : c->conn->streaming
            ? "while rows are being read" : "a write in a snapshot", sql);
        return DB_FAILED;
    }
    if (c->conn->failure != 0)  /* SQLite may have rolled back: what came now would stand alone */
        return c->conn->failure;
    if (injected(c))
        return c->fail_with != 0 ? c->fail_with : DB_FAILED;
    return conn_late(c->conn) ? DB_FAILED : 0;
}

int conn_say(struct ctx *c, enum word w)
{
    if (injected(c) || (w == SAY_COMMIT && !c->conn->read_only && c->fail_at == FAIL_COMMIT))
        return c->fail_with != 0 ? c->fail_with : DB_FAILED;
    return c->conn->driver->say(c, w);
}

int statement_begin(struct ctx *c, const struct statement *s, bool writes, struct prepared **p)
{
    TRY(statement_judged(c, may_call(c, writes, s->sql)));
    *p = prepared(c, s);
    return *p != NULL ? 0 : statement_judged(c, DB_FAILED);
}

/* --- statements ------------------------------------------------------------------------------- */

int db_write_(struct ctx *c, const struct refusal *why, const struct statement *s,
    const struct param *v)
{
    struct prepared *p;

    TRY(statement_begin(c, s, true, &p));
    return statement_judged(c, c->conn->driver->write(c, p, v, why));
}

int db_try_(struct ctx *c, int64_t *changed, const struct statement *s, const struct param *v)
{
    struct prepared *p;

    *changed = 0;
    TRY(statement_begin(c, s, true, &p));
    return statement_judged(c, c->conn->driver->change(c, p, v, changed));
}

int db_script(struct ctx *c, const char *sql)
{
    TRY(statement_judged(c, may_call(c, true, sql)));
    return statement_judged(c, c->conn->driver->script(c, sql));
}
