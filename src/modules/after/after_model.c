/* after_model.c - the descriptors of what follows a delivery. */
#include "modules/after/after.h"

#define MODULE    after
#define MODULE_ZH "售后"
#define MODULE_EN "After-sales"
#define MODEL     "modules/after/model.def"
#define REFUSALS  "modules/after/refusals.def"
#include "kernel/model_tables.h"
