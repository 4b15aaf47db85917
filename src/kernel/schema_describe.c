/* schema_describe.c - the schema that stands in a database, as sorted lines. */
#include "kernel/schema.h"
#include "kernel/db_driver.h"

#include <ctype.h>
#include <stdlib.h>

enum { LINES_MAX = 20000 };

struct lines { str *v; size_t n; };

static const char in_sqlite[] =
    "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    " AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";

static const char in_pg[] =
    "SELECT c.relname || ': ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
    "  || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END"
    "  || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')"
    "  || COALESCE(' COLLATE ' || o.collname, '')"
    " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " LEFT JOIN pg_collation o ON o.oid = a.attcollation"
    " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()"
    " WHERE c.relkind = 'r'"
    " UNION ALL SELECT c.relname || ': CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid)"
    " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()"
    " UNION ALL SELECT tablename || ': ' || replace(indexdef, ' ON ' || current_schema() || '.', ' ON ')"
    " FROM pg_indexes WHERE schemaname = current_schema()";

static int line_add(struct lines *l, str line)
{
    if (l->n == LINES_MAX)
        return db_log("the schema has more than %d lines", LINES_MAX), DB_FAILED;
    l->v[l->n++] = line;
    return 0;
}

/* One space between words, none at the ends, no quotes around names. */
static str normal(struct ctx *c, str table, str s)
{
    struct text t = text_in(&c->mem, 65536);

    text_add(&t, table);
    text_c(&t, ":");
    for (size_t i = 0; i < s.n; ) {
        size_t from = i;

        while (i < s.n && isspace((unsigned char)s.s[i]))
            i++;
        if (i > from && i < s.n)
            text_c(&t, " ");
        from = i;
        while (i < s.n && !isspace((unsigned char)s.s[i]))
            i++;
        text_add(&t, (str){ s.s + from, i - from });
    }
    return text_str(&t);
}

/* CREATE TABLE t (items) options: the items in whatever order they came to stand. */
static int table_lines(struct ctx *c, struct lines *l, str table, str sql)
{
    const char *open = memchr(sql.s, '(', sql.n), *end = sql.s + sql.n, *at, *from;
    bool quoted = false;
    int depth = 0;

    if (open == NULL)
        return line_add(l, normal(c, table, sql));
    for (at = from = open + 1; at < end && depth >= 0; at++) {
        quoted ^= *at == '\'';
        if (quoted)
            continue;
        depth += (*at == '(') - (*at == ')');
        if (depth < 0 || (depth == 0 && *at == ',')) {
            TRY(line_add(
                l, normal(c, table, str_format(&c->mem, " %.*s", (int)(at - from), from))));
            from = at + 1;
        }
    }
    return line_add(l, normal(c, table, str_format(&c->mem, " %.*s", (int)(end - from), from)));
}

static int take_sqlite(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    str table = str_copy(&c->mem, v[0].t);

    (void)n;
    if (str_starts(v[1].t, "CREATE TABLE"))
        return table_lines(c, arg, table, v[1].t);
    return line_add(arg, normal(c, table, str_format(&c->mem, " %.*s", (int)v[1].t.n, v[1].t.s)));
}

static int take_line(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)n;
    return line_add(arg, str_copy(&c->mem, v[0].t));
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

int schema_describe(struct ctx *c, struct text *out)
{
    struct lines l = { arena_alloc(&c->mem, LINES_MAX * sizeof(str)), 0 };
    bool pg = c->conn->driver == &db_pg;

    if (l.v == NULL)
        return DB_FAILED;
    TRY(db_values(c, pg ? take_line : take_sqlite, &l, pg ? in_pg : in_sqlite, "", NULL));
    qsort(l.v, l.n, sizeof *l.v, by_bytes);
    for (size_t i = 0; i < l.n; i++) {
        text_add(out, l.v[i]);
        text_c(out, "\n");
    }
    return out->failed ? DB_FAILED : 0;
}
