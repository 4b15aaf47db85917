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
