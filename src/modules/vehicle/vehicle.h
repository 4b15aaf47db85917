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
/* Follow merges. */
int vehicle_living(struct ctx *, rid *id) MUST_USE;
