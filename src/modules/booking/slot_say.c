/* slot_say.c - what is short when an appointment is refused, and what there is instead. */
#include "modules/booking/slot.h"

enum { OTHERS = 3, DAYS_ON = 8 };

static str clock_of(struct ctx *c, int64_t slot)
{
    return str_format(&c->mem, "%lld:%02lld", (long long)slot / 60, (long long)slot % 60);
}

/* Slots of one day where it fits, the nearest to what was asked first. */
static size_t nearest(struct ctx *c, const struct slot_want *w, const struct slot_rules *r,
    const struct day_place *d, int64_t best[OTHERS])
{
    struct slot_shares none = { 0 };
    struct slot_short why;
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++) {
        int64_t slot = d->v[i].slot;
        size_t k = n < OTHERS ? n : OTHERS;

        if (when_at(d->day, slot * 60, ZONE_S).ms <= c->now.ms ||
            !slot_fits(w, r, d, 1, i, &none, &why))
            continue;
        while (k > 0 && llabs(best[k - 1] - w->slot) > llabs(slot - w->slot))
            k--;
        if (k >= OTHERS)
            continue;
        n += n < OTHERS;
        for (size_t m = n - 1; m > k; m--)
            best[m] = best[m - 1];
        best[k] = slot;
    }
    return n;
}

/* "9:30、10:00"; when that day has none: "2026-11-28 9:00" of the next day that has. */
static int others(struct ctx *c, const struct slot_want *w, const struct slot_rules *r, str *out)
{
    struct text t = text_in(&c->mem, 200);
    int64_t best[OTHERS];
    size_t n = 0;

    for (int64_t k = 0; k < DAYS_ON && n == 0; k++) {
        struct day_place d;

        TRY(slot_day(c, w->unit_id, (date){ w->day.day + k }, w->adviser_id, r, &d));
        n = nearest(c, w, r, &d, best);
        for (size_t i = 0; i < n; i++) {
            char day[16];

            date_print(d.day, day);
            text_f(&t, "%s%s%s%lld:%02lld", i > 0 ? (c->english ? ", " : "、") : "",
                k > 0 && i == 0 ? day : "", k > 0 && i == 0 ? " " : "",
                (long long)best[i] / 60, (long long)best[i] % 60);
        }
    }
    if (t.n == 0)
        text_c(&t, c->english ? "another week, or less work" : "请改一周后，或减少项目");
    *out = text_str(&t);
    return 0;
}

static str trade_name(struct ctx *c, enum appointment_kind kind)
{
    const struct label *l = &trade_choices.v[(int)kind].label;

    return str_of(c->english ? l->en : l->zh);
}

int slot_refuse(struct ctx *c, const struct slot_want *w, const struct slot_rules *r,
    const struct slot_short *why)
{
    str at = clock_of(c, w->slot), instead;
    struct employee adviser;

    TRY(others(c, w, r, &instead));
    if (why->closed)
        return refuse(c, &BOOKING_DAY_CLOSED, w->day, instead);
    if (why->late)
        return refuse(c, &BOOKING_TOO_LATE, at, trade_name(c, w->kind), why->have, why->need,
            instead);
    switch (why->what) {
    case TAKES_TALK:
        return refuse(c, &BOOKING_NO_TALK, at, why->have, why->need, instead);
    case TAKES_ADVISER:
        TRY(db_get(c, employee, &adviser, w->adviser_id));
        return refuse(c, &BOOKING_ADVISER_BUSY, adviser.name, at, why->have, why->need, instead);
    case TAKES_PARKING:
        return refuse(c, &BOOKING_NO_PARKING, w->day, why->have, instead);
    default:
        return refuse(c, &BOOKING_FULL, at, trade_name(c, w->kind), why->have, why->need, instead);
    }
}
