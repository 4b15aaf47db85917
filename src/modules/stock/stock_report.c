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
        " b.reserved, b.on_hand - b.reserved - b.blocked, p.minimum, b.value"
        " FROM stock_balance b JOIN part p ON p.id = b.part_id"
        " WHERE b.unit_id = ? AND (? = '' OR p.class = ?)"
        " AND (? = 0 OR b.on_hand - b.reserved - b.blocked < p.minimum) ORDER BY p.code LIMIT 5001",
        store_id, class, class, in->below_minimum));
    return out->n <= ON_HAND_MAX ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ON_HAND_MAX);
}

int stock_moves(struct ctx *c, const struct stock_moves_in *in, struct stock_moves_row_list *out)
{
    struct stock_moves_row_list rows;
    when from = when_at(in->day_from, 0, ZONE_S);
    when to = when_at((date){ in->day_to.day + 1 }, 0, ZONE_S);
    bool happened = in->by == BY_HAPPENED;
    rid store_id;
    qty there;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_int(c, &there.milli, "SELECT CAST(COALESCE(sum(CASE WHEN place_to = 'bin' THEN quantity"
        " ELSE -quantity END), 0) AS BIGINT) FROM stock_move"
        " WHERE unit_id = ? AND part_id = ? AND ((? = 0 AND created_at < ?)"
        " OR (? = 1 AND happened_on < ?))", store_id, in->part_id, happened, from, happened,
        in->day_from));
    TRY(db_list(c, stock_moves_row, &rows, "SELECT created_at, happened_on, place_from, place_to,"
        " CASE WHEN place_to = 'bin' THEN quantity ELSE 0 END,"
        " CASE WHEN place_from = 'bin' THEN quantity ELSE 0 END, 0, value, source_entity, source_id,"
        " note FROM stock_move WHERE unit_id = ? AND part_id = ? AND ((? = 0 AND created_at >= ?"
        " AND created_at < ?) OR (? = 1 AND happened_on >= ? AND happened_on <= ?))"
        " ORDER BY CASE WHEN ? = 1 THEN happened_on ELSE 0 END, id LIMIT 2001", store_id,
        in->part_id, happened, from, to, happened, in->day_from, in->day_to, happened));
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

int stock_as_of(struct ctx *c, const struct stock_as_of_in *in, struct stock_as_of_row_list *out)
{
    when end = when_at((date){ in->day.day + 1 }, 0, ZONE_S);
    bool happened = in->by == BY_HAPPENED;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, stock_as_of_row, out, "SELECT p.code, p.name, p.unit,"
        " CAST(sum(CASE WHEN m.place_to = 'bin' THEN m.quantity ELSE -m.quantity END) AS BIGINT),"
        " CAST(sum(CASE WHEN m.place_to = 'bin' THEN m.value ELSE -m.value END) AS BIGINT)"
        " FROM stock_move m JOIN part p ON p.id = m.part_id WHERE m.unit_id = ?"
        " AND ((? = 0 AND m.created_at < ?) OR (? = 1 AND m.happened_on <= ?))"
        " GROUP BY p.code, p.name, p.unit"
        " HAVING sum(CASE WHEN m.place_to = 'bin' THEN m.quantity ELSE -m.quantity END) <> 0"
        " OR sum(CASE WHEN m.place_to = 'bin' THEN m.value ELSE -m.value END) <> 0"
        " ORDER BY p.code LIMIT 5001", store_id, happened, end, happened, in->day));
    return out->n <= ON_HAND_MAX ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ON_HAND_MAX);
}

int stock_layers(struct ctx *c, const struct stock_layers_in *in, struct stock_layers_row_list *out)
{
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, stock_layers_row, out, "/* all rows */ SELECT m.happened_on, m.quantity,"
        " x.quantity, x.value,"
        " m.place_from, m.source_entity, m.source_id FROM"
        " (SELECT front_move_id AS move_id, front_quantity AS quantity, front_value AS value,"
        " 0 AS behind FROM stock_balance WHERE unit_id = ? AND part_id = ? AND front_quantity > 0"
        " UNION ALL SELECT move_id, quantity, value, 1 FROM stock_layer"
        " WHERE unit_id = ? AND part_id = ?) x JOIN stock_move m ON m.id = x.move_id"
        " ORDER BY x.behind, x.move_id LIMIT 2001", store_id, in->part_id, store_id, in->part_id));
    return out->n <= ROWS_MAX ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ROWS_MAX);
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
    verify_fact(arg,
        k->layered.milli == k->on_hand.milli && k->layered_value.fen == k->value.fen,
        "part %lld in store %lld: balance %lld worth %lld, its layers give %lld worth %lld",
        (long long)k->part_id, (long long)k->store_id, (long long)k->on_hand.milli,
        (long long)k->value.fen, (long long)k->layered.milli, (long long)k->layered_value.fen);
    return 0;
}

int stock_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, stock_check, take_balance, v, "/* all rows */ SELECT x.unit_id, x.part_id,"
        " CAST(sum(x.on_hand) AS BIGINT), CAST(sum(x.reserved) AS BIGINT), CAST(sum(x.value) AS BIGINT),"
        " CAST(sum(x.on_hand_again) AS BIGINT), CAST(sum(x.reserved_again) AS BIGINT),"
        " CAST(sum(x.value_again) AS BIGINT), CAST(sum(x.layered) AS BIGINT),"
        " CAST(sum(x.layered_value) AS BIGINT) FROM"
        " (SELECT unit_id, part_id, on_hand, reserved, value, 0 AS on_hand_again,"
        " 0 AS reserved_again, 0 AS value_again, front_quantity AS layered,"
        " front_value AS layered_value FROM stock_balance UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, CASE WHEN place_to = 'bin' THEN quantity ELSE -quantity END,"
        " 0, CASE WHEN place_to = 'bin' THEN value ELSE -value END, 0, 0 FROM stock_move UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, 0, quantity, 0, 0, 0 FROM stock_reservation UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, 0, 0, 0, quantity, value FROM stock_layer) x"
        " GROUP BY x.unit_id, x.part_id");
}
