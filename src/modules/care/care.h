/* care.h - when a car should come again, and who calls (SVC-01, SVC-02). */
#pragma once
#include "modules/agency/agency.h"

#define MODEL    "modules/care/model.def"
#define REFUSALS "modules/care/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
