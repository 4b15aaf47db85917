/* board.c - every car in the store on one board, in the stage that it stands in. */
#include "modules/service/order.h"

/* Of several jobs of one car the liveliest is shown. */
static int liveliness(enum assignment_state s)
{
    return s == ASG_WORKING ? 3 : s == ASG_PAUSED ? 2 : s == ASG_ASSIGNED ? 1 : 0;
}

/* The stage of a process that waits for this state of this axis; NULL = none. */
static const struct stage *stage_of(const struct entity *e, const char *axis, int state)
{
    for (const struct process *p = processes; p->name != NULL; p++)
        for (size_t i = 0; i < p->n; i++)
            if (p->stages[i].on == e && strcmp(p->stages[i].axis, axis) == 0 &&
                p->stages[i].state == state)
                return &p->stages[i];
    return NULL;
}

/* Where the car stands: in the workshop, or on the bench of its liveliest job; before that, where
 * the customer and we have come to. */
static const struct stage *stands(const struct job_board_row *row, enum assignment_state job)
{
    const struct stage *s = stage_of(&repair_order_model, "workshop", row->workshop);

    if (s == NULL && row->workshop != WS_IDLE && liveliness(job) > 0)
        s = stage_of(&assignment_model, "state", job);
    return s != NULL ? s : stage_of(&repair_order_model, "business", row->business);
}

/* The jobs of one car stand together, in the order of the ids. */
static enum assignment_state take_jobs(
    struct ctx *c, const struct board_job_list *jobs, struct job_board_row *row, struct standing *s)
{
    enum assignment_state best = 0;
    rid last = 0;

    *s = (struct standing){ 0 };
    for (size_t i = 0; i < jobs->n; i++) {
        const struct board_job *k = &jobs->v[i];
        struct assignment a = { .state = k->state, .hours = k->hours, .worked = k->worked,
            .started_at = k->started_at, .stop_reason = k->stop_reason };

        if (k->repair_order_id != row->repair_order_id)
            continue;
        standing_add(c, &a, s);
        row->technicians += k->technician_id != last;
        last = k->technician_id;
        if (row->technician_id != 0 && liveliness(k->state) <= liveliness(best))
            continue;
        best = k->state;
        row->technician_id = k->technician_id;
        row->bay_id = k->bay_id;
    }
    return best;
}

/* `work_left` holds the hours of the order, in thousandths, until its jobs are counted. */
static void row_finish(struct ctx *c, const struct board_job_list *jobs, int64_t spare_s,
    struct job_board_row *row)
{
    struct standing s;
    enum assignment_state job = take_jobs(c, jobs, row, &s);
    const struct stage *at = stands(row, job);

    row->stop_reason = s.why;
    row->stage = at != NULL ? str_of(at->name) : (str){ 0 };
    row->work_left = (duration){ standing_left(&s, row->work_left.s, row->workshop) };
    row->time_left = (duration){ (row->promised_at.ms - c->now.ms) / 1000 };
    row->health = promise_planned(row->expected_at,
        promise_stands(row->time_left.s, row->work_left.s, spare_s, row->workshop));
}

int job_board(struct ctx *c, const struct job_board_in *in, struct job_board_row_list *out)
{
    struct board_job_list jobs;
    int64_t spare;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(setting_int(c, &setting_promise_spare_minutes, store, &spare));
    TRY(db_list(c, job_board_row, out, "SELECT o.id, o.vehicle_id, CASE WHEN v.series IS NULL THEN v.brand"
        " ELSE v.brand || ' ' || v.series END, o.party_id, o.adviser_id, NULL, 0, NULL, NULL, o.business,"
        " o.workshop, o.parts, NULL, o.promised_at,"
        " (SELECT f.expected_at FROM order_forecast f WHERE f.repair_order_id = o.id), 0, (SELECT CAST(COALESCE(sum(l.quantity), 0) AS BIGINT)"
        " FROM ro_line l WHERE l.repair_order_id = o.id AND l.kind = 'labour' AND l.approval IN ('proposed', 'approved')"
        " AND (l.option_id IS NULL OR l.recommended = 1 OR l.approval = 'approved')"
        " AND l.retired_at IS NULL), NULL, o.waiting,"
        " (SELECT count(*) FROM ro_line l WHERE l.repair_order_id = o.id AND l.short_ = 1"
        " AND l.approval = 'approved' AND l.retired_at IS NULL),"
        " (SELECT count(*) FROM ro_line l WHERE l.repair_order_id = o.id AND l.approval = 'proposed'"
        " AND l.retired_at IS NULL) FROM repair_order o JOIN vehicle v ON v.id = o.vehicle_id"
        " WHERE o.unit_id = ? AND o.business IN ('received', 'estimated', 'in_work', 'settled')"
        " ORDER BY o.promised_at, o.id", store));
    TRY(db_list(c, board_job, &jobs, "SELECT a.repair_order_id, a.technician_id, a.bay_id, a.state, a.hours,"
        " a.worked, a.started_at, a.stop_reason FROM repair_order o JOIN assignment a"
        " ON a.repair_order_id = o.id WHERE o.unit_id = ?"
        " AND o.business IN ('received', 'estimated', 'in_work', 'settled') AND a.state <> 'cancelled'"
        " AND a.retired_at IS NULL ORDER BY o.id, a.technician_id, a.id", store));
    for (size_t i = 0; i < out->n; i++)
        row_finish(c, &jobs, spare * 60, &out->v[i]);
    return 0;
}
