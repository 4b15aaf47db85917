/* stock_report.c - what is there, how it got there, and the balances checked. */
#include "modules/stock/stock.h"

enum { ON_HAND_MAX = 5000, ROWS_MAX = 2000 };

int stock_on_hand(
    struct ctx *c, const struct stock_on_hand_in *in, struct stock_on_hand_row_list *out)
{
    str class = str_of(in->class != 0 ? part_class_choices.v[in->class].code : "");
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, stock_on_hand_row, out, "SELECT p.code, p.name, p.spec, p.unit, b.on_hand,"
        " b.reserved, b.on_hand - b.reserved, p.minimum, b.value"
        " FROM stock_balance b JOIN part p ON p.id = b.part_id"
        " WHERE b.unit_id = ? AND (? = '' OR p.class = ?)"
        " AND (? = 0 OR b.on_hand - b.reserved < p.minimum) ORDER BY p.code LIMIT 5001",
        store_id, class, class, in->below_minimum));
    return out->n <= ON_HAND_MAX ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ON_HAND_MAX);
}

int stock_moves(struct ctx *c, const struct stock_moves_in *in, struct stock_moves_row_list *out)
{
    struct stock_moves_row_list rows;
    when from = when_at(in->day_from, 0, ZONE_S);
    when to = when_at((date){ in->day_to.day + 1 }, 0, ZONE_S);
    rid store_id;
    qty there;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_int(c, &there.milli, "SELECT CAST(COALESCE(sum(CASE WHEN place_to = 'bin' THEN quantity"
        " ELSE -quantity END), 0) AS BIGINT) FROM stock_move"
        " WHERE unit_id = ? AND part_id = ? AND created_at < ?", store_id, in->part_id, from));
    TRY(db_list(c, stock_moves_row, &rows, "SELECT created_at, place_from, place_to,"
        " CASE WHEN place_to = 'bin' THEN quantity ELSE 0 END,"
        " CASE WHEN place_from = 'bin' THEN quantity ELSE 0 END, 0, value, source_entity, source_id,"
        " note FROM stock_move WHERE unit_id = ? AND part_id = ? AND created_at >= ?"
        " AND created_at < ? ORDER BY id LIMIT 2001", store_id, in->part_id, from, to));
    if (rows.n > ROWS_MAX)
        return refuse(c, &STOCK_TOO_MANY, (int)ROWS_MAX);
    out->v = arena_alloc(&c->mem, (rows.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    out->v[out->n++] = (struct stock_moves_row){ .at = from, .on_hand = there,
        .note = c->english ? STR("Brought forward") : STR("期初结存") };
    for (size_t i = 0; i < rows.n; i++) {
        there = qty_add(there, qty_sub(rows.v[i].quantity_in, rows.v[i].quantity_out));
        rows.v[i].on_hand = there;
        out->v[out->n++] = rows.v[i];
    }
    return 0;
}

/* --- verify ---------------------------------------------------------------------------------- */

static int take_balance(struct ctx *c, const void *row, void *arg)
{
    const struct stock_check *k = row;

    (void)c;
    verify_fact(arg,
        k->on_hand.milli == k->on_hand_again.milli && k->value.fen == k->value_again.fen,
        "part %lld in store %lld: balance %lld worth %lld, its moves give %lld worth %lld",
        (long long)k->part_id, (long long)k->store_id, (long long)k->on_hand.milli,
        (long long)k->value.fen, (long long)k->on_hand_again.milli, (long long)k->value_again.fen);
    verify_fact(arg, k->reserved.milli == k->reserved_again.milli,
        "part %lld in store %lld: reserved %lld, its reservations give %lld", (long long)k->part_id,
        (long long)k->store_id, (long long)k->reserved.milli, (long long)k->reserved_again.milli);
    verify_fact(arg, k->reserved.milli >= 0 && k->reserved.milli <= k->on_hand.milli &&
        k->value.fen >= 0 && (k->on_hand.milli > 0 || k->value.fen == 0),
        "part %lld in store %lld: %lld on hand, %lld reserved, worth %lld", (long long)k->part_id,
        (long long)k->store_id, (long long)k->on_hand.milli, (long long)k->reserved.milli,
        (long long)k->value.fen);
    return 0;
}

int stock_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, stock_check, take_balance, v, "/* all rows */ SELECT x.unit_id, x.part_id,"
        " CAST(sum(x.on_hand) AS BIGINT), CAST(sum(x.reserved) AS BIGINT), CAST(sum(x.value) AS BIGINT),"
        " CAST(sum(x.on_hand_again) AS BIGINT), CAST(sum(x.reserved_again) AS BIGINT),"
        " CAST(sum(x.value_again) AS BIGINT) FROM"
        " (SELECT unit_id, part_id, on_hand, reserved, value, 0 AS on_hand_again,"
        " 0 AS reserved_again, 0 AS value_again FROM stock_balance UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, CASE WHEN place_to = 'bin' THEN quantity ELSE -quantity END,"
        " 0, CASE WHEN place_to = 'bin' THEN value ELSE -value END FROM stock_move UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, 0, quantity, 0 FROM stock_reservation) x"
        " GROUP BY x.unit_id, x.part_id");
}
