/* vehicle.h - vehicles, their people and their odometers. */
#pragma once
#include "modules/party/party.h"

#define MODEL    "modules/vehicle/model.def"
#define REFUSALS "modules/vehicle/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Record a reading in kilometres. Below the last one it is refused (VEHICLE_ODOMETER_BACK) unless a
 * reason is given. `source` is the document in which it was read; may be empty. */
int vehicle_odometer(
    struct ctx *, rid vehicle_id, int64_t km, str reason, struct anyref source) MUST_USE;

/* When a car is due for service. */
struct service_forecast {
    date due;                               /* absent: its odometer was never read */
    bool by_km;                             /* the kilometres come before the date */
    int64_t due_km;                         /* what its odometer will show; 0 = by date alone */
    int64_t km_month;                       /* as it is driven */
    int64_t error_days;                     /* by how much that may be wrong; 0 when by date */
};
/* What was agreed at the last delivery (next_service_date, next_service_km), whichever comes first;
 * where nothing was agreed, the interval of its brand from the oldest reading we know of (of the
 * last forty). SVC-01. */
int vehicle_forecast(struct ctx *, const struct vehicle *, rid store_id, struct service_forecast *)
    MUST_USE;
/* Kilometres and months between services of this car, as that store has them. */
int vehicle_interval(
    struct ctx *, const struct vehicle *, rid store_id, int64_t *km, int64_t *months) MUST_USE;

/* The same day so many months on, or the last day of that month. */
date vehicle_months_on(date from, int64_t months);

/* Follow merges. */
int vehicle_living(struct ctx *, rid *id) MUST_USE;
