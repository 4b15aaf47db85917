/* record_model.c - the descriptors of what is known from elsewhere. */
#include "modules/record/record.h"

#define MODULE    record
#define MODULE_ZH "资料与历史"
#define MODULE_EN "Records"
#define MODEL     "modules/record/model.def"
#define REFUSALS  "modules/record/refusals.def"
#include "kernel/model_tables.h"
