/* credit.c - an insurer that paid more than was due: its credit, paid back or set off. */
#include "modules/accident/accident_own.h"

/* The credit of the insurer in the store of the case, held; none is one of nothing. */
static int credit_hold(struct ctx *c, const struct accident_case *a, struct insurer_credit *out)
{
    struct insurer_credit_list held;

    *out = (struct insurer_credit){ .unit_id = a->unit_id, .insurer_id = a->insurer_id };
    TRY(db_hold(c, insurer_credit, &held, "WHERE unit_id = ? AND insurer_id = ?", a->unit_id,
        a->insurer_id));
    if (held.n > 0)
        *out = held.v[0];
    return 0;
}

static int credit_change(struct ctx *c, const struct insurer_credit *before, money by)
{
    struct insurer_credit now = *before;

    now.amount = money_add(now.amount, by);
    return row_update(c, insurer_credit, &now, before);
}

static struct held held_of(const struct insurer_credit *k)
{
    return (struct held){ k->unit_id, k->insurer_id, { &insurer_credit_model, k->id },
        HELD_OVERPAID };
}

/* --- the insurer pays ------------------------------------------------------------------------- */

static int open_of(struct ctx *c, const struct accident_case *a, money *open)
{
    struct settlement s = { 0 };

    if (a->settlement_id != 0)
        TRY(db_get(c, settlement, &s, a->settlement_id));
    *open = money_sub(s.total, s.paid);
    return 0;
}

static int keep_rest(struct ctx *c, const struct accident_case *a,
    const struct accident_case_receive_in *in, money rest)
{
    struct insurer_credit k;
    struct party insurer;
    struct held h;

    TRY(credit_hold(c, a, &k));
    if (k.id != 0)
        TRY(credit_change(c, &k, rest));
    else {
        TRY(db_get(c, party, &insurer, a->insurer_id));
        k.id = id_new(c);
        k.label = insurer.name;
        k.amount = rest;
        TRY(row_insert(c, insurer_credit, &k));
    }
    h = held_of(&k);
    command_created(c, &insurer_credit_model, k.id);
    return held_move_make(c, &h, in->method, rest, in->reference);
}

int accident_case_receive(
    struct ctx *c, struct accident_case *a, const struct accident_case_receive_in *in)
{
    struct payment_receive_in pay = { .method = in->method, .amount = in->amount,
        .reference = in->reference };
    money open;

    if (!cash_is_money(in->method))
        return refuse_field(c, "method", &CASH_HELD_METHOD);
    TRY(open_of(c, a, &open));
    if (pay.amount.fen > open.fen)
        pay.amount = open;
    if (pay.amount.fen > 0)
        TRY(command_call(c, payment_receive, a->settlement_id, &pay));
    return in->amount.fen == pay.amount.fen ? 0
         : keep_rest(c, a, in, money_sub(in->amount, pay.amount));
}

int accident_case_receive_suggest(
    struct ctx *c, const struct accident_case *a, struct accident_case_receive_in *in)
{
    return in->amount.fen != 0 ? 0 : open_of(c, a, &in->amount);
}

/* --- set off against another case ------------------------------------------------------------- */

int accident_case_set_off(
    struct ctx *c, struct accident_case *a, const struct accident_case_set_off_in *in)
{
    struct insurer_credit k;
    money amount = in->amount;

    TRY(credit_hold(c, a, &k));
    if (k.amount.fen == 0 || a->settlement_id == 0)
        return refuse(c, &CASH_NOTHING_TO_SET_OFF);
    TRY(held_set_off(c, HELD_OVERPAID, a->settlement_id, k.amount, &amount));
    return credit_change(c, &k, money_sub(FEN(0), amount));
}

int accident_case_set_off_undo(
    struct ctx *c, struct accident_case *a, const struct accident_case_set_off_undo_in *in)
{
    struct insurer_credit k;
    struct payment p;

    TRY(db_get(c, payment, &p, in->payment_id));
    if (p.settlement_id != a->settlement_id)
        return refuse_field(c, "payment_id", &CASH_HELD_ELSEWHERE);
    TRY(credit_hold(c, a, &k));
    TRY(held_set_off_undo(c, HELD_OVERPAID, &p, in->reason));
    return credit_change(c, &k, p.amount);
}

/* --- paid back, or entered wrongly ------------------------------------------------------------ */

int insurer_credit_refund(
    struct ctx *c, struct insurer_credit *k, const struct insurer_credit_refund_in *in)
{
    const struct held h = held_of(k);

    if (in->amount.fen > k->amount.fen)
        return refuse_field(c, "amount", &CASH_HELD_MUCH, k->amount);
    k->amount = money_sub(k->amount, in->amount);
    return held_move_make(c, &h, in->method, money_sub(FEN(0), in->amount), in->reference);
}

int insurer_credit_refund_suggest(
    struct ctx *c, const struct insurer_credit *k, struct insurer_credit_refund_in *in)
{
    (void)c;
    if (in->amount.fen == 0)
        in->amount = k->amount;
    return 0;
}

int insurer_credit_undo(
    struct ctx *c, struct insurer_credit *k, const struct insurer_credit_undo_in *in)
{
    money amount;

    TRY(held_move_undo(c, in->move_id, (struct anyref){ &insurer_credit_model, k->id },
        in->reason, &amount));
    if (amount.fen > k->amount.fen)
        return refuse_field(c, "move_id", &CASH_HELD_MUCH, k->amount);
    k->amount = money_sub(k->amount, amount);
    return 0;
}

/* --- verify ----------------------------------------------------------------------------------- */

static int check(struct ctx *c, const void *row, void *arg)
{
    const struct credit_check *k = row;

    (void)c;
    verify_fact(arg, k->left.fen == k->booked.fen,
        "store %lld: insurers have a credit of %lld, the ledger has %lld", (long long)k->store_id,
        (long long)k->left.fen, (long long)k->booked.fen);
    return 0;
}

int credit_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, credit_check, check, v,
        "/* all rows */ SELECT x.unit_id, CAST(sum(x.owed) AS BIGINT), CAST(sum(x.booked) AS BIGINT)"
        " FROM (SELECT unit_id, amount AS owed, 0 AS booked FROM insurer_credit UNION ALL"
        " SELECT unit_id, 0, credit - debit FROM ledger_entry WHERE side = ?) x"
        " GROUP BY x.unit_id", str_of(ACCOUNT_OVERPAID));
}
