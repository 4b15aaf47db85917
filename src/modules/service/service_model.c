/* service_model.c - the descriptors of the visit. */
#include "modules/service/service.h"

#define MODULE    service
#define MODULE_ZH "维修服务"
#define MODULE_EN "Service"
#define MODEL     "modules/service/model.def"
#define REFUSALS  "modules/service/refusals.def"
#include "kernel/model_tables.h"
