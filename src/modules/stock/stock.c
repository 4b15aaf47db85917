/* stock.c - the balance of a part in a store: reserved, issued, returned; each move recorded.
 *
 * Whoever changes a balance holds its row first, then the reservations under it; so reservations of
 * one part in one store are never changed by two at once. */
#include "modules/stock/stock.h"

#include "modules/stock/stock_own.h"

/* --- reading --------------------------------------------------------------------------------- */

int stock_of(struct ctx *c, rid unit_id, rid part_id, struct stock_balance *out)
{
    struct stock_balance_list found;

    TRY(db_list(c, stock_balance, &found, "WHERE unit_id = ? AND part_id = ?", unit_id, part_id));
    *out = found.n > 0 ? found.v[0]
                       : (struct stock_balance){ .unit_id = unit_id, .part_id = part_id };
    return 0;
}

int balance_hold(struct ctx *c, rid unit_id, rid part_id, struct stock_balance *out)
{
    struct stock_balance_list found;

    TRY(db_hold(c, stock_balance, &found, "WHERE unit_id = ? AND part_id = ?", unit_id, part_id));
    *out = found.n > 0 ? found.v[0]
                       : (struct stock_balance){ .unit_id = unit_id, .part_id = part_id };
    return 0;
}

int stock_short(struct ctx *c, rid part_id, qty free, qty wanted)
{
    if (free.milli < 0)
        free.milli = 0;
    return refuse(c, &STOCK_SHORT, row_title(c, &part_model, part_id), free, wanted);
}

qty stock_free(const struct stock_balance *b)
{
    return qty_sub(qty_sub(b->on_hand, b->reserved), b->blocked);
}

/* --- the two ways of changing a quantity ----------------------------------------------------- */

int happened_judge(struct ctx *c, rid unit_id, const char *field, date *on)
{
    int64_t closed;
    int year, month, day;

    if (on->day == 0)
        *on = c->today;
    if (on->day == c->today.day)
        return 0;
    if (on->day > c->today.day)
        return refuse_field(c, field, &STOCK_FUTURE);
    date_parts(*on, &year, &month, &day);
    TRY(db_int(c, &closed, "SELECT closed_through FROM ledger_book WHERE unit_id = ?",
        unit_company(c, unit_id)));
    return year * 100 + month > closed ? 0 : refuse_field(c, field, &STOCK_MONTH_CLOSED, closed);
}

static date day_of(const struct ctx *c, date on) { return on.day != 0 ? on : c->today; }

/* The same, of a part that the store has never had until now. */
static int balance_made(struct ctx *c, rid unit_id, rid part_id, struct stock_balance *b)
{
    TRY(balance_hold(c, unit_id, part_id, b));
    if (b->on_hand.milli > 0)
        return 0;
    TRY(db_exec(c, "INSERT INTO stock_balance(unit_id, part_id, on_hand, reserved, value, front_move_id,"
        " front_quantity, front_value, tracked, blocked) VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0, 0)"
        " ON CONFLICT (unit_id, part_id) DO NOTHING", unit_id, part_id));
    return balance_hold(c, unit_id, part_id, b);
}

int stock_in(struct ctx *c, rid unit_id, rid part_id, const struct arrival *a)
{
    struct stock_move m = { .id = id_new(c), .unit_id = unit_id, .part_id = part_id,
        .place_from = a->from, .place_to = PLACE_BIN, .quantity = a->n, .value = a->value,
        .source = a->source, .happened_on = day_of(c, a->on), .note = c->reason };
    struct stock_layer l = { .unit_id = unit_id, .part_id = part_id, .move_id = m.id,
        .quantity = a->n, .value = a->value };
    struct stock_balance b;

    assert(unit_id > 0 && part_id > 0 && a->n.milli > 0 && a->value.fen >= 0);
    TRY(balance_made(c, unit_id, part_id, &b));
    if (b.on_hand.milli == 0) {
        b.front_move_id = l.move_id;
        b.front_quantity = l.quantity;
        b.front_value = l.value;
    } else
        TRY(layer_add(c, &l));
    TRY(db_exec(c, "UPDATE stock_balance SET on_hand = on_hand + ?, value = value + ?,"
        " front_move_id = ?, front_quantity = ?, front_value = ?, tracked = ?"
        " WHERE unit_id = ? AND part_id = ?", a->n, a->value, b.front_move_id, b.front_quantity,
        b.front_value, a->lot.batch_id != 0 || b.tracked, unit_id, part_id));
    TRY(row_insert(c, stock_move, &m));
    return a->lot.batch_id == 0 ? 0 : lot_put(c, unit_id, part_id, a->lot, a->n, a->source);
}

/* Of what is not blocked the reserved may take all, the others what is left of it; a named lot may
 * be blocked itself, but nothing that is reserved goes with it. */
static qty takeable(const struct stock_balance *b, const struct leaving *l)
{
    qty good = qty_sub(b->on_hand, b->blocked), others;

    if (l->lot.batch_id != 0)
        return qty_sub(b->on_hand, b->reserved);
    others = qty_add(stock_free(b), l->of_reserved);
    if (l->of_reserved.milli == l->n.milli || others.milli > good.milli)
        return good;
    return others;
}

int stock_out(struct ctx *c, const struct stock_balance *held, const struct leaving *l,
    money *value)
{
    struct stock_balance b = *held;
    struct stock_move m = { .unit_id = b.unit_id, .part_id = b.part_id, .place_from = PLACE_BIN,
        .place_to = l->to, .quantity = l->n, .source = l->source, .happened_on = day_of(c, l->on),
        .note = c->reason };
    struct lot_pick_list picks = { 0 };
    qty blocked = { 0 };

    assert(l->n.milli > 0 && l->of_reserved.milli <= l->n.milli);
    if (takeable(held, l).milli < l->n.milli)
        return stock_short(c, b.part_id, takeable(held, l), l->n);
    if (b.tracked)
        TRY(lots_pick(c, held, l->lot, l->n, &picks, &blocked));
    TRY(layers_take(c, &b, l->n, l->layer_id, value));
    TRY(db_expect(c, &E_FAILED, "UPDATE stock_balance SET on_hand = on_hand - ?,"
        " reserved = reserved - ?, value = value - ?, front_move_id = ?, front_quantity = ?,"
        " front_value = ?, blocked = blocked - ? WHERE unit_id = ? AND part_id = ?"
        " AND on_hand - reserved + ? >= ?", l->n, l->of_reserved, *value, b.front_move_id,
        b.front_quantity, b.front_value, blocked, b.unit_id, b.part_id, l->of_reserved, l->n));
    m.value = *value;
    TRY(row_insert(c, stock_move, &m));
    return b.tracked ? lots_drop(c, held, &picks, l->source) : 0;
}

/* --- reservations ---------------------------------------------------------------------------- */

static int reservation_of(struct ctx *c, rid unit_id, rid part_id, struct anyref owner, qty *out)
{
    return db_int(c, &out->milli, "SELECT quantity FROM stock_reservation WHERE part_id = ?"
        " AND unit_id = ? AND owner_entity = ? AND owner_id = ?", part_id, unit_id,
        str_of(owner.on->name), owner.id);
}

static int reservation_add(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref owner)
{
    return db_exec(c, "INSERT INTO stock_reservation(unit_id, part_id, owner_entity, owner_id, quantity)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (part_id, unit_id, owner_entity, owner_id)"
        " DO UPDATE SET quantity = stock_reservation.quantity + excluded.quantity",
        unit_id, part_id, str_of(owner.on->name), owner.id, n);
}

/* The balance is held and `n` is no more than what is reserved. */
static int reservation_take(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref owner)
{
    str entity = str_of(owner.on->name);

    if (n.milli == 0)
        return 0;
    TRY(db_expect(c, &E_FAILED, "UPDATE stock_reservation SET quantity = quantity - ?"
        " WHERE part_id = ? AND unit_id = ? AND owner_entity = ? AND owner_id = ? AND quantity >= ?",
        n, part_id, unit_id, entity, owner.id, n));
    return db_exec(c,
        "DELETE FROM stock_reservation WHERE part_id = ? AND unit_id = ?"
        " AND owner_entity = ? AND owner_id = ? AND quantity = 0",
        part_id, unit_id, entity, owner.id);
}

int reservation_use(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref owner, qty *used)
{
    TRY(reservation_of(c, unit_id, part_id, owner, used));
    if (used->milli > n.milli)
        *used = n;
    return reservation_take(c, unit_id, part_id, *used, owner);
}

int stock_reserve(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref for_)
{
    struct stock_balance b;
    int64_t changed;

    assert(n.milli > 0 && for_.on != NULL);
    TRY(db_try(c, &changed, "UPDATE stock_balance SET reserved = reserved + ?"
        " WHERE unit_id = ? AND part_id = ? AND on_hand - reserved - blocked >= ?",
        n, unit_id, part_id, n));
    if (changed == 0) {
        TRY(stock_of(c, unit_id, part_id, &b));
        return stock_short(c, part_id, stock_free(&b), n);
    }
    return reservation_add(c, unit_id, part_id, n, for_);
}

static int unreserve_held(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref for_)
{
    TRY(reservation_take(c, unit_id, part_id, n, for_));
    return db_expect(c, &E_FAILED, "UPDATE stock_balance SET reserved = reserved - ?"
        " WHERE unit_id = ? AND part_id = ? AND reserved >= ?", n, unit_id, part_id, n);
}

int stock_unreserve(struct ctx *c, rid unit_id, rid part_id, qty n, struct anyref for_)
{
    struct stock_balance b;
    qty mine;

    assert(n.milli > 0 && for_.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    TRY(reservation_of(c, unit_id, part_id, for_, &mine));
    if (mine.milli < n.milli)
        return refuse(c, &STOCK_NOT_RESERVED, row_title(c, &part_model, part_id), mine, n);
    return unreserve_held(c, unit_id, part_id, n, for_);
}

static int reservations_of(struct ctx *c, struct anyref owner, struct stock_reservation_list *out)
{
    return db_list(c, stock_reservation, out, "WHERE owner_entity = ? AND owner_id = ?"
        " ORDER BY part_id, unit_id", str_of(owner.on->name), owner.id);
}

int stock_release(struct ctx *c, struct anyref for_)
{
    struct stock_reservation_list all;

    assert(for_.on != NULL);
    TRY(reservations_of(c, for_, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct stock_balance b;
        qty mine;

        TRY(balance_hold(c, all.v[i].unit_id, all.v[i].part_id, &b));
        TRY(reservation_of(c, b.unit_id, b.part_id, for_, &mine));
        if (mine.milli > 0)
            TRY(unreserve_held(c, b.unit_id, b.part_id, mine, for_));
    }
    return 0;
}

int stock_reservation_move(struct ctx *c, struct anyref from, struct anyref to)
{
    struct stock_reservation_list all;

    assert(from.on != NULL && to.on != NULL);
    TRY(reservations_of(c, from, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct stock_balance b;
        qty mine;

        TRY(balance_hold(c, all.v[i].unit_id, all.v[i].part_id, &b));
        TRY(reservation_of(c, b.unit_id, b.part_id, from, &mine));
        if (mine.milli == 0)
            continue;
        TRY(reservation_take(c, b.unit_id, b.part_id, mine, from));
        TRY(reservation_add(c, b.unit_id, b.part_id, mine, to));
    }
    return 0;
}

/* --- to the job and back --------------------------------------------------------------------- */

int stock_issue(struct ctx *c, rid unit_id, rid part_id, qty n, bool reserved, struct anyref for_,
    money *cost)
{
    struct leaving l = { .n = n, .to = PLACE_JOB, .source = for_ };
    struct stock_balance b;
    money value;

    assert(n.milli > 0 && for_.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    if (reserved)
        TRY(reservation_of(c, unit_id, part_id, for_, &l.of_reserved));
    if (l.of_reserved.milli > n.milli)
        l.of_reserved = n;
    TRY(stock_out(c, &b, &l, &value));
    TRY(reservation_take(c, unit_id, part_id, l.of_reserved, for_));
    if (cost != NULL)
        *cost = value;
    return 0;
}

int stock_issued(struct ctx *c, rid unit_id, rid part_id, struct anyref for_, qty *n, money *cost)
{
    str entity = str_of(for_.on->name);

    TRY(db_int(c, &n->milli, "SELECT CAST(COALESCE(sum(CASE WHEN place_to = 'job' THEN quantity"
        " WHEN place_from = 'job' THEN -quantity ELSE 0 END), 0) AS BIGINT) FROM stock_move"
        " WHERE source_entity = ? AND source_id = ? AND part_id = ? AND unit_id = ?",
        entity, for_.id, part_id, unit_id));
    return db_int(c, &cost->fen, "SELECT CAST(COALESCE(sum(CASE WHEN place_to = 'job' THEN value"
        " WHEN place_from = 'job' THEN -value ELSE 0 END), 0) AS BIGINT) FROM stock_move"
        " WHERE source_entity = ? AND source_id = ? AND part_id = ? AND unit_id = ?",
        entity, for_.id, part_id, unit_id);
}

int stock_return(struct ctx *c, rid unit_id, rid part_id, qty n, money cost, struct anyref for_)
{
    struct stock_balance b;
    qty out;
    money worth;

    assert(n.milli > 0 && for_.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    TRY(stock_issued(c, unit_id, part_id, for_, &out, &worth));
    if (out.milli < n.milli)
        return refuse(c, &STOCK_NOT_ISSUED, row_title(c, &part_model, part_id), out, n);
    if (cost.fen < 0 || cost.fen > worth.fen) {
        fault_set("a part comes back worth more than it left");
        return DB_FAILED;
    }
    TRY(stock_in(c, unit_id, part_id,
        &(struct arrival){ .n = n, .value = cost, .from = PLACE_JOB, .source = for_ }));
    return b.tracked ? lots_return(c, unit_id, part_id, n, for_) : 0;
}
