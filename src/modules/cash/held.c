/* held.c - deposits and what was paid too much: through the drawer, into the books, and undone. */
#include "kernel/print.h"
#include "modules/cash/cash_own.h"

static const char *const account_of[] = {
    [HELD_DEPOSIT] = ACCOUNT_DEPOSIT, [HELD_OVERPAID] = ACCOUNT_OVERPAID,
    [HELD_CARD] = ACCOUNT_PREPAID,
};

static struct anyref itself(rid id) { return (struct anyref){ &held_move_model, id }; }

static const char *said(struct ctx *c, const char *what, const struct held_move *m)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)m->number.n, m->number.s));
}

static const char *named(struct ctx *c, const struct held_move *m, bool english, bool back)
{
    const struct label *l = &held_what_choices.v[m->what].label;

    return english ? said(c, str_c(&c->mem, str_format(&c->mem, "%s: %s",
            back ? "Reversed" : m->amount.fen < 0 ? "Given back" : "Taken", l->en)), m)
        : said(c, str_c(&c->mem, str_format(&c->mem, "%s%s",
            back ? "冲销" : m->amount.fen < 0 ? "退" : "收", l->zh)), m);
}

/* Another company of the group may owe what comes into our drawer: then we owe it to that one. */
static int post(struct ctx *c, const struct held *h, const struct held_move *m)
{
    rid ours = unit_company(c, m->unit_id);
    rid theirs = h->owner_id != 0 ? unit_company(c, h->owner_id) : ours;
    const char *zh = named(c, m, false, false), *en = named(c, m, true, false);
    const struct posting in[] = {
        { cash_account(m->method), m->amount, FEN(0), 0 },
        { ours == theirs ? account_of[h->what] : ACCOUNT_INTERNAL, FEN(0), m->amount,
          ours == theirs ? h->party_id : 0 },
    };
    const struct posting owed[] = {
        { ACCOUNT_INTERNAL, m->amount, FEN(0), 0 },
        { account_of[h->what], FEN(0), m->amount, h->party_id },
    };

    if (ours != theirs)
        TRY(ledger_hold(c, ours, theirs));
    TRY(ledger_post(c, m->unit_id, in, COUNT(in),
        itself(m->id), zh, en));
    return ours == theirs ? 0
        : ledger_post(c, h->owner_id, owed, COUNT(owed), itself(m->id), zh, en);
}

int held_move_make(struct ctx *c, const struct held *h, enum payment_method method, money amount,
    str reference)
{
    struct held_move m = { .id = h->move_id != 0 ? h->move_id : id_new(c),
        .unit_id = h->unit_id, .what = h->what,
        .party_id = h->party_id, .source = h->source, .method = method, .amount = amount,
        .reference = reference, .day = c->today, .state = HELD_BOOKED,
        .cashier_id = c->who->kind == ACTOR_CUSTOMER ? 0 : c->who->id };

    if (!cash_is_money(method))
        return refuse_field(c, "method", &CASH_HELD_METHOD);
    TRY(shift_for_payment(c, m.unit_id, &m.shift_id));
    TRY(number_next(c, &series_held_move, m.unit_id, &m.number));
    TRY(post(c, h, &m));
    command_created(c, &held_move_model, m.id);
    return row_insert(c, held_move, &m);
}

/* Out of the drawer that took it while that is open, else of whoever undoes it. */
int held_move_reverse(struct ctx *c, struct held_move *m, const struct cash_reason_in *in)
{
    const struct payment took = { .unit_id = m->unit_id, .shift_id = m->shift_id };

    m->reverse_reason = c->reason = in->reason;
    m->reversed_day = c->today;
    TRY(shift_for_reversal(c, &took, &m->reversed_shift_id));
    return ledger_reverse(c, itself(m->id), named(c, m, false, true), named(c, m, true, true));
}

int held_move_undo(struct ctx *c, rid move_id, struct anyref source, str reason, money *amount)
{
    struct held_move m;

    TRY(db_get(c, held_move, &m, move_id));
    if (m.source.on != source.on || m.source.id != source.id)
        return refuse_field(c, "move_id", &CASH_HELD_ELSEWHERE);
    *amount = m.amount;
    return command_call(c, held_move_reverse, move_id, &(struct cash_reason_in){ reason });
}

/* --- set off against what is owed ------------------------------------------------------------- */

int held_set_off(
    struct ctx *c, enum held_what what, rid settlement_id, money held, money *amount)
{
    struct payment_receive_in in = { .method = what == HELD_DEPOSIT ? PAY_DEPOSIT : PAY_OVERPAID };
    struct settlement s;
    money open;

    TRY(db_get(c, settlement, &s, settlement_id));
    open = money_sub(s.total, s.paid);
    if (amount->fen == 0)
        *amount = open.fen < held.fen ? open : held;
    if (amount->fen == 0)
        return refuse(c, &CASH_NOTHING_TO_SET_OFF);
    if (amount->fen > held.fen)
        return refuse_field(c, "amount", &CASH_HELD_MUCH, held);
    in.amount = *amount;
    return command_call(c, payment_receive, settlement_id, &in);
}

int held_set_off_undo(struct ctx *c, enum held_what what, const struct payment *p, str reason)
{
    enum payment_method method = what == HELD_DEPOSIT ? PAY_DEPOSIT : PAY_OVERPAID;

    if (p->method != method)
        return refuse_field(c, "payment_id", &CASH_HELD_ELSEWHERE);
    return command_call(c, payment_reverse, p->id, &(struct cash_reason_in){ reason });
}

/* --- on paper --------------------------------------------------------------------------------- */

int held_receipt(struct ctx *c, const struct held_move *m, struct print *p)
{
    (void)c;
    print_fields(p, held_move, m, "what party_id method amount reference day cashier_id");
    if (m->state == HELD_REVERSED)
        print_fields(p, held_move, m, "state reversed_day reverse_reason");
    print_sign(p, SAY("收款人", "Cashier"), SAY("对方签字", "The other side"));
    return 0;
}
