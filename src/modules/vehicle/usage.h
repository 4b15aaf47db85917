/* usage.h - how far a car is driven, from the odometer readings there are (SVC-01).
 *
 * Between two readings a car was driven at some rate. Recent stretches tell more than old ones,
 * long ones more than short ones; a car that is hardly known is taken to be driven as others are,
 * until its own stretches outweigh that. No memory, no clock, whole numbers only. */
#pragma once
#include "base/base.h"

struct odometer_point { date day; int64_t km; bool meter_changed; };

struct usage {
    int64_t metres_a_day;                   /* >= 1 */
    int64_t error_metres;                   /* how far its stretches lie from that, on average */
    int stretches;                          /* that were believed; 0 = all from others */
};

/* `points` oldest first; `usual` metres a day of other cars, >= 1. A stretch is left out when it
 * has no days, when the kilometres go down or the meter was changed, or when it is more than any
 * car does (1,500 km a day). */
struct usage usage_of(const struct odometer_point *points, size_t n, int64_t usual);

/* The day on which a car that had `km` on `since` will have `target`: never before `since`, at most
 * ten years after. *error is by how many days that may be wrong. */
date usage_reaches(const struct usage *, date since, int64_t km, int64_t target, int64_t *error);
