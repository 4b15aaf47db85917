/* suggest.c - what the form of a booking begins with: the best slot, and the adviser with most time
 * to talk (SVC-03). */
#include "modules/booking/slot.h"

static int best_slot(struct ctx *c, struct appointment_book_in *in)
{
    struct slot_offer_in of = { .day = in->day.day != 0 ? in->day : c->today,
        .minutes = in->minutes, .kind = in->kind, .waiting = in->waiting,
        .adviser_id = in->adviser_id };
    struct slot_offer_row_list offers = { 0 };

    if (of.day.day < c->today.day)
        return 0;
    TRY(slot_offer(c, &of, &offers));
    for (size_t i = 0; i < offers.n; i++)
        if (in->day.day == 0 || offers.v[i].day.day == in->day.day) {
            in->day = offers.v[i].day;
            in->slot = offers.v[i].slot;
            return 0;
        }
    return 0;
}

/* The minutes he still has: of that slot, then of the day. Less than the talk takes: -1. */
static int64_t time_of(const struct day_place *d, int64_t slot, int64_t talk)
{
    int64_t there = -1, day = 0;

    for (size_t i = 0; i < d->n; i++) {
        int64_t left = d->v[i].adviser - d->v[i].adviser_booked;

        day += left > 0 ? left : 0;
        if (d->v[i].slot == slot)
            there = left;
    }
    return there < talk ? -1 : there * 1440 + day;
}

static int freest_adviser(struct ctx *c, struct appointment_book_in *in)
{
    rid unit_id = c->who->unit_id;
    struct day_place all, his;
    struct slot_rules r;
    int64_t most = -1;

    TRY(slot_rules(c, unit_id, &r));
    if (!r.talks)
        return 0;
    TRY(slot_day(c, unit_id, in->day, 0, &r, &all));
    for (size_t i = 0; i < all.shop.worker_count; i++) {
        const struct workshop_worker *w = &all.shop.workers[i];
        int64_t left;

        if (!(w->trades & 1u << TRADE_RECEPTION))
            continue;
        TRY(slot_day(c, unit_id, in->day, w->employee_id, &r, &his));
        left = time_of(&his, in->slot, r.talk[in->kind != 0 ? in->kind : BOOK_MAINTENANCE]);
        if (left > most) {
            most = left;
            in->adviser_id = w->employee_id;
        }
    }
    return 0;
}

int appointment_book_suggest(
    struct ctx *c, const struct appointment *none, struct appointment_book_in *in)
{
    (void)none;
    if (in->slot == 0)
        TRY(best_slot(c, in));
    return in->adviser_id == 0 && in->slot != 0 && in->day.day >= c->today.day
        ? freest_adviser(c, in) : 0;
}
