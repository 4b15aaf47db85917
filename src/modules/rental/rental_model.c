/* rental_model.c - the descriptors of car hire. */
#include "modules/rental/rental.h"

#define MODULE    rental
#define MODULE_ZH "租车"
#define MODULE_EN "Car hire"
#define MODEL     "modules/rental/model.def"
#define REFUSALS  "modules/rental/refusals.def"
#include "kernel/model_tables.h"
