/* job.c - the workshop: dispatch, the technician's clock, what the order shows of it. */
#include "modules/service/order.h"

/* --- dispatch --------------------------------------------------------------------------------- */

/* The approved labour that no living assignment covers, or the one line asked for. */
static int labour_open(
    struct ctx *c, const struct repair_order *ro, rid line_id, struct assignment *a)
{
    struct ro_line_list lines;
    int64_t whole;
    struct text title = text_in(&c->mem, 110);

    TRY(db_int(c, &whole, "SELECT count(*) FROM assignment WHERE repair_order_id = ? AND line_id IS NULL"
        " AND state <> 'cancelled'", ro->id));
    TRY(db_list(c, ro_line, &lines, "WHERE repair_order_id = ? AND kind = 'labour' AND approval = 'approved'"
        " AND retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.line_id = ro_line.id"
        " AND a.repair_order_id = ro_line.repair_order_id AND a.state <> 'cancelled') ORDER BY id", ro->id));
    for (size_t i = 0; i < lines.n; i++) {
        if (line_id != 0 ? lines.v[i].id != line_id
                         : whole > 0 && ro->workshop != WS_WAITING && ro->workshop != WS_REWORK)
            continue;
        a->hours = qty_add(a->hours, lines.v[i].quantity);
        if (title.n + lines.v[i].title.n + 3 < 110) {
            text_c(&title, title.n > 0 ? "、" : "");
            text_add(&title, lines.v[i].title);
        }
    }
    a->title = text_str(&title);
    return a->hours.milli > 0 ? 0 : refuse(c, &RO_NO_LABOUR);
}

int repair_order_dispatch(
    struct ctx *c, struct repair_order *ro, const struct repair_order_dispatch_in *in)
{
    struct assignment a = { .repair_order_id = ro->id,
        .unit_id = ro->unit_id,
        .line_id = in->line_id,
        .technician_id = in->technician_id,
        .bay_id = in->bay_id,
        .state = ASG_ASSIGNED };

    TRY(order_plan_released(c, ro));
    TRY(dispatch_may(c, ro->id, in->line_id, in->technician_id, in->bay_id));
    TRY(labour_open(c, ro, in->line_id, &a));
    TRY(row_insert(c, assignment, &a));
    command_created(c, &assignment_model, a.id);
    if (ro->workshop == WS_WAITING || ro->workshop == WS_REWORK)
        ro->workshop = WS_DISPATCHED;
    return 0;
}

/* --- what the order shows: the liveliest of its assignments ----------------------------------- */

int order_labour_left(struct ctx *c, rid order_id, rid gone, int64_t *n)
{
    return db_int(c, n, "SELECT count(*) FROM ro_line l WHERE l.repair_order_id = ? AND l.kind = 'labour'"
        " AND l.approval = 'approved' AND l.retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM assignment a"
        " WHERE a.repair_order_id = l.repair_order_id AND a.state <> 'cancelled' AND a.id <> ?"
        " AND (a.line_id = l.id OR a.line_id IS NULL)) AND NOT EXISTS (SELECT 1 FROM outside_job o"
        " WHERE o.line_id = l.id AND o.state <> 'cancelled')", order_id, gone);
}

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
    TRY(order_labour_left(c, ro->id, in->becomes == ASG_CANCELLED ? in->assignment_id : 0, &left));
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
    (void)in;
    a->state = ASG_CANCELLED;
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

/* When he did it, after all that he is known to have worked. */
static int acted(struct ctx *c, const struct assignment *a, when *at)
{
    when since = a->started_at.ms != 0 ? a->started_at : ((const struct row *)a)->created_at;
    struct work_clock_list last;

    TRY(db_list(c, work_clock, &last, "WHERE unit_id = ? AND technician_id = ? ORDER BY id DESC LIMIT 1",
        a->unit_id, a->technician_id));
    if (last.n > 0 && last.v[0].ended.ms > since.ms)
        since = last.v[0].ended;
    return acted_at(c, since, at);
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
        if (w.ended.ms < w.began.ms)        /* the clock was set back: no time has passed */
            w.ended = w.began;
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
    TRY(dispatch_may(c, a->repair_order_id, a->line_id, a->technician_id, a->bay_id));
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
