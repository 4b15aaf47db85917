/* cash.c - settlements and payments: what is due, what was paid, and both undone. */
#include "modules/cash/cash_own.h"

enum { PAYMENTS_MAX = 6 };                  /* by several methods at once */
enum { CLASSES = 3 };                       /* labour, parts, other, as on the settlement list */

static struct anyref settlement_ref(rid id) { return (struct anyref){ &settlement_model, id }; }
static struct anyref payment_ref(rid id)    { return (struct anyref){ &payment_model, id }; }

static const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
}

static money open_of(const struct settlement *s) { return money_sub(s->total, s->paid); }

/* --- tax and revenue ------------------------------------------------------------------------- */

static int tax_rate(struct ctx *c, rid unit_id, rate *out)
{
    int64_t small;

    TRY(setting_int(c, &setting_vat_small_taxpayer, unit_id, &small));
    return setting_int(
        c, small != 0 ? &setting_vat_small_rate : &setting_vat_rate, unit_id, &out->ppm);
}

/* Revenue without tax by class: the discount and then the tax taken off each in proportion. */
static void revenue_of(const struct settlement *s, money net[CLASSES])
{
    const money gross[CLASSES] = { s->labour_total, s->parts_total,
        money_sub(s->other_total, s->advance) };
    money after[CLASSES], off[CLASSES];

    money_spread(s->discount, gross, CLASSES, off);
    for (size_t i = 0; i < CLASSES; i++)
        after[i] = money_sub(gross[i], off[i]);
    money_spread(s->tax, after, CLASSES, off);
    for (size_t i = 0; i < CLASSES; i++)
        net[i] = money_sub(after[i], off[i]);
}

/* Parts of work done again at our own expense are no cost of what was sold. */
static int settlement_post(struct ctx *c, const struct settlement *s, money cost, money rework)
{
    money net[CLASSES];

    revenue_of(s, net);
    const struct posting p[] = {
        { ACCOUNT_RECEIVABLE, s->total, FEN(0), s->party_id },
        { ACCOUNT_LABOUR_REVENUE, FEN(0), net[0], 0 },
        { ACCOUNT_PARTS_REVENUE, FEN(0), net[1], 0 },
        { ACCOUNT_OTHER_REVENUE, FEN(0), net[2], 0 },
        { ACCOUNT_ADVANCED, FEN(0), s->advance, 0 },
        { ACCOUNT_OUTPUT_VAT, FEN(0), s->tax, 0 },
        { ACCOUNT_PARTS_COST, money_sub(cost, rework), FEN(0), 0 },
        { ACCOUNT_REWORK, rework, FEN(0), 0 },
        { ACCOUNT_PARTS, FEN(0), cost, 0 },
    };
    return ledger_post(c, s->unit_id, p, COUNT(p), settlement_ref(s->id),
        text_of(c, "结算", s->number), text_of(c, "Settlement", s->number));
}

/* --- settling -------------------------------------------------------------------------------- */

/* By hand only sundry income is settled: a document's own command knows what it is worth. */
static int by_hand_judge(struct ctx *c, const struct settlement_open_in *in, money charges)
{
    if (c->depth > 0)
        return 0;
    if (in->source.on != NULL || in->cost.fen != 0 || in->rework_cost.fen != 0 ||
        in->advance.fen != 0)
        return refuse(c, &CASH_DOCUMENT);
    return charges.fen > 0 ? 0 : refuse(c, &CASH_NOTHING);
}

int settlement_open(struct ctx *c, struct settlement *s, const struct settlement_open_in *in)
{
    money charges = money_add(in->labour_total, money_add(in->parts_total, in->other_total));

    TRY(by_hand_judge(c, in, charges));
    if (in->advance.fen > in->other_total.fen)
        return refuse_field(c, "advance", &CASH_ADVANCE, in->other_total);
    if (in->discount.fen > charges.fen - in->advance.fen)
        return refuse_field(c, "discount", &CASH_DISCOUNT, in->discount,
            money_sub(charges, in->advance));
    s->party_id = in->party_id;
    s->source = in->source;
    s->day = c->today;
    s->labour_total = in->labour_total;
    s->parts_total = in->parts_total;
    s->other_total = in->other_total;
    s->advance = in->advance;
    s->discount = in->discount;
    s->total = money_sub(charges, in->discount);
    s->note = in->note;
    s->state = s->total.fen == 0 ? SETTLEMENT_PAID : SETTLEMENT_OPEN;
    TRY(party_living(c, &s->party_id));
    TRY(tax_rate(c, s->unit_id, &s->tax_rate));
    s->tax = money_share(
        money_sub(s->total, s->advance), s->tax_rate.ppm, 1000000 + s->tax_rate.ppm);
    TRY(number_next(c, &series_settlement, s->unit_id, &s->number));
    return settlement_post(c, s, in->cost, in->rework_cost);
}

int settlement_unpaid(struct ctx *c, const struct settlement *s)
{
    return s->paid.fen == 0 ? 0 : refuse(c, &CASH_STILL_PAID, s->paid);
}

int settlement_reverse(struct ctx *c, struct settlement *s, const struct cash_reason_in *in)
{
    s->reverse_reason = c->reason = in->reason;
    s->reversed_day = c->today;
    TRY(ledger_reverse(c, settlement_ref(s->id), text_of(c, "反结算", s->number),
        text_of(c, "Settlement reversed", s->number)));
    return reductions_end(c, s);
}

/* --- payments -------------------------------------------------------------------------------- */

static const char *const money_account[] = {
    [PAY_CASH] = ACCOUNT_CASH, [PAY_WECHAT] = ACCOUNT_WECHAT, [PAY_ALIPAY] = ACCOUNT_ALIPAY,
    [PAY_CARD] = ACCOUNT_BANK, [PAY_TRANSFER] = ACCOUNT_BANK,
    [PAY_DEPOSIT] = ACCOUNT_DEPOSIT, [PAY_OVERPAID] = ACCOUNT_OVERPAID,
};

bool cash_is_money(enum payment_method method) { return method < PAY_CREDIT; }

const char *cash_account(enum payment_method method) { return money_account[method]; }

static bool is_card(enum payment_method m) { return m == PAY_STORED || m == PAY_COUNT; }

/* Where the money of a payment comes from. A card of another company of the group leaves that one
 * owing us. */
static const char *side_of(struct ctx *c, const struct payment *p, const struct card_taken *card)
{
    bool own = unit_company(c, card->unit_id) == unit_company(c, p->unit_id);

    return !is_card(p->method) ? money_account[p->method]
        : own ? ACCOUNT_PREPAID : ACCOUNT_INTERNAL;
}

static int payment_store(struct ctx *c, const struct settlement *s, struct payment *p,
    const struct card_taken *card)
{
    const char *side = side_of(c, p, card);
    bool own = strcmp(side, ACCOUNT_PREPAID) == 0;
    const struct posting to[] = {
        { side, p->amount, FEN(0), cash_is_money(p->method) || (is_card(p->method) && !own) ? 0
            : is_card(p->method) ? card->party_id : s->party_id },
        { ACCOUNT_RECEIVABLE, FEN(0), p->amount, s->party_id },
    };

    TRY(ledger_post(c, p->unit_id, to, COUNT(to), payment_ref(p->id),
        text_of(c, "收款", p->number), text_of(c, "Payment", p->number)));
    if (is_card(p->method) && !own) {
        const struct posting theirs[] = {
            { ACCOUNT_PREPAID, p->amount, FEN(0), card->party_id },
            { ACCOUNT_INTERNAL, FEN(0), p->amount, 0 },
        };
        TRY(ledger_post(c, card->unit_id, theirs, COUNT(theirs), payment_ref(p->id),
            text_of(c, "卡在他店消费", p->number), text_of(c, "Card used elsewhere", p->number)));
    }
    command_created(c, &payment_model, p->id);
    return row_insert(c, payment, p);
}

static struct payment payment_of(
    struct ctx *c, const struct settlement *s, const struct payment_receive_in *in)
{
    return (struct payment){ .id = id_new(c), .unit_id = s->unit_id, .settlement_id = s->id,
        .method = in->method, .amount = in->amount, .given = in->given,
        .reference = in->reference, .day = c->today,
        .cashier_id = c->who->kind == ACTOR_CUSTOMER ? 0 : c->who->id, .state = PAYMENT_RECEIVED };
}

static int overdue_judge(struct ctx *c, const struct settlement *s, const struct party *p)
{
    int64_t days, first;

    TRY(setting_int(c, &setting_credit_days, s->unit_id, &days));
    TRY(db_int(c, &first, "SELECT COALESCE(min(credit_day), 0) FROM settlement WHERE party_id = ?"
        " AND state = 'on_credit'", p->id));
    if (first == 0 || c->today.day - first <= days)
        return 0;
    return refuse(c, &CASH_OVERDUE, p->name, c->today.day - first - days);
}

/* The payer is held, so that two settlements do not use up the same rest of his limit. */
static int credit_judge(struct ctx *c, const struct settlement *s)
{
    struct party_list payers;
    money used;
    rid party_id = s->party_id;

    TRY(party_living(c, &party_id));
    TRY(db_hold(c, party, &payers, "WHERE id = ?", party_id));
    if (payers.n == 0 || !payers.v[0].credit)
        return refuse(c, &CASH_NO_CREDIT, row_title(c, &party_model, party_id));
    TRY(overdue_judge(c, s, &payers.v[0]));
    TRY(db_int(c, &used.fen, "SELECT CAST(COALESCE(sum(total - paid), 0) AS BIGINT) FROM settlement"
        " WHERE party_id = ? AND state = 'on_credit'", s->party_id));
    if (money_add(used, open_of(s)).fen > payers.v[0].credit_limit.fen)
        return refuse(
            c, &CASH_CREDIT_LIMIT, payers.v[0].name, payers.v[0].credit_limit, used, open_of(s));
    return 0;
}

static int put_on_credit(struct ctx *c, struct settlement *s, money amount)
{
    if (s->state == SETTLEMENT_ON_CREDIT)
        return refuse(c, &CASH_ON_CREDIT);
    if (amount.fen != open_of(s).fen)
        return refuse(c, &CASH_CREDIT_WHOLE, open_of(s), amount);
    TRY(credit_judge(c, s));
    s->state = SETTLEMENT_ON_CREDIT;
    s->credit_day = c->today;
    return 0;
}

static int given_judge(struct ctx *c, const struct payment_receive_in *in)
{
    if (in->given.fen == 0)
        return 0;
    if (in->method != PAY_CASH)
        return refuse_field(c, "given", &CASH_GIVEN_NO_CASH);
    return in->given.fen >= in->amount.fen ? 0
         : refuse_field(c, "given", &CASH_GIVEN_SHORT, in->amount);
}

/* What a card gives beyond what was paid for it is allowed; then what it is worth is paid. */
static int take_card(struct ctx *c, struct settlement *s, struct payment *p)
{
    struct card_taken card = { 0 };

    if (p->reference.n == 0)
        return refuse_field(c, "reference", &CASH_NO_CARD_NUMBER);
    TRY(number_next(c, &series_payment, p->unit_id, &p->number));
    TRY(card_take(c, s, p->method, p->reference, p->amount, &card));
    p->card = card.card;
    p->gift = card.allowed;
    p->amount = card.paid;
    TRY(ledger_hold(c, unit_company(c, p->unit_id), unit_company(c, card.unit_id)));
    if (card.allowed.fen != 0)
        TRY(settlement_cut(c, s, card.allowed, "用卡优惠", "Off by card"));
    s->paid = money_add(s->paid, p->amount);
    return payment_store(c, s, p, &card);
}

static int take_money(struct ctx *c, struct settlement *s, struct payment *p)
{
    s->paid = money_add(s->paid, p->amount);
    if (cash_is_money(p->method))
        TRY(shift_for_payment(c, p->unit_id, &p->shift_id));
    TRY(number_next(c, &series_payment, p->unit_id, &p->number));
    return payment_store(c, s, p, &(struct card_taken){ 0 });
}

static int take(struct ctx *c, struct settlement *s, const struct payment_receive_in *in)
{
    struct payment p = payment_of(c, s, in);

    TRY(is_card(in->method) ? take_card(c, s, &p) : take_money(c, s, &p));
    if (s->paid.fen == s->total.fen)
        s->state = SETTLEMENT_PAID;
    else if (s->state == SETTLEMENT_OPEN && s->paid.fen > 0)
        s->state = SETTLEMENT_PART_PAID;
    return 0;
}

int payment_receive(struct ctx *c, struct settlement *s, const struct payment_receive_in *in)
{
    if (in->amount.fen <= 0)
        return refuse_field(c, "amount", &F_RANGE, FEN(1), open_of(s));
    TRY(given_judge(c, in));
    if (in->method > PAY_CREDIT && !is_card(in->method) && c->depth == 0)
        return refuse_field(c, "method", &CASH_SET_OFF_ELSEWHERE);
    if (in->amount.fen > open_of(s).fen)
        return refuse(c, &CASH_TOO_MUCH, open_of(s), in->amount);
    if (in->method == PAY_CREDIT)
        return put_on_credit(c, s, in->amount);
    return take(c, s, in);
}

/* All of them or none. */
int settlement_receive(
    struct ctx *c, struct settlement *s, const struct settlement_receive_in *in)
{
    if (in->payments.n == 0)
        return refuse_field(c, "payments", &F_REQUIRED);
    if (in->payments.n > PAYMENTS_MAX)
        return refuse_field(c, "payments", &CASH_PARTS_MAX, (int)PAYMENTS_MAX);
    for (size_t i = 0; i < in->payments.n; i++) {
        c->path = str_format(&c->mem, "payments[%zu].", i);
        TRY(payment_receive(c, s, &in->payments.v[i]));
    }
    c->path = (str){ 0 };
    return 0;
}

int payment_receive_suggest(
    struct ctx *c, const struct settlement *s, struct payment_receive_in *in)
{
    (void)c;
    if (in->amount.fen == 0)
        in->amount = open_of(s);
    return 0;
}

/* What was on credit and paid in full is unpaid now, not on credit again: that is asked for anew.
 */
int settlement_unpay(struct ctx *c, struct settlement *s, const struct settlement_unpay_in *in)
{
    assert(in->amount.fen >= 0 && in->amount.fen <= s->paid.fen);
    s->paid = money_sub(s->paid, in->amount);
    if (in->allowed.fen != 0)
        TRY(settlement_cut(c, s, money_sub(FEN(0), in->allowed), "撤销用卡优惠", "Card reversed"));
    if (s->state != SETTLEMENT_ON_CREDIT)
        s->state = s->paid.fen == 0 ? SETTLEMENT_OPEN : SETTLEMENT_PART_PAID;
    return 0;
}

/* Held in the order in which payment_receive does: the settlement, the book, then what is stored.
 */
int payment_reverse(struct ctx *c, struct payment *p, const struct cash_reason_in *in)
{
    const struct settlement_unpay_in back = { .amount = p->amount, .allowed = p->gift };
    struct settlement_list held;

    if (!cash_is_money(p->method) && !is_card(p->method) && c->depth == 0)
        return refuse(c, &CASH_SET_OFF_BACK);
    p->reverse_reason = c->reason = in->reason;
    p->reversed_day = c->today;
    TRY(db_hold(c, settlement, &held, "WHERE id = ?", p->settlement_id));
    if (cash_is_money(p->method))
        TRY(shift_for_reversal(c, p, &p->reversed_shift_id));
    if (is_card(p->method))
        TRY(card_give_back(c, p));
    TRY(ledger_reverse(c, payment_ref(p->id), text_of(c, "冲销收款", p->number),
        text_of(c, "Payment reversed", p->number)));
    return command_call(c, settlement_unpay, p->settlement_id, &back);
}

/* --- for other modules ----------------------------------------------------------------------- */

int cash_paid(struct ctx *c, rid settlement_id, bool *paid)
{
    struct settlement s;

    TRY(db_get(c, settlement, &s, settlement_id));
    *paid = s.state == SETTLEMENT_PAID || s.state == SETTLEMENT_ON_CREDIT;
    return 0;
}

int cash_paid_for(struct ctx *c, struct anyref source, bool *paid)
{
    struct settlement_list all;

    assert(source.on != NULL);
    TRY(db_list(c, settlement, &all, "WHERE source_entity = ? AND source_id = ?"
        " AND state <> 'reversed'", str_of(source.on->name), source.id));
    *paid = all.n > 0;
    for (size_t i = 0; i < all.n; i++)
        *paid = *paid &&
            (all.v[i].state == SETTLEMENT_PAID || all.v[i].state == SETTLEMENT_ON_CREDIT);
    return 0;
}
