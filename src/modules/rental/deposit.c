/* deposit.c - the deposit of a rental: through the drawer, set off against what is owed, undone. */
#include "modules/rental/rental.h"

static struct held held_of(const struct rental *r)
{
    return (struct held){ r->unit_id, r->party_id, { &rental_model, r->id }, HELD_DEPOSIT };
}

int rental_take_deposit(struct ctx *c, struct rental *r, const struct rental_deposit_in *in)
{
    const struct held h = held_of(r);

    r->held = money_add(r->held, in->amount);
    return held_move_make(c, &h, in->method, in->amount, in->reference);
}

int rental_take_deposit_suggest(
    struct ctx *c, const struct rental *r, struct rental_deposit_in *in)
{
    (void)c;
    if (in->amount.fen == 0 && r->deposit.fen > r->held.fen)
        in->amount = money_sub(r->deposit, r->held);
    return 0;
}

int rental_return_deposit(struct ctx *c, struct rental *r, const struct rental_deposit_in *in)
{
    const struct held h = held_of(r);

    if (in->amount.fen > r->held.fen)
        return refuse_field(c, "amount", &RENTAL_DEPOSIT_MUCH, r->held);
    r->held = money_sub(r->held, in->amount);
    return held_move_make(c, &h, in->method, money_sub(FEN(0), in->amount), in->reference);
}

/* What is left when the rest of the charges is set off. */
int rental_return_deposit_suggest(
    struct ctx *c, const struct rental *r, struct rental_deposit_in *in)
{
    struct settlement s = { 0 };
    money open;

    if (in->amount.fen != 0)
        return 0;
    if (r->settlement_id != 0)
        TRY(db_get(c, settlement, &s, r->settlement_id));
    open = money_sub(s.total, s.paid);
    in->amount = open.fen < r->held.fen ? money_sub(r->held, open) : FEN(0);
    return 0;
}

/* --- set off ---------------------------------------------------------------------------------- */

/* Of the rental, or of a charge of it that came later. */
static int is_of(struct ctx *c, const struct rental *r, rid settlement_id, const char *field)
{
    struct rental_charge h = { 0 };
    struct settlement s;

    TRY(db_get(c, settlement, &s, settlement_id));
    if (s.source.on == &rental_charge_model)
        TRY(db_get(c, rental_charge, &h, s.source.id));
    return (s.source.on == &rental_model && s.source.id == r->id) || h.rental_id == r->id ? 0
         : refuse_field(c, field, &RENTAL_SETTLEMENT_OTHER);
}

int rental_set_off(struct ctx *c, struct rental *r, const struct rental_set_off_in *in)
{
    rid settlement_id = in->settlement_id != 0 ? in->settlement_id : r->settlement_id;
    money amount = in->amount;

    TRY(is_of(c, r, settlement_id, "settlement_id"));
    TRY(held_set_off(c, HELD_DEPOSIT, settlement_id, r->held, &amount));
    r->held = money_sub(r->held, amount);
    return 0;
}

int rental_set_off_undo(struct ctx *c, struct rental *r, const struct rental_set_off_undo_in *in)
{
    struct payment p;

    TRY(db_get(c, payment, &p, in->payment_id));
    TRY(is_of(c, r, p.settlement_id, "payment_id"));
    TRY(held_set_off_undo(c, HELD_DEPOSIT, &p, in->reason));
    r->held = money_add(r->held, p.amount);
    return 0;
}

/* --- an entry made wrongly -------------------------------------------------------------------- */

int rental_deposit_undo(struct ctx *c, struct rental *r, const struct rental_deposit_undo_in *in)
{
    money amount;

    TRY(held_move_undo(c, in->move_id, (struct anyref){ &rental_model, r->id }, in->reason,
        &amount));
    if (amount.fen > r->held.fen)
        return refuse_field(c, "move_id", &RENTAL_DEPOSIT_MUCH, r->held);
    r->held = money_sub(r->held, amount);
    if (r->state == RENTAL_CLOSED)
        r->state = RENTAL_SETTLED;
    return 0;
}
