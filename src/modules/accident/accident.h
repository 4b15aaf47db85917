/* accident.h - accident cars: the case, its assessments, the claim (SVC-14). */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/accident/model.def"
#define REFUSALS "modules/accident/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
