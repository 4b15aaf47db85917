/* accident_model.c - the descriptors of accident cases. */
#include "modules/accident/accident.h"

#define MODULE    accident
#define MODULE_ZH "事故车"
#define MODULE_EN "Accident cars"
#define MODEL     "modules/accident/model.def"
#define REFUSALS  "modules/accident/refusals.def"
#include "kernel/model_tables.h"
