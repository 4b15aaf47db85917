/* service.h - the visit of a car: order, lines, approval, work, inspection, settlement, delivery.
 */
#pragma once
#include "modules/booking/booking.h"
#include "modules/cash/cash.h"
#include "modules/record/record.h"
#include "modules/stock/stock.h"

#define MODEL    "modules/service/model.def"
#define REFUSALS "modules/service/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
