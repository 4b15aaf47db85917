/* lot.c - of a tracked part, which batches lie in which bins; whoever changes them holds the
 * balance. What expires first leaves first; what is held, expired or in quarantine stays. */
#include "modules/stock/stock_own.h"

static int lot_move(struct ctx *c, const struct stock_lot_move *given)
{
    struct stock_lot_move m = *given;

    return row_insert(c, stock_lot_move, &m);
}

static int lot_blocked(struct ctx *c, rid batch_id, rid bin_id, bool *blocked)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT CASE WHEN b.state <> 'free' OR w.kind = 'quarantine' THEN 1 ELSE 0 END"
        " FROM part_batch b, bin n JOIN warehouse w ON w.id = n.warehouse_id"
        " WHERE b.id = ? AND n.id = ?", batch_id, bin_id));
    *blocked = n != 0;
    return 0;
}

static int balance_block(struct ctx *c, rid unit_id, rid part_id, int64_t milli)
{
    if (milli == 0)
        return 0;
    return db_expect(c, &E_FAILED, "UPDATE stock_balance SET blocked = blocked + ?"
        " WHERE unit_id = ? AND part_id = ?", milli, unit_id, part_id);
}

int lot_put(struct ctx *c, rid unit_id, rid part_id, struct lot_at at, qty n, struct anyref source)
{
    bool blocked;

    TRY(lot_blocked(c, at.batch_id, at.bin_id, &blocked));
    TRY(db_exec(c, "INSERT INTO stock_lot(unit_id, part_id, batch_id, bin_id, on_hand, blocked)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (unit_id, part_id, batch_id, bin_id) DO UPDATE SET"
        " on_hand = stock_lot.on_hand + excluded.on_hand", unit_id, part_id, at.batch_id,
        at.bin_id, n, blocked));
    TRY(balance_block(c, unit_id, part_id, blocked ? n.milli : 0));
    return lot_move(c, &(struct stock_lot_move){ .unit_id = unit_id, .part_id = part_id,
        .batch_id = at.batch_id, .bin_id = at.bin_id, .quantity = n, .source = source });
}

static int lots_there(struct ctx *c, const struct stock_balance *held, struct lot_at at,
    struct lot_pick_list *out)
{
    if (at.batch_id == 0)
        return db_list(c, lot_pick, out, "SELECT l.batch_id, l.bin_id, l.on_hand, l.blocked"
            " FROM stock_lot l JOIN part_batch b ON b.id = l.batch_id"
            " WHERE l.unit_id = ? AND l.part_id = ? AND l.blocked = 0"
            " AND (b.expires_on IS NULL OR b.expires_on >= ?)"
            " ORDER BY COALESCE(b.expires_on, 999999), l.batch_id, l.bin_id", held->unit_id,
            held->part_id, c->today);
    return db_list(c, lot_pick, out, "SELECT batch_id, bin_id, on_hand, blocked FROM stock_lot"
        " WHERE unit_id = ? AND part_id = ? AND batch_id = ? AND (? = 0 OR bin_id = ?)"
        " ORDER BY bin_id", held->unit_id, held->part_id, at.batch_id, at.bin_id, at.bin_id);
}

int lots_pick(struct ctx *c, const struct stock_balance *held, struct lot_at at, qty n,
    struct lot_pick_list *out, qty *blocked)
{
    qty left = n;

    *blocked = (qty){ 0 };
    TRY(lots_there(c, held, at, out));
    for (size_t i = 0; i < out->n; i++) {
        struct lot_pick *p = &out->v[i];

        p->on_hand = left.milli < p->on_hand.milli ? left : p->on_hand;
        left = qty_sub(left, p->on_hand);
        if (p->blocked)
            *blocked = qty_add(*blocked, p->on_hand);
    }
    return left.milli == 0 ? 0
         : refuse(c, &STOCK_LOTS_SHORT, row_title(c, &part_model, held->part_id),
             qty_sub(n, left), n);
}

int lots_drop(struct ctx *c, const struct stock_balance *held, const struct lot_pick_list *picks,
    struct anyref source)
{
    for (size_t i = 0; i < picks->n; i++) {
        const struct lot_pick *p = &picks->v[i];

        if (p->on_hand.milli == 0)
            continue;
        TRY(db_expect(c, &E_FAILED, "UPDATE stock_lot SET on_hand = on_hand - ? WHERE unit_id = ?"
            " AND part_id = ? AND batch_id = ? AND bin_id = ? AND on_hand >= ?", p->on_hand,
            held->unit_id, held->part_id, p->batch_id, p->bin_id, p->on_hand));
        TRY(db_exec(c, "DELETE FROM stock_lot WHERE unit_id = ? AND part_id = ? AND batch_id = ?"
            " AND bin_id = ? AND on_hand = 0", held->unit_id, held->part_id, p->batch_id,
            p->bin_id));
        TRY(lot_move(c, &(struct stock_lot_move){ .unit_id = held->unit_id,
            .part_id = held->part_id, .batch_id = p->batch_id, .bin_id = p->bin_id,
            .quantity = qty_sub((qty){ 0 }, p->on_hand), .source = source }));
    }
    return 0;
}

int lots_gone(
    struct ctx *c, rid unit_id, rid part_id, struct anyref with, struct lot_pick_list *out)
{
    return db_list(c, lot_pick, out, "SELECT batch_id, bin_id, CAST(-sum(quantity) AS BIGINT), 0"
        " FROM stock_lot_move WHERE source_entity = ? AND source_id = ? AND part_id = ?"
        " AND unit_id = ? GROUP BY batch_id, bin_id HAVING sum(quantity) < 0"
        " ORDER BY batch_id DESC, bin_id DESC", str_of(with.on->name), with.id, part_id, unit_id);
}

/* Back to the bins from which the document had them, the last one first. */
int lots_return(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref source)
{
    struct lot_pick_list out;

    TRY(lots_gone(c, unit_id, part_id, source, &out));
    for (size_t i = 0; i < out.n && n.milli > 0; i++) {
        qty some = n.milli < out.v[i].on_hand.milli ? n : out.v[i].on_hand;

        TRY(lot_put(c, unit_id, part_id, (struct lot_at){ out.v[i].batch_id, out.v[i].bin_id },
            some, source));
        n = qty_sub(n, some);
    }
    if (n.milli == 0)
        return 0;
    fault_set("more of a batch comes back than went");
    return DB_FAILED;
}

/* --- a batch is held, released, expires, moves ------------------------------------------------ */

static int lot_reblock(struct ctx *c, const struct part_batch *batch, const struct stock_lot *l)
{
    struct stock_balance b;
    struct stock_lot_list now;
    int64_t quarantined;
    bool blocked;

    TRY(balance_hold(c, l->unit_id, l->part_id, &b));
    TRY(db_list(c, stock_lot, &now, "WHERE unit_id = ? AND part_id = ? AND batch_id = ?"
        " AND bin_id = ?", l->unit_id, l->part_id, batch->id, l->bin_id));
    TRY(db_int(c, &quarantined, "SELECT count(*) FROM bin n JOIN warehouse w ON w.id = n.warehouse_id"
        " WHERE n.id = ? AND w.kind = 'quarantine'", l->bin_id));
    blocked = batch->state != BATCH_FREE || quarantined != 0;
    if (now.n == 0 || now.v[0].blocked == blocked)
        return 0;
    TRY(db_exec(c, "UPDATE stock_lot SET blocked = ? WHERE unit_id = ? AND part_id = ?"
        " AND batch_id = ? AND bin_id = ?", blocked, l->unit_id, l->part_id, batch->id, l->bin_id));
    return balance_block(c, l->unit_id, l->part_id,
        blocked ? now.v[0].on_hand.milli : -now.v[0].on_hand.milli);
}

int batch_reblock(struct ctx *c, const struct part_batch *batch)
{
    struct stock_lot_list lots;

    TRY(db_list(c, stock_lot, &lots, "WHERE batch_id = ? ORDER BY part_id, unit_id, bin_id",
        batch->id));
    for (size_t i = 0; i < lots.n; i++)
        TRY(lot_reblock(c, batch, &lots.v[i]));
    return 0;
}

int lot_carry(struct ctx *c, const struct part_batch *batch, rid unit_id,
    const struct part_batch_move_in *in)
{
    struct anyref source = { &part_batch_model, batch->id };
    struct stock_balance b;
    struct lot_pick_list picks;
    qty blocked;

    TRY(balance_hold(c, unit_id, batch->part_id, &b));
    TRY(lots_pick(c, &b, (struct lot_at){ batch->id, in->from_id }, in->quantity, &picks,
        &blocked));
    TRY(lots_drop(c, &b, &picks, source));
    TRY(balance_block(c, unit_id, batch->part_id, -blocked.milli));
    return lot_put(c, unit_id, batch->part_id, (struct lot_at){ batch->id, in->to_id },
        in->quantity, source);
}
