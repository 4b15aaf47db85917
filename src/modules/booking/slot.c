/* slot.c - the capacity of slots, taken and given back. Conditional writes decide; the CHECK of the
 * row stands behind them. A capacity that became lower than what is booked takes nothing away. */
#include "modules/booking/slot.h"

enum { NO_LIMIT = 1000000 };

static str code_of(enum slot_what what) { return str_of(slot_what_choices.v[what].code); }

/* The row is there, with the capacity as it is now. A pool is new when two trades came to share
 * somebody: it begins with what they have booked already. */
static int have_row(struct ctx *c, rid unit_id, date day, int64_t slot, enum slot_what what,
    int64_t of_id, int64_t booked, int64_t capacity)
{
    return db_exec(c, "INSERT INTO slot_load(unit_id, day, slot, what, of_id, booked, capacity)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit_id, day, slot, what, of_id) DO UPDATE SET"
        " capacity = CASE WHEN excluded.capacity > slot_load.booked THEN excluded.capacity"
        " ELSE slot_load.booked END",
        unit_id, day, slot, code_of(what), of_id, booked, capacity > booked ? capacity : booked);
}

static int note(struct ctx *c, rid id, rid unit_id, date day, int64_t slot, enum slot_what what,
    int64_t of_id, int64_t amount)
{
    return db_exec(c, "INSERT INTO slot_taken(appointment_id, unit_id, day, slot, what, of_id, amount)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)", id, unit_id, day, slot, code_of(what), of_id, amount);
}

static int take_one(struct ctx *c, rid id, const struct slot_want *w, int64_t slot,
    enum slot_what what, int64_t of_id, int64_t amount, int64_t capacity)
{
    TRY(have_row(c, w->unit_id, w->day, slot, what, of_id, 0, capacity < 0 ? NO_LIMIT : capacity));
    TRY(db_expect(c, &BOOKING_TAKEN, "UPDATE slot_load SET booked = booked + ? WHERE unit_id = ?"
        " AND day = ? AND slot = ? AND what = ? AND of_id = ? AND booked + ? <= capacity",
        amount, w->unit_id, w->day, slot, code_of(what), of_id, amount));
    return note(c, id, w->unit_id, w->day, slot, what, of_id, amount);
}

/* Does this set of trades hold less than its trades one by one, and less than any larger set? Only
 * such a pool needs a row; a trade always has one. */
static bool binds(const struct slot_place *p, unsigned set)
{
    int64_t singles = 0;

    for (unsigned b = 1; b < POOLS; b <<= 1)
        singles += set & b ? p->capacity[b] : 0;
    for (unsigned more = set + 1; more < POOLS; more++)
        if ((more & set) == set && p->capacity[more] <= p->capacity[set])
            return (set & (set - 1)) == 0;
    return (set & (set - 1)) == 0 || p->capacity[set] < singles;
}

static int64_t booked_in(const struct slot_place *p, unsigned set)
{
    int64_t sum = 0;

    for (int t = 0; t < TRADES; t++)
        sum += set & 1u << t ? p->booked[t] : 0;
    return sum;
}

static int take_work(struct ctx *c, rid id, const struct slot_want *w, const struct slot_share *s,
    const struct slot_place *p)
{
    unsigned trade = slot_trade(w->kind);
    int64_t changed, rows = 0;

    for (unsigned set = 1; set < POOLS; set++)
        if (set & trade && (p->kept[set] || binds(p, set))) {
            TRY(have_row(c, w->unit_id, s->day, s->slot, TAKES_WORK, set, booked_in(p, set),
                p->capacity[set]));
            rows++;
        }
    TRY(db_try(c, &changed, "UPDATE slot_load SET booked = booked + ? WHERE unit_id = ? AND day = ?"
        " AND slot = ? AND what = 'work' AND (of_id & ?) <> 0 AND booked + ? <= capacity",
        s->minutes, w->unit_id, s->day, s->slot, (int64_t)trade, s->minutes));
    if (changed != rows)
        return refuse(c, &BOOKING_TAKEN);
    return note(c, id, w->unit_id, s->day, s->slot, TAKES_WORK, trade, s->minutes);
}

/* Whoever books a day holds its row of the parking places; what he reads after that stays so. */
static int hold_day(struct ctx *c, const struct slot_want *w, date day, const struct slot_rules *r)
{
    return have_row(
        c, w->unit_id, day, 0, TAKES_PARKING, 0, 0, r->places > 0 ? r->places : NO_LIMIT);
}

static int read_day(struct ctx *c, const struct slot_want *w, date day, const struct slot_rules *r,
    struct day_place *d)
{
    TRY(hold_day(c, w, day, r));
    return slot_day(c, w->unit_id, day, w->adviser_id, r, d);
}

/* Its own day first; the next ones only for a car that stays and is not done on it. */
static int find(struct ctx *c, const struct slot_want *w, const struct slot_rules *r,
    struct day_place *days, size_t *n, struct slot_shares *shares)
{
    size_t i = (size_t)((w->slot - r->opens) / r->grid), most = w->waiting ? 1 : STAYS_DAYS;
    struct slot_short why;

    shares->v = arena_alloc(&c->mem, STAYS_DAYS * SLOTS_MAX * sizeof *shares->v);
    if (shares->v == NULL)
        return DB_FAILED;
    for (*n = 1;; ++*n) {
        TRY(read_day(c, w, (date){ w->day.day + (int64_t)*n - 1 }, r, &days[*n - 1]));
        if (slot_fits(w, r, days, *n, i, shares, &why))
            return 0;
        if (!why.late || *n >= most)
            return slot_refuse(c, w, r, &why);
    }
}

int slot_take(struct ctx *c, rid id, const struct slot_want *w)
{
    struct day_place days[STAYS_DAYS];
    struct slot_shares shares;
    struct slot_rules r;
    const struct slot_place *first;
    size_t n;

    TRY(slot_rules(c, w->unit_id, &r));
    if (w->slot < r.opens || w->slot >= r.closes || (w->slot - r.opens) % r.grid != 0)
        return refuse_field(c, "slot", &BOOKING_CLOSED);
    if (when_at(w->day, w->slot * 60, ZONE_S).ms <= c->now.ms)
        return refuse_field(c, "slot", &BOOKING_PAST);
    TRY(find(c, w, &r, days, &n, &shares));
    first = &days[0].v[(w->slot - r.opens) / r.grid];
    if (!w->waiting)
        TRY(take_one(c, id, w, 0, TAKES_PARKING, 0, 1, r.places > 0 ? r.places : -1));
    if (r.talk[w->kind] > 0)
        TRY(take_one(c, id, w, w->slot, TAKES_TALK, 0, r.talk[w->kind], first->talk));
    if (w->adviser_id != 0 && r.talk[w->kind] > 0)
        TRY(take_one(c, id, w, w->slot, TAKES_ADVISER, w->adviser_id, r.talk[w->kind],
            first->adviser));
    for (size_t k = 0; k < shares.n; k++) {
        const struct slot_share *s = &shares.v[k];
        const struct day_place *d = &days[s->day.day - w->day.day];

        TRY(take_work(c, id, w, s, &d->v[(s->slot - r.opens) / r.grid]));
    }
    return 0;
}

int slot_give(struct ctx *c, rid id)
{
    struct slot_taken_list taken;

    TRY(db_list(c, slot_taken, &taken,
        "WHERE appointment_id = ? ORDER BY day, slot, what, of_id", id));
    for (size_t i = 0; i < taken.n; i++) {
        const struct slot_taken *t = &taken.v[i];

        if (t->what == TAKES_WORK)
            TRY(db_exec(c, "UPDATE slot_load SET booked = booked - ? WHERE unit_id = ? AND day = ?"
                " AND slot = ? AND what = 'work' AND (of_id & ?) <> 0",
                t->amount, t->unit_id, t->day, t->slot, t->of_id));
        else
            TRY(db_expect(c, &E_NOT_FOUND, "UPDATE slot_load SET booked = booked - ?"
                " WHERE unit_id = ? AND day = ? AND slot = ? AND what = ? AND of_id = ?",
                t->amount, t->unit_id, t->day, t->slot, code_of(t->what), t->of_id));
    }
    return taken.n == 0 ? 0 : db_exec(c, "DELETE FROM slot_taken WHERE appointment_id = ?", id);
}
