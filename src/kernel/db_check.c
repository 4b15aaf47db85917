/* db_check.c - every statement of the program, looked at before it ever runs. */
#include "kernel/db_check.h"
#include "kernel/db_driver.h"

#include <ctype.h>

/* Words that one of the databases does not know, or knows differently; and functions. */
static const char *const bad_anywhere[] = {
    "BOOLEAN", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "FALSE", "GLOB", "ILIKE",
    "LATERAL", "NUMERIC", "PRAGMA", "REAL", "REGEXP", "ROWID", "TRUE",
};
static const char *const bad_functions[] = {
    "AVG", "CONCAT", "DATE", "DATETIME", "EXTRACT", "GREATEST", "GROUP_CONCAT", "HEX", "IFNULL",
    "IIF", "INSTR", "JSON_EXTRACT", "JSON_GROUP_ARRAY", "JULIANDAY", "LEAST", "NOW", "PRINTF",
    "RANDOM", "ROUND", "STRFTIME", "STRING_AGG", "STRPOS", "SUBSTRING", "TO_CHAR", "TO_TIMESTAMP",
    "TOTAL", "TYPEOF", "UNIXEPOCH",
};

/* Tables of a few dozen rows, which are read whole by those who need them. */
static const char *const small[] = { "unit", "account", "setting_value", "event_chain",
                                     "schema_migration" };

static str word_at(const char *at)
{
    size_t n = 0;

    while (isalnum((unsigned char)at[n]) || at[n] == '_')
        n++;
    return (str){ at, n };
}

static bool same_word(str w, const char *word)
{
    return w.n == strlen(word) && strncasecmp(w.s, word, w.n) == 0;
}

static const char *bad_word(str w, str before)
{
    for (size_t i = 0; i < COUNT(bad_anywhere); i++)
        if (same_word(w, bad_anywhere[i]))
            return bad_anywhere[i];
    for (size_t i = 0; w.s[w.n] == '(' && i < COUNT(bad_functions); i++)
        if (same_word(w, bad_functions[i]))
            return bad_functions[i];
    if (same_word(w, "INTEGER") && same_word(before, "AS"))
        return "AS INTEGER (32 bits on PostgreSQL; AS BIGINT)";
    if (same_word(w, "UPDATE") && same_word(before, "FOR"))
        return "FOR UPDATE (db_hold)";
    return NULL;
}

/* The first thing in it that is not of the common subset. */
static const char *bad_words(const char *sql)
{
    str before = { "", 0 };

    for (const char *at = sql; *at != '\0'; ) {
        const char *bad;
        str w = word_at(at);

        if (*at == '\'') {
            const char *end = strchr(at + 1, '\'');

            if (end == NULL)
                return "a text that does not end";
            at = end + 1;
            continue;
        }
        if (*at == '"' || *at == '`' || *at == '[')
            return "a quoted name";
        if (at[0] == ':' && at[1] == ':')
            return ":: (CAST)";
        if (w.n > 0 && (bad = bad_word(w, before)) != NULL)
            return bad;
        if (w.n > 0)
            before = w;
        at += w.n > 0 ? w.n : 1;
    }
    return NULL;
}

/* How many columns it must give; -1: any. */
static int columns_of(const struct statement *s)
{
    int n = 0;

    if (s->does == DOES_INT)
        return 1;
    if (s->model == NULL || s->model->table)
        return -1;
    for (const struct field *f = s->model->fields(); f->name != NULL; f++)
        n += f->kind == K_LINES ? 0 : f->kind == K_ANYREF ? 2 : 1;
    return n;
}

static void say(struct text *report, const struct statement *s, str what)
{
    text_f(report, "%s:%d: %.*s\n", s->file, s->line, (int)what.n, what.s);
}

int statement_check(struct ctx *c, const struct statement *s, struct text *report)
{
    const char *bad = bad_words(s->sql), *sql = statement_text(c, s);
    str why;
    int n = 0;

    if (bad != NULL) {
        say(report, s, str_format(&c->mem, "not of the common subset: %s", bad));
        n++;
    }
    if (sql == NULL)
        return DB_FAILED;
    if (!c->conn->driver->check(c, s, sql, columns_of(s), &why)) {
        say(report, s, why);
        n++;
    }
    return n;
}

bool from_test(const char *file)
{
    size_t n = strlen(file);

    return n > 7 && strcmp(file + n - 7, "_test.c") == 0;
}

struct plan { const struct statement *s; struct text *report; int n; };

static bool allowed(str line)
{
    const char *at = strstr(line.s, "SCAN ") != NULL ? strstr(line.s, "SCAN ") + 5
        : strstr(line.s, "Seq Scan on ") != NULL     ? strstr(line.s, "Seq Scan on ") + 12
                                                     : "";

    for (size_t i = 0; i < COUNT(small); i++)
        if (str_is(word_at(at), small[i]))
            return true;
    return false;
}

static void plan_line(void *arg, str line)
{
    struct plan *p = arg;

    if (allowed(line))
        return;
    say(p->report, p->s, line);
    p->n++;
}

int plan_check(struct ctx *c, const struct statement *s, struct text *report)
{
    struct plan p = { s, report, 0 };
    const char *sql = statement_text(c, s);

    if (sql == NULL)
        return DB_FAILED;
    if (strstr(sql, "/* all rows */") == NULL && !from_test(s->file))
        TRY(c->conn->driver->plan(c, s, sql, plan_line, &p));
    return p.n;
}

/* Weak: a program without a single statement has no such section. */
extern const struct statement *const __start_statements[] __attribute__((weak));
extern const struct statement *const __stop_statements[] __attribute__((weak));

static int each(struct ctx *c, struct text *report,
    int (*check)(struct ctx *, const struct statement *, struct text *))
{
    int bad = 0;

    for (const struct statement *const *s = __start_statements; s < __stop_statements; s++) {
        const struct arena mark = c->mem;
        int r = *s != NULL ? check(c, *s, report) : 0;

        if (r < 0)
            return r;
        bad += r > 0;
        if (report->mem != &c->mem)
            arena_back(&c->mem, &mark);
    }
    return bad;
}

int statements_check(struct ctx *c, struct text *report)
{
    return each(c, report, statement_check);
}
int plans_check(struct ctx *c, struct text *report)      { return each(c, report, plan_check); }
