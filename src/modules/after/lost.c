/* lost.c - customers who stay away: how many of a store, and who is worth a call. */
#include "modules/after/after_own.h"

enum { PPM = 1000000, CARS_MOST = 500 };

static date month_first(date day, int64_t months_back)
{
    int year, month, of_month;
    int64_t at;

    date_parts(day, &year, &month, &of_month);
    at = (int64_t)year * 12 + month - 1 - months_back;
    return date_of((int)(at / 12), (int)(at % 12) + 1, 1);
}

int lost_base(struct ctx *c, rid store, date day, struct lost_base *b)
{
    int64_t away, months;

    TRY(setting_int(c, &setting_lost_months, store, &away));
    TRY(setting_int(c, &setting_lost_base_months, store, &months));
    if (months <= away)
        months = away + 1;
    b->from = when_at(month_first(day, months), 0, ZONE_S);
    b->cut = when_at(month_first(day, away), 0, ZONE_S);
    b->until = when_at((date){ day.day + 1 }, 0, ZONE_S);
    return 0;
}

/* --- how many --------------------------------------------------------------------------------- */

struct counting { when cut; struct lost_rate_row *row; };

static int count(struct ctx *c, const void *customer, void *arg)
{
    const struct lost_customer *k = customer;
    struct counting *n = arg;

    (void)c;
    n->row->base++;
    n->row->lost += k->last_at.ms < n->cut.ms;
    return 0;
}

static int rate_row(struct ctx *c, rid store, date day, struct lost_rate_row *row)
{
    struct counting n = { .row = row };
    struct lost_base b;

    TRY(lost_base(c, store, day, &b));
    n.cut = b.cut;
    *row = (struct lost_rate_row){ .store_id = store };
    TRY(db_each(c, lost_customer, count, &n, "SELECT party_id, max(delivered_at) FROM repair_order"
        " WHERE unit_id = ? AND business = 'delivered' AND delivered_at >= ? AND delivered_at < ?"
        " GROUP BY party_id HAVING min(delivered_at) < ?", store, b.from, b.until, b.cut));
    if (row->base > 0)
        row->rate.ppm = (row->lost * PPM + row->base / 2) / row->base;
    return 0;
}

int lost_rate(struct ctx *c, const struct lost_rate_in *in, struct lost_rate_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    struct unit_list stores;
    rid unit;

    TRY(unit_asked(c, "store_id", in->store_id, &unit));
    TRY(unit_stores(c, unit, &stores));
    out->v = arena_alloc(&c->mem, (stores.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (; out->n < stores.n; out->n++)
        TRY(rate_row(c, stores.v[out->n].id, day, &out->v[out->n]));
    return 0;
}

/* --- who -------------------------------------------------------------------------------------- */

static int car_row(struct ctx *c, rid store, const struct lost_car *k, date day,
    struct lost_customers_row *row)
{
    date last = date_at(k->last_at, ZONE_S);
    struct reminder_list called;
    struct party p;

    TRY(db_get(c, party, &p, k->party_id));
    TRY(db_list(c, reminder, &called, "WHERE unit_id = ? AND vehicle_id = ? AND created_at > ?"
        " ORDER BY id DESC LIMIT 1", store, k->vehicle_id, k->last_at));
    *row = (struct lost_customers_row){ .party_id = k->party_id, .vehicle_id = k->vehicle_id,
        .phone = p.phone.n > 0 ? p.phone : p.phone2, .last_day = last, .visits = k->visits,
        .spent = k->spent, .called = called.n > 0 ? called.v[0].state : 0,
        .no_calls = p.no_follow_up };
    while (month_first(day, row->months_away + 1).day >= last.day)
        row->months_away++;
    return 0;
}

int lost_customers(
    struct ctx *c, const struct lost_customers_in *in, struct lost_customers_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    struct lost_car_list cars;
    struct lost_base b;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(lost_base(c, store, day, &b));
    TRY(db_list(c, lost_car, &cars, "SELECT o.party_id, o.vehicle_id, max(o.delivered_at) AS last_at,"
        " count(*), CAST(sum(o.total) AS BIGINT) AS spent FROM repair_order o WHERE o.unit_id = ?"
        " AND o.business = 'delivered' AND o.delivered_at >= ? AND o.delivered_at < ?"
        " AND o.party_id NOT IN (SELECT p.party_id FROM repair_order p WHERE p.unit_id = ?"
        " AND p.business = 'delivered' AND p.delivered_at >= ? AND p.delivered_at < ?)"
        " GROUP BY o.party_id, o.vehicle_id ORDER BY spent DESC, last_at DESC, o.vehicle_id LIMIT ?",
        store, b.from, b.cut, store, b.cut, b.until, (int)CARS_MOST));
    out->v = arena_alloc(&c->mem, (cars.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (; out->n < cars.n; out->n++)
        TRY(car_row(c, store, &cars.v[out->n], day, &out->v[out->n]));
    return 0;
}
