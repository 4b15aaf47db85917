/* agency_model.c - the descriptors of agency services. */
#include "modules/agency/agency.h"

#define MODULE    agency
#define MODULE_ZH "代办服务"
#define MODULE_EN "Agency services"
#define MODEL     "modules/agency/model.def"
#define REFUSALS  "modules/agency/refusals.def"
#include "kernel/model_tables.h"
