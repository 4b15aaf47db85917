/* job.c - the workshop: dispatch, the technician's clock, what the order shows of it. */
#include "modules/service/cover.h"

/* --- dispatch --------------------------------------------------------------------------------- */

int repair_order_dispatch(
    struct ctx *c, struct repair_order *ro, const struct repair_order_dispatch_in *in)
{
    struct assignment a = { .repair_order_id = ro->id,
        .unit_id = ro->unit_id,
        .technician_id = in->technician_id,
        .bay_id = in->bay_id,
        .state = ASG_ASSIGNED };
    struct ro_line_list lines;

    TRY(order_plan_released(c, ro));
    TRY(labour_to_give(c, ro, in->line_id, &lines));
    TRY(dispatch_judge(c, ro, &lines, in->technician_id, in->bay_id, c->today));
    if (lines.n == 0)
        return refuse(c, &RO_NO_LABOUR);
    job_is_of(c, &a, &lines);
    TRY(row_insert(c, assignment, &a));
    TRY(job_give(c, &lines, a.id));
    command_created(c, &assignment_model, a.id);
    if (ro->workshop == WS_WAITING || ro->workshop == WS_REWORK)
        ro->workshop = WS_DISPATCHED;
    return 0;
}

/* --- what the order shows: the liveliest of its assignments ----------------------------------- */

int repair_order_follow(
    struct ctx *c, struct repair_order *ro, const struct repair_order_follow_in *in)
{
    int64_t n[assignment_state_count] = { 0 }, left;
    struct assignment_list all;

    if (ro->workshop >= WS_WASH)            /* the workshop is through with the car */
        return 0;
    TRY(db_list(c, assignment, &all, "WHERE repair_order_id = ? AND retired_at IS NULL", ro->id));
    for (size_t i = 0; i < all.n; i++)
        n[all.v[i].id == in->assignment_id ? in->becomes : all.v[i].state]++;
    TRY(order_labour_left(c, ro->id, &left));
    ro->workshop = n[ASG_WORKING] > 0           ? WS_WORKING
        : n[ASG_PAUSED] > 0                     ? WS_STOPPED
        : n[ASG_ASSIGNED] > 0                   ? WS_DISPATCHED
        : n[ASG_FINISHED] > 0 && left == 0      ? WS_INSPECTION
                                                : WS_WAITING;
    return 0;
}

static int order_follow(struct ctx *c, const struct assignment *a)
{
    struct repair_order_follow_in in = { a->id, a->state };

    return command_call(c, repair_order_follow, a->repair_order_id, &in);
}

int assignment_cancel(struct ctx *c, struct assignment *a, const struct no_input *in)
{
    struct ro_line_list lines;

    (void)in;
    a->state = ASG_CANCELLED;
    TRY(job_lines(c, a->id, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        struct ro_line now = lines.v[i];

        now.job_id = 0;
        TRY(row_update(c, ro_line, &now, &lines.v[i]));
    }
    return order_follow(c, a);
}

/* --- the technician's clock ------------------------------------------------------------------- */

/* Whoever is to answer for the work does it himself. */
int assignment_is_mine(struct ctx *c, const struct assignment *a)
{
    return c->who->kind == ACTOR_SYSTEM || c->who->employee_id == a->technician_id ? 0
         : refuse(c, &AS_NOT_MINE, row_title(c, &employee_model, a->technician_id));
}

static int nothing_running(struct ctx *c, const struct assignment *a)
{
    struct assignment_list running;

    TRY(db_list(c, assignment, &running, "WHERE technician_id = ? AND state = 'working' AND id <> ?"
        " ORDER BY id LIMIT 1", a->technician_id, a->id));
    return running.n == 0 ? 0 : refuse(c, &AS_BUSY, running.v[0].title);
}

/* When he did it: after all that he is known to have worked, also if the clock was set back. */
static int acted(struct ctx *c, const struct assignment *a, when *at)
{
    when since = a->started_at.ms != 0 ? a->started_at : ((const struct row *)a)->created_at;
    struct work_clock_list last;

    TRY(db_list(c, work_clock, &last, "WHERE unit_id = ? AND technician_id = ? ORDER BY id DESC LIMIT 1",
        a->unit_id, a->technician_id));
    if (last.n > 0 && last.v[0].ended.ms > since.ms)
        since = last.v[0].ended;
    TRY(acted_at(c, since, at));
    if (at->ms < since.ms)
        *at = since;
    return 0;
}

static int clock_on(struct ctx *c, struct assignment *a)
{
    TRY(nothing_running(c, a));
    TRY(acted(c, a, &a->started_at));
    a->state = ASG_WORKING;
    a->stop_reason = 0;
    a->finished_at = (when){ 0 };
    return order_follow(c, a);
}

static int clock_off(
    struct ctx *c, struct assignment *a, enum assignment_state to, enum stop_reason why)
{
    struct work_clock w = { .unit_id = a->unit_id,
        .assignment_id = a->id,
        .technician_id = a->technician_id,
        .began = a->started_at,
        .reason = why };

    TRY(acted(c, a, &w.ended));
    if (a->state == ASG_WORKING) {
        a->worked.s += (w.ended.ms - w.began.ms) / 1000;
        TRY(row_insert(c, work_clock, &w));
    }
    a->state = to;
    a->stop_reason = why;
    a->started_at = (when){ 0 };
    a->finished_at = to == ASG_FINISHED ? w.ended : (when){ 0 };
    return order_follow(c, a);
}

int assignment_start(struct ctx *c, struct assignment *a, const struct no_input *in)
{
    (void)in;
    TRY(dispatch_may(c, &(struct dispatch){ .order_id = a->repair_order_id, .job_id = a->id,
        .technician_id = a->technician_id, .bay_id = a->bay_id }));
    return clock_on(c, a);
}

int assignment_resume(struct ctx *c, struct assignment *a, const struct no_input *in)
{
    struct repair_order ro;

    (void)in;
    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    if (a->state == ASG_FINISHED && ro.workshop != WS_REWORK && ro.workshop != WS_WORKING)
        return refuse(c, &AS_NO_REWORK);
    return clock_on(c, a);
}

int assignment_stop(struct ctx *c, struct assignment *a, enum stop_reason why)
{
    return clock_off(c, a, ASG_PAUSED, why);
}

int assignment_go_on(struct ctx *c, struct assignment *a)
{
    return clock_on(c, a);
}

int assignment_pause(struct ctx *c, struct assignment *a, const struct assignment_pause_in *in)
{
    return clock_off(c, a, ASG_PAUSED, in->reason);
}

int assignment_finish(struct ctx *c, struct assignment *a, const struct assignment_finish_in *in)
{
    struct inspection self = { .unit_id = a->unit_id, .repair_order_id = a->repair_order_id,
        .level = INSPECT_SELF, .passed = true, .note = a->title, .inspector_id = a->technician_id };

    if (!in->self_checked)
        return refuse_field(c, "self_checked", &AS_NOT_CHECKED);
    TRY(finish_checked(c, a));
    TRY(row_insert(c, inspection, &self));
    return clock_off(c, a, ASG_FINISHED, 0);
}
