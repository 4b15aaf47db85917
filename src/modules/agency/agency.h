/* agency.h - inspection, plates, transfer, insurance done for the customer (SVC-15). */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/agency/model.def"
#define REFUSALS "modules/agency/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Refused unless what the case cost is billed and paid, or there is nothing to pay. */
int agency_paid(struct ctx *, const struct agency_case *) MUST_USE;
