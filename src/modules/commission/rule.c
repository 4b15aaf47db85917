/* rule.c - the rules of commission. */
#include "modules/commission/commission_own.h"

int64_t commission_month_of(date d)
{
    int year, month, day;

    date_parts(d, &year, &month, &day);
    return (int64_t)year * 100 + month;
}

static bool same(const struct commission_rule *a, const struct commission_rule *b)
{
    return a->role == b->role && a->target == b->target && a->base == b->base &&
           a->rate.ppm == b->rate.ppm && a->each.fen == b->each.fen &&
           a->labour_item_id == b->labour_item_id;
}

int commission_rule_judge(
    struct ctx *c, struct commission_rule *now, const struct commission_rule *before)
{
    bool by_rate = now->base == BASE_AMOUNT || now->base == BASE_PROFIT;
    int64_t used = 0;

    if (by_rate ? now->each.fen != 0 : (now->rate.ppm != 0 || now->each.fen == 0))
        return refuse_field(c, by_rate ? "each" : "rate", &COMMISSION_VALUE);
    if ((now->target == TARGET_ITEM) != (now->labour_item_id != 0))
        return refuse_field(c, "labour_item_id", &COMMISSION_ITEM);
    if (now->last_day.day != 0 && now->last_day.day < now->first_day.day)
        return refuse_field(c, "last_day", &COMMISSION_DATES);
    if (before == NULL || same(now, before))
        return 0;
    TRY(db_int(c, &used, "SELECT count(*) FROM commission_line WHERE rule_id = ?", now->id));
    return used == 0 ? 0 : refuse(c, &COMMISSION_USED);
}

int commission_tier_judge(
    struct ctx *c, struct commission_tier *now, const struct commission_tier *before)
{
    struct commission_rule rule;

    (void)before;
    TRY(db_get(c, commission_rule, &rule, now->rule_id));
    return rule.base == BASE_AMOUNT || rule.base == BASE_PROFIT ? 0
        : refuse_field(c, "rule_id", &COMMISSION_VALUE);
}
