/* fleet.c - how much each rental car was used, what it brought in, and how often it was late. */
#include "modules/rental/rental.h"

enum { PPM = 1000000 };

struct span { int64_t from, to; };

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The days asked for on which it was a rental car. */
static struct span in_fleet(const struct rental_car *car, struct span asked)
{
    struct span s = { most(asked.from, date_at(car->created_at, ZONE_S).day), asked.to };

    if (car->retired_at.ms != 0)
        s.to = least(s.to, date_at(car->retired_at, ZONE_S).day);
    return s;
}

/* Brought back early, day_to is the day of return; late, the car was out longer than agreed. */
static int64_t last_day(const struct ctx *c, const struct rental *r)
{
    return r->in_at.ms == 0 ? c->today.day : most(r->day_to.day, date_at(r->in_at, ZONE_S).day);
}

static int count_days(struct ctx *c, const struct rental_car *car, struct span s,
    struct rental_fleet_row *row)
{
    int64_t next = s.from;
    struct rental_list all;

    TRY(db_list(c, rental, &all, "WHERE unit_id = ? AND car_id = ? AND out_at IS NOT NULL"
        " AND day_from <= ? AND (in_at IS NULL OR in_at >= ? OR day_to >= ?) ORDER BY day_from, id",
        car->unit_id, car->id, (date){ s.to }, when_at((date){ s.from }, 0, ZONE_S),
        (date){ s.from }));
    for (size_t i = 0; i < all.n; i++) {
        const struct rental *r = &all.v[i];
        int64_t last = least(last_day(c, r), s.to);
        int64_t days = most(last - most(next, r->day_from.day) + 1, 0);

        row->days_out += days;
        row->days_lent += r->repair_order_id != 0 ? days : 0;
        row->late += last >= most(s.from, r->day_to.day + 1);
        next = most(next, last + 1);
    }
    return 0;
}

static int count_income(struct ctx *c, const struct rental_car *car, struct span asked,
    struct rental_fleet_row *row)
{
    struct rental_income_list sums;

    TRY(db_list(c, rental_income, &sums, "SELECT"
        " CAST(COALESCE(sum(CASE WHEN h.kind IN ('days', 'km') THEN h.amount ELSE 0 END), 0) AS BIGINT),"
        " CAST(COALESCE(sum(CASE WHEN h.kind IN ('days', 'km') THEN 0 ELSE h.amount END), 0) AS BIGINT)"
        " FROM rental r JOIN rental_charge h ON h.unit_id = r.unit_id AND h.rental_id = r.id"
        " JOIN settlement s ON s.id = h.settlement_id WHERE r.unit_id = ? AND r.car_id = ?"
        " AND s.day >= ? AND s.day <= ? AND s.state <> 'reversed'", car->unit_id, car->id,
        (date){ asked.from }, (date){ asked.to }));
    row->rent = sums.v[0].rent;
    row->other = sums.v[0].other;
    return 0;
}

static int car_row(struct ctx *c, const struct rental_car *car, struct span asked,
    struct rental_fleet_row *row)
{
    struct span s = in_fleet(car, asked);

    *row = (struct rental_fleet_row){ .store_id = car->unit_id, .car_id = car->id,
        .available = most(s.to - s.from + 1, 0) };
    TRY(count_income(c, car, asked, row));
    if (row->available == 0)
        return 0;
    TRY(count_days(c, car, s, row));
    row->use.ppm = (row->days_out * PPM + row->available / 2) / row->available;
    return 0;
}

/* A car that left the fleet before is shown only for what is still charged for it. */
static int store_rows(
    struct ctx *c, rid store, struct span asked, struct rental_fleet_row_list *out)
{
    struct rental_fleet_row *old = out->v;
    struct rental_car_list cars;

    TRY(db_list(c, rental_car, &cars, "WHERE unit_id = ? ORDER BY id", store));
    out->v = arena_alloc(&c->mem, (out->n + cars.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < out->n; i++)
        out->v[i] = old[i];
    for (size_t i = 0; i < cars.n; i++) {
        struct rental_fleet_row *row = &out->v[out->n];

        TRY(car_row(c, &cars.v[i], asked, row));
        out->n += row->available > 0 || row->rent.fen + row->other.fen > 0;
    }
    return 0;
}

int rental_fleet(struct ctx *c, const struct rental_fleet_in *in, struct rental_fleet_row_list *out)
{
    int year, month, day;
    struct unit_list stores;
    struct span asked;
    rid unit;

    date_parts(c->today, &year, &month, &day);
    asked.from = in->day_from.day != 0 ? in->day_from.day : date_of(year, month, 1).day;
    asked.to = in->day_to.day != 0 ? least(in->day_to.day, c->today.day) : c->today.day;
    TRY(unit_asked(c, "store_id", in->store_id, &unit));
    TRY(unit_stores(c, unit, &stores));
    for (size_t i = 0; i < stores.n; i++)
        TRY(store_rows(c, stores.v[i].id, asked, out));
    return 0;
}
