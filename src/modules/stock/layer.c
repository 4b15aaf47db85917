/* layer.c - what the goods on a shelf cost: first in, first out, to the fen.
 *
 * A layer is what is left of one move into the bin. Its last piece takes what is left of its value,
 * so that layers add up to the balance. Whoever reads or changes them holds the balance. */
#include "modules/stock/stock_own.h"

static money part_of(money value, qty n, qty of)
{
    return n.milli == of.milli ? value : money_share(value, n.milli, of.milli);
}

int layer_of(struct ctx *c, const struct stock_balance *held, rid move_id, struct stock_layer *out)
{
    struct stock_layer_list found;

    *out = (struct stock_layer){ .unit_id = held->unit_id, .part_id = held->part_id,
        .move_id = move_id };
    if (held->front_move_id == move_id) {
        out->quantity = held->front_quantity;
        out->value = held->front_value;
        return 0;
    }
    TRY(db_list(c, stock_layer, &found, "WHERE unit_id = ? AND part_id = ? AND move_id = ?",
        held->unit_id, held->part_id, move_id));
    if (found.n > 0)
        *out = found.v[0];
    return 0;
}

int layer_add(struct ctx *c, const struct stock_layer *l)
{
    return db_exec(c, "INSERT INTO stock_layer(unit_id, part_id, move_id, quantity, value)"
        " VALUES (?, ?, ?, ?, ?)", l->unit_id, l->part_id, l->move_id, l->quantity, l->value);
}

static int layer_drop(struct ctx *c, const struct stock_layer *l)
{
    return db_expect(c, &E_FAILED,
        "DELETE FROM stock_layer WHERE unit_id = ? AND part_id = ? AND move_id = ?", l->unit_id,
        l->part_id, l->move_id);
}

/* As much of the front as goes. */
static void front_take(struct stock_balance *b, qty *n, money *value)
{
    qty taken = n->milli < b->front_quantity.milli ? *n : b->front_quantity;
    money worth;

    if (taken.milli == 0)
        return;
    worth = part_of(b->front_value, taken, b->front_quantity);
    b->front_quantity = qty_sub(b->front_quantity, taken);
    b->front_value = money_sub(b->front_value, worth);
    *value = money_add(*value, worth);
    *n = qty_sub(*n, taken);
}

/* As much as goes of a layer behind the front. */
static int behind_take(struct ctx *c, const struct stock_layer *l, qty *n, money *value)
{
    qty taken = n->milli < l->quantity.milli ? *n : l->quantity;
    money worth = part_of(l->value, taken, l->quantity);

    *value = money_add(*value, worth);
    *n = qty_sub(*n, taken);
    if (taken.milli == l->quantity.milli)
        return layer_drop(c, l);
    return db_expect(c, &E_FAILED, "UPDATE stock_layer SET quantity = quantity - ?, value = value - ?"
        " WHERE unit_id = ? AND part_id = ? AND move_id = ?", taken, worth, l->unit_id, l->part_id,
        l->move_id);
}

/* The front is used up: the layers behind it become the front, one after the other. */
static int fronts_take(struct ctx *c, struct stock_balance *b, qty n, money *value)
{
    struct stock_layer_list behind;

    TRY(db_list(c, stock_layer, &behind, "WHERE unit_id = ? AND part_id = ? ORDER BY move_id",
        b->unit_id, b->part_id));
    for (size_t i = 0; i < behind.n && n.milli > 0; i++) {
        TRY(layer_drop(c, &behind.v[i]));
        b->front_move_id = behind.v[i].move_id;
        b->front_quantity = behind.v[i].quantity;
        b->front_value = behind.v[i].value;
        front_take(b, &n, value);
    }
    if (n.milli == 0)
        return 0;
    fault_set("the layers of a part are less than its balance");
    return DB_FAILED;
}

int layers_take(struct ctx *c, struct stock_balance *b, qty n, rid first, money *value)
{
    *value = FEN(0);
    if (first != 0 && first != b->front_move_id) {
        struct stock_layer l;

        TRY(layer_of(c, b, first, &l));
        if (l.quantity.milli > 0)
            TRY(behind_take(c, &l, &n, value));
    }
    front_take(b, &n, value);
    return n.milli == 0 ? 0 : fronts_take(c, b, n, value);
}

int layer_revalue(struct ctx *c, const struct stock_layer *l, money by, struct anyref source,
    date on, money *done)
{
    bool raised = by.fen > 0;
    struct stock_move m = { .unit_id = l->unit_id, .part_id = l->part_id,
        .place_from = raised ? PLACE_COST : PLACE_BIN, .place_to = raised ? PLACE_BIN : PLACE_COST,
        .source = source, .happened_on = on, .note = c->reason };

    *done = l->quantity.milli == 0 ? FEN(0) : by.fen < -l->value.fen ? FEN(-l->value.fen) : by;
    if (done->fen == 0)
        return 0;
    TRY(db_expect(c, &E_FAILED, "UPDATE stock_balance SET value = value + ?,"
        " front_value = CASE WHEN front_move_id = ? THEN front_value + ? ELSE front_value END"
        " WHERE unit_id = ? AND part_id = ?", *done, l->move_id, *done, l->unit_id, l->part_id));
    TRY(db_exec(c, "UPDATE stock_layer SET value = value + ?"
        " WHERE unit_id = ? AND part_id = ? AND move_id = ?", *done, l->unit_id, l->part_id,
        l->move_id));
    m.value = raised ? *done : FEN(-done->fen);
    return row_insert(c, stock_move, &m);
}
