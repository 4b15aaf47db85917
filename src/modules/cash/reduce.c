/* reduce.c - what is taken off a settlement, step by step, within what one's post may give. */
#include "modules/cash/cash_own.h"

enum { CLASSES = 3, STEPS = 5, PPM = 1000000 };

struct step { enum reduction_kind kind; money amount; int64_t points; struct anyref source; };
struct steps { struct step v[STEPS]; size_t n; money left, given; };

static void add(struct steps *all, struct step one)
{
    if (one.amount.fen <= 0)
        return;
    all->left = money_sub(all->left, one.amount);
    all->v[all->n++] = one;
}

/* --- the steps -------------------------------------------------------------------------------- */

/* Of labour and parts as far as they are open: a count card has paid its share of them. */
static int member_step(struct ctx *c, const struct settlement *s, struct steps *all)
{
    const money gross[CLASSES] = { s->labour_total, s->parts_total, s->other_total };
    money open[CLASSES];
    rate labour, parts;

    TRY(member_rates(c, s->party_id, &labour, &parts));
    money_spread(all->left, gross, CLASSES, open);
    add(all, (struct step){ .kind = REDUCE_MEMBER,
        .amount = money_add(money_rate(open[0], labour), money_rate(open[1], parts)) });
    return 0;
}

static int coupon_step(struct ctx *c, const struct settlement *s, str number, struct steps *all)
{
    struct step one = { .kind = REDUCE_COUPON };

    TRY(coupon_take(c, s, number, all->left, &one.amount, &one.source));
    add(all, one);
    return 0;
}

static int points_step(struct ctx *c, const struct settlement *s, int64_t points, struct steps *all)
{
    struct step one = { .kind = REDUCE_POINTS, .points = points };

    TRY(points_take(c, s, points, all->left, &one.amount, &one.source));
    add(all, one);
    return 0;
}

static void rounding_step(enum round_off to, struct steps *all)
{
    int64_t unit = to == ROUND_YUAN ? 100 : 10;

    add(all, (struct step){ .kind = REDUCE_ROUNDING, .amount = FEN(all->left.fen % unit) });
}

static int all_steps(struct ctx *c, const struct settlement *s,
    const struct settlement_reduce_in *in, struct steps *all)
{
    if (in->member_price)
        TRY(member_step(c, s, all));
    if (in->whole.fen > all->left.fen)
        return refuse_field(c, "whole", &CASH_REDUCE_MUCH, all->left);
    add(all, (struct step){ .kind = REDUCE_WHOLE, .amount = in->whole });
    if (in->coupon.n > 0)
        TRY(coupon_step(c, s, in->coupon, all));
    if (in->points > 0)
        TRY(points_step(c, s, in->points, all));
    if (in->rounding != 0)
        rounding_step(in->rounding, all);
    return all->n > 0 ? 0 : refuse(c, &CASH_REDUCE_NOTHING);
}

/* --- what one's post may give ----------------------------------------------------------------- */

/* What the member has by rule is nobody's gift: the clerk answers for the discount and the odd
 * money. More than the highest limit needs an approval, which is asked for here once it exists. */
static int limit_judge(struct ctx *c, const struct settlement *s, const struct steps *all)
{
    bool more = who_may(c->who, &duty_discount_more, s->unit_id);
    money given = FEN(0), most;
    rate limit;

    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].kind == REDUCE_WHOLE || all->v[i].kind == REDUCE_ROUNDING)
            given = money_add(given, all->v[i].amount);
    TRY(setting_int(c, more ? &setting_discount_limit_more : &setting_discount_limit, s->unit_id,
        &limit.ppm));
    most = money_rate(money_sub(s->total, s->paid), limit);
    return given.fen <= most.fen ? 0 : refuse_field(c, "whole", &CASH_REDUCE_LIMIT, given, most);
}

static int cost_of(struct ctx *c, const struct settlement *s, money *cost)
{
    return db_int(c, &cost->fen, "SELECT CAST(COALESCE(sum(e.debit - e.credit), 0) AS BIGINT)"
        " FROM voucher v JOIN ledger_entry e ON e.voucher_id = v.id"
        " WHERE v.source_entity = 'settlement' AND v.source_id = ? AND e.side = '" ACCOUNT_PARTS_COST "'",
        s->id);
}

static int cost_judge(struct ctx *c, const struct settlement *s, money off)
{
    money net = money_sub(money_sub(s->total, s->advance), off), cost;

    if (who_may(c->who, &duty_discount_more, s->unit_id))
        return 0;
    net = money_share(net, PPM, PPM + s->tax_rate.ppm);
    TRY(cost_of(c, s, &cost));
    return net.fen >= cost.fen ? 0 : refuse(c, &CASH_BELOW_COST, net, cost);
}

/* --- done and undone -------------------------------------------------------------------------- */

static int standing(struct ctx *c, const struct settlement *s,
    struct settlement_reduction_list *out)
{
    return db_list(c, settlement_reduction, out, "WHERE settlement_id = ? AND state = 'stands'"
        " AND retired_at IS NULL ORDER BY id", s->id);
}

static int steps_store(struct ctx *c, const struct settlement *s, const struct steps *all)
{
    for (size_t i = 0; i < all->n; i++) {
        struct settlement_reduction r = { .unit_id = s->unit_id, .settlement_id = s->id,
            .kind = all->v[i].kind, .amount = all->v[i].amount, .points = all->v[i].points,
            .source = all->v[i].source, .state = REDUCTION_STANDS };

        TRY(row_insert(c, settlement_reduction, &r));
    }
    return 0;
}

int settlement_reduce(struct ctx *c, struct settlement *s, const struct settlement_reduce_in *in)
{
    struct steps all = { .left = money_sub(s->total, s->paid) };
    struct settlement_reduction_list there;
    money off;

    TRY(standing(c, s, &there));
    if (there.n > 0)
        return refuse(c, &CASH_REDUCED);
    TRY(all_steps(c, s, in, &all));
    TRY(limit_judge(c, s, &all));
    off = money_sub(money_sub(s->total, s->paid), all.left);
    TRY(cost_judge(c, s, off));
    TRY(settlement_cut(c, s, off, "整单优惠", "Reductions"));
    return steps_store(c, s, &all);
}

int settlement_reduction_end(
    struct ctx *c, struct settlement_reduction *r, const struct no_input *in)
{
    (void)c, (void)r, (void)in;
    return 0;
}

/* Coupons and points go back; how much was off. */
static int give_all_back(struct ctx *c, const struct settlement_reduction_list *all, money *off)
{
    *off = FEN(0);
    for (size_t i = 0; i < all->n; i++) {
        *off = money_add(*off, all->v[i].amount);
        TRY(reduction_give_back(c, &all->v[i]));
    }
    return 0;
}

static int undone(struct ctx *c, const struct settlement_reduction_list *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct no_input none = { };

        TRY(command_call(c, settlement_reduction_end, all->v[i].id, &none));
    }
    return 0;
}

int settlement_unreduce(struct ctx *c, struct settlement *s, const struct cash_reason_in *in)
{
    struct settlement_reduction_list there;
    money off;

    c->reason = in->reason;
    TRY(standing(c, s, &there));
    if (there.n == 0)
        return refuse(c, &CASH_NOT_REDUCED);
    TRY(give_all_back(c, &there, &off));
    TRY(settlement_cut(c, s, money_sub(FEN(0), off), "撤销优惠", "Reductions taken back"));
    return undone(c, &there);
}

int reductions_end(struct ctx *c, const struct settlement *s)
{
    struct settlement_reduction_list there;
    money off;

    TRY(standing(c, s, &there));
    TRY(give_all_back(c, &there, &off));
    return undone(c, &there);
}
