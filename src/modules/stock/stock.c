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
    return refuse(c, &STOCK_SHORT, row_title(c, &part_model, part_id), free, wanted);
}

qty balance_free(const struct stock_balance *b) { return qty_sub(b->on_hand, b->reserved); }

/* The last piece takes what is left, so that no fen stays behind on an empty shelf. */
money balance_share(const struct stock_balance *b, qty n)
{
    assert(n.milli > 0 && n.milli <= b->on_hand.milli);
    return n.milli == b->on_hand.milli ? b->value
                                       : money_share(b->value, n.milli, b->on_hand.milli);
}

/* --- the two ways of changing a quantity ----------------------------------------------------- */

static int move_record(struct ctx *c, rid unit_id, rid part_id, qty n, money value,
    enum stock_place from, enum stock_place to, struct anyref source)
{
    struct stock_move m = { .unit_id = unit_id, .part_id = part_id, .place_from = from,
        .place_to = to, .quantity = n, .value = value, .source = source, .note = c->reason };

    return row_insert(c, stock_move, &m);
}

int stock_in(struct ctx *c, rid unit_id, rid part_id, qty n, money value, enum stock_place from,
    struct anyref source)
{
    assert(unit_id > 0 && part_id > 0 && n.milli > 0 && value.fen >= 0);
    TRY(db_exec(c, "INSERT INTO stock_balance(unit_id, part_id, on_hand, reserved, value)"
        " VALUES (?, ?, ?, 0, ?) ON CONFLICT (unit_id, part_id) DO UPDATE SET"
        " on_hand = stock_balance.on_hand + excluded.on_hand,"
        " value = stock_balance.value + excluded.value", unit_id, part_id, n, value));
    return move_record(c, unit_id, part_id, n, value, from, PLACE_BIN, source);
}

int stock_out(struct ctx *c, const struct stock_balance *held, qty n, qty of_reserved, money value,
    enum stock_place to, struct anyref source)
{
    assert(n.milli > 0 && of_reserved.milli <= n.milli && value.fen >= 0);
    if (held->on_hand.milli - held->reserved.milli + of_reserved.milli < n.milli)
        return stock_short(c, held->part_id, qty_add(balance_free(held), of_reserved), n);
    TRY(db_expect(c, &E_FAILED, "UPDATE stock_balance SET on_hand = on_hand - ?,"
        " reserved = reserved - ?, value = value - ? WHERE unit_id = ? AND part_id = ?"
        " AND on_hand - reserved + ? >= ?", n, of_reserved, value, held->unit_id, held->part_id,
        of_reserved, n));
    return move_record(c, held->unit_id, held->part_id, n, value, PLACE_BIN, to, source);
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
        " WHERE unit_id = ? AND part_id = ? AND on_hand - reserved >= ?", n, unit_id, part_id, n));
    if (changed == 0) {
        TRY(stock_of(c, unit_id, part_id, &b));
        return stock_short(c, part_id, balance_free(&b), n);
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
    struct stock_balance b;
    qty mine = { 0 };
    money value;

    assert(n.milli > 0 && for_.on != NULL);
    TRY(balance_hold(c, unit_id, part_id, &b));
    if (reserved)
        TRY(reservation_of(c, unit_id, part_id, for_, &mine));
    if (mine.milli > n.milli)
        mine = n;
    if (qty_add(balance_free(&b), mine).milli < n.milli)
        return stock_short(c, part_id, qty_add(balance_free(&b), mine), n);
    value = balance_share(&b, n);
    TRY(reservation_take(c, unit_id, part_id, mine, for_));
    TRY(stock_out(c, &b, n, mine, value, PLACE_JOB, for_));
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
    return stock_in(c, unit_id, part_id, n, cost, PLACE_JOB, for_);
}
