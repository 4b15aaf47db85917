/* org_model.c - the descriptors of the organisation chart. */
#include "modules/org/org.h"

#define MODULE    org
#define MODULE_ZH "组织"
#define MODULE_EN "Organisation"
#define MODEL     "modules/org/model.def"
#define REFUSALS  "modules/org/refusals.def"
#include "kernel/model_tables.h"
