/* slot.h - the capacity of slots, read, taken and given back; for the booking module only.
 *
 * A car is worked on from its slot of arrival: that slot gives it a whole place (its length, or
 * what the work or the trade is short of it), the slots after it what they have. A car that waits
 * is done on its day; one that stays goes on through the next days. Trades that share people
 * are pools: for every set of trades the booked minutes stay within the minutes of all who can do
 * any of them, which is what it takes to give each minute to somebody (Hall). */
#pragma once
#include "modules/booking/booking.h"

enum {
    TRADES = 4,                             /* bit 1 << (trade - 1); those after them do no work */
    POOLS = 1 << TRADES,
    ALL_TRADES = POOLS - 1,
    STAYS_DAYS = 8,                         /* a car that stays is done within */
    SLOTS_MAX = 96
};

struct slot_rules {
    int64_t grid, opens, closes, capacity, share_ppm, places;
    int64_t talk[BOOK_BEAUTY + 1];
    bool declared, talks;                   /* bays and shifts; advisers' shifts */
};

struct slot_place {
    int64_t slot, booked[TRADES], capacity[POOLS];
    int64_t talk_booked, talk, adviser_booked, adviser;     /* talk, adviser < 0: no limit */
    bool kept[POOLS];                       /* there is a row of that pool */
};

struct day_place {
    date day;
    bool closed;
    struct workshop_day shop;
    struct slot_place *v;
    size_t n;
    int64_t parked;
};

/* What somebody asks for. */
struct slot_want {
    rid unit_id, adviser_id;
    date day;
    int64_t slot, minutes;
    enum appointment_kind kind;
    bool waiting;
};

/* The minutes of one slot that a car is given. */
struct slot_share { date day; int64_t slot, minutes; };
struct slot_shares { struct slot_share *v; size_t n; };

/* Why not: 0, or what is short. have and need are minutes, or cars. */
struct slot_short { enum slot_what what; bool closed, late; int64_t have, need; };

int slot_rules(struct ctx *, rid unit_id, struct slot_rules *) MUST_USE;
int slot_day(struct ctx *, rid unit_id, date, rid adviser_id, const struct slot_rules *,
    struct day_place *) MUST_USE;
unsigned slot_trade(enum appointment_kind); /* its bit */
int64_t slot_free(const struct slot_place *, unsigned trade);
/* Does it fit at days[d].v[i], the days following each other? The shares, or what is short. */
bool slot_fits(const struct slot_want *, const struct slot_rules *, const struct day_place *days,
    size_t n, size_t i, struct slot_shares *, struct slot_short *);

/* Take all of it for an appointment, or refuse with what is short and what there is instead. */
int slot_take(struct ctx *, rid appointment_id, const struct slot_want *) MUST_USE;
/* Give back all that the appointment took; nothing when it holds nothing. */
int slot_give(struct ctx *, rid appointment_id) MUST_USE;
/* slot_say.c: the refusal of it. */
int slot_refuse(struct ctx *, const struct slot_want *, const struct slot_rules *,
    const struct slot_short *) MUST_USE;
