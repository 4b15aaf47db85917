/* booking.h - appointments in slots. A slot of a store takes so many minutes of work; of two
 * callers for the last of them one is refused and offered others. */
#pragma once
#include "modules/stock/stock.h"
#include "modules/vehicle/vehicle.h"
#include "modules/workshop/workshop.h"

#define MODEL    "modules/booking/model.def"
#define REFUSALS "modules/booking/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* The parts set aside for an appointment; giving them back (cancelled, or its order is open). */
int appointment_parts(struct ctx *, rid appointment_id, struct appointment_part_list *) MUST_USE;
int appointment_parts_free(struct ctx *, rid appointment_id) MUST_USE;
/* Store which steps of the script were said in a call about a document. >0 SCRIPT_NO_STEP. */
int call_record_add(struct ctx *, struct anyref about, const struct call_log_in *) MUST_USE;
