/* usage.c - see usage.h. */
#include "modules/vehicle/usage.h"

/* A stretch a year and a half old counts half. What others do counts as much as two months of one's
 * own: of what bench/usage.c tried, the least mean error, though a third or thrice as much of
 * either hardly differs. */
enum { HALF_DAYS = 540, USUAL_DAYS = 60, FAR_DAYS = 3650, MOST_KM_A_DAY = 1500, ONE = 1024 };

struct sum { int64_t weight, metres, off; };

static bool believed(const struct odometer_point *a, const struct odometer_point *b)
{
    int64_t days = b->day.day - a->day.day, km = b->km - a->km;

    return days > 0 && days < FAR_DAYS && km >= 0 && !b->meter_changed &&
        km <= days * MOST_KM_A_DAY;
}

/* The part of a stretch that counts, of ONE. */
static int64_t fresh(date end, date now)
{
    return (int64_t)ONE * HALF_DAYS / (HALF_DAYS + now.day - end.day);
}

struct usage usage_of(const struct odometer_point *points, size_t n, int64_t usual)
{
    struct sum s = { .weight = (int64_t)USUAL_DAYS * ONE };
    struct usage u = { 0 };

    s.metres = s.weight * usual;
    for (size_t i = 1; i < n; i++) {
        const struct odometer_point *a = &points[i - 1], *b = &points[i];
        int64_t part;

        if (!believed(a, b))
            continue;
        part = fresh(b->day, points[n - 1].day);
        s.weight += (b->day.day - a->day.day) * part;
        s.metres += (b->km - a->km) * 1000 * part;
        u.stretches++;
    }
    u.metres_a_day = s.metres / s.weight > 0 ? s.metres / s.weight : 1;
    s.off = (int64_t)USUAL_DAYS * ONE * (usual / 2);
    for (size_t i = 1; i < n; i++) {
        const struct odometer_point *a = &points[i - 1], *b = &points[i];
        int64_t days = b->day.day - a->day.day, off;

        if (!believed(a, b))
            continue;
        off = (b->km - a->km) * 1000 - days * u.metres_a_day;
        s.off += (off < 0 ? -off : off) * fresh(b->day, points[n - 1].day);
    }
    u.error_metres = s.off / s.weight;
    return u;
}

date usage_reaches(const struct usage *u, date since, int64_t km, int64_t target, int64_t *error)
{
    int64_t left = target > km ? (target - km) * 1000 : 0, days = left / u->metres_a_day;

    if (days > FAR_DAYS)
        days = FAR_DAYS;
    *error = days * u->error_metres / u->metres_a_day;
    return (date){ since.day + days };
}
