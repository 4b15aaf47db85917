/* slot.c - the plan moved by hand: each move is judged as the planner would, or is refused. */
#include "modules/planning/plan_own.h"

/* --- may it lie there? ------------------------------------------------------------------------ */

/* When somebody is free for other cars: his shift and the overtime after it, without what is kept
 * for the cars that are booked. */
static size_t free_spans(const struct workshop_worker *w, int64_t overtime,
    const struct plan_booked_list *booked, int64_t midnight, struct workshop_span *out)
{
    size_t n = 0;

    for (size_t i = 0; i < w->span_count; i++) {
        struct workshop_span s = w->spans[i];

        if (i == w->span_count - 1)
            s.to = s.to + overtime < 1440 ? s.to + overtime : 1440;
        for (size_t k = 0; k < booked->n; k++) {
            int64_t from = (booked->v[k].starts_at.ms - midnight) / MINUTE_MS;
            int64_t to = from + booked->v[k].minutes;

            if (booked->v[k].technician_id != w->employee_id || to <= s.from || from >= s.to)
                continue;
            if (from > s.from)
                out[n++] = (struct workshop_span){ s.from, from };
            s.from = to;
        }
        if (s.from < s.to)
            out[n++] = s;
    }
    return n;
}

/* Work from a moment on, through the spans. */
static bool through(
    const struct workshop_span *spans, size_t n, int64_t at, int64_t work, int64_t *end)
{
    bool begun = false;

    for (size_t i = 0; i < n; i++) {
        const struct workshop_span *s = &spans[i];

        if (at >= s->to || (!begun && at < s->from))
            continue;
        begun = true;
        at = at > s->from ? at : s->from;
        if (work <= s->to - at) {
            *end = at + work;
            return true;
        }
        work -= s->to - at;
        at = s->to;
    }
    *end = at + work;                       /* the rest is for the next planning */
    return begun;
}

static int not_booked(
    struct ctx *c, const struct plan_booked_list *booked, rid technician_id, when starts)
{
    for (size_t i = 0; i < booked->n; i++) {
        const struct plan_booked *b = &booked->v[i];

        if (b->technician_id == technician_id && b->starts_at.ms <= starts.ms &&
                starts.ms < b->starts_at.ms + b->minutes * MINUTE_MS)
            return refuse(c, &PLAN_BOOKED, row_title(c, &employee_model, technician_id), b->plate,
                b->number);
    }
    return 0;
}

static int in_shift(struct ctx *c, const struct plan_slot *s, rid technician_id, when starts,
    when *ends)
{
    date day = date_at(starts, ZONE_S);
    int64_t midnight = when_at(day, 0, ZONE_S).ms, end = 0, overtime;
    struct plan_booked_list booked;
    struct workshop_day d;

    TRY(setting_int(c, &setting_plan_overtime_minutes, s->unit_id, &overtime));
    TRY(workshop_day(c, s->unit_id, day, &d));
    TRY(booked_read(c, s->unit_id, day, 1, &booked));
    TRY(not_booked(c, &booked, technician_id, starts));
    for (size_t i = 0; i < d.worker_count; i++) {
        const struct workshop_worker *w = &d.workers[i];
        struct workshop_span *spans;

        if (w->employee_id != technician_id)
            continue;
        spans = arena_alloc(&c->mem, w->span_count * (booked.n + 1) * sizeof *spans);
        if (spans == NULL)
            return DB_FAILED;
        if (through(spans, free_spans(w, overtime, &booked, midnight, spans),
                (starts.ms - midnight) / MINUTE_MS, minutes_for(s->work.s, w->labour_factor),
                &end)) {
            *ends = (when){ midnight + end * MINUTE_MS };
            return 0;
        }
    }
    return refuse(c, &PLAN_OFF_DUTY, row_title(c, &employee_model, technician_id));
}

/* A bay that is kept for a booked car is not free, whoever is. */
static int bay_not_booked(
    struct ctx *c, const struct plan_slot *s, rid bay_id, when starts, when ends)
{
    date day = date_at(starts, ZONE_S);
    struct plan_booked_list booked;

    TRY(booked_read(c, s->unit_id, day, date_at(ends, ZONE_S).day - day.day + 1, &booked));
    for (size_t i = 0; bay_id != 0 && i < booked.n; i++) {
        const struct plan_booked *b = &booked.v[i];

        if (b->bay_id == bay_id && b->starts_at.ms < ends.ms &&
                starts.ms < b->starts_at.ms + b->minutes * MINUTE_MS)
            return refuse(c, &PLAN_BAY_BOOKED, row_title(c, &bay_model, bay_id), b->plate,
                b->number);
    }
    return 0;
}

static int is_free(struct ctx *c, const struct plan_slot *s, rid technician_id, rid bay_id,
    when starts, when ends)
{
    struct plan_slot_list others;

    TRY(bay_not_booked(c, s, bay_id, starts, ends));
    TRY(db_list(c, plan_slot, &others, "WHERE unit_id = ? AND state = 'planned' AND starts_at < ?"
        " AND ends_at > ? AND id <> ? ORDER BY starts_at, id", s->unit_id, ends, starts, s->id));
    for (size_t i = 0; i < others.n; i++) {
        const struct plan_slot *o = &others.v[i];

        if (o->technician_id == technician_id)
            return refuse(c, &PLAN_TAKEN, row_title(c, &employee_model, technician_id), o->title);
        if (bay_id != 0 && o->bay_id == bay_id && o->repair_order_id != s->repair_order_id)
            return refuse(c, &PLAN_BAY_TAKEN, row_title(c, &bay_model, bay_id), o->title);
    }
    return 0;
}

int plan_slot_fits(struct ctx *c, const struct plan_slot *s, rid technician_id, rid bay_id,
    when starts, when *ends)
{
    struct assignment a = { 0 };

    if (s->assignment_id != 0)
        TRY(db_get(c, assignment, &a, s->assignment_id));
    if (a.state == ASG_WORKING)
        return refuse(c, &PLAN_RUNNING, s->title);
    if (starts.ms < c->now.ms - MINUTE_MS)
        return refuse_field(c, "starts_at", &PLAN_PAST);
    TRY(dispatch_may(c, &(struct dispatch){ s->repair_order_id, s->assignment_id, technician_id,
        bay_id, date_at(starts, ZONE_S) }));
    TRY(in_shift(c, s, technician_id, starts, ends));
    return is_free(c, s, technician_id, bay_id, starts, *ends);
}

/* --- moving ----------------------------------------------------------------------------------- */

/* Of two who move the same car the second is told who moved it. */
static int as_seen(struct ctx *c, const struct plan_slot *s, int64_t seen)
{
    if (seen == 0 || seen == s->version)
        return 0;
    return refuse(c, &PLAN_MOVED, s->moved_by_id != 0
        ? row_title(c, &employee_model, s->moved_by_id)
        : c->english ? STR("The planner") : STR("排程"),
        s->moved_at.ms != 0 ? s->moved_at : c->now);
}

static void touched(struct ctx *c, struct plan_slot *s)
{
    s->moved_by_id = c->who->employee_id;
    s->moved_at = c->now;
}

static int is_frozen(struct ctx *c, const struct plan_slot *s)
{
    int64_t minutes;

    TRY(setting_int(c, &setting_plan_frozen_minutes, s->unit_id, &minutes));
    return s->starts_at.ms >= c->now.ms && s->starts_at.ms < c->now.ms + minutes * MINUTE_MS
        ? refuse(c, &PLAN_FROZEN, s->title, minutes) : 0;
}

static int put(struct ctx *c, struct plan_slot *s, rid technician_id, rid bay_id, when starts)
{
    struct assignment_reassign_in to = { technician_id, bay_id, date_at(starts, ZONE_S) };
    bool other = s->technician_id != technician_id || s->bay_id != bay_id;
    struct assignment a = { 0 };

    TRY(plan_slot_fits(c, s, technician_id, bay_id, starts, &s->ends_at));
    if (s->assignment_id != 0)
        TRY(db_get(c, assignment, &a, s->assignment_id));
    if (s->assignment_id != 0 && (other || a.technician_id != technician_id))
        TRY(command_call(c, assignment_reassign, s->assignment_id, &to));
    s->technician_id = technician_id;
    s->bay_id = bay_id;
    s->starts_at = starts;
    s->overtime = false;
    touched(c, s);
    return 0;
}

int plan_move(struct ctx *c, struct plan_slot *s, const struct plan_move_in *in)
{
    struct plan_slot was = *s;

    TRY(as_seen(c, s, in->seen));
    if (!in->anyway)
        TRY(is_frozen(c, s));
    TRY(put(c, s, in->technician_id, in->bay_id != 0 ? in->bay_id : s->bay_id,
        (when){ in->starts_at.ms / MINUTE_MS * MINUTE_MS }));
    s->was_technician_id = was.technician_id;
    s->was_bay_id = was.bay_id;
    s->was_at = was.starts_at;
    s->was_pinned = was.pinned;
    s->pinned = true;
    return 0;
}

int plan_move_suggest(struct ctx *c, const struct plan_slot *s, struct plan_move_in *in)
{
    (void)c;
    in->technician_id = in->technician_id != 0 ? in->technician_id : s->technician_id;
    in->bay_id = in->bay_id != 0 ? in->bay_id : s->bay_id;
    in->starts_at = in->starts_at.ms != 0 ? in->starts_at : s->starts_at;
    in->seen = in->seen != 0 ? in->seen : s->version;
    return 0;
}

/* Back to where it was, if that is still free and not over. */
int plan_undo(struct ctx *c, struct plan_slot *s, const struct no_input *in)
{
    bool pinned = s->was_pinned;

    (void)in;
    if (s->was_at.ms == 0 || s->was_technician_id == 0)
        return refuse(c, &PLAN_NO_UNDO);
    TRY(put(c, s, s->was_technician_id, s->was_bay_id, s->was_at));
    s->pinned = pinned;
    s->was_technician_id = s->was_bay_id = 0;
    s->was_at = (when){ 0 };
    s->was_pinned = false;
    return 0;
}

int plan_pin(struct ctx *c, struct plan_slot *s, const struct no_input *in)
{
    (void)in;
    touched(c, s);
    s->pinned = true;
    return 0;
}

int plan_unpin(struct ctx *c, struct plan_slot *s, const struct no_input *in)
{
    (void)in;
    touched(c, s);
    s->pinned = false;
    return 0;
}

int plan_slot_end(struct ctx *c, struct plan_slot *s, const struct no_input *in)
{
    (void)c, (void)s, (void)in;
    return 0;
}

/* --- dispatching what is planned -------------------------------------------------------------- */

int plan_dispatch(struct ctx *c, struct plan_slot *s, const struct no_input *in)
{
    struct repair_order_dispatch_in to = { .technician_id = s->technician_id,
        .bay_id = s->bay_id };
    struct assignment_reassign_in other = { s->technician_id, s->bay_id,
        date_at(s->starts_at, ZONE_S) };
    struct assignment_list made;

    (void)in;
    if (s->technician_id == 0)
        return refuse(c, &PLAN_NO_TECHNICIAN, s->title);
    if (s->assignment_id != 0)
        return command_call(c, assignment_reassign, s->assignment_id, &other);
    TRY(command_call(c, repair_order_dispatch, s->repair_order_id, &to));
    TRY(db_list(c, assignment, &made, "WHERE repair_order_id = ? AND state = 'assigned'"
        " AND technician_id = ? ORDER BY id DESC LIMIT 1", s->repair_order_id, s->technician_id));
    s->assignment_id = made.n > 0 ? made.v[0].id : 0;
    return 0;
}

/* As published; or, before it is, where the order fits best without moving anybody. */
int repair_order_dispatch_suggest(
    struct ctx *c, const struct repair_order *ro, struct repair_order_dispatch_in *in)
{
    struct schedule made;
    struct facts f;
    bool declared;

    TRY(workshop_is_declared(c, ro->unit_id, &declared));
    if (!declared || in->line_id != 0 || in->technician_id != 0)
        return 0;
    TRY(facts_read(c, ro->unit_id, c->now, &f));
    TRY(schedule_make(c, &f, ro->id, &made));
    for (size_t i = 0; i < made.n; i++)
        if (made.v[i].repair_order_id == ro->id && made.v[i].assignment_id == 0) {
            in->technician_id = made.v[i].technician_id;
            in->bay_id = in->bay_id != 0 ? in->bay_id : made.v[i].bay_id;
        }
    return 0;
}
