/* cash_model.c - the descriptors of settlements and payments. */
#include "modules/cash/cash.h"

#define MODULE    cash
#define MODULE_ZH "结算收款"
#define MODULE_EN "Settlement and payment"
#define MODEL     "modules/cash/model.def"
#define REFUSALS  "modules/cash/refusals.def"
#include "kernel/model_tables.h"
