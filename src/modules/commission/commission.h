/* commission.h - commission (HRM-03): what people earn by their work, once it is settled and paid.
 *
 * When an order's money changes, what each person has earned by it is worked out anew and the
 * difference to what stands is added (commission_line): a payment earns, its reversal takes away,
 * and nothing is ever rewritten. A month is locked when it is over; what comes later belongs to the
 * month in which it comes. */
#pragma once
#include "modules/service/service.h"

#define MODEL "modules/commission/model.def"
#define REFUSALS "modules/commission/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
