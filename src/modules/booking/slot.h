/* slot.h - the capacity of slots; for the booking module's own files. */
#pragma once
#include "modules/booking/booking.h"

struct slot_rules { int64_t grid, opens, closes, capacity, share_ppm; };

int slot_rules(struct ctx *, rid unit_id, struct slot_rules *) MUST_USE;
/* Bookable minutes of a slot: what it can take, less the share kept for walk-ins and rework. */
int slot_bookable(struct ctx *, rid unit_id, date, int64_t slot, const struct slot_rules *,
    int64_t *out) MUST_USE;
/* Take minutes of a slot, or refuse BOOKING_FULL with the three nearest that have room. */
int slot_take(struct ctx *, rid unit_id, date, int64_t slot, int64_t minutes) MUST_USE;
int slot_give(struct ctx *, rid unit_id, date, int64_t slot, int64_t minutes) MUST_USE;
