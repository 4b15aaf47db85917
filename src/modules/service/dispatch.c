/* dispatch.c - who may be given which work, in which bay; another technician for it. */
#include "modules/service/cover.h"

static int is_technician(struct ctx *c, rid employee_id, rid unit_id)
{
    bool has;

    TRY(org_has_duty(c, employee_id, unit_id, &duty_work, &has));
    return has ? 0 : refuse_field(c, "technician_id", &RO_NOT_TECHNICIAN);
}

static int may_use(struct ctx *c, const struct repair_order *ro, rid bay_id, date day)
{
    struct bay b;

    if (bay_id == 0)
        return 0;
    TRY(db_get(c, bay, &b, bay_id));
    if (b.unit_id != ro->unit_id || b.retired_at.ms != 0)
        return refuse_field(c, "bay_id", &RO_BAY_ELSEWHERE, b.code);
    return workshop_may_use(c, bay_id, day);
}

int dispatch_judge(struct ctx *c, const struct repair_order *ro, const struct ro_line_list *lines,
    rid technician_id, rid bay_id, date day)
{
    TRY(is_technician(c, technician_id, ro->unit_id));
    TRY(labour_judge(c, lines, technician_id, day));
    return may_use(c, ro, bay_id, day);
}

int dispatch_may(struct ctx *c, const struct dispatch *d)
{
    date day = d->day.day > c->today.day ? d->day : c->today;
    struct ro_line_list lines;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, d->order_id));
    if (d->job_id != 0)
        TRY(job_lines(c, d->job_id, &lines));
    else
        TRY(labour_to_give(c, &ro, 0, &lines));
    return dispatch_judge(c, &ro, &lines, d->technician_id, d->bay_id, day);
}

int assignment_reassign(
    struct ctx *c, struct assignment *a, const struct assignment_reassign_in *in)
{
    if (in->technician_id != 0)
        a->technician_id = in->technician_id;
    if (in->bay_id != 0)
        a->bay_id = in->bay_id;
    return dispatch_may(c, &(struct dispatch){ .order_id = a->repair_order_id, .job_id = a->id,
        .technician_id = a->technician_id, .bay_id = a->bay_id, .day = in->day });
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
