/* watch.c - how the cars in the store stand to what their owners were promised. */
#include "modules/service/order.h"

enum { MINUTE_MS = 60000, HOUR_S = 3600 };

/* A finished job counts whole, a running one never for more than it was given. */
void standing_add(struct ctx *c, const struct assignment *a, struct standing *s)
{
    int64_t given = a->hours.milli * HOUR_S / 1000, worked = a->worked.s;

    if (a->state == ASG_CANCELLED)
        return;
    if (a->state == ASG_WORKING && c->now.ms > a->started_at.ms)
        worked += (c->now.ms - a->started_at.ms) / 1000;
    s->given_s += given;
    s->done_s += a->state == ASG_FINISHED || worked > given ? given : worked;
    if (a->state == ASG_PAUSED)
        s->why = a->stop_reason;
}

/* Agreed labour, or all that is proposed. */
int64_t standing_left(const struct standing *s, int64_t hours_milli, enum ro_workshop at)
{
    int64_t left = hours_milli * HOUR_S / 1000 - s->done_s;

    if (left < s->given_s - s->done_s)
        left = s->given_s - s->done_s;
    return left < 0 || (at >= WS_INSPECTION && at != WS_REWORK) ? 0 : left;
}

enum promise_health promise_stands(
    int64_t time_left_s, int64_t work_left_s, int64_t spare_s, enum ro_workshop at)
{
    if (at == WS_HANDOVER)
        spare_s = 0;
    return time_left_s < 0                  ? PROMISE_LATE
        : at == WS_STOPPED                  ? PROMISE_STOPPED
        : time_left_s < work_left_s + spare_s ? PROMISE_AT_RISK
                                            : PROMISE_ON_TIME;
}

enum promise_health promise_planned(when expected, enum promise_health health)
{
    return expected.ms != 0 && health == PROMISE_ON_TIME ? PROMISE_AT_RISK : health;
}

static int work_left(
    struct ctx *c, const struct repair_order *ro, int64_t *left, enum stop_reason *why)
{
    struct assignment_list jobs;
    struct standing s = { 0 };
    int64_t hours;

    TRY(db_list(c, assignment, &jobs, "WHERE repair_order_id = ? ORDER BY id", ro->id));
    TRY(db_int(c, &hours, "SELECT CAST(COALESCE(sum(quantity), 0) AS BIGINT) FROM ro_line WHERE"
        " repair_order_id = ? AND kind = 'labour' AND approval IN ('proposed', 'approved')"
        " AND (option_id IS NULL OR recommended = 1 OR approval = 'approved') AND retired_at IS NULL", ro->id));
    for (size_t i = 0; i < jobs.n; i++)
        standing_add(c, &jobs.v[i], &s);
    *why = s.why;
    *left = standing_left(&s, hours, ro->workshop);
    return 0;
}

static int watch_one(struct ctx *c, const struct repair_order *ro, struct order_watch_row *row)
{
    int64_t spare, work;
    when expected;

    TRY(order_expected(c, ro->id, &expected));
    TRY(setting_int(c, &setting_promise_spare_minutes, ro->unit_id, &spare));
    TRY(work_left(c, ro, &work, &row->stop_reason));
    row->repair_order_id = ro->id;
    row->vehicle_id = ro->vehicle_id;
    row->promised_at = ro->promised_at;
    row->time_left = (duration){ (ro->promised_at.ms - c->now.ms) / 1000 };
    row->work_left = (duration){ work };
    row->health = promise_planned(
        expected, promise_stands(row->time_left.s, work, spare * 60, ro->workshop));
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
