/* watch.c - how the cars in the store stand to what their owners were promised. */
#include "modules/service/order.h"

enum { MINUTE_MS = 60000, HOUR_S = 3600 };

struct standing { int64_t given_s, done_s; enum stop_reason why; };

/* The seconds of the jobs given out, and those of them that are behind us: a finished job counts
 * whole, a running one never for more than it was given. */
static void standing_of(struct ctx *c, const struct assignment_list *jobs, struct standing *s)
{
    *s = (struct standing){ 0 };
    for (size_t i = 0; i < jobs->n; i++) {
        const struct assignment *a = &jobs->v[i];
        int64_t given = a->hours.milli * HOUR_S / 1000, worked = a->worked.s;

        if (a->state == ASG_CANCELLED)
            continue;
        if (a->state == ASG_WORKING && c->now.ms > a->started_at.ms)
            worked += (c->now.ms - a->started_at.ms) / 1000;
        s->given_s += given;
        s->done_s += a->state == ASG_FINISHED || worked > given ? given : worked;
        if (a->state == ASG_PAUSED)
            s->why = a->stop_reason;
    }
}

/* What is still to be done in the workshop, in seconds: agreed labour, or all that is proposed. */
static int work_left(
    struct ctx *c, const struct repair_order *ro, int64_t *left, enum stop_reason *why)
{
    struct assignment_list jobs;
    struct standing s;
    int64_t hours;

    TRY(db_list(c, assignment, &jobs, "WHERE repair_order_id = ? ORDER BY id", ro->id));
    TRY(db_int(c, &hours, "SELECT CAST(COALESCE(sum(quantity), 0) AS BIGINT) FROM ro_line WHERE"
        " repair_order_id = ? AND kind = 'labour' AND approval <> 'refused' AND retired_at IS NULL", ro->id));
    standing_of(c, &jobs, &s);
    *why = s.why;
    *left = hours * HOUR_S / 1000 - s.done_s;
    if (*left < s.given_s - s.done_s)
        *left = s.given_s - s.done_s;
    if (*left < 0 || (ro->workshop >= WS_INSPECTION && ro->workshop != WS_REWORK))
        *left = 0;
    return 0;
}

/* Late when the time is past; stopped when nobody works on it; at risk when what is left to do,
 * with the time to inspect, wash and settle, is more than what is left of the time. */
static int watch_one(struct ctx *c, const struct repair_order *ro, struct order_watch_row *row)
{
    int64_t spare, left, work;

    TRY(setting_int(c, &setting_promise_spare_minutes, ro->unit_id, &spare));
    TRY(work_left(c, ro, &work, &row->stop_reason));
    left = (ro->promised_at.ms - c->now.ms) / 1000;
    if (ro->workshop == WS_HANDOVER)
        spare = 0;
    row->repair_order_id = ro->id;
    row->vehicle_id = ro->vehicle_id;
    row->promised_at = ro->promised_at;
    row->time_left = (duration){ left };
    row->work_left = (duration){ work };
    row->health = left < 0             ? PROMISE_LATE
        : ro->workshop == WS_STOPPED   ? PROMISE_STOPPED
        : left < work + spare * 60     ? PROMISE_AT_RISK
                                       : PROMISE_ON_TIME;
    return 0;
}

static bool in_store(const struct repair_order *ro)
{
    return ro->business <= RO_SETTLED;
}

int order_watch(
    struct ctx *c, const struct order_watch_in *in, struct order_watch_row_list *out)
{
    struct repair_order_list orders;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    if (in->repair_order_id != 0)
        TRY(db_list(c, repair_order, &orders, "WHERE id = ?", in->repair_order_id));
    else
        TRY(db_list(c, repair_order, &orders, "WHERE unit_id = ? AND business IN"
            " ('received', 'estimated', 'in_work', 'settled') ORDER BY promised_at, id", store));
    out->v = arena_alloc(&c->mem, (orders.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < orders.n; i++)
        if (in_store(&orders.v[i]))
            TRY(watch_one(c, &orders.v[i], &out->v[out->n++]));
    return 0;
}

/* --- a promise to make ------------------------------------------------------------------------ */

/* The hours of the work, after the time a car waits for it and before the one kept for its
 * inspection, rounded up to the half hour. */
int promise_suggest(struct ctx *c, qty hours, when *promised)
{
    const int64_t half = 30 * MINUTE_MS;
    int64_t intake, spare, at, milli = hours.milli < QTY_MAX ? hours.milli : QTY_MAX;

    TRY(setting_int(c, &setting_promise_intake_minutes, c->who->unit_id, &intake));
    TRY(setting_int(c, &setting_promise_spare_minutes, c->who->unit_id, &spare));
    at = c->now.ms + (intake + spare) * MINUTE_MS + milli * HOUR_S;
    promised->ms = (at + half - 1) / half * half;
    return 0;
}
