/* earn.c - what each person has earned by an order, and what that changes. */
#include "modules/commission/commission_own.h"

enum { DUE_MAX = 2000 };

struct due { struct commission_sum *v; size_t n; };

/* One order, as its money stands now. */
struct earning {
    const struct repair_order *ro;
    struct ro_line_list lines;
    money *paid;                            /* of each line, after what was taken off the whole */
    struct commission_rule_list rules;
    struct due due;
};

/* --- the order -------------------------------------------------------------------------------- */

/* Settled, and every payer has paid: on credit is not paid yet. */
static int money_in(struct ctx *c, const struct repair_order *ro, bool *in, money *off)
{
    struct settlement_list all;

    TRY(db_list(c, settlement, &all, "WHERE source_entity = 'repair_order' AND source_id = ?"
        " AND state <> 'reversed' ORDER BY id", ro->id));
    *in = all.n > 0;
    *off = FEN(0);
    for (size_t i = 0; i < all.n; i++) {
        *in = *in && all.v[i].state == SETTLEMENT_PAID;
        *off = money_add(*off, money_add(all.v[i].discount, all.v[i].allowed));
    }
    return 0;
}

static int lines_paid(struct ctx *c, struct earning *e, money off)
{
    money *amounts = arena_alloc(&c->mem, (e->lines.n + 1) * sizeof *amounts);
    money *shares = arena_alloc(&c->mem, (e->lines.n + 1) * sizeof *shares);

    if (amounts == NULL || shares == NULL || e->lines.n > SPREAD_MAX)
        return DB_FAILED;
    for (size_t i = 0; i < e->lines.n; i++)
        amounts[i] = e->lines.v[i].amount;
    money_spread(off, amounts, e->lines.n, shares);
    for (size_t i = 0; i < e->lines.n; i++)
        amounts[i] = money_sub(amounts[i], shares[i]);
    e->paid = amounts;
    return 0;
}

static bool for_unit(struct ctx *c, const struct commission_rule *r, rid unit_id)
{
    rid above[16];
    int n = unit_above(c, unit_id, above);

    if (r->for_unit_id == 0)
        return true;
    for (int i = 0; i < n; i++)
        if (above[i] == r->for_unit_id)
            return true;
    return false;
}

static bool on_line(const struct commission_rule *r, const struct ro_line *l)
{
    switch (r->target) {
    case TARGET_LABOUR: return l->kind == LINE_LABOUR;
    case TARGET_PARTS:  return l->kind == LINE_PART;
    case TARGET_ITEM:   return l->labour_item_id == r->labour_item_id;
    default:            return true;
    }
}

/* --- who, and how much ------------------------------------------------------------------------ */

static void add(struct earning *e, rid employee_id, const struct commission_rule *r, rid line_id,
    int64_t base, money amount)
{
    struct due *d = &e->due;

    if (employee_id == 0 || (base == 0 && amount.fen == 0) || d->n >= DUE_MAX)
        return;
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].employee_id == employee_id && d->v[i].rule_id == r->id &&
            d->v[i].line_id == line_id) {
            d->v[i].base += base;
            d->v[i].amount = money_add(d->v[i].amount, amount);
            return;
        }
    d->v[d->n++] = (struct commission_sum){ .employee_id = employee_id, .rule_id = r->id,
        .line_id = line_id, .base = base, .amount = amount };
}

/* What is earned of a base in fen; nothing yet by a rule with tiers, which the month decides. */
static int earned(struct ctx *c, const struct commission_rule *r, money base, money *out)
{
    int64_t tiers;

    TRY(db_int(c, &tiers, "SELECT count(*) FROM commission_tier WHERE rule_id = ?"
        " AND retired_at IS NULL", r->id));
    *out = tiers > 0 ? FEN(0) : money_rate(base, r->rate);
    return 0;
}

/* One line for people who share it by their hours. */
static int line_earns(struct ctx *c, struct earning *e, const struct commission_rule *r, size_t at,
    const struct assignment_list *who)
{
    const struct ro_line *l = &e->lines.v[at];
    money whole = r->base == BASE_PROFIT ? money_sub(e->paid[at], l->cost) : e->paid[at];
    money hours[SPREAD_MAX], share[SPREAD_MAX];

    if (who->n == 0 || who->n > SPREAD_MAX || e->paid[at].fen == 0)
        return 0;
    for (size_t i = 0; i < who->n; i++)
        hours[i] = FEN(who->v[i].hours.milli > 0 ? who->v[i].hours.milli : 1);
    if (r->base == BASE_LINE)
        whole = r->each;
    money_spread(whole, hours, who->n, share);
    for (size_t i = 0; i < who->n; i++) {
        money amount = share[i];

        if (r->base == BASE_HOURS)
            amount = money_times(price_of(r->each), who->v[i].hours);
        else if (r->base != BASE_LINE)
            TRY(earned(c, r, share[i], &amount));
        add(e, who->v[i].technician_id, r, l->id,
            r->base == BASE_HOURS ? who->v[i].hours.milli : share[i].fen, amount);
    }
    return 0;
}

/* Of the job that has the line; of all of the order's where none has it, as with parts. */
static int workers_of(struct ctx *c, const struct earning *e, rid job_id,
    struct assignment_list *out)
{
    return db_list(c, assignment, out, "WHERE repair_order_id = ? AND state = 'finished'"
        " AND (? = 0 OR id = ?) ORDER BY id", e->ro->id, job_id, job_id);
}

static int rule_earns(struct ctx *c, struct earning *e, const struct commission_rule *r)
{
    struct assignment adviser = { .technician_id = e->ro->adviser_id, .hours = { 1000 } };
    struct assignment_list who = { .n = 1, .v = &adviser };

    if (r->base == BASE_CAR) {
        if (r->role == ROLE_WORK)
            TRY(workers_of(c, e, 0, &who));
        for (size_t i = 0; i < who.n && i < 1; i++)
            add(e, who.v[i].technician_id, r, 0, r->each.fen, r->each);
        return 0;
    }
    for (size_t i = 0; i < e->lines.n; i++) {
        if (!on_line(r, &e->lines.v[i]))
            continue;
        if (r->role == ROLE_WORK)
            TRY(workers_of(c, e, e->lines.v[i].job_id, &who));
        else
            adviser.hours = e->lines.v[i].quantity;
        TRY(line_earns(c, e, r, i, &who));
    }
    return 0;
}

/* --- what changes ----------------------------------------------------------------------------- */

static int change(struct ctx *c, const struct repair_order *ro, const struct commission_sum *s,
    int64_t base, money amount)
{
    struct commission_line line = { .unit_id = ro->unit_id, .employee_id = s->employee_id,
        .month = commission_month_of(c->today), .day = c->today, .rule_id = s->rule_id,
        .repair_order_id = ro->id, .line_id = s->line_id, .base = base, .amount = amount };

    return base == 0 && amount.fen == 0 ? 0 : row_insert(c, commission_line, &line);
}

static const struct commission_sum *same_in(const struct commission_sum *v, size_t n,
    const struct commission_sum *s)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].employee_id == s->employee_id && v[i].rule_id == s->rule_id &&
            v[i].line_id == s->line_id)
            return &v[i];
    return NULL;
}

static int changes(struct ctx *c, const struct earning *e)
{
    struct commission_sum_list had;

    TRY(db_list(c, commission_sum, &had, "SELECT employee_id, rule_id, COALESCE(line_id, 0),"
        " CAST(sum(base) AS BIGINT), CAST(sum(amount) AS BIGINT), 0 FROM commission_line"
        " WHERE repair_order_id = ? GROUP BY employee_id, rule_id, COALESCE(line_id, 0)"
        " ORDER BY employee_id, rule_id", e->ro->id));
    for (size_t i = 0; i < e->due.n; i++) {
        const struct commission_sum *d = &e->due.v[i], *h = same_in(had.v, had.n, d);

        TRY(change(c, e->ro, d, d->base - (h != NULL ? h->base : 0),
            money_sub(d->amount, h != NULL ? h->amount : FEN(0))));
    }
    for (size_t i = 0; i < had.n; i++)
        if (same_in(e->due.v, e->due.n, &had.v[i]) == NULL)
            TRY(change(
                c, e->ro, &had.v[i], -had.v[i].base, money_sub(FEN(0), had.v[i].amount)));
    return 0;
}

static int order_earns(struct ctx *c, rid order_id)
{
    struct repair_order ro;
    struct earning e = { .ro = &ro };
    money off;
    bool in;

    TRY(db_get(c, repair_order, &ro, order_id));
    e.due.v = arena_alloc(&c->mem, DUE_MAX * sizeof *e.due.v);
    if (e.due.v == NULL)
        return DB_FAILED;
    TRY(money_in(c, &ro, &in, &off));
    if (in) {
        TRY(db_list(c, ro_line, &e.lines, "WHERE repair_order_id = ? AND approval = 'approved'"
            " AND retired_at IS NULL ORDER BY id", ro.id));
        TRY(lines_paid(c, &e, off));
        TRY(db_list(c, commission_rule, &e.rules, "WHERE first_day <= ? AND (last_day IS NULL"
            " OR last_day >= ?) AND retired_at IS NULL ORDER BY id /* all rows */", c->today,
            c->today));
        for (size_t i = 0; i < e.rules.n; i++)
            if (for_unit(c, &e.rules.v[i], ro.unit_id))
                TRY(rule_earns(c, &e, &e.rules.v[i]));
    }
    return changes(c, &e);
}

int commission_on_settlement(struct ctx *c, const struct happening *h)
{
    struct settlement s;

    TRY(db_get(c, settlement, &s, h->id));
    return s.source.on == &repair_order_model ? order_earns(c, s.source.id) : 0;
}

int commission_on_payment(struct ctx *c, const struct happening *h)
{
    struct payment p;
    struct settlement s;

    TRY(db_get(c, payment, &p, h->id));
    TRY(db_get(c, settlement, &s, p.settlement_id));
    return s.source.on == &repair_order_model ? order_earns(c, s.source.id) : 0;
}
