/* slot.c - the capacity of slots, taken and given back. */
#include "modules/booking/slot.h"

int slot_rules(struct ctx *c, rid unit_id, struct slot_rules *r)
{
    TRY(setting_int(c, &setting_booking_slot_minutes, unit_id, &r->grid));
    TRY(setting_int(c, &setting_booking_open_minute, unit_id, &r->opens));
    TRY(setting_int(c, &setting_booking_close_minute, unit_id, &r->closes));
    TRY(setting_int(c, &setting_booking_slot_capacity, unit_id, &r->capacity));
    TRY(setting_int(c, &setting_booking_share, unit_id, &r->share_ppm));
    return r->grid > 0 ? 0 : DB_FAILED;
}

/* The row of the weekday before the row of every day before the setting. */
int slot_bookable(
    struct ctx *c, rid unit_id, date day, int64_t slot, const struct slot_rules *r, int64_t *out)
{
    struct slot_capacity_list rows;
    int64_t minutes = r->capacity;

    TRY(db_list(c, slot_capacity, &rows, "WHERE unit_id = ? AND slot = ? AND (weekday = ? OR weekday = 0)"
        " AND retired_at IS NULL ORDER BY weekday DESC LIMIT 1", unit_id, slot, date_weekday(day)));
    if (rows.n > 0)
        minutes = rows.v[0].minutes;
    *out = minutes * r->share_ppm / 1000000;
    return 0;
}

/* --- when it is full: the three nearest slots of that day with room --------------------------- */

struct offer { int64_t slot, distance; };

static void offer_keep(struct offer best[3], struct offer o)
{
    for (int i = 0; i < 3; i++)
        if (best[i].slot < 0 || o.distance < best[i].distance) {
            for (int k = 2; k > i; k--)
                best[k] = best[k - 1];
            best[i] = o;
            return;
        }
}

static int offers(struct ctx *c, rid unit_id, date day, int64_t wanted, int64_t minutes,
    const struct slot_rules *r, str *text)
{
    struct offer best[3] = { { -1, 0 }, { -1, 0 }, { -1, 0 } };
    struct slot_load_list loads;
    struct text t = text_in(&c->mem, 200);

    TRY(db_list(c, slot_load, &loads, "WHERE unit_id = ? AND day = ?", unit_id, day));
    for (int64_t slot = r->opens; slot < r->closes; slot += r->grid) {
        int64_t free, distance = slot > wanted ? slot - wanted : wanted - slot;

        if (when_at(day, slot * 60, ZONE_S).ms <= c->now.ms)
            continue;
        TRY(slot_bookable(c, unit_id, day, slot, r, &free));
        for (size_t i = 0; i < loads.n; i++)
            if (loads.v[i].slot == slot)
                free -= loads.v[i].booked;
        if (free >= minutes)
            offer_keep(best, (struct offer){ slot, distance });
    }
    for (int i = 0; i < 3 && best[i].slot >= 0; i++)
        text_f(&t, "%s%lld:%02lld", i > 0 ? (c->english ? ", " : "、") : "",
            (long long)best[i].slot / 60, (long long)best[i].slot % 60);
    if (t.n == 0)
        text_c(&t, c->english ? "another day" : "请改日");
    *text = text_str(&t);
    return 0;
}

/* --- taking and giving ------------------------------------------------------------------------ */

static int full(
    struct ctx *c, rid unit_id, date day, int64_t slot, int64_t minutes, const struct slot_rules *r)
{
    struct slot_load_list loads;
    str others, at = str_format(&c->mem, "%lld:%02lld", (long long)slot / 60, (long long)slot % 60);
    int64_t free;

    TRY(slot_bookable(c, unit_id, day, slot, r, &free));
    TRY(db_list(
        c, slot_load, &loads, "WHERE unit_id = ? AND day = ? AND slot = ?", unit_id, day, slot));
    if (loads.n > 0)
        free = loads.v[0].capacity - loads.v[0].booked;
    TRY(offers(c, unit_id, day, slot, minutes, r, &others));
    return refuse(c, &BOOKING_FULL, at, free, minutes, others);
}

/* One conditional write decides; the row's CHECK stands behind it. A capacity set lower than what
 * is booked already takes nothing away. */
int slot_take(struct ctx *c, rid unit_id, date day, int64_t slot, int64_t minutes)
{
    struct slot_rules r;
    int64_t bookable, changed;

    TRY(slot_rules(c, unit_id, &r));
    if (slot < r.opens || slot >= r.closes || (slot - r.opens) % r.grid != 0)
        return refuse_field(c, "slot", &BOOKING_CLOSED);
    if (when_at(day, slot * 60, ZONE_S).ms <= c->now.ms)
        return refuse_field(c, "slot", &BOOKING_PAST);
    TRY(slot_bookable(c, unit_id, day, slot, &r, &bookable));
    TRY(db_exec(c, "INSERT INTO slot_load(unit_id, day, slot, booked, capacity) VALUES (?, ?, ?, 0, ?)"
        " ON CONFLICT (unit_id, day, slot) DO UPDATE SET capacity = CASE"
        " WHEN excluded.capacity > slot_load.booked THEN excluded.capacity ELSE slot_load.booked END",
        unit_id, day, slot, bookable));
    TRY(db_try(c, &changed, "UPDATE slot_load SET booked = booked + ? WHERE unit_id = ? AND day = ?"
        " AND slot = ? AND booked + ? <= capacity", minutes, unit_id, day, slot, minutes));
    return changed == 1 ? 0 : full(c, unit_id, day, slot, minutes, &r);
}

int slot_give(struct ctx *c, rid unit_id, date day, int64_t slot, int64_t minutes)
{
    return db_expect(c, &E_NOT_FOUND, "UPDATE slot_load SET booked = booked - ? WHERE unit_id = ?"
        " AND day = ? AND slot = ?", minutes, unit_id, day, slot);
}
