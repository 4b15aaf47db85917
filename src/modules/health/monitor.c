/* monitor.c - how the uploads of each store stand. */
#include "modules/health/upload_own.h"

enum { MILLION = 1000000, DAYS = 30 };

static rate share(int64_t part, int64_t whole)
{
    return (rate){ whole == 0 ? NO_NUMBER : (part * MILLION + whole / 2) / whole };
}

static int store_row(struct ctx *c, const struct unit *store, when from, when until,
    struct record_monitor_row *row)
{
    struct repair_licence licence;
    struct record_monitor_sums_list sums;
    const struct record_monitor_sums *s;
    bool filed;

    TRY(licence_of(c, store->id, c->today, &licence, &filed));
    TRY(db_list(c, record_monitor_sums, &sums,
        "SELECT count(*) FILTER (WHERE state <> 'withdrawn'),"
        " count(*) FILTER (WHERE accepted_at IS NOT NULL),"
        " count(*) FILTER (WHERE accepted_at <= due_at),"
        " count(*) FILTER (WHERE rejections > 0),"
        " count(*) FILTER (WHERE accepted_at IS NOT NULL OR rejections > 0),"
        " count(*) FILTER (WHERE state = 'incomplete'), count(*) FILTER (WHERE state = 'failed'),"
        " count(*) FILTER (WHERE state = 'withdrawn'),"
        " count(*) FILTER (WHERE accepted_at IS NULL AND state <> 'withdrawn' AND due_at < ?),"
        " max(accepted_at) FROM record_upload WHERE unit_id = ? AND settled_at >= ?"
        " AND settled_at < ?", c->now, store->id, from, until));
    s = &sums.v[0];
    *row = (struct record_monitor_row){ .store_id = store->id, .due = s->due,
        .accepted = s->accepted, .on_time = s->on_time,
        .on_time_rate = share(s->on_time, s->due), .rejected = s->rejected,
        .error_rate = share(s->rejected, s->answered), .incomplete = s->incomplete,
        .failed = s->failed, .withdrawn = s->withdrawn, .late = s->late, .last_at = s->last_at };
    row->filing = filed ? licence.number : str_of(c->english ? "none set" : "未设置");
    return 0;
}

int record_monitor(
    struct ctx *c, const struct record_monitor_in *in, struct record_monitor_row_list *out)
{
    date from = in->day_from.day != 0 ? in->day_from : (date){ c->today.day - DAYS };
    date to = in->day_to.day != 0 ? in->day_to : c->today;
    struct unit_list stores;
    rid unit;

    TRY(unit_asked(c, "store_id", in->store_id, &unit));
    TRY(unit_stores(c, unit, &stores));
    out->v = arena_alloc(&c->mem, (stores.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < stores.n; out->n++)
        TRY(store_row(c, &stores.v[out->n], when_at(from, 0, ZONE_S),
            when_at((date){ to.day + 1 }, 0, ZONE_S), &out->v[out->n]));
    return 0;
}
