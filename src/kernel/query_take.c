/* query_take.c - the query string of a list, judged. */
#include "kernel/query.h"

static int take_value(
    struct ctx *c, const struct field *f, const char *name, str v, struct param *out)
{
    int64_t n;
    int code;
    when w;
    date d;

    switch (f->kind) {
    case K_TEXT: case K_LONGTEXT:
        *out = p_str(v);
        return 0;
    case K_CHOICE: case K_STATE:
        if (choice_coded(f->choices, v, &code) == NULL)
            return refuse_field(c, name, &F_CHOICE, v);
        *out = p_str(v);
        return 0;
    case K_TIME:
        if (!when_parse(v, &w))
            return refuse_field(c, name, &F_DATE);
        *out = p_when(w);
        return 0;
    case K_DATE:
        if (str_is(v, "today") || str_is(v, "tomorrow"))
            d.day = c->today.day + str_is(v, "tomorrow");
        else if (!date_parse(v, &d))
            return refuse_field(c, name, &F_DATE);
        *out = p_date(d);
        return 0;
    default:
        if (f->kind == K_BOOL && (str_is(v, "true") || str_is(v, "false")))
            n = str_is(v, "true");
        else if (!str_int(v, &n))
            return refuse_field(c, name, &F_TYPE, STR("整数"), STR("an integer"));
        *out = p_int(n);
        return 0;
    }
}

/* What has an order that people mean: not codes, names or references. */
static bool ranged(const struct field *f)
{
    return f->kind == K_TIME || f->kind == K_DATE ||
        (kind_number(f->kind) && f->kind != K_BOOL && f->kind != K_REF);
}

static int take_filter(struct ctx *c, struct query *q, str name, str value)
{
    const char *whole = str_c(&c->mem, name);
    struct filter f = { .how = FILTER_IS };

    f.field = field_named(q->on, name);
    if (f.field == NULL && name.n > 5 && memcmp(name.s + name.n - 5, "_from", 5) == 0)
        f.field = field_named(q->on, (str){ name.s, name.n - 5 }), f.how = FILTER_FROM;
    else if (f.field == NULL && name.n > 3 && memcmp(name.s + name.n - 3, "_to", 3) == 0)
        f.field = field_named(q->on, (str){ name.s, name.n - 3 }), f.how = FILTER_TO;
    if (f.field == NULL)
        return refuse_field(c, whole, &F_UNKNOWN);
    if ((f.how != FILTER_IS && !ranged(f.field)) ||
        !(f.field->filter || f.field->unique || (f.how != FILTER_IS && f.field->sort)))
        return refuse_field(c, whole, &F_FILTER);
    if (q->n == FILTERS_MAX)
        return refuse_field(c, whole, &F_RANGE, 0, (int)FILTERS_MAX);
    while (value.n > 0) {
        if (f.n == VALUES_MAX)
            return refuse_field(c, whole, &F_RANGE, 1, (int)VALUES_MAX);
        const char *comma = f.how == FILTER_IS ? memchr(value.s, ',', value.n) : NULL;
        size_t n = comma != NULL ? (size_t)(comma - value.s) : value.n;

        TRY(take_value(c, f.field, whole, (str){ value.s, n }, &f.values[f.n++]));
        value.s += n + (comma != NULL);
        value.n -= n + (comma != NULL);
    }
    if (f.n > 0)
        q->filters[q->n++] = f;
    return 0;
}

static int take_sort(struct ctx *c, struct query *q, str v)
{
    q->descending = v.n > 0 && v.s[0] == '-';
    if (q->descending)
        v.s++, v.n--;
    q->oldest_first = str_is(v, "id") && !q->descending;
    if (str_is(v, "id"))
        return 0;
    q->sort = field_named(q->on, v);
    if (q->sort == NULL || !q->sort->sort)
        return refuse_field(c, "sort", &F_SORT);
    return 0;
}

int query_take(struct ctx *c, struct query *q, str name, str value)
{
    int64_t n;

    if (str_is(name, "sort"))
        return take_sort(c, q, value);
    if (str_is(name, "limit")) {
        if (!str_int(value, &n) || n < 1 || n > LIST_LIMIT)
            return refuse_field(c, "limit", &F_RANGE, 1, (int)LIST_LIMIT);
        q->limit = (int)n;
        return 0;
    }
    if (str_is(name, "unit_id")) {
        if (!str_int(value, &q->unit_id) || q->unit_id <= 0 || !who_reads(c->who, q->unit_id))
            return refuse_field(c, "unit_id", &F_REF);
        return 0;
    }
    if (str_is(name, "as_of") && q->on->dated != NULL)
        return date_parse(value, &q->as_of) ? 0 : refuse_field(c, "as_of", &F_DATE);
    if (str_is(name, "cursor"))
        q->cursor = value;
    else if (str_is(name, "q")) {
        if (value.n > Q_MAX)
            return refuse_field(c, "q", &F_LENGTH, (int)Q_MAX);
        q->q = value;
    } else if (str_is(name, "retired") || str_is(name, "sums")) {
        if (!str_is(value, "1") && !str_is(value, "0") && value.n > 0)
            return refuse_field(c, str_is(name, "sums") ? "sums" : "retired", &F_CHOICE, value);
        *(str_is(name, "sums") ? &q->sums : &q->retired) = str_is(value, "1");
    } else
        return take_filter(c, q, name, value);
    return 0;
}

