/* purchase_request.c - what a document waits for: asked, ordered, expected, arrived. */
#include "modules/stock/stock_own.h"

int purchase_request_ask(
    struct ctx *c, struct purchase_request *r, const struct purchase_request_ask_in *in)
{
    struct part part;

    TRY(db_get(c, part, &part, in->part_id));
    r->title = str_format(&c->mem, "%.*s %.*s", (int)part.code.n, part.code.s, (int)part.name.n,
        part.name.s);
    r->part_id = in->part_id;
    r->quantity = in->quantity;
    r->source = in->source;
    r->line = in->line;
    r->asked_by_id = c->who->employee_id;
    return 0;
}

static int expected_judge(struct ctx *c, when expected_at)
{
    return expected_at.ms > c->now.ms ? 0 : refuse_field(c, "expected_at", &PURCHASE_PAST);
}

int purchase_request_order(
    struct ctx *c, struct purchase_request *r, const struct purchase_request_order_in *in)
{
    struct party supplier;
    rid id = in->supplier_id;

    TRY(party_living(c, &id));
    TRY(db_get(c, party, &supplier, id));
    if (supplier.kind != PARTY_SUPPLIER)
        return refuse_field(c, "supplier_id", &PURCHASE_SUPPLIER, supplier.name);
    TRY(expected_judge(c, in->expected_at));
    r->supplier_id = id;
    r->expected_at = in->expected_at;
    r->ordered_at = c->now;
    return 0;
}

int purchase_request_expect(
    struct ctx *c, struct purchase_request *r, const struct purchase_request_expect_in *in)
{
    TRY(expected_judge(c, in->expected_at));
    r->expected_at = in->expected_at;
    r->reason = in->reason;
    return 0;
}

int purchase_request_arrive(
    struct ctx *c, struct purchase_request *r, const struct no_input *none)
{
    (void)none;
    r->arrived_at = c->now;
    return 0;
}

/* The order it stood on will not bring it. */
int purchase_request_reopen(
    struct ctx *c, struct purchase_request *r, const struct stock_reason_in *in)
{
    (void)c;
    r->supplier_id = 0;
    r->expected_at = r->ordered_at = (when){ 0 };
    r->reason = in->reason;
    return 0;
}

int purchase_request_cancel(
    struct ctx *c, struct purchase_request *r, const struct stock_reason_in *in)
{
    (void)c;
    r->reason = in->reason;
    return 0;
}
