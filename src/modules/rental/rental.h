/* rental.h - cars that a store lends (SVC-18). */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/rental/model.def"
#define REFUSALS "modules/rental/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
