/* planning_model.c - the descriptors of the workshop's plan. */
#include "modules/planning/planning.h"

#define MODULE    planning
#define MODULE_ZH "排程"
#define MODULE_EN "Planning"
#define MODEL     "modules/planning/model.def"
#define REFUSALS  "modules/planning/refusals.def"
#include "kernel/model_tables.h"
