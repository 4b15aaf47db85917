/* rework.c - the warranty of an order, work done again under it, and what becomes of old parts. */
#include "modules/service/proposal.h"
#include "modules/service/quote.h"

/* --- how long --------------------------------------------------------------------------------- */

enum term { TERM_MAJOR, TERM_SECOND, TERM_MINOR, TERMS };

static const struct { const struct setting *days, *km; } terms[vehicle_class_count][TERMS] = {
    [VEHICLE_CAR] = { { &setting_warranty_major_days, &setting_warranty_major_km },
        { &setting_warranty_second_days, &setting_warranty_second_km },
        { &setting_warranty_minor_days, &setting_warranty_minor_km } },
    [VEHICLE_MOTORCYCLE] = { { &setting_warranty_moto_major_days, &setting_warranty_moto_major_km },
        { &setting_warranty_moto_minor_days, &setting_warranty_moto_minor_km },
        { &setting_warranty_moto_minor_days, &setting_warranty_moto_minor_km } },
    [VEHICLE_OTHER] = { { &setting_warranty_other_major_days, &setting_warranty_other_major_km },
        { &setting_warranty_other_minor_days, &setting_warranty_other_minor_km },
        { &setting_warranty_other_minor_days, &setting_warranty_other_minor_km } },
};

int order_warranty(struct ctx *c, const struct repair_order *ro, int64_t *days, int64_t *km)
{
    bool major = ro->category == CATEGORY_ASSEMBLY || ro->category == CATEGORY_VEHICLE;
    enum term term = major ? TERM_MAJOR
        : ro->category == CATEGORY_SECOND ? TERM_SECOND : TERM_MINOR;
    enum vehicle_class class;
    struct vehicle v;

    if (ro->settled_at.ms != 0) {
        *days = ro->warranty_days, *km = ro->warranty_km;
        return 0;
    }
    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    class = v.class != 0 ? v.class : VEHICLE_CAR;
    TRY(setting_int(c, terms[class][term].days, ro->unit_id, days));
    return setting_int(c, terms[class][term].km, ro->unit_id, km);
}

date warranty_until(const struct repair_order *ro)
{
    return (date){ date_at(ro->delivered_at, ZONE_S).day + ro->warranty_days };
}

bool warranty_holds(const struct repair_order *ro, date day, int64_t km)
{
    return day.day <= warranty_until(ro).day && km <= ro->odometer_out + ro->warranty_km;
}

/* --- done again ------------------------------------------------------------------------------- */

static int free_line(
    struct ctx *c, const struct repair_order *ro, const struct ro_line *was, str number)
{
    struct ro_line l = { .repair_order_id = ro->id, .kind = was->kind, .title = was->title,
        .part_id = was->part_id, .labour_item_id = was->labour_item_id, .section = was->section,
        .quantity = was->quantity, .price = was->price, .discount = { 1000000 },
        .approval = LINE_PROPOSED, .free = true,
        .origin_line_id = was->origin_line_id != 0 ? was->origin_line_id : was->id };

    l.amount = line_alone(&l);
    l.rule = str_format(&c->mem, "质保返修 %.*s", (int)number.n, number.s);
    return row_insert(c, ro_line, &l);
}

int repair_order_warrant(
    struct ctx *c, struct repair_order *ro, const struct repair_order_warrant_in *in)
{
    struct repair_order origin;

    TRY(db_get(c, repair_order, &origin, in->origin_order_id));
    for (size_t i = 0; i < in->lines.n; i++) {
        struct ro_line was;

        TRY(db_get(c, ro_line, &was, in->lines.v[i].line_id));
        TRY(free_line(c, ro, &was, origin.number));
    }
    ro->origin_order_id = origin.id;
    return 0;
}

int repair_order_unwarrant(struct ctx *c, struct repair_order *ro, const struct no_input *in)
{
    struct ro_line_list lines;

    (void)in;
    TRY(order_lines(c, ro->id, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        struct ro_line now = lines.v[i];

        if (!now.free)
            continue;
        now.free = false;
        now.discount = (rate){ 0 };
        now.amount = line_alone(&now);
        now.rule = (str){ 0 };
        TRY(row_update(c, ro_line, &now, &lines.v[i]));
    }
    ro->nature = NATURE_REPAIR;
    return 0;
}

int line_not_free(struct ctx *c, const struct ro_line *l)
{
    return l->free ? refuse(c, &LINE_IS_FREE, l->title) : 0;
}

int order_free_cost(struct ctx *c, rid order_id, money *cost)
{
    return db_int(c, &cost->fen, "SELECT CAST(COALESCE(sum(cost), 0) AS BIGINT) FROM ro_line"
        " WHERE repair_order_id = ? AND free = 1 AND kind = 'part'", order_id);
}

/* --- old parts -------------------------------------------------------------------------------- */

static int parts_fitted(struct ctx *c, rid order_id, bool *any)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM ro_line WHERE repair_order_id = ? AND kind = 'part'"
        " AND approval = 'approved' AND retired_at IS NULL", order_id));
    *any = n > 0;
    return 0;
}

int old_parts_agreed(struct ctx *c, const struct repair_order *ro, enum old_parts *out)
{
    bool any;

    TRY(parts_fitted(c, ro->id, &any));
    *out = !any ? OLD_NONE : ro->keep_old_parts ? OLD_TAKEN : OLD_GIVEN_UP;
    return 0;
}

int old_parts_judge(
    struct ctx *c, struct repair_order *ro, const struct repair_order_deliver_in *in)
{
    bool any;

    if (in->old_parts == 0)
        return old_parts_agreed(c, ro, &ro->old_parts);
    TRY(parts_fitted(c, ro->id, &any));
    if (!any && in->old_parts != OLD_NONE)
        return refuse_field(c, "old_parts", &OLD_PARTS_NOTHING);
    ro->old_parts = in->old_parts;
    return 0;
}

/* The next service, as it will be when nothing else is agreed. */
int repair_order_deliver_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_deliver_in *in)
{
    struct vehicle v;
    int64_t km, months;

    if (in->old_parts == 0)
        TRY(old_parts_agreed(c, ro, &in->old_parts));
    if (ro->nature != NATURE_MAINTENANCE || in->next_service_date.day != 0 ||
        in->next_service_km != 0)
        return 0;
    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    TRY(vehicle_interval(c, &v, ro->unit_id, &km, &months));
    in->next_service_date = vehicle_months_on(c->today, months);
    in->next_service_km = (in->odometer_out != 0 ? in->odometer_out : ro->odometer_in) + km;
    return 0;
}

/* --- truth ------------------------------------------------------------------------------------ */

static int check_warranty(struct ctx *c, const void *row, void *arg)
{
    const struct warranty_check *k = row;

    (void)c;
    verify_fact(arg, k->cost.fen == k->booked.fen,
        "order %lld: its work under warranty cost %lld, booked %lld", (long long)k->order_id,
        (long long)k->cost.fen, (long long)k->booked.fen);
    return 0;
}

int rework_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_each(c, warranty_check, check_warranty, v, "SELECT o.id,"
        " COALESCE((SELECT CAST(sum(l.cost) AS BIGINT) FROM ro_line l WHERE l.repair_order_id = o.id"
        " AND l.free = 1), 0), COALESCE((SELECT CAST(sum(e.debit - e.credit) AS BIGINT)"
        " FROM voucher h JOIN ledger_entry e ON e.voucher_id = h.id AND e.account = '660101'"
        " WHERE h.source_entity = 'settlement' AND h.source_id = o.settlement_id), 0)"
        " + COALESCE((SELECT CAST(sum(e.debit - e.credit) AS BIGINT) FROM outside_job j JOIN voucher h"
        " ON h.source_entity = 'outside_job' AND h.source_id = j.id JOIN ledger_entry e"
        " ON e.voucher_id = h.id AND e.account = '660101' WHERE j.repair_order_id = o.id), 0)"
        " FROM repair_order o WHERE o.origin_order_id IS NOT NULL AND o.settlement_id IS NOT NULL"
        " /* all rows */ ORDER BY o.id"));
    TRY(db_int(c, &n, "SELECT count(*) FROM ro_line l JOIN repair_order o ON o.id = l.repair_order_id"
        " WHERE l.free = 1 AND o.origin_order_id IS NULL /* all rows */"));
    verify_fact(v, n == 0, "%lld free lines stand on orders that are no comeback", (long long)n);
    return 0;
}
