/* workshop_model.c - the descriptors of bays, skills and shifts. */
#include "modules/workshop/workshop.h"

#define MODULE    workshop
#define MODULE_ZH "车间资源"
#define MODULE_EN "Workshop"
#define MODEL     "modules/workshop/model.def"
#define REFUSALS  "modules/workshop/refusals.def"
#include "kernel/model_tables.h"
