/* payer.c - an order that several pay for: their shares, a settlement for each, what is paid of all
 * of them; and its jobs held while somebody outside the workshop decides. */
#include "modules/service/order.h"

static int payers_of(struct ctx *c, rid order_id, struct order_payer_list *out)
{
    return db_list(c, order_payer, out, "WHERE repair_order_id = ? AND retired_at IS NULL"
        " ORDER BY id", order_id);
}

static int settlements_of(struct ctx *c, const struct repair_order *ro, struct settlement_list *out)
{
    return db_list(c, settlement, out, "WHERE source_entity = 'repair_order' AND source_id = ?"
        " AND state <> 'reversed' ORDER BY id", ro->id);
}

int repair_order_share(
    struct ctx *c, struct repair_order *ro, const struct repair_order_share_in *in)
{
    struct order_payer now = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
        .party_id = in->party_id,
        .label = row_title(c, &party_model, in->party_id),
        .labour = in->labour, .parts = in->parts, .other = in->other,
        .total = money_add(in->labour, money_add(in->parts, in->other)) };
    struct order_payer_list there;
    struct order_payer before;

    if (in->party_id == ro->party_id)
        return refuse_field(c, "party_id", &ORDER_PAYER_CUSTOMER);
    TRY(db_list(c, order_payer, &there, "WHERE repair_order_id = ? AND party_id = ?"
        " AND retired_at IS NULL", ro->id, in->party_id));
    if (there.n == 0)
        return now.total.fen > 0 ? row_insert(c, order_payer, &now) : 0;
    before = there.v[0];
    there.v[0].labour = now.labour;
    there.v[0].parts = now.parts;
    there.v[0].other = now.other;
    there.v[0].total = now.total;
    if (now.total.fen == 0)
        there.v[0].retired_at = c->now;
    return row_update(c, order_payer, &there.v[0], &before);
}

/* What the customer owes when the others have taken theirs, which never exceeds its class. */
static int take_off(
    struct ctx *c, const struct order_payer *p, struct settlement_open_in *customer)
{
    customer->labour_total = money_sub(customer->labour_total, p->labour);
    customer->parts_total = money_sub(customer->parts_total, p->parts);
    customer->other_total = money_sub(customer->other_total, p->other);
    if (customer->labour_total.fen < 0 || customer->parts_total.fen < 0 ||
        customer->other_total.fen < 0)
        return refuse(c, &ORDER_PAYER_MUCH, row_title(c, &party_model, p->party_id), p->total);
    return 0;
}

int order_settlements_open(
    struct ctx *c, const struct repair_order *ro, struct settlement_open_in *in, rid *customers)
{
    struct order_payer_list payers;

    TRY(payers_of(c, ro->id, &payers));
    for (size_t i = 0; i < payers.n; i++)
        TRY(take_off(c, &payers.v[i], in));
    TRY(command_make(c, settlement_open, in, customers));
    for (size_t i = 0; i < payers.n; i++) {
        const struct settlement_open_in his = { .party_id = payers.v[i].party_id,
            .source = in->source, .labour_total = payers.v[i].labour,
            .parts_total = payers.v[i].parts, .other_total = payers.v[i].other };

        TRY(command_make(c, settlement_open, &his, NULL));
    }
    return 0;
}

int order_settlements_reverse(struct ctx *c, const struct repair_order *ro, str reason)
{
    const struct cash_reason_in why = { .reason = reason };
    struct settlement_list all;

    TRY(settlements_of(c, ro, &all));
    for (size_t i = 0; i < all.n; i++)
        TRY(command_call(c, settlement_reverse, all.v[i].id, &why));
    return 0;
}

int order_money(struct ctx *c, const struct repair_order *ro, enum ro_money *out)
{
    size_t done = 0, credit = 0, begun = 0;
    struct settlement_list all;

    TRY(settlements_of(c, ro, &all));
    for (size_t i = 0; i < all.n; i++) {
        credit += all.v[i].state == SETTLEMENT_ON_CREDIT;
        done += all.v[i].state == SETTLEMENT_ON_CREDIT || all.v[i].state == SETTLEMENT_PAID;
        begun += all.v[i].paid.fen > 0;
    }
    *out = all.n == 0     ? MONEY_UNBILLED
        : done < all.n    ? (begun > 0 ? MONEY_PART_PAID : MONEY_UNPAID)
        : credit > 0      ? MONEY_ON_CREDIT
                          : MONEY_PAID;
    return 0;
}

/* --- jobs held -------------------------------------------------------------------------------- */

int assignment_hold(struct ctx *c, struct assignment *a, const struct assignment_hold_in *in)
{
    return assignment_stop(c, a, in->reason);
}

/* Whoever has begun something else meanwhile goes on with this by himself. */
int assignment_release(struct ctx *c, struct assignment *a, const struct no_input *in)
{
    int64_t busy;

    (void)in;
    TRY(db_int(c, &busy, "SELECT count(*) FROM assignment WHERE technician_id = ?"
        " AND state = 'working'", a->technician_id));
    if (busy > 0) {
        a->state = ASG_PAUSED;
        a->stop_reason = STOP_BREAK;
        return 0;
    }
    return assignment_go_on(c, a);
}

int order_hold(struct ctx *c, rid order_id, enum stop_reason why)
{
    const struct assignment_hold_in in = { .reason = why };
    struct assignment_list running;

    TRY(db_list(c, assignment, &running, "WHERE repair_order_id = ? AND state = 'working'"
        " ORDER BY id", order_id));
    for (size_t i = 0; i < running.n; i++)
        TRY(command_call(c, assignment_hold, running.v[i].id, &in));
    return 0;
}

int order_release(struct ctx *c, rid order_id, enum stop_reason why)
{
    struct assignment_list held;

    TRY(db_list(c, assignment, &held, "WHERE repair_order_id = ? AND state = 'paused' ORDER BY id",
        order_id));
    for (size_t i = 0; i < held.n; i++)
        if (held.v[i].stop_reason == why)
            TRY(command_call(c, assignment_release, held.v[i].id, &(struct no_input){ }));
    return 0;
}
