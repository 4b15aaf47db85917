/* counter.c - what the cashier and the parts counter have before them. */
#include "modules/service/order.h"
#include "kernel/search.h"

enum { PARTS_MAX = 12 };

int cashier_queue(
    struct ctx *c, const struct cashier_queue_in *in, struct cashier_queue_row_list *out)
{
    return db_list(c, cashier_queue_row, out, "SELECT s.id, s.party_id, r.vehicle_id, r.id, s.day,"
        " s.state, s.total, s.paid, s.total - s.paid FROM settlement s LEFT JOIN repair_order r"
        " ON s.source_entity = 'repair_order' AND r.id = s.source_id"
        " WHERE s.unit_id = ? AND (s.state IN ('open', 'part_paid') OR (? = 1 AND s.state = 'on_credit'))"
        " ORDER BY s.day, s.id LIMIT 300", c->who->unit_id, in->on_credit);
}

/* What is short first: there is something to be done about it. */
int parts_queue(struct ctx *c, const struct parts_queue_in *in, struct parts_queue_row_list *out)
{
    return db_list(c, parts_queue_row, out, "SELECT r.id, r.vehicle_id, r.parts, r.promised_at,"
        " (SELECT count(*) FROM ro_line l WHERE l.repair_order_id = r.id AND l.kind = 'part'"
        " AND l.approval = 'approved' AND l.issued < l.quantity AND l.retired_at IS NULL),"
        " (SELECT count(*) FROM ro_line l WHERE l.repair_order_id = r.id AND l.kind = 'part'"
        " AND l.approval = 'approved' AND l.issued < l.quantity AND l.short_ = 1 AND l.retired_at IS NULL),"
        " (SELECT min(a.technician_id) FROM assignment a WHERE a.repair_order_id = r.id"
        " AND a.state IN ('assigned', 'working', 'paused')),"
        " (SELECT count(*) FROM assignment a WHERE a.repair_order_id = r.id AND a.state = 'paused'"
        " AND a.stop_reason = 'parts') FROM repair_order r WHERE r.unit_id = ? AND r.business = 'in_work'"
        " AND (r.parts IN ('due', 'short') OR (? = 1 AND r.parts = 'issued'))"
        " ORDER BY CASE r.parts WHEN 'short' THEN 0 ELSE 1 END, r.promised_at, r.id LIMIT 300",
        c->who->unit_id, in->all_issued);
}

int counter_parts(
    struct ctx *c, const struct counter_parts_in *in, struct counter_parts_row_list *out)
{
    return db_list(c, counter_parts_row, out, "SELECT l.id, l.part_id, p.code, p.barcode, p.oe_number, p.spec,"
        " p.unit, l.approval, l.short_, l.quantity, l.issued,"
        " CASE WHEN l.approval = 'approved' THEN l.quantity - l.issued ELSE 0 END,"
        " COALESCE(b.on_hand, 0), COALESCE(v.quantity, 0), COALESCE(b.on_hand - b.reserved - b.blocked, 0)"
        " FROM ro_line l JOIN part p ON p.id = l.part_id"
        " LEFT JOIN stock_balance b ON b.unit_id = l.unit_id AND b.part_id = l.part_id"
        " LEFT JOIN stock_reservation v ON v.part_id = l.part_id AND v.unit_id = l.unit_id"
        " AND v.owner_entity = 'repair_order' AND v.owner_id = l.repair_order_id"
        " WHERE l.repair_order_id = ? AND l.kind = 'part' AND l.approval NOT IN ('refused', 'unchosen') AND l.retired_at IS NULL"
        " ORDER BY l.id", in->repair_order_id);
}

int part_aside(struct ctx *c, const struct part_aside_in *in, struct part_aside_row_list *out)
{
    return db_list(c, part_aside_row, out,
        "SELECT v.owner_entity, v.owner_id, r.vehicle_id, v.quantity FROM stock_reservation v"
        " LEFT JOIN repair_order r ON v.owner_entity = 'repair_order'"
        " AND r.id = v.owner_id WHERE v.part_id = ? AND v.unit_id = ? AND v.quantity > 0"
        " ORDER BY v.owner_id LIMIT 100", in->part_id, c->who->unit_id);
}

/* --- a part by what is scanned or typed ------------------------------------------------------- */

static bool is_it(struct ctx *c, const struct part *p, str folded)
{
    return str_eq(search_folded(c, p->code), folded) ||
           (p->barcode.n > 0 && str_eq(search_folded(c, p->barcode), folded)) ||
           (p->oe_number.n > 0 && str_eq(search_folded(c, p->oe_number), folded));
}

/* The part that was found, by itself or by one of its other numbers or packs; 0: it is none. */
static int part_meant(struct ctx *c, const struct entity *on, rid id, rid *part_id)
{
    struct part_number number;
    struct part_pack pack;

    *part_id = on == &part_model ? id : 0;
    if (on == &part_number_model) {
        TRY(db_get(c, part_number, &number, id));
        *part_id = number.part_id;
    } else if (on == &part_pack_model) {
        TRY(db_get(c, part_pack, &pack, id));
        *part_id = pack.part_id;
    }
    return 0;
}

int part_find(struct ctx *c, const struct part_find_in *in, struct part_find_row_list *out)
{
    struct search_hit hits[SEARCH_HITS];
    str folded = search_folded(c, in->q);
    size_t n;

    out->v = arena_alloc(&c->mem, PARTS_MAX * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    TRY(search_find(c, in->q, hits, &n));
    for (size_t i = 0; i < n && out->n < PARTS_MAX; i++) {
        struct stock_balance b;
        struct part p;

        rid id;

        TRY(part_meant(c, hits[i].on, hits[i].id, &id));
        if (id == 0)
            continue;
        TRY(db_get(c, part, &p, id));
        TRY(stock_of(c, c->who->unit_id, p.id, &b));
        out->v[out->n++] = (struct part_find_row){ .part_id = p.id, .code = p.code,
            .barcode = p.barcode, .spec = p.spec, .brand = p.brand, .unit = p.unit,
            .price = p.price, .on_hand = b.on_hand, .reserved = b.reserved,
            .free = stock_free(&b), .minimum = p.minimum,
            .exact = hits[i].on != &part_model || is_it(c, &p, folded) };
    }
    return 0;
}
