/* room.c - how much room the slots of a day have (SVC-03), and whether a car fits. */
#include "modules/booking/slot.h"

enum { PPM = 1000000 };

static unsigned bit(int t) { return 1u << t; }

unsigned slot_trade(enum appointment_kind kind)
{
    static const enum trade trades[] = { [BOOK_MAINTENANCE] = TRADE_EXPRESS,
        [BOOK_REPAIR] = TRADE_MECHANIC, [BOOK_BODY] = TRADE_BODY, [BOOK_BEAUTY] = TRADE_BEAUTY };

    return bit((int)trades[kind] - 1);
}

static int talks(struct ctx *c, rid unit_id, struct slot_rules *r)
{
    TRY(setting_int(c, &setting_booking_talk_maintenance, unit_id, &r->talk[BOOK_MAINTENANCE]));
    TRY(setting_int(c, &setting_booking_talk_repair, unit_id, &r->talk[BOOK_REPAIR]));
    TRY(setting_int(c, &setting_booking_talk_body, unit_id, &r->talk[BOOK_BODY]));
    TRY(setting_int(c, &setting_booking_talk_beauty, unit_id, &r->talk[BOOK_BEAUTY]));
    TRY(workshop_is_declared(c, unit_id, &r->declared));
    return r->declared ? workshop_has_trade(c, unit_id, TRADE_RECEPTION, &r->talks) : 0;
}

int slot_rules(struct ctx *c, rid unit_id, struct slot_rules *r)
{
    *r = (struct slot_rules){ 0 };
    TRY(setting_int(c, &setting_booking_slot_minutes, unit_id, &r->grid));
    TRY(setting_int(c, &setting_booking_open_minute, unit_id, &r->opens));
    TRY(setting_int(c, &setting_booking_close_minute, unit_id, &r->closes));
    TRY(setting_int(c, &setting_booking_slot_capacity, unit_id, &r->capacity));
    TRY(setting_int(c, &setting_booking_share, unit_id, &r->share_ppm));
    TRY(setting_int(c, &setting_booking_parking, unit_id, &r->places));
    TRY(talks(c, unit_id, r));
    if (r->grid <= 0 || r->closes < r->opens || (r->closes - r->opens) / r->grid >= SLOTS_MAX)
        return DB_FAILED;
    return 0;
}

/* --- what there is ---------------------------------------------------------------------------- */

static void all_alike(struct slot_place *p, int64_t minutes)
{
    for (unsigned s = 1; s < POOLS; s++)
        p->capacity[s] = minutes;
}

/* Of each trade the lesser of bays and people; of several together no more than their people. */
static void by_trades(
    struct slot_place *p, const struct workshop_day *shop, int64_t share, struct workshop_span span)
{
    for (unsigned s = 1; s < POOLS; s++) {
        int64_t people = workshop_people_minutes(shop, s << TRADE_EXPRESS, span) * share / PPM;
        int64_t singles = 0;

        for (int t = 0; t < TRADES; t++)
            if (s == bit(t))
                singles = workshop_bay_minutes(shop, s << TRADE_EXPRESS, span) * share / PPM;
            else if (s & bit(t))
                singles += p->capacity[bit(t)];
        p->capacity[s] = people < singles ? people : singles;
    }
}

/* By hand for the weekday before by hand for every day before what was counted. */
static const struct slot_capacity *by_hand(const struct slot_capacity_list *rows, int64_t slot)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].slot == slot)
            return &rows->v[i];
    return NULL;
}

static void there_is(struct slot_place *p, const struct day_place *d, const struct slot_rules *r,
    const struct slot_capacity_list *hand, rid adviser_id)
{
    struct workshop_span span = { p->slot, p->slot + r->grid };
    const struct slot_capacity *set = by_hand(hand, p->slot);

    p->talk = p->adviser = -1;
    if (d->closed)
        return;
    if (set != NULL)
        all_alike(p, set->minutes * r->share_ppm / PPM);
    else if (r->declared)
        by_trades(p, &d->shop, r->share_ppm, span);
    else
        all_alike(p, r->capacity * r->share_ppm / PPM);
    if (!r->talks)
        return;
    p->talk = workshop_people_minutes(&d->shop, bit(TRADE_RECEPTION), span);
    if (adviser_id != 0)
        p->adviser = workshop_worker_minutes(&d->shop, adviser_id, span);
}

static void is_taken(struct day_place *d, const struct slot_rules *r,
    const struct slot_load_list *loads, rid adviser_id)
{
    for (size_t i = 0; i < loads->n; i++) {
        const struct slot_load *l = &loads->v[i];
        int64_t at = (l->slot - r->opens) / r->grid;
        struct slot_place *p;

        if (l->what == TAKES_PARKING)
            d->parked = l->booked;
        if (l->what == TAKES_PARKING || l->slot < r->opens || at >= (int64_t)d->n ||
            d->v[at].slot != l->slot)
            continue;
        p = &d->v[at];
        if (l->what == TAKES_TALK)
            p->talk_booked = l->booked;
        else if (l->what == TAKES_ADVISER && l->of_id == adviser_id)
            p->adviser_booked = l->booked;
        if (l->what == TAKES_WORK && l->of_id > 0 && l->of_id < POOLS)
            p->kept[l->of_id] = true;
        for (int t = 0; l->what == TAKES_WORK && t < TRADES; t++)
            if (l->of_id == (int64_t)bit(t))
                p->booked[t] = l->booked;
    }
}

int slot_day(struct ctx *c, rid unit_id, date day, rid adviser_id, const struct slot_rules *r,
    struct day_place *d)
{
    struct slot_capacity_list hand;
    struct slot_load_list loads;

    *d = (struct day_place){ .day = day };
    d->v = arena_alloc(&c->mem, SLOTS_MAX * sizeof *d->v);
    if (d->v == NULL)
        return DB_FAILED;
    TRY(workshop_day(c, unit_id, day, &d->shop));
    d->closed = d->shop.closed;
    TRY(db_list(c, slot_capacity, &hand, "WHERE unit_id = ? AND (weekday = ? OR weekday = 0)"
        " AND retired_at IS NULL ORDER BY weekday DESC", unit_id, date_weekday(day)));
    TRY(db_list(c, slot_load, &loads, "WHERE unit_id = ? AND day = ?", unit_id, day));
    for (int64_t slot = r->opens; slot < r->closes; slot += r->grid) {
        struct slot_place *p = &d->v[d->n++];

        *p = (struct slot_place){ .slot = slot };
        there_is(p, d, r, &hand, adviser_id);
    }
    is_taken(d, r, &loads, adviser_id);
    return 0;
}

/* --- what is left ----------------------------------------------------------------------------- */

static int64_t booked_of(const struct slot_place *p, unsigned set)
{
    int64_t sum = 0;

    for (int t = 0; t < TRADES; t++)
        if (set & bit(t))
            sum += p->booked[t];
    return sum;
}

int64_t slot_free(const struct slot_place *p, unsigned trade)
{
    int64_t least = INT64_MAX;

    for (unsigned s = 1; s < POOLS; s++)
        if (s & trade) {
            int64_t left = p->capacity[s] - booked_of(p, s);

            least = left < least ? left : least;
        }
    return least > 0 ? least : 0;
}

static int64_t min_of(int64_t a, int64_t b) { return a < b ? a : b; }

static bool short_of(struct slot_short *why, enum slot_what what, int64_t have, int64_t need)
{
    *why = (struct slot_short){ .what = what, .have = have > 0 ? have : 0, .need = need };
    return false;
}

static bool arrives(const struct slot_want *w, const struct slot_rules *r,
    const struct day_place *d, const struct slot_place *p, struct slot_short *why)
{
    int64_t talk = r->talk[w->kind];

    if (d->closed) {
        *why = (struct slot_short){ .what = TAKES_WORK, .closed = true };
        return false;
    }
    if (p->talk >= 0 && p->talk - p->talk_booked < talk)
        return short_of(why, TAKES_TALK, p->talk - p->talk_booked, talk);
    if (p->adviser >= 0 && p->adviser - p->adviser_booked < talk)
        return short_of(why, TAKES_ADVISER, p->adviser - p->adviser_booked, talk);
    if (!w->waiting && r->places > 0 && d->parked >= r->places)
        return short_of(why, TAKES_PARKING, r->places, d->parked + 1);
    return true;
}

bool slot_fits(const struct slot_want *w, const struct slot_rules *r, const struct day_place *days,
    size_t n, size_t i, struct slot_shares *out, struct slot_short *why)
{
    unsigned trade = slot_trade(w->kind);
    const struct slot_place *first = &days[0].v[i];
    int64_t rest = w->minutes, whole = min_of(min_of(w->minutes, r->grid), first->capacity[trade]);

    if (!arrives(w, r, &days[0], first, why))
        return false;
    if (slot_free(first, trade) < whole || whole == 0)
        return short_of(why, TAKES_WORK, slot_free(first, trade), min_of(w->minutes, r->grid));
    out->n = 0;
    for (size_t d = 0; d < n && rest > 0; d++)
        for (size_t k = d == 0 ? i : 0; k < days[d].n && rest > 0; k++) {
            int64_t part = min_of(min_of(rest, r->grid), slot_free(&days[d].v[k], trade));

            if (part <= 0)
                continue;
            if (out->v != NULL)
                out->v[out->n++] = (struct slot_share){ days[d].day, days[d].v[k].slot, part };
            rest -= part;
        }
    if (rest <= 0)
        return true;
    *why = (struct slot_short){ TAKES_WORK, false, true, w->minutes - rest, w->minutes };
    return false;
}
