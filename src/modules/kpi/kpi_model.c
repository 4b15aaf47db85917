/* kpi_model.c - the descriptors of the indicators. */
#include "modules/kpi/kpi.h"

#define MODULE    kpi
#define MODULE_ZH "经营指标"
#define MODULE_EN "Indicators"
#define MODEL     "modules/kpi/model.def"
#define REFUSALS  "modules/kpi/refusals.def"
#include "kernel/model_tables.h"
