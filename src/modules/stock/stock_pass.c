/* stock_pass.c - goods that other modules send away and take in: to a supplier, over the road. */
#include "modules/stock/stock_own.h"

int stock_send(struct ctx *c, rid unit_id, rid part_id, qty n, enum stock_place to,
    struct anyref source, money *value)
{
    struct leaving l = { .n = n, .to = to, .source = source };
    struct stock_balance b;

    assert(n.milli > 0 && to != PLACE_BIN && source.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    TRY(reservation_use(c, unit_id, part_id, n, source, &l.of_reserved));
    return stock_out(c, &b, &l, value);
}

/* Each batch with its share of the value, the last with the rest. */
static int lots_land(struct ctx *c, rid unit_id, rid part_id, struct arrival all,
    const struct lot_pick_list *lots, bool home)
{
    qty left = all.n;

    for (size_t i = 0; i < lots->n && left.milli > 0; i++) {
        struct arrival one = all;

        one.n = left.milli < lots->v[i].on_hand.milli ? left : lots->v[i].on_hand;
        one.value = one.n.milli == left.milli ? all.value
                                              : money_share(all.value, one.n.milli, left.milli);
        one.lot = (struct lot_at){ lots->v[i].batch_id, lots->v[i].bin_id };
        if (!home)
            TRY(bin_of_part(c, unit_id, part_id, &one.lot.bin_id));
        if (one.lot.bin_id == 0)
            return refuse(c, &STOCK_HOME_BIN, row_title(c, &part_model, part_id));
        TRY(stock_in(c, unit_id, part_id, &one));
        all.value = money_sub(all.value, one.value);
        left = qty_sub(left, one.n);
    }
    if (left.milli == 0)
        return 0;
    fault_set("more of a batch arrives than went");
    return DB_FAILED;
}

int stock_land(struct ctx *c, rid unit_id, rid part_id, qty n, money value, enum stock_place from,
    struct anyref source, const struct stock_went *went)
{
    struct arrival all = { .n = n, .value = value, .from = from, .source = source };
    struct lot_pick_list lots;

    TRY(lots_gone(c, went->unit_id, part_id, went->with, &lots));
    return lots.n == 0 ? stock_in(c, unit_id, part_id, &all)
                       : lots_land(c, unit_id, part_id, all, &lots, went->unit_id == unit_id);
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
