/* offer.c - which slots to offer a customer, and why (SVC-03): first what suits him, then what
 * keeps the days level. */
#include "modules/booking/slot.h"

enum { DAYS_USUAL = 3, OFFERS = 6, PPM = 1000000 };

/* A slot that can still take the work. */
struct room { int64_t slot, booked, capacity; };

struct day_room {
    date day;
    struct room *v;
    size_t n;
    int64_t booked, capacity;               /* of all slots of the day, full ones too */
};

static int rooms_of(struct ctx *c, rid unit_id, date day, int64_t minutes,
    const struct slot_rules *r, struct day_room *out)
{
    struct slot_load_list loads;

    *out = (struct day_room){ .day = day };
    out->v = arena_alloc(&c->mem, (size_t)((r->closes - r->opens) / r->grid + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    TRY(db_list(c, slot_load, &loads, "WHERE unit_id = ? AND day = ?", unit_id, day));
    for (int64_t slot = r->opens; slot < r->closes; slot += r->grid) {
        struct room room = { .slot = slot };

        TRY(slot_bookable(c, unit_id, day, slot, r, &room.capacity));
        for (size_t i = 0; i < loads.n; i++)
            if (loads.v[i].slot == slot)
                room.booked = loads.v[i].booked;
        out->booked += room.booked;
        out->capacity += room.capacity;
        if (room.booked + minutes <= room.capacity &&
            when_at(day, slot * 60, ZONE_S).ms > c->now.ms)
            out->v[out->n++] = room;
    }
    return 0;
}

static int64_t share(int64_t part, int64_t of) { return of > 0 ? part * PPM / of : PPM; }

static bool is_offered(const struct slot_offer_row_list *out, date day, int64_t slot)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].day.day == day.day && out->v[i].slot == slot)
            return true;
    return false;
}

static void offer(struct slot_offer_row_list *out, const struct day_room *d, const struct room *r,
    int64_t minutes, enum offer_reason why)
{
    if (out->n < OFFERS && !is_offered(out, d->day, r->slot))
        out->v[out->n++] = (struct slot_offer_row){ .day = d->day, .slot = r->slot, .reason = why,
            .load = { share(r->booked + minutes, r->capacity) },
            .day_load = { share(d->booked + minutes, d->capacity) },
            .free = r->capacity - r->booked - minutes };
}

/* What is nearest to `wanted` minutes of the day; of two, the earlier. */
static const struct room *nearest(const struct day_room *d, int64_t wanted)
{
    const struct room *best = NULL;

    for (size_t i = 0; i < d->n; i++)
        if (best == NULL || llabs(d->v[i].slot - wanted) < llabs(best->slot - wanted))
            best = &d->v[i];
    return best;
}

/* The emptiest slot that was not offered yet; of two, the one nearer to what was wanted. */
static const struct room *quietest(
    const struct slot_offer_row_list *out, const struct day_room *d, int64_t wanted)
{
    const struct room *best = NULL;

    for (size_t i = 0; i < d->n; i++) {
        const struct room *r = &d->v[i];
        int64_t mine = share(r->booked, r->capacity),
                its = best != NULL ? share(best->booked, best->capacity) : 0;

        if (!is_offered(out, d->day, r->slot) && (best == NULL || mine < its ||
            (mine == its && llabs(r->slot - wanted) < llabs(best->slot - wanted))))
            best = r;
    }
    return best;
}

static const struct day_room *quiet_day(const struct day_room *days, size_t n)
{
    const struct day_room *best = NULL;

    for (size_t i = 0; i < n; i++)
        if (days[i].n > 0 && (best == NULL ||
            share(days[i].booked, days[i].capacity) < share(best->booked, best->capacity)))
            best = &days[i];
    return best;
}

static void choose(struct slot_offer_row_list *out, const struct day_room *days, size_t n,
    const struct slot_offer_in *in)
{
    const struct day_room *quiet = n > 1 ? quiet_day(days, n) : NULL;
    const struct room *r = nearest(&days[0], in->slot);

    if (r != NULL)
        offer(out, &days[0], r, in->minutes,
            r->slot == in->slot ? OFFER_AS_WISHED : OFFER_NEAREST);
    for (int i = 0; i < 2; i++)
        if ((r = quietest(out, &days[0], in->slot)) != NULL)
            offer(out, &days[0], r, in->minutes, OFFER_QUIET_SLOT);
    for (int i = 0; quiet != NULL && i < 2; i++)
        if ((r = quietest(out, quiet, in->slot)) != NULL)
            offer(out, quiet, r, in->minutes, OFFER_QUIET_DAY);
    for (size_t i = 1; i < n; i++)
        if ((r = nearest(&days[i], in->slot)) != NULL)
            offer(out, &days[i], r, in->minutes, OFFER_NEAREST);
}

int slot_offer(struct ctx *c, const struct slot_offer_in *in, struct slot_offer_row_list *out)
{
    size_t n = (size_t)(in->days > 0 ? in->days : DAYS_USUAL);
    struct day_room *days = arena_alloc(&c->mem, n * sizeof *days);
    struct slot_rules r;
    rid unit_id;

    TRY(unit_asked(c, "store_id", in->store_id, &unit_id));
    if (in->day.day < c->today.day)
        return refuse_field(c, "day", &BOOKING_PAST);
    TRY(slot_rules(c, unit_id, &r));
    out->v = arena_alloc(&c->mem, OFFERS * sizeof *out->v);
    if (out->v == NULL || days == NULL || r.closes < r.opens)
        return DB_FAILED;
    for (size_t i = 0; i < n; i++)
        TRY(rooms_of(c, unit_id, (date){ in->day.day + (int64_t)i }, in->minutes, &r, &days[i]));
    choose(out, days, n, in);
    return 0;
}
