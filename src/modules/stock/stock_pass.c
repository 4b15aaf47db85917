/* stock_pass.c - goods that other modules send away and take in: to a supplier, over the road. */
#include "modules/stock/stock_own.h"

int stock_send(struct ctx *c, rid unit_id, rid part_id, qty n, enum stock_place to,
    struct anyref source, money *value)
{
    struct stock_balance b;
    qty mine;

    assert(n.milli > 0 && to != PLACE_BIN && source.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    TRY(reservation_use(c, unit_id, part_id, n, source, &mine));
    if (qty_add(balance_free(&b), mine).milli < n.milli)
        return stock_short(c, part_id, qty_add(balance_free(&b), mine), n);
    *value = balance_share(&b, n);
    return stock_out(c, &b, n, mine, *value, to, source);
}

int stock_land(struct ctx *c, rid unit_id, rid part_id, qty n, money value, enum stock_place from,
    struct anyref source)
{
    return stock_in(c, unit_id, part_id, n, value, from, source);
}

int stock_receipt_tie(struct ctx *c, struct stock_receipt *r, const struct stock_receipt_tie_in *in)
{
    (void)c;
    r->source = in->source;
    return 0;
}

/* What came with an order goes back by the order, whose lines would be wrong otherwise. */
int stock_receipt_untied(struct ctx *c, const struct stock_receipt *r)
{
    return r->source.on != NULL && c->depth == 0 ? refuse(c, &STOCK_RECEIPT_TIED) : 0;
}
