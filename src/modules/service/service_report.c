/* service_report.c - output by nature, and what must hold of orders. */
#include "modules/service/quote.h"

enum { ORDERS_MOST = 2000 };

int service_output(
    struct ctx *c, const struct service_month_in *in, struct service_month_row_list *out)
{
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    return db_list(c, service_month_row, out,
        "SELECT nature, count(*), CAST(sum(labour_total) AS BIGINT),"
        " CAST(sum(parts_total) AS BIGINT), CAST(sum(other_total - advance) AS BIGINT),"
        " CAST(sum(total - advance) AS BIGINT),"
        " CAST(sum(cost) AS BIGINT) FROM repair_order WHERE unit_id = ? AND business = 'delivered'"
        " AND delivered_at >= ? AND delivered_at < ? GROUP BY nature ORDER BY nature",
        store, when_at(in->day_from, 0, ZONE_S), when_at((date){ in->day_to.day + 1 }, 0, ZONE_S));
}

int service_orders(
    struct ctx *c, const struct service_orders_in *in, struct service_orders_row_list *out)
{
    str nature = str_of(in->nature != 0 ? ro_nature_choices.v[in->nature].code : "");
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(db_list(c, service_orders_row, out, "SELECT id, delivered_at, vehicle_id, party_id, nature,"
        " total - advance, cost FROM repair_order WHERE unit_id = ? AND business = 'delivered'"
        " AND delivered_at >= ? AND delivered_at < ? AND (? = '' OR nature = ?)"
        " ORDER BY delivered_at, id LIMIT 2001", store, when_at(in->day_from, 0, ZONE_S),
        when_at((date){ in->day_to.day + 1 }, 0, ZONE_S), nature, nature));
    return out->n <= ORDERS_MOST ? 0 : refuse(c, &ORDERS_TOO_MANY, (int)ORDERS_MOST);
}

int service_sections(
    struct ctx *c, const struct service_month_in *in, struct service_section_row_list *out)
{
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    return db_list(c, service_section_row, out, "SELECT l.section, count(*),"
        " CAST(COALESCE(sum(l.quantity) FILTER (WHERE l.kind = 'labour'), 0) AS BIGINT),"
        " CAST(COALESCE(sum(l.amount) FILTER (WHERE l.kind = 'labour'), 0) AS BIGINT),"
        " CAST(COALESCE(sum(l.amount) FILTER (WHERE l.kind = 'part'), 0) AS BIGINT),"
        " CAST(COALESCE(sum(l.amount) FILTER (WHERE l.kind NOT IN ('labour', 'part')), 0) AS BIGINT),"
        " CAST(sum(l.amount) AS BIGINT) FROM repair_order o JOIN ro_line l ON l.repair_order_id = o.id"
        " WHERE o.unit_id = ? AND o.business = 'delivered' AND o.delivered_at >= ? AND o.delivered_at < ?"
        " AND l.approval = 'approved' AND l.kind <> 'advance' AND l.retired_at IS NULL GROUP BY l.section"
        " ORDER BY CASE WHEN l.section IS NULL THEN 1 ELSE 0 END, CAST(sum(l.amount) AS BIGINT) DESC",
        store, when_at(in->day_from, 0, ZONE_S), when_at((date){ in->day_to.day + 1 }, 0, ZONE_S));
}

static int check_order(struct ctx *c, const void *row, void *arg)
{
    const struct order_check *k = row;

    (void)c;
    verify_fact(arg, k->total.fen == k->total_again.fen, "order %lld: total %lld, its lines %lld",
        (long long)k->order_id, (long long)k->total.fen, (long long)k->total_again.fen);
    verify_fact(arg, k->cost.fen == k->cost_again.fen, "order %lld: cost %lld, its moves %lld",
        (long long)k->order_id, (long long)k->cost.fen, (long long)k->cost_again.fen);
    verify_fact(arg, k->issued.milli == k->issued_again.milli,
        "order %lld: issued %lld, its moves %lld", (long long)k->order_id,
        (long long)k->issued.milli, (long long)k->issued_again.milli);
    return 0;
}

int service_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(estimate_verify(c, v));
    TRY(rework_verify(c, v));
    TRY(db_each(c, order_check, check_order, v, "SELECT o.id,"
        " CASE WHEN o.approved_at IS NULL THEN 0 ELSE o.total END,"
        " CASE WHEN o.approved_at IS NULL THEN 0 ELSE COALESCE((SELECT CAST(sum(l.amount) AS BIGINT)"
        " FROM ro_line l WHERE l.repair_order_id = o.id AND l.approval = 'approved' AND l.retired_at IS NULL), 0) END,"
        " o.cost, COALESCE((SELECT CAST(sum(CASE WHEN m.place_to = 'job' THEN m.value ELSE -m.value END) AS BIGINT)"
        " FROM stock_move m WHERE m.source_entity = 'repair_order' AND m.source_id = o.id), 0),"
        " COALESCE((SELECT CAST(sum(l.issued) AS BIGINT) FROM ro_line l WHERE l.repair_order_id = o.id), 0),"
        " COALESCE((SELECT CAST(sum(CASE WHEN m.place_to = 'job' THEN m.quantity ELSE -m.quantity END) AS BIGINT)"
        " FROM stock_move m WHERE m.source_entity = 'repair_order' AND m.source_id = o.id), 0)"
        " FROM repair_order o /* all rows */ ORDER BY o.id"));
    TRY(db_int(c, &n, "SELECT count(*) FROM repair_order o WHERE o.approved_at IS NOT NULL AND o.advance <> COALESCE("
        "(SELECT CAST(sum(l.amount) AS BIGINT) FROM ro_line l WHERE l.repair_order_id = o.id AND l.kind = 'advance'"
        " AND l.approval = 'approved' AND l.retired_at IS NULL), 0) /* all rows */"));
    verify_fact(v, n == 0, "%lld orders have laid out another sum than their lines", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM work_clock a JOIN work_clock b ON b.technician_id = a.technician_id"
        " AND b.id > a.id AND b.began < a.ended AND a.began < b.ended /* all rows */"));
    verify_fact(v, n == 0, "%lld stretches of work overlap another of the same technician", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM repair_order WHERE (business IN ('settled', 'delivered'))"
        " AND (settlement_id IS NULL OR money = 'unbilled') /* all rows */"));
    verify_fact(v, n == 0, "%lld settled orders have no settlement", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM repair_order o WHERE o.business = 'delivered' AND NOT EXISTS"
        " (SELECT 1 FROM settlement s WHERE s.id = o.settlement_id AND s.state IN ('paid', 'on_credit', 'part_paid', 'open'))"
        " /* all rows */"));
    verify_fact(v, n == 0, "%lld delivered orders have a reversed settlement", (long long)n);
    return 0;
}
