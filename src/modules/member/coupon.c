/* coupon.c - coupons given out, used once, withdrawn. */
#include "modules/member/member_own.h"

int coupon_kind_judge(struct ctx *c, struct coupon_kind *now, const struct coupon_kind *before)
{
    (void)before;
    if ((now->off.fen > 0) == (now->rate_off.ppm > 0))
        return refuse_field(c, "off", &COUPON_WORTH);
    return now->last_day.day < now->first_day.day ? refuse_field(c, "last_day", &COUPON_DATES) : 0;
}

int coupon_issue(struct ctx *c, struct coupon *k, const struct coupon_issue_in *in)
{
    k->kind_id = in->kind_id;
    k->party_id = in->party_id;
    if (k->party_id != 0)
        TRY(party_living(c, &k->party_id));
    return number_next(c, &series_coupon, k->unit_id, &k->number);
}

int coupon_withdraw(struct ctx *c, struct coupon *k, const struct cash_reason_in *in)
{
    k->reason = c->reason = in->reason;
    return 0;
}

int coupon_use(struct ctx *c, struct coupon *k, const struct coupon_use_in *in)
{
    (void)c;
    k->settlement_id = in->settlement_id;
    return 0;
}

int coupon_return(struct ctx *c, struct coupon *k, const struct no_input *in)
{
    (void)c, (void)in;
    k->settlement_id = 0;
    return 0;
}

static int kind_judge(struct ctx *c, const struct coupon_kind *kind, str number, money base)
{
    if (c->today.day < kind->first_day.day || c->today.day > kind->last_day.day)
        return refuse_field(
            c, "coupon", &COUPON_DATE, number, kind->first_day, kind->last_day);
    return base.fen >= kind->minimum.fen ? 0
        : refuse_field(c, "coupon", &COUPON_MINIMUM, kind->minimum);
}

int coupon_take(struct ctx *c, const struct settlement *s, str number, money base, money *worth,
    struct anyref *coupon)
{
    const struct coupon_use_in use = { .settlement_id = s->id };
    struct coupon_list found;
    struct coupon_kind kind;

    TRY(db_hold(c, coupon, &found, "WHERE number = ? AND retired_at IS NULL", number));
    if (found.n == 0)
        return refuse_field(c, "coupon", &COUPON_NONE, number);
    if (found.v[0].state != COUPON_GOOD)
        return refuse_field(c, "coupon", &COUPON_USED, number);
    if (found.v[0].party_id != 0 && found.v[0].party_id != s->party_id)
        return refuse_field(c, "coupon", &COUPON_ELSE);
    TRY(db_get(c, coupon_kind, &kind, found.v[0].kind_id));
    TRY(kind_judge(c, &kind, number, base));
    *worth = kind.off.fen > 0 ? kind.off : money_rate(base, kind.rate_off);
    if (kind.most.fen > 0 && worth->fen > kind.most.fen)
        *worth = kind.most;
    if (worth->fen > base.fen)
        *worth = base;
    *coupon = (struct anyref){ &coupon_model, found.v[0].id };
    return command_call(c, coupon_use, found.v[0].id, &use);
}
