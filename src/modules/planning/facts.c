/* facts.c - what the plan of a store is made from. */
#include "modules/planning/plan_own.h"

static int orders(struct ctx *c, struct facts *f)
{
    TRY(db_list(c, open_car, &f->jobs, "SELECT o.id, COALESCE(v.plate, v.vin), o.promised_at,"
        " (SELECT f.expected_at FROM order_forecast f WHERE f.repair_order_id = o.id), o.waiting,"
        " o.appointment_id, o.nature, o.parts, o.workshop, (SELECT CAST(COALESCE(sum(l.quantity), 0) AS"
        " BIGINT) FROM ro_line l WHERE l.repair_order_id = o.id AND l.kind = 'labour'"
        " AND l.approval = 'approved' AND l.retired_at IS NULL AND l.job_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM outside_job j WHERE j.line_id = l.id AND j.state <> 'cancelled')),"
        " (SELECT count(*) FROM purchase_request p WHERE p.source_entity = 'repair_order'"
        " AND p.source_id = o.id AND p.state IN ('asked', 'ordered') AND p.expected_at IS NULL),"
        " (SELECT max(p.expected_at) FROM purchase_request p WHERE p.source_entity = 'repair_order'"
        " AND p.source_id = o.id AND p.state IN ('asked', 'ordered')) FROM repair_order o"
        " JOIN vehicle v ON v.id = o.vehicle_id WHERE o.unit_id = ? AND o.business = 'in_work'"
        " AND o.workshop IN ('waiting', 'dispatched', 'working', 'stopped', 'rework')"
        " ORDER BY o.id LIMIT 900", f->unit_id));
    TRY(db_list(c, open_task, &f->tasks, "SELECT a.repair_order_id, a.id, a.technician_id,"
        " a.bay_id, a.state, a.hours, a.worked, a.started_at, a.stop_reason FROM repair_order o JOIN assignment a"
        " ON a.repair_order_id = o.id WHERE o.unit_id = ? AND o.business = 'in_work'"
        " AND a.state IN ('assigned', 'working', 'paused') AND a.retired_at IS NULL"
        " ORDER BY a.repair_order_id, a.id", f->unit_id));
    return db_list(c, plan_need, &f->needs, "SELECT DISTINCT o.id, COALESCE(l.job_id, 0) AS job, s.id, s.trade"
        " FROM repair_order o JOIN ro_line l ON l.repair_order_id = o.id JOIN labour_item i ON i.id = l.labour_item_id"
        " JOIN skill s ON s.id = i.skill_id WHERE o.unit_id = ? AND o.business = 'in_work'"
        " AND l.kind = 'labour' AND l.approval = 'approved' AND l.retired_at IS NULL"
        " ORDER BY o.id, job, s.id", f->unit_id);
}

/* A car that is expected has its technician and its bay from the preparation on, until it comes and
 * has an order, is cancelled, or is a no-show. */
int booked_read(struct ctx *c, rid unit_id, date from, int64_t days, struct plan_booked_list *out)
{
    return db_list(c, plan_booked, out, "SELECT a.id, a.technician_id, a.bay_id, a.starts_at,"
        " a.minutes, COALESCE(v.plate, v.vin), a.number FROM appointment a JOIN vehicle v"
        " ON v.id = a.vehicle_id WHERE a.unit_id = ? AND a.day >= ? AND a.day < ?"
        " AND (a.technician_id IS NOT NULL OR a.bay_id IS NOT NULL) AND a.state IN ('confirmed', 'prepared', 'arrived')"
        " AND a.retired_at IS NULL ORDER BY a.starts_at, a.id", unit_id, from,
        (date){ from.day + days });
}

/* Who only receives or washes has a shift, too: the plan is of those who repair. */
void keep_technicians(struct workshop_day *d, const struct duty_holder_list *technicians)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->worker_count; i++)
        for (size_t k = 0; k < technicians->n; k++)
            if (technicians->v[k].employee_id == d->workers[i].employee_id) {
                d->workers[kept++] = d->workers[i];
                break;
            }
    d->worker_count = kept;
}

static int settings(struct ctx *c, struct facts *f)
{
    TRY(setting_int(c, &setting_plan_frozen_minutes, f->unit_id, &f->frozen));
    TRY(setting_int(c, &setting_plan_overtime_minutes, f->unit_id, &f->overtime));
    TRY(setting_int(c, &setting_plan_parts_minutes, f->unit_id, &f->parts));
    TRY(setting_int(c, &setting_plan_steps, f->unit_id, &f->steps));
    TRY(setting_int(c, &setting_promise_spare_minutes, f->unit_id, &f->spare));
    TRY(setting_int(c, &setting_plan_weight_rework, f->unit_id, &f->weight[0]));
    TRY(setting_int(c, &setting_plan_weight_waiting, f->unit_id, &f->weight[1]));
    TRY(setting_int(c, &setting_plan_weight_booked, f->unit_id, &f->weight[2]));
    return setting_int(c, &setting_plan_weight_walk_in, f->unit_id, &f->weight[3]);
}

int facts_read(struct ctx *c, rid unit_id, when now, struct facts *f)
{
    date today = date_at(now, ZONE_S);
    struct duty_holder_list technicians;

    *f = (struct facts){ .unit_id = unit_id, .now = { now.ms / MINUTE_MS * MINUTE_MS } };
    TRY(orders(c, f));
    TRY(db_list(c, plan_able, &f->able, "SELECT employee_id, skill_id FROM employee_skill"
        " WHERE unit_id = ? AND retired_at IS NULL AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY employee_id, skill_id",
        unit_id, today, today));
    TRY(db_list(c, skill, &f->skills, "WHERE retired_at IS NULL ORDER BY id LIMIT 64"
        " /* all rows */"));
    TRY(db_list(c, plan_slot, &f->slots, "WHERE unit_id = ? AND state = 'planned' ORDER BY id",
        unit_id));
    TRY(booked_read(c, unit_id, today, PLAN_DAYS, &f->booked));
    TRY(org_with_duty(c, unit_id, &duty_work, &technicians));
    for (int i = 0; i < PLAN_DAYS; i++) {
        TRY(workshop_day(c, unit_id, (date){ today.day + i }, &f->days[i]));
        keep_technicians(&f->days[i], &technicians);
    }
    return settings(c, f);
}

/* --- did anything change? --------------------------------------------------------------------- */

static void hash_days(struct text *t, const struct facts *f)
{
    for (int i = 0; i < PLAN_DAYS; i++) {
        for (size_t k = 0; k < f->days[i].bays.n; k++)
            text_f(t, "b%lld ", (long long)f->days[i].bays.v[k].id);
        for (size_t k = 0; k < f->days[i].worker_count; k++) {
            const struct workshop_worker *w = &f->days[i].workers[k];

            text_f(t, "w%lld,%lld ", (long long)w->employee_id, (long long)w->labour_factor);
            for (size_t s = 0; s < w->span_count; s++)
                text_f(t, "%lld-%lld ", (long long)w->spans[s].from, (long long)w->spans[s].to);
        }
        text_c(t, "\n");
    }
    for (size_t i = 0; i < f->able.n; i++)
        text_f(t, "a%lld,%lld ", (long long)f->able.v[i].employee_id,
            (long long)f->able.v[i].skill_id);
}

struct hash facts_hash(struct ctx *c, const struct facts *f)
{
    struct text t = text_in(&c->mem, 1 << 20);

    for (size_t i = 0; i < f->jobs.n; i++) {
        const struct open_car *j = &f->jobs.v[i];

        text_f(&t, "j%lld %lld %d %d %d %lld %lld %lld\n", (long long)j->repair_order_id,
            (long long)j->promised_at.ms, (int)j->waiting, (int)j->parts, (int)j->workshop,
            (long long)j->open_hours.milli, (long long)j->untold, (long long)j->parts_at.ms);
    }
    for (size_t i = 0; i < f->tasks.n; i++) {
        const struct open_task *k = &f->tasks.v[i];

        text_f(&t, "t%lld %lld %lld %d %lld %lld %lld %d\n", (long long)k->assignment_id,
            (long long)k->technician_id, (long long)k->bay_id, (int)k->state,
            (long long)k->hours.milli, (long long)k->worked.s, (long long)k->started_at.ms,
            (int)k->stop_reason);
    }
    for (size_t i = 0; i < f->slots.n; i++)
        text_f(&t, "s%lld %lld\n", (long long)f->slots.v[i].id, (long long)f->slots.v[i].version);
    for (size_t i = 0; i < f->needs.n; i++)
        text_f(&t, "n%lld %lld %lld\n", (long long)f->needs.v[i].repair_order_id,
            (long long)f->needs.v[i].assignment_id, (long long)f->needs.v[i].skill_id);
    for (size_t i = 0; i < f->booked.n; i++)
        text_f(&t, "b%lld %lld %lld %lld %lld\n", (long long)f->booked.v[i].appointment_id,
            (long long)f->booked.v[i].technician_id, (long long)f->booked.v[i].bay_id,
            (long long)f->booked.v[i].starts_at.ms,
            (long long)f->booked.v[i].minutes);
    hash_days(&t, f);
    return hash_of(text_str(&t));
}
