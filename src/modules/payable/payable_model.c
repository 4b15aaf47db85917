/* payable_model.c - the descriptors of payables. */
#include "modules/payable/payable.h"

#define MODULE    payable
#define MODULE_ZH "应付"
#define MODULE_EN "Payables"
#define MODEL     "modules/payable/model.def"
#define REFUSALS  "modules/payable/refusals.def"
#include "kernel/model_tables.h"
