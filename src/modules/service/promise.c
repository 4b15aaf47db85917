/* promise.c - the promise that is suggested: only in the hours in which somebody works on cars does
 * the work go on. */
#include "modules/service/order.h"

enum { MINUTE_MS = 60000, DAY = 1440, HALF_HOUR = 30, DAYS_AHEAD = 30 };
#define WORKING (1u << TRADE_EXPRESS | 1u << TRADE_MECHANIC | 1u << TRADE_BODY | 1u << TRADE_BEAUTY)

struct hours { int64_t opens, closes; bool shifts; };

static int hours_of(struct ctx *c, rid unit_id, struct hours *h)
{
    TRY(setting_int(c, &setting_booking_open_minute, unit_id, &h->opens));
    TRY(setting_int(c, &setting_booking_close_minute, unit_id, &h->closes));
    return workshop_is_declared(c, unit_id, &h->shifts);
}

/* The minutes of a day in which work goes on: on somebody's shift; where no shifts are declared,
 * while the store is open. */
static int open_minutes(struct ctx *c, rid unit_id, date day, const struct hours *h, bool open[DAY])
{
    struct workshop_day d;

    TRY(workshop_day(c, unit_id, day, &d));
    for (int64_t m = 0; m < DAY; m++)
        open[m] = !h->shifts && !d.closed && h->opens <= m && m < h->closes;
    for (size_t i = 0; h->shifts && i < d.worker_count; i++)
        for (size_t k = 0; d.workers[i].trades & WORKING && k < d.workers[i].span_count; k++)
            for (int64_t m = d.workers[i].spans[k].from;
                 m < d.workers[i].spans[k].to && m < DAY; m++)
                open[m] = true;
    return 0;
}

/* The waiting for a bay, the work and what is kept for its inspection, rounded up to the half hour.
 * A store in which nobody works for a month gets the bare sum. */
int promise_suggest(struct ctx *c, qty hours, when *promised)
{
    int64_t intake, spare, left, milli = hours.milli < QTY_MAX ? hours.milli : QTY_MAX;
    int64_t minute = (c->now.ms - when_at(c->today, 0, ZONE_S).ms) / MINUTE_MS;
    rid unit_id = c->who->unit_id;
    bool open[DAY];
    struct hours h;

    TRY(setting_int(c, &setting_promise_intake_minutes, unit_id, &intake));
    TRY(setting_int(c, &setting_promise_spare_minutes, unit_id, &spare));
    TRY(hours_of(c, unit_id, &h));
    left = intake + spare + (milli * 60 + 999) / 1000;
    promised->ms = (c->now.ms / MINUTE_MS + left) * MINUTE_MS;
    for (int64_t d = 0; left > 0 && d < DAYS_AHEAD; d++, minute = 0) {
        date day = { c->today.day + d };

        TRY(open_minutes(c, unit_id, day, &h, open));
        for (; left > 0 && minute < DAY; minute++)
            if (open[minute] && --left == 0)
                *promised = when_at(day, (minute + 1) * 60, ZONE_S);
    }
    promised->ms = (promised->ms + HALF_HOUR * MINUTE_MS - 1) / (HALF_HOUR * MINUTE_MS) *
        (HALF_HOUR * MINUTE_MS);
    return 0;
}
