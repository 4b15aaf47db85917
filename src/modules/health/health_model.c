/* health_model.c - the descriptors of health records and their upload. */
#include "modules/health/health.h"

#define MODULE    health
#define MODULE_ZH "车辆健康档案"
#define MODULE_EN "Vehicle health records"
#define MODEL     "modules/health/model.def"
#define REFUSALS  "modules/health/refusals.def"
#include "kernel/model_tables.h"
