/* record.h - recalls, inspections and older systems' visits. */
#pragma once
#include "modules/vehicle/vehicle.h"

#define MODEL    "modules/record/model.def"
#define REFUSALS "modules/record/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* The numbers of the recalls that name this car and are not done, as "20V012, 20V682"; absent when
 * there are none. */
int recall_open_numbers(struct ctx *, rid vehicle_id, str *out) MUST_USE;
/* The campaign was carried out on this car in the document `source`. Refused when it does not name
 * the car, or was done before. */
int recall_close(struct ctx *, rid vehicle_id, str number, struct anyref source) MUST_USE;
