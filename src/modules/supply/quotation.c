/* quotation.c - what several suppliers ask for the same parts, and which is chosen (PRT-03). */
#include "modules/supply/supply_own.h"

int quotation_open(struct ctx *c, struct quotation *q, const struct quotation_open_in *in)
{
    if (in->parts.n == 0)
        return refuse_field(c, "parts", &SUPPLY_NO_LINES);
    if (in->answer_by.day < c->today.day)
        return refuse_field(c, "answer_by", &SUPPLY_PAST);
    q->answer_by = in->answer_by;
    TRY(number_next(c, &series_quotation, q->unit_id, &q->number));
    for (size_t i = 0; i < in->parts.n; i++) {
        struct quotation_part p = { .unit_id = q->unit_id, .quotation_id = q->id,
            .part_id = in->parts.v[i].part_id, .quantity = in->parts.v[i].quantity };

        for (size_t k = 0; k < i; k++)
            TRY(part_once(c, "parts", i, p.part_id, in->parts.v[k].part_id));
        TRY(row_insert(c, quotation_part, &p));
    }
    return 0;
}

/* A later offer of the same supplier for a part stands for the earlier one. */
static int offer_take(struct ctx *c, const struct quotation *q, rid supplier_id, size_t i,
    const struct quotation_price_in *in)
{
    struct quotation_offer o = { .unit_id = q->unit_id, .quotation_id = q->id,
        .supplier_id = supplier_id, .part_id = in->part_id, .price = in->price, .days = in->days };
    struct quotation_offer_list before;
    int64_t asked;

    TRY(db_int(c, &asked, "SELECT count(*) FROM quotation_part WHERE quotation_id = ? AND part_id = ?",
        q->id, in->part_id));
    if (asked == 0)
        return refuse_field(c, line_field(c, "prices", i, "part_id"), &QUOTATION_STRANGE,
            row_title(c, &part_model, in->part_id));
    TRY(db_list(c, quotation_offer, &before, "WHERE quotation_id = ? AND supplier_id = ?"
        " AND part_id = ? AND retired_at IS NULL", q->id, supplier_id, in->part_id));
    if (before.n == 0)
        return row_insert(c, quotation_offer, &o);
    o = before.v[0];
    o.price = in->price;
    o.days = in->days;
    return row_update(c, quotation_offer, &o, &before.v[0]);
}

int quotation_take(struct ctx *c, struct quotation *q, const struct quotation_offer_in *in)
{
    struct supplier supplier;

    TRY(supplier_good(c, in->supplier_id, &supplier));
    if (in->prices.n == 0)
        return refuse_field(c, "prices", &SUPPLY_NO_LINES);
    for (size_t i = 0; i < in->prices.n; i++) {
        for (size_t k = 0; k < i; k++)
            TRY(part_once(c, "prices", i, in->prices.v[i].part_id, in->prices.v[k].part_id));
        TRY(offer_take(c, q, in->supplier_id, i, &in->prices.v[i]));
    }
    return 0;
}

int quotation_compare(
    struct ctx *c, const struct quotation_compare_in *in, struct quotation_compare_row_list *out)
{
    int64_t asked;

    TRY(row_seen(c, &quotation_model, in->quotation_id));
    TRY(db_int(c, &asked, "SELECT count(*) FROM quotation_part WHERE quotation_id = ?",
        in->quotation_id));
    return db_list(c, quotation_compare_row, out, "SELECT o.supplier_id, s.grade, count(*),"
        " CAST(? AS BIGINT), CAST(sum((o.price * p.quantity + 5000000) / 10000000) AS BIGINT), max(o.days)"
        " FROM quotation_offer o JOIN quotation_part p ON p.quotation_id = o.quotation_id"
        " AND p.part_id = o.part_id JOIN supplier s ON s.id = o.supplier_id"
        " WHERE o.quotation_id = ? AND o.retired_at IS NULL GROUP BY o.supplier_id, s.grade"
        " ORDER BY 3 DESC, 5, o.supplier_id LIMIT 200", asked, in->quotation_id);
}

/* Whoever is chosen offers all; another who does, for less, wants a reason. */
static int judge(struct ctx *c, const struct quotation *q, const struct quotation_choose_in *in)
{
    struct quotation_compare_in which = { q->id };
    struct quotation_compare_row_list rows;

    TRY(quotation_compare(c, &which, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        str name = row_title(c, &supplier_model, rows.v[i].supplier_id);

        if (rows.v[i].supplier_id != in->supplier_id) {
            if (i == 0 && rows.v[0].offered == rows.v[0].asked && in->reason.n == 0)
                return refuse_field(c, "reason", &QUOTATION_REASON, name);
            continue;
        }
        return rows.v[i].offered == rows.v[i].asked
            ? 0 : refuse_field(c, "supplier_id", &QUOTATION_PARTIAL, name);
    }
    return refuse_field(c, "supplier_id", &QUOTATION_PARTIAL,
        row_title(c, &supplier_model, in->supplier_id));
}

int quotation_choose(struct ctx *c, struct quotation *q, const struct quotation_choose_in *in)
{
    struct purchase_order_open_in order = { .supplier_id = in->supplier_id, .note = q->number };
    struct quotation_part_list parts;

    TRY(judge(c, q, in));
    TRY(db_list(c, quotation_part, &parts, "WHERE quotation_id = ? ORDER BY id", q->id));
    order.lines.v = arena_alloc(&c->mem, (parts.n + 1) * sizeof *order.lines.v);
    if (order.lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < parts.n; i++) {
        struct quotation_offer o;

        TRY(db_one(c, quotation_offer, &o, &E_NOT_FOUND, "WHERE quotation_id = ?"
            " AND supplier_id = ? AND part_id = ? AND retired_at IS NULL", q->id, in->supplier_id,
            parts.v[i].part_id));
        order.lines.v[order.lines.n++] = (struct purchase_order_line_in){ .part_id = o.part_id,
            .quantity = parts.v[i].quantity, .price = o.price };
    }
    TRY(command_make(c, purchase_order_open, &order, &q->order_id));
    q->chosen_id = in->supplier_id;
    q->reason = in->reason;
    return 0;
}

int quotation_close(struct ctx *c, struct quotation *q, const struct supply_reason_in *in)
{
    q->reason = c->reason = in->reason;
    return 0;
}
