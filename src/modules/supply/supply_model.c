/* supply_model.c - the descriptors of suppliers, orders, returns and transfers. */
#include "modules/supply/supply.h"

#define MODULE    supply
#define MODULE_ZH "采购与调拨"
#define MODULE_EN "Supply"
#define MODEL     "modules/supply/model.def"
#define REFUSALS  "modules/supply/refusals.def"
#include "kernel/model_tables.h"
