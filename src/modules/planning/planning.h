/* planning.h - the workshop's plan (SVC-09): which technician works on which car, in which bay,
 * when; kept right while the day goes on, and shown on the time boards. */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/planning/model.def"
#define REFUSALS "modules/planning/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
