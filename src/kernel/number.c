/* number.c - number series and dated settings. */
#include "kernel/kernel.h"

static int take_text(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    (void)n;
    *(str *)arg = str_copy(&c->mem, v[0].t);
    return 0;
}

/* "RO-0101-20261124-0007": the counter is held until the commit and goes back with a rollback, so
 * that no number is missing and none stands twice. It is read after it was raised: of two that take
 * the first of a day, the later waits for the other's end before it knows its own. */
int number_next(struct ctx *c, const struct series *s, rid unit_id, str *out)
{
    str series = str_of(s->name), code = { "G", 1 };
    int64_t next;
    int y, m, d;

    TRY(db_exec(c, "INSERT INTO number_counter(unit_id, series, day, last) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (series, unit_id, day) DO UPDATE SET last = number_counter.last + 1",
        unit_id, series, c->today));
    TRY(db_int(c, &next, "SELECT last FROM number_counter WHERE series = ? AND unit_id = ?"
        " AND day = ?", series, unit_id, c->today));
    TRY(db_values(c, take_text, &code, "SELECT code FROM unit WHERE id = ?", "i", PARAMS(unit_id)));
    date_parts(c->today, &y, &m, &d);
    *out = str_format(&c->mem, "%s-%.*s-%04d%02d%02d-%04lld", s->prefix, (int)code.n, code.s, y, m,
        d, (long long)next);
    return 0;
}

enum { SETTING_UNITS = 8 };                 /* a store and what stands above it */

/* The nearest unit's newest value wins. */
int setting_int(struct ctx *c, const struct setting *s, rid unit_id, int64_t *out)
{
    struct setting_value_list values;
    rid above[16] = { 0 };
    int n = unit_above(c, unit_id, above);

    *out = s->value;
    for (int from = 0; from < n; from += SETTING_UNITS) {
        const rid *u = above + from;

        TRY(db_list(c, setting_value, &values, "WHERE name = ? AND for_unit_id IN"
            " (?, ?, ?, ?, ?, ?, ?, ?) AND valid_from <= ? AND retired_at IS NULL"
            " ORDER BY valid_from DESC", str_of(s->name), u[0], u[1], u[2], u[3], u[4], u[5], u[6],
            u[7], c->today));
        for (int i = 0; i < SETTING_UNITS; i++)
            for (size_t k = 0; k < values.n; k++)
                if (values.v[k].for_unit_id == u[i]) {
                    *out = values.v[k].value;
                    return 0;
                }
    }
    return 0;
}

/* What is in force has been worked with: it is replaced from today on, not rewritten. */
int setting_value_may(struct ctx *c, const struct setting_value *v)
{
    if (!who_may(c->who, &duty_organisation, v->for_unit_id))
        return refuse(c, &E_GROUP_ONLY, row_title(c, &unit_model, v->for_unit_id));
    return v->version == 0 || v->valid_from.day > c->today.day ? 0 : refuse(c, &SETTING_IN_FORCE);
}

int setting_value_judge(
    struct ctx *c, struct setting_value *now, const struct setting_value *before)
{
    const struct setting *s = setting_named(now->name);

    if (s == NULL)
        return refuse_field(c, "name", &SETTING_UNKNOWN, now->name);
    if (before != NULL &&
        (before->for_unit_id != now->for_unit_id || !str_eq(before->name, now->name)))
        return refuse_field(c, "name", &SETTING_FIXED);
    if (before == NULL)
        TRY(setting_value_may(c, now));
    if (now->valid_from.day < c->today.day)
        return refuse_field(c, "valid_from", &SETTING_PAST);
    if (s->least != 0 && now->value < s->least)
        return refuse_field(c, "value", &SETTING_BELOW_LAW, s->least, str_of(s->source));
    now->label = str_of(s->label.zh);
    now->label_en = str_of(s->label.en);
    return 0;
}
