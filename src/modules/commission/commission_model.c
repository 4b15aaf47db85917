/* commission_model.c - the descriptors of commission. */
#include "modules/commission/commission.h"

#define MODULE    commission
#define MODULE_ZH "提成"
#define MODULE_EN "Commission"
#define MODEL     "modules/commission/model.def"
#define REFUSALS  "modules/commission/refusals.def"
#include "kernel/model_tables.h"
