/* cash_shift.c - the cashier's shift: what should be in the drawer, and what was counted. */
#include "modules/cash/cash_own.h"

/* --- which shift ------------------------------------------------------------------------------ */

static int mine_held(struct ctx *c, rid unit_id, rid *shift_id)
{
    struct cash_shift_list open;

    TRY(db_hold(c, cash_shift, &open, "WHERE unit_id = ? AND cashier_id = ? AND state = 'open'",
        unit_id, c->who->id));
    *shift_id = open.n > 0 ? open.v[0].id : 0;
    return 0;
}

int shift_for_payment(struct ctx *c, rid unit_id, rid *shift_id)
{
    int64_t required;

    *shift_id = 0;
    if (c->who->kind != ACTOR_USER)
        return 0;
    TRY(mine_held(c, unit_id, shift_id));
    if (*shift_id != 0)
        return 0;
    TRY(setting_int(c, &setting_cash_shift_required, unit_id, &required));
    return required != 0 ? refuse(c, &CASH_NO_SHIFT) : 0;
}

int shift_for_reversal(struct ctx *c, const struct payment *p, rid *shift_id)
{
    struct cash_shift_list took;

    TRY(db_hold(c, cash_shift, &took, "WHERE id = ? AND state = 'open'", p->shift_id));
    *shift_id = took.n > 0 ? took.v[0].id : 0;
    return took.n > 0 ? 0 : mine_held(c, p->unit_id, shift_id);
}

/* --- what should be there --------------------------------------------------------------------- */

/* A row for cash, and for each method that was used. */
static int takings(struct ctx *c, rid shift_id, money opening, struct cash_shift_taking_list *out)
{
    struct cash_shift_taking_list used;
    struct cash_shift_taking *cash;

    /* all rows of x, which are those of the shift */
    TRY(db_list(c, cash_shift_taking, &used, "SELECT method,"
        " CAST(sum(CASE WHEN shift_id = ? THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN shift_id = ? THEN amount ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN reversed_shift_id = ? THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN reversed_shift_id = ? THEN amount ELSE 0 END) AS BIGINT), 0 FROM"
        " (SELECT method, amount, shift_id, reversed_shift_id FROM payment WHERE shift_id = ?"
        " OR reversed_shift_id = ? UNION ALL SELECT method, abs(amount),"
        " CASE WHEN amount > 0 THEN shift_id ELSE reversed_shift_id END,"
        " CASE WHEN amount > 0 THEN reversed_shift_id ELSE shift_id END FROM held_move"
        " WHERE shift_id = ? OR reversed_shift_id = ?) x /* all rows */ GROUP BY method"
        " ORDER BY method", shift_id, shift_id, shift_id, shift_id, shift_id, shift_id, shift_id, shift_id));
    out->v = arena_alloc(&c->mem, (used.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    cash = &out->v[0];
    *cash = (struct cash_shift_taking){ .method = PAY_CASH };
    out->n = 1;
    for (size_t i = 0; i < used.n; i++) {
        used.v[i].expected = money_sub(used.v[i].received, used.v[i].reversed);
        if (used.v[i].method == PAY_CASH)
            *cash = used.v[i];
        else
            out->v[out->n++] = used.v[i];
    }
    cash->expected = money_add(cash->expected, opening);
    return 0;
}

int cash_shift_takings(struct ctx *c, const struct cash_shift_takings_in *in,
    struct cash_shift_taking_list *out)
{
    struct cash_shift shift;

    TRY(db_get(c, cash_shift, &shift, in->shift_id));
    return takings(c, shift.id, shift.opening_float, out);
}

/* --- from opening to closing ------------------------------------------------------------------ */

int cash_shift_open(struct ctx *c, struct cash_shift *s, const struct cash_shift_open_in *in)
{
    struct cash_shift_list open;

    TRY(db_list(c, cash_shift, &open, "WHERE unit_id = ? AND cashier_id = ? AND state = 'open'",
        s->unit_id, c->who->id));
    if (open.n > 0)
        return refuse(c, &CASH_SHIFT_RUNS, open.v[0].number);
    s->cashier_id = c->who->id;
    s->opened_at = c->now;
    s->opening_float = in->opening_float;
    return number_next(c, &series_cash_shift, s->unit_id, &s->number);
}

/* Each method once, and none that is no money. */
static int counts_judge(struct ctx *c, const struct cash_counted_in_list *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        c->path = str_format(&c->mem, "lines[%zu].", i);
        if (!cash_is_money(lines->v[i].method))
            return refuse_field(c, "method", &CASH_COUNT_CREDIT);
        for (size_t k = 0; k < i; k++)
            if (lines->v[k].method == lines->v[i].method)
                return refuse_field(c, "method", &CASH_COUNT_TWICE);
    }
    c->path = (str){ 0 };
    return 0;
}

static int line_store(struct ctx *c, struct cash_shift *s, enum payment_method method,
    money expected, money counted)
{
    struct cash_shift_line line = { .id = id_new(c), .unit_id = s->unit_id, .shift_id = s->id,
        .method = method, .expected = expected, .counted = counted,
        .difference = money_sub(counted, expected) };

    s->expected = money_add(s->expected, expected);
    s->counted = money_add(s->counted, counted);
    return row_insert(c, cash_shift_line, &line);
}

/* Differences of two methods that cancel each other out are two differences. */
static int lines_store(struct ctx *c, struct cash_shift *s,
    const struct cash_shift_taking_list *due, const struct cash_counted_in_list *lines, money *off)
{
    for (size_t i = 0; i < lines->n; i++) {
        money expected = FEN(0), gap;

        for (size_t k = 0; k < due->n; k++)
            if (due->v[k].method == lines->v[i].method)
                expected = due->v[k].expected;
        gap = money_sub(lines->v[i].counted, expected);
        if (gap.fen != 0 && off->fen == 0)
            *off = gap;
        TRY(line_store(c, s, lines->v[i].method, expected, lines->v[i].counted));
    }
    s->difference = money_sub(s->counted, s->expected);
    return 0;
}

static bool counted(const struct cash_counted_in_list *lines, enum payment_method method)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].method == method)
            return true;
    return false;
}

static int uncounted(struct ctx *c, const struct cash_shift_taking *due)
{
    struct label l = payment_method_choices.v[due->method].label;

    return refuse(c, &CASH_UNCOUNTED, str_of(c->english ? l.en : l.zh), due->expected);
}

int cash_shift_close(struct ctx *c, struct cash_shift *s, const struct cash_shift_close_in *in)
{
    struct cash_shift_taking_list due;
    money off = FEN(0);

    TRY(counts_judge(c, &in->lines));
    TRY(takings(c, s->id, s->opening_float, &due));
    for (size_t i = 0; i < due.n; i++)
        if (!counted(&in->lines, due.v[i].method))
            return uncounted(c, &due.v[i]);
    TRY(lines_store(c, s, &due, &in->lines, &off));
    if (off.fen != 0 && in->note.n == 0)
        return refuse_field(c, "note", &CASH_DIFFERENCE, s->difference.fen != 0 ? s->difference : off);
    s->note = in->note;
    s->closed_at = c->now;
    s->closed_by_id = c->who->id;
    return 0;
}
