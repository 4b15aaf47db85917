/* forecast.c - when a car is due for service. */
#include "modules/vehicle/usage.h"
#include "modules/vehicle/vehicle.h"

enum { READINGS = 40, DAYS_A_MONTH = 30 };

int service_interval_judge(
    struct ctx *c, struct service_interval *now, const struct service_interval *before)
{
    struct text t = text_in(&c->mem, 140);

    (void)before;
    text_add(&t, now->brand);
    if (now->series.n > 0)
        text_f(&t, " · %.*s", (int)now->series.n, now->series.s);
    if (now->energy != 0)
        text_f(&t, " · %s", vehicle_energy_choices.v[now->energy].label.zh);
    now->label = text_str(&t);
    return 0;
}

/* The row that says most about this car. */
int vehicle_interval(
    struct ctx *c, const struct vehicle *v, rid store_id, int64_t *km, int64_t *months)
{
    struct service_interval_list all;
    int best = -1;

    TRY(setting_int(c, &setting_service_interval_km, store_id, km));
    TRY(setting_int(c, &setting_service_interval_months, store_id, months));
    if (v->brand.n == 0)
        return 0;
    TRY(db_list(c, service_interval, &all, "WHERE brand = ? AND retired_at IS NULL ORDER BY id"
        " LIMIT 200", v->brand));
    for (size_t i = 0; i < all.n; i++) {
        const struct service_interval *s = &all.v[i];
        int says = 2 * (s->series.n > 0) + (s->energy != 0);

        if ((s->series.n > 0 && !str_eq(s->series, v->series)) ||
            (s->energy != 0 && s->energy != v->energy) || says <= best)
            continue;
        best = says;
        *km = s->km;
        *months = s->months;
    }
    return 0;
}

date vehicle_months_on(date from, int64_t months)
{
    int year, month, day;
    date on = { 0 };

    date_parts(from, &year, &month, &day);
    month += (int)months - 1;
    for (year += month / 12, month = month % 12 + 1; on.day == 0; day--)
        on = date_of(year, month, day);
    return on;
}

static int readings_of(
    struct ctx *c, rid vehicle_id, struct odometer_point points[READINGS], size_t *n)
{
    struct odometer_reading_list last;

    TRY(db_list(c, odometer_reading, &last, "WHERE vehicle_id = ? ORDER BY id DESC LIMIT 40",
        vehicle_id));
    *n = last.n;
    for (size_t i = 0; i < last.n; i++)
        points[last.n - 1 - i] = (struct odometer_point){ date_at(last.v[i].created_at, ZONE_S),
            last.v[i].km, last.v[i].meter_changed };
    return 0;
}

int vehicle_forecast(
    struct ctx *c, const struct vehicle *v, rid store_id, struct service_forecast *out)
{
    struct odometer_point points[READINGS], first, last;
    int64_t km, months, usual, error;
    struct usage u;
    date by_km;
    size_t n;

    *out = (struct service_forecast){ .due = v->next_service_date, .due_km = v->next_service_km };
    TRY(readings_of(c, v->id, points, &n));
    if (n == 0)
        return 0;
    first = points[0];
    last = points[n - 1];
    TRY(vehicle_interval(c, v, store_id, &km, &months));
    TRY(setting_int(c, &setting_usual_km_month, store_id, &usual));
    if (out->due.day == 0)
        out->due = vehicle_months_on(first.day, months);
    if (out->due_km == 0 && v->next_service_date.day == 0)
        out->due_km = first.km + km;
    u = usage_of(points, n, usual > 0 ? usual * 1000 / DAYS_A_MONTH : 1);
    out->km_month = u.metres_a_day * DAYS_A_MONTH / 1000;
    if (out->due_km == 0)
        return 0;
    by_km = usage_reaches(&u, last.day, last.km, out->due_km, &error);
    if (by_km.day >= out->due.day)
        return 0;
    out->by_km = true;
    out->due = by_km;
    out->error_days = error;
    return 0;
}
