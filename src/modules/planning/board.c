/* board.c - the time boards: what was done, what is planned, what stands. */
#include "modules/planning/plan_own.h"

struct pieces { struct ctx *c; struct time_board_row_list *out; size_t room; int64_t spare_s; };

static struct time_board_row *piece(struct pieces *p, enum board_piece kind)
{
    struct time_board_row *row;

    if (p->out->n == p->room)
        return NULL;
    row = &p->out->v[p->out->n++];
    *row = (struct time_board_row){ .piece = kind };
    return row;
}

/* Late when the promise is past or the plan breaks it; at risk when what is left of the time is
 * less than is kept for inspection and wash. */
static enum promise_health health(const struct pieces *p, when promised, when ends, bool stopped)
{
    return promised.ms < p->c->now.ms || ends.ms > promised.ms ? PROMISE_LATE
        : stopped                                               ? PROMISE_STOPPED
        : ends.ms + p->spare_s * 1000 > promised.ms             ? PROMISE_AT_RISK
                                                                : PROMISE_ON_TIME;
}

static void planned(struct pieces *p, const struct board_slot *s)
{
    bool outside = s->state == ASG_PAUSED && s->stop_reason == STOP_OUTSIDE;
    struct time_board_row *row = piece(p, outside ? PIECE_OUTSIDE : PIECE_PLANNED);

    if (row == NULL)
        return;
    *row = (struct time_board_row){ .piece = row->piece, .technician_id = s->technician_id,
        .bay_id = s->bay_id, .slot_id = s->slot_id, .seen = s->seen,
        .repair_order_id = s->repair_order_id, .assignment_id = s->assignment_id,
        .plate = s->plate, .job = s->job, .starts_at = s->starts_at, .ends_at = s->ends_at,
        .promised_at = s->promised_at, .work = s->work, .state = s->state,
        .stop_reason = s->stop_reason, .waiting = s->waiting, .pinned = s->pinned,
        .overtime = s->overtime, .running = s->state == ASG_WORKING,
        .health = health(p, s->promised_at, s->ends_at, s->state == ASG_PAUSED) };
}

static int slots(struct pieces *p, rid store, when from, when to)
{
    struct board_slot_list all;
    struct board_done_list done;

    TRY(db_list(p->c, board_slot, &all, "SELECT s.id, s.version, s.technician_id, s.bay_id,"
        " s.repair_order_id, s.assignment_id, s.title, s.starts_at, s.ends_at, o.promised_at, s.work,"
        " o.waiting, s.pinned, s.overtime, COALESCE(a.title, (SELECT min(l.title) FROM ro_line l"
        " WHERE l.repair_order_id = o.id AND l.kind = 'labour' AND l.approval = 'approved'"
        " AND l.retired_at IS NULL)), a.state, a.stop_reason, a.started_at"
        " FROM plan_slot s JOIN repair_order o ON o.id = s.repair_order_id"
        " LEFT JOIN assignment a ON a.id = s.assignment_id WHERE s.unit_id = ? AND s.state = 'planned'"
        " AND s.starts_at < ? AND s.ends_at > ? ORDER BY s.starts_at, s.id LIMIT 400",
        store, to, from));
    for (size_t i = 0; i < all.n; i++)
        planned(p, &all.v[i]);
    TRY(db_list(p->c, board_done, &done, "SELECT w.technician_id, a.bay_id, a.repair_order_id,"
        " a.id, COALESCE(v.plate, v.vin), a.title, w.began, w.ended, o.promised_at FROM work_clock w"
        " JOIN assignment a ON a.id = w.assignment_id JOIN repair_order o ON o.id = a.repair_order_id"
        " JOIN vehicle v ON v.id = o.vehicle_id WHERE w.unit_id = ? AND w.ended > ? AND w.ended <= ?"
        " AND w.began < ? ORDER BY w.ended, w.id LIMIT 400", store, from,
        (when){ to.ms + 86400000 }, to));
    for (size_t i = 0; i < done.n; i++) {
        const struct board_done *d = &done.v[i];
        struct time_board_row *row = piece(p, PIECE_DONE);

        if (row != NULL)
            *row = (struct time_board_row){ .piece = PIECE_DONE, .technician_id = d->technician_id,
                .bay_id = d->bay_id, .repair_order_id = d->repair_order_id,
                .assignment_id = d->assignment_id, .plate = d->plate, .job = d->job,
                .starts_at = d->starts_at, .ends_at = d->ends_at, .promised_at = d->promised_at };
    }
    return 0;
}

static int booked_pieces(struct pieces *p, rid store, date day)
{
    struct plan_booked_list all;

    TRY(booked_read(p->c, store, day, 1, &all));
    for (size_t i = 0; i < all.n; i++) {
        const struct plan_booked *b = &all.v[i];
        struct time_board_row *row = piece(p, PIECE_BOOKED);

        if (row != NULL)
            *row = (struct time_board_row){ .piece = PIECE_BOOKED,
                .technician_id = b->technician_id, .bay_id = b->bay_id, .plate = b->plate,
                .job = b->number, .starts_at = b->starts_at,
                .ends_at = { b->starts_at.ms + b->minutes * MINUTE_MS } };
    }
    return 0;
}

/* --- the rows and who is there ---------------------------------------------------------------- */

static void lane(struct pieces *p, const struct workshop_worker *w, when midnight)
{
    struct time_board_row *row = piece(p, PIECE_LANE);

    if (row != NULL)
        row->technician_id = w->employee_id;
    for (size_t k = 0; k < w->span_count; k++) {
        row = piece(p, PIECE_SHIFT);
        if (row == NULL)
            return;
        row->technician_id = w->employee_id;
        row->starts_at = (when){ midnight.ms + w->spans[k].from * MINUTE_MS };
        row->ends_at = (when){ midnight.ms + w->spans[k].to * MINUTE_MS };
    }
}

/* Who repairs cars: who may be given a car, whatever else he does. */
static int lanes(struct pieces *p, rid store, date day, enum board_by by)
{
    when midnight = when_at(day, 0, ZONE_S);
    struct duty_holder_list technicians;
    struct workshop_day d;

    TRY(workshop_day(p->c, store, day, &d));
    for (size_t i = 0; by == BY_BAY && i < d.bays.n; i++) {
        struct time_board_row *row = piece(p, PIECE_LANE);

        if (row != NULL) {
            row->bay_id = d.bays.v[i].id;
            row->job = d.bays.v[i].code;
        }
    }
    if (by == BY_BAY)
        return 0;
    TRY(org_with_duty(p->c, store, &duty_work, &technicians));
    keep_technicians(&d, &technicians);
    for (size_t i = 0; i < d.worker_count; i++)
        lane(p, &d.workers[i], midnight);
    return 0;
}

/* --- the frames beside it --------------------------------------------------------------------- */

static int frames(struct pieces *p, rid store)
{
    struct board_frame_list all;

    TRY(db_list(p->c, board_frame, &all, "SELECT o.id, COALESCE(v.plate, v.vin), o.promised_at, o.workshop,"
        " o.parts, o.waiting, (SELECT min(a.stop_reason) FROM assignment a WHERE a.repair_order_id = o.id"
        " AND a.state = 'paused') FROM repair_order o JOIN vehicle v ON v.id = o.vehicle_id"
        " WHERE o.unit_id = ? AND o.business IN ('received', 'estimated', 'in_work', 'settled')"
        " AND (o.workshop IN ('stopped', 'handover') OR o.parts = 'short')"
        " ORDER BY o.promised_at, o.id LIMIT 200", store));
    for (size_t i = 0; i < all.n; i++) {
        const struct board_frame *f = &all.v[i];
        enum board_piece kind = f->workshop == WS_HANDOVER ? PIECE_HANDOVER
            : f->workshop == WS_STOPPED                    ? PIECE_STOPPED
                                                           : PIECE_PARTS;
        struct time_board_row *row = piece(p, kind);

        if (row != NULL)
            *row = (struct time_board_row){ .piece = kind, .repair_order_id = f->repair_order_id,
                .plate = f->plate, .promised_at = f->promised_at, .stop_reason = f->stop_reason,
                .waiting = f->waiting,
                .health = health(p, f->promised_at, p->c->now, kind != PIECE_HANDOVER) };
    }
    return 0;
}

int time_board(struct ctx *c, const struct time_board_in *in, struct time_board_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    struct pieces p = { .c = c, .out = out, .room = 1500 };
    int64_t spare;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(setting_int(c, &setting_promise_spare_minutes, store, &spare));
    p.spare_s = spare * 60;
    *out = (struct time_board_row_list){ .v = arena_alloc(&c->mem, p.room * sizeof *out->v) };
    if (out->v == NULL)
        return DB_FAILED;
    TRY(lanes(&p, store, day, in->by));
    TRY(slots(&p, store, when_at(day, 0, ZONE_S), when_at((date){ day.day + 1 }, 0, ZONE_S)));
    TRY(booked_pieces(&p, store, day));
    return frames(&p, store);
}
