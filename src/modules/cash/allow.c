/* allow.c - what is due shrinks after it was settled: an allowance; or grows: one taken back. */
#include "modules/cash/cash_own.h"

enum { CLASSES = 3 };

/* Revenue without tax of `amount`, by class as the settlement's own; rounding goes to the last. */
static void split(const struct settlement *s, money net, money part[CLASSES])
{
    const money gross[CLASSES] = { s->labour_total, s->parts_total,
        money_sub(s->other_total, s->advance) };
    money sum = money_add(gross[0], money_add(gross[1], gross[2])), left = net;
    size_t largest = 0;

    for (size_t i = 0; i < CLASSES; i++) {
        part[i] = sum.fen > 0 ? money_share(net, gross[i].fen, sum.fen) : FEN(0);
        left = money_sub(left, part[i]);
        largest = gross[i].fen > gross[largest].fen ? i : largest;
    }
    part[largest] = money_add(part[largest], left);
}

static int post(struct ctx *c, const struct settlement *s, money amount, money tax)
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
        str_c(&c->mem, str_format(&c->mem, "结算折让 %.*s", (int)s->number.n, s->number.s)),
        str_c(&c->mem, str_format(&c->mem, "Allowance %.*s", (int)s->number.n, s->number.s)));
}

/* The tax is what it is on the new total, so that it never drifts from the rate. */
int settlement_allow(struct ctx *c, struct settlement *s, const struct settlement_allow_in *in)
{
    money open = money_sub(s->total, s->paid), total = money_sub(s->total, in->amount);
    struct allowance note = { .unit_id = s->unit_id, .settlement_id = s->id, .day = c->today,
        .amount = in->amount, .reason = in->reason };
    money tax;

    c->reason = in->reason;
    if (in->amount.fen > open.fen)
        return refuse(c, &CASH_TOO_MUCH, open, in->amount);
    if (total.fen < s->advance.fen)
        return refuse(c, &CASH_TOO_MUCH, money_sub(s->total, s->advance), in->amount);
    tax = money_share(money_sub(total, s->advance), s->tax_rate.ppm, 1000000 + s->tax_rate.ppm);
    TRY(post(c, s, in->amount, money_sub(s->tax, tax)));
    s->allowed = money_add(s->allowed, in->amount);
    s->total = total;
    s->tax = tax;
    if (s->paid.fen == total.fen)
        s->state = SETTLEMENT_PAID;
    else if (s->state != SETTLEMENT_ON_CREDIT)
        s->state = s->paid.fen > 0 ? SETTLEMENT_PART_PAID : SETTLEMENT_OPEN;
    return row_insert(c, allowance, &note);
}
