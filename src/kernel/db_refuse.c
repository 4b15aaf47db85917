/* db_refuse.c - what a broken constraint means to the person who met it.
 *
 * Unique indexes and checks are named "table.field" or "table.name" (schema.c), so that both
 * databases say the same. */
#include "kernel/db_driver.h"

/* How many ? stand before `end`. */
static int marks_before(const char *sql, const char *end)
{
    int n = 0;

    for (; sql < end; sql++)
        n += *sql == '?';
    return n;
}

static bool name_at(const char *at, const char *start, str name)
{
    char before = at > start ? at[-1] : ' ', after = at[name.n];

    return memcmp(at, name.s, name.n) == 0 && (before == ' ' || before == '(' || before == ',') &&
           (after == ' ' || after == ',' || after == ')');
}

/* The place of `column` in "INSERT INTO t(a, b) VALUES (?, ?)", in "UPDATE t SET a = ?, b = ?". */
static int param_of(const char *sql, str column)
{
    bool insert = strncmp(sql, "INSERT", 6) == 0;
    const char *end = insert ? strchr(sql, ')') : sql + strlen(sql), *values;
    int commas = 0;

    if (end == NULL)
        return -1;
    for (const char *at = sql; at + column.n < end + 1; at++) {
        commas += *at == ',';
        if (!name_at(at, sql, column))
            continue;
        if (!insert)
            return strncmp(at + column.n, " = ?", 4) == 0 ? marks_before(sql, at) : -1;
        values = strstr(end, "VALUES (");
        for (const char *v = values; v != NULL && *v != ')' && *v != '\0'; v++) {
            if (commas == 0 && *v == '?')
                return marks_before(sql, v);
            commas -= *v == ',';
        }
        return -1;
    }
    return -1;
}

static str label_of(struct ctx *c, const struct entity *e, str name)
{
    const struct field *f = e != NULL ? field_named(e, name) : NULL;

    if (f != NULL)
        return str_of(c->english ? f->label.en : f->label.zh);
    return name;
}

static str last_of(const char *columns)
{
    const char *comma = strrchr(columns, ','), *at = comma != NULL ? comma + 1 : columns;

    return str_of(at + strspn(at, " "));
}

/* A UNIQUE row is known by its name, a key as "primary": the last column tells it best. */
static str last_column(const struct entity *e, str name)
{
    if (e == NULL || field_named(e, name) != NULL)
        return name;
    if (e->key != NULL && str_is(name, "primary"))
        return last_of(e->key);
    for (size_t m = 0; modules[m] != NULL; m++)
        for (const struct index *i = modules[m]->indexes; i->on != NULL; i++)
            if (i->on == e && str_is(name, i->name))
                return last_of(i->columns);
    return name;
}

int refuse_taken(
    struct ctx *c, const struct prepared *p, const struct param *v, str table, str column)
{
    const struct entity *e = entity_named(table);
    str field = last_column(e, column);
    int at = param_of(p->of.sql, field);
    struct param what = p_str(label_of(c, e, field));
    bool known = e != NULL && field_named(e, field) != NULL;

    if (at >= 0 && at < (int)strlen(p->of.types) && v[at].kind == P_TEXT && v[at].t.n > 0)
        what = v[at];
    if (known)
        (void)!refuse_field_(c, str_c(&c->mem, field), &E_TAKEN, 1, &what);
    return refuse_(c, &E_TAKEN, 1, &what);
}

int refuse_rule(struct ctx *c, str table, str name)
{
    const struct param what = p_str(label_of(c, entity_named(table), name));

    return refuse_(c, &E_RULE, 1, &what);
}

int refuse_linked(struct ctx *c)
{
    return refuse_(c, &E_LINKED, 0, NULL);
}
