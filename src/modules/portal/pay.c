/* pay.c - paying by phone. The channel is a simulator with books of its own; it takes money,
 * refuses it, or does not answer although it has taken it. What it says counts, not what a browser
 * says. */
#include "modules/portal/portal.h"

/* --- the simulated channel -------------------------------------------------------------------- */

static const char *const states[] = { "waiting", "paid", "refused", "closed" };

static int channel_begin(struct ctx *c, const struct online_payment *p)
{
    struct pay_simulator s = { .number = p->number, .amount = p->amount, .state = STR("waiting") };

    return row_insert(c, pay_simulator, &s);
}

int channel_ask(struct ctx *c, str number, enum channel_state *state, str *reference)
{
    struct pay_simulator_list rows;

    *state = CHANNEL_CLOSED;
    TRY(db_list(c, pay_simulator, &rows, "WHERE number = ?", number));
    for (size_t i = 0; rows.n > 0 && i < COUNT(states); i++)
        if (str_is(rows.v[0].state, states[i]))
            *state = (enum channel_state)i;
    *reference = rows.n > 0 ? rows.v[0].reference : (str){ 0 };
    return 0;
}

int channel_pay(struct ctx *c, str number)
{
    return db_exec(c, "UPDATE pay_simulator SET state = 'paid', reference = ? WHERE number = ?"
        " AND state = 'waiting'", str_format(&c->mem, "SIM%lld", (long long)id_new(c)), number);
}

int channel_refuse(struct ctx *c, str number)
{
    return db_exec(c, "UPDATE pay_simulator SET state = 'refused' WHERE number = ? AND state = 'waiting'",
        number);
}

static int channel_close(struct ctx *c, str number)
{
    return db_exec(c, "UPDATE pay_simulator SET state = 'closed' WHERE number = ? AND state = 'waiting'",
        number);
}

/* --- ours ------------------------------------------------------------------------------------- */

/* Another one that was begun is gone on with when it is the same, else closed: never two at once.
 */
static int begun(
    struct ctx *c, rid settlement_id, enum payment_method method, money due, bool *same)
{
    struct online_payment_list open;
    enum channel_state at_channel;
    str reference;

    *same = false;
    TRY(db_list(
        c, online_payment, &open, "WHERE settlement_id = ? AND state = 'started'", settlement_id));
    if (open.n == 0)
        return 0;
    TRY(channel_ask(c, open.v[0].number, &at_channel, &reference));
    *same = at_channel == CHANNEL_PAID ||
        (at_channel == CHANNEL_WAITING && open.v[0].method == method &&
            open.v[0].amount.fen == due.fen);
    return *same ? 0 : command_call(c, online_payment_close, open.v[0].id, &(struct no_input){});
}

enum { ASK_MS = 120000, GIVE_UP_MS = 1800000 };

static int ask_later(struct ctx *c, rid id)
{
    return timer_set(
        c, "online_payment_ask", &online_payment_model, id, (when){ c->now.ms + ASK_MS });
}

int customer_link_pay(
    struct ctx *c, struct customer_link *link, const struct customer_link_pay_in *in)
{
    struct online_payment p = { .id = id_new(c), .unit_id = link->unit_id, .link_id = link->id,
        .method = in->method, .state = OP_STARTED };
    struct settlement_list held;
    struct repair_order ro;
    bool shown, same;
    int64_t simulated;

    if (in->method != PAY_WECHAT && in->method != PAY_ALIPAY)
        return refuse_field(c, "method", &PORTAL_METHOD);
    TRY(setting_int(c, &setting_customer_pay_simulated, link->unit_id, &simulated));
    if (simulated == 0)
        return refuse(c, &PORTAL_PAY_OFF);
    TRY(db_one(c, repair_order, &ro, &LINK_NOT_YOURS, "WHERE id = ?", in->repair_order_id));
    TRY(portal_shows(c, link, &ro, &shown));
    if (!shown || ro.unit_id != link->unit_id)
        return refuse(c, &LINK_NOT_YOURS);
    TRY(db_hold(c, settlement, &held, "WHERE id = ?", ro.settlement_id));
    if (held.n == 0 ||
        (held.v[0].state != SETTLEMENT_OPEN && held.v[0].state != SETTLEMENT_PART_PAID))
        return refuse(c, &PORTAL_NOT_DUE);
    p.settlement_id = held.v[0].id;
    p.amount = money_sub(held.v[0].total, held.v[0].paid);
    TRY(begun(c, p.settlement_id, p.method, p.amount, &same));
    if (same)
        return 0;
    TRY(number_next(c, &series_online_payment, p.unit_id, &p.number));
    TRY(row_insert(c, online_payment, &p));
    TRY(ask_later(c, p.id));
    return channel_begin(c, &p);
}

int online_payment_confirm(
    struct ctx *c, struct online_payment *p, const struct online_payment_confirm_in *in)
{
    struct payment_receive_in receive = { .method = p->method, .amount = p->amount,
        .reference = in->reference };
    struct settlement_list held;
    bool due;

    TRY(db_hold(c, settlement, &held, "WHERE id = ?", p->settlement_id));
    due = held.n > 0 && held.v[0].state != SETTLEMENT_REVERSED &&
        money_sub(held.v[0].total, held.v[0].paid).fen >= p->amount.fen;
    p->reference = in->reference;
    p->state = due ? OP_PAID : OP_TO_REFUND;
    return due ? command_call(c, payment_receive, p->settlement_id, &receive) : 0;
}

int online_payment_ask(struct ctx *c, const struct happening *h)
{
    static const struct no_input none;
    struct online_payment_confirm_in paid;
    enum channel_state state;
    struct online_payment p;

    TRY(db_get(c, online_payment, &p, h->id));
    if (p.state != OP_STARTED)
        return 0;
    TRY(channel_ask(c, p.number, &state, &paid.reference));
    if (state == CHANNEL_PAID)
        return command_call(c, online_payment_confirm, p.id, &paid);
    if (state == CHANNEL_REFUSED)
        return command_call(c, online_payment_refuse, p.id, &none);
    if (state == CHANNEL_CLOSED || c->now.ms > p.created_at.ms + GIVE_UP_MS)
        return command_call(c, online_payment_close, p.id, &none);
    return ask_later(c, p.id);
}

int online_payment_refuse(struct ctx *c, struct online_payment *p, const struct no_input *in)
{
    (void)c, (void)p, (void)in;
    return 0;
}

int online_payment_close(struct ctx *c, struct online_payment *p, const struct no_input *in)
{
    (void)in;
    return channel_close(c, p->number);
}

int online_payment_refund(struct ctx *c, struct online_payment *p, const struct no_input *in)
{
    (void)c, (void)p, (void)in;
    return 0;
}
