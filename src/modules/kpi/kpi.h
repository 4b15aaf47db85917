/* kpi.h - the indicators of the stores. */
#pragma once
#include "modules/after/after.h"
#include "modules/health/health.h"

#define MODEL    "modules/kpi/model.def"
#define REFUSALS "modules/kpi/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
