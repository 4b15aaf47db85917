/* care_model.c - the descriptors of reminders. */
#include "modules/care/care.h"

#define MODULE    care
#define MODULE_ZH "客户关怀"
#define MODULE_EN "Customer care"
#define MODEL     "modules/care/model.def"
#define REFUSALS  "modules/care/refusals.def"
#include "kernel/model_tables.h"
