/* offer.c - which slots to offer a customer, and why (SVC-03): first what suits him, then what
 * keeps the days level. */
#include "modules/booking/slot.h"

enum { DAYS_USUAL = 3, OFFERS = 6, PPM = 1000000 };

/* A slot at which the car could arrive. */
struct room { int64_t slot, booked, capacity, technicians; };

struct day_room {
    date day;
    struct room *v;
    size_t n;
    int64_t booked, capacity;               /* of all slots of the day, full ones too */
};

static int64_t on_shift(const struct workshop_day *d, unsigned trade, int64_t minute)
{
    int64_t n = 0;

    for (size_t i = 0; i < d->worker_count; i++)
        for (size_t k = 0; d->workers[i].trades & trade << TRADE_EXPRESS &&
             k < d->workers[i].span_count; k++)
            n += d->workers[i].spans[k].from <= minute && minute < d->workers[i].spans[k].to;
    return n;
}

/* days: the day itself, and those after it for a car that stays. */
static int rooms_of(struct ctx *c, const struct slot_want *w, const struct slot_rules *r,
    const struct day_place *days, size_t n, struct day_room *out)
{
    unsigned trade = slot_trade(w->kind);
    struct slot_shares none = { 0 };
    struct slot_short why;

    *out = (struct day_room){ .day = days[0].day };
    out->v = arena_alloc(&c->mem, (days[0].n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < days[0].n; i++) {
        const struct slot_place *p = &days[0].v[i];
        int64_t booked = p->capacity[trade] - slot_free(p, trade);

        out->booked += booked;
        out->capacity += p->capacity[trade];
        if (when_at(days[0].day, p->slot * 60, ZONE_S).ms > c->now.ms &&
            slot_fits(w, r, days, n, i, &none, &why))
            out->v[out->n++] = (struct room){ p->slot, booked, p->capacity[trade],
                on_shift(&days[0].shop, trade, p->slot) };
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

/* Of the work only so much stands in the slot of arrival. */
static void offer(struct slot_offer_row_list *out, const struct day_room *d, const struct room *r,
    const struct slot_want *w, enum offer_reason why)
{
    int64_t first = w->minutes < w->slot ? w->minutes : w->slot;    /* slot: its length, here */

    if (first > r->capacity - r->booked)
        first = r->capacity - r->booked;
    if (out->n < OFFERS && !is_offered(out, d->day, r->slot))
        out->v[out->n++] = (struct slot_offer_row){ .day = d->day, .slot = r->slot, .reason = why,
            .load = { share(r->booked + first, r->capacity) },
            .day_load = { share(d->booked + w->minutes, d->capacity) },
            .free = r->capacity - r->booked - first,
            .technicians = r->technicians };
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

/* `of` is what is asked for, its slot the length of one; `wanted` the minute that suits. */
static void choose(struct slot_offer_row_list *out, const struct day_room *days, size_t n,
    const struct slot_want *of, int64_t wanted)
{
    const struct day_room *quiet = n > 1 ? quiet_day(days, n) : NULL;
    const struct room *r = nearest(&days[0], wanted);

    if (r != NULL)
        offer(out, &days[0], r, of, r->slot == wanted ? OFFER_AS_WISHED : OFFER_NEAREST);
    for (int i = 0; i < 2; i++)
        if ((r = quietest(out, &days[0], wanted)) != NULL)
            offer(out, &days[0], r, of, OFFER_QUIET_SLOT);
    for (int i = 0; quiet != NULL && i < 2; i++)
        if ((r = quietest(out, quiet, wanted)) != NULL)
            offer(out, quiet, r, of, OFFER_QUIET_DAY);
    for (size_t i = 1; i < n; i++)
        if ((r = nearest(&days[i], wanted)) != NULL)
            offer(out, &days[i], r, of, OFFER_NEAREST);
}

int slot_offer(struct ctx *c, const struct slot_offer_in *in, struct slot_offer_row_list *out)
{
    size_t n = (size_t)(in->days > 0 ? in->days : DAYS_USUAL), all = n;
    struct slot_want want = { .adviser_id = in->adviser_id, .minutes = in->minutes,
        .kind = in->kind != 0 ? in->kind : BOOK_MAINTENANCE, .waiting = in->waiting };
    struct day_place *places;
    struct day_room *days;
    struct slot_rules r;

    TRY(unit_asked(c, "store_id", in->store_id, &want.unit_id));
    if (in->day.day < c->today.day)
        return refuse_field(c, "day", &BOOKING_PAST);
    TRY(slot_rules(c, want.unit_id, &r));
    if (!in->waiting && in->minutes > r.grid)
        all += 1 + (size_t)in->minutes / 480;
    places = arena_alloc(&c->mem, all * sizeof *places);
    days = arena_alloc(&c->mem, n * sizeof *days);
    out->v = arena_alloc(&c->mem, OFFERS * sizeof *out->v);
    if (out->v == NULL || days == NULL || places == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < all; i++)
        TRY(slot_day(c, want.unit_id, (date){ in->day.day + (int64_t)i }, in->adviser_id, &r,
            &places[i]));
    for (size_t i = 0; i < n; i++)
        TRY(rooms_of(c, &want, &r, &places[i], all - i, &days[i]));
    want.slot = r.grid;
    choose(out, days, n, &want, in->slot);
    return 0;
}
