/* allow.c - what is due shrinks after it was settled: an allowance; or grows: one taken back. */
#include "modules/cash/cash_own.h"

enum { CLASSES = 3 };

/* Revenue without tax of `amount`, by class as the settlement's own; what was laid out is none. */
static void split(const struct settlement *s, money net, money part[CLASSES])
{
    const money gross[CLASSES] = { s->labour_total, s->parts_total,
        money_sub(s->other_total, s->advance) };

    money_spread(net, gross, CLASSES, part);
}

static int post(struct ctx *c, const struct settlement *s, money amount, money tax, const char *zh,
    const char *en)
{
    money part[CLASSES];

    split(s, money_sub(amount, tax), part);
    const struct posting p[] = {
        { ACCOUNT_LABOUR_REVENUE, FEN(0), money_sub(FEN(0), part[0]), 0 },
        { ACCOUNT_PARTS_REVENUE, FEN(0), money_sub(FEN(0), part[1]), 0 },
        { ACCOUNT_OTHER_REVENUE, FEN(0), money_sub(FEN(0), part[2]), 0 },
        { ACCOUNT_OUTPUT_VAT, FEN(0), money_sub(FEN(0), tax), 0 },
        { ACCOUNT_RECEIVABLE, money_sub(FEN(0), amount), FEN(0), s->party_id },
    };
    return ledger_post(c, s->unit_id, p, COUNT(p), (struct anyref){ &settlement_model, s->id },
        str_c(&c->mem, str_format(&c->mem, "%s %.*s", zh, (int)s->number.n, s->number.s)),
        str_c(&c->mem, str_format(&c->mem, "%s %.*s", en, (int)s->number.n, s->number.s)));
}

/* The tax is what it is on the new total, so that it never drifts from the rate. */
int settlement_cut(
    struct ctx *c, struct settlement *s, money amount, const char *zh, const char *en)
{
    money open = money_sub(s->total, s->paid), total = money_sub(s->total, amount);
    struct allowance note = { .unit_id = s->unit_id, .settlement_id = s->id, .day = c->today,
        .amount = amount, .reason = c->reason.n > 0 ? c->reason : str_of(zh) };
    money tax;

    if (amount.fen > open.fen)
        return refuse(c, &CASH_TOO_MUCH, open, amount);
    if (total.fen < s->advance.fen)
        return refuse(c, &CASH_TOO_MUCH, money_sub(s->total, s->advance), amount);
    tax = money_share(money_sub(total, s->advance), s->tax_rate.ppm, 1000000 + s->tax_rate.ppm);
    TRY(post(c, s, amount, money_sub(s->tax, tax), zh, en));
    s->allowed = money_add(s->allowed, amount);
    s->total = total;
    s->tax = tax;
    if (s->paid.fen == total.fen)
        s->state = SETTLEMENT_PAID;
    else if (s->state != SETTLEMENT_ON_CREDIT)
        s->state = s->paid.fen > 0 ? SETTLEMENT_PART_PAID : SETTLEMENT_OPEN;
    return row_insert(c, allowance, &note);
}

int settlement_allow(struct ctx *c, struct settlement *s, const struct settlement_allow_in *in)
{
    c->reason = in->reason;
    return settlement_cut(c, s, in->amount, "结算折让", "Allowance");
}
