/* dispatch.c - who may be given which work, in which bay; another technician for it. */
#include "modules/service/order.h"

static int is_technician(struct ctx *c, rid employee_id, rid unit_id)
{
    bool has;

    TRY(org_has_duty(c, employee_id, unit_id, &duty_work, &has));
    return has ? 0 : refuse_field(c, "technician_id", &RO_NOT_TECHNICIAN);
}

static int may_use(struct ctx *c, const struct repair_order *ro, rid bay_id)
{
    struct bay b;

    if (bay_id == 0)
        return 0;
    TRY(db_get(c, bay, &b, bay_id));
    if (b.unit_id != ro->unit_id || b.retired_at.ms != 0)
        return refuse_field(c, "bay_id", &RO_BAY_ELSEWHERE, b.code);
    return workshop_may_use(c, bay_id, c->today);
}

int dispatch_may(struct ctx *c, rid order_id, rid line_id, rid technician_id, rid bay_id)
{
    struct skill_needed_list needed;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, order_id));
    TRY(is_technician(c, technician_id, ro.unit_id));
    TRY(db_list(c, skill_needed, &needed, "SELECT DISTINCT i.skill_id FROM ro_line l JOIN labour_item i"
        " ON i.id = l.labour_item_id WHERE l.repair_order_id = ? AND l.kind = 'labour'"
        " AND l.approval = 'approved' AND l.retired_at IS NULL AND i.skill_id IS NOT NULL"
        " AND (l.id = ? OR (? = 0 AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.line_id = l.id"
        " AND a.repair_order_id = l.repair_order_id AND a.state <> 'cancelled'))) ORDER BY i.skill_id",
        order_id, line_id, line_id));
    for (size_t i = 0; i < needed.n; i++)
        TRY(workshop_may_work(c, technician_id, needed.v[i].skill_id, c->today));
    return may_use(c, &ro, bay_id);
}

int assignment_reassign(
    struct ctx *c, struct assignment *a, const struct assignment_reassign_in *in)
{
    if (in->technician_id != 0)
        a->technician_id = in->technician_id;
    if (in->bay_id != 0)
        a->bay_id = in->bay_id;
    return dispatch_may(c, a->repair_order_id, a->line_id, a->technician_id, a->bay_id);
}

int order_expect(struct ctx *c, rid unit_id, rid order_id, when at)
{
    if (at.ms == 0)
        return db_exec(c, "DELETE FROM order_forecast WHERE repair_order_id = ?", order_id);
    return db_exec(c, "INSERT INTO order_forecast(unit_id, repair_order_id, expected_at) VALUES (?, ?, ?)"
        " ON CONFLICT (repair_order_id) DO UPDATE SET expected_at = excluded.expected_at", unit_id,
        order_id, at);
}

int order_expected(struct ctx *c, rid order_id, when *at)
{
    struct order_forecast_list found;

    TRY(db_list(c, order_forecast, &found, "WHERE repair_order_id = ?", order_id));
    *at = found.n > 0 ? found.v[0].expected_at : (when){ 0 };
    return 0;
}
