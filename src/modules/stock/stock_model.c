/* stock_model.c - the descriptors of the stock. */
#include "modules/stock/stock.h"

#define MODULE    stock
#define MODULE_ZH "配件库存"
#define MODULE_EN "Parts and stock"
#define MODEL     "modules/stock/model.def"
#define REFUSALS  "modules/stock/refusals.def"
#include "kernel/model_tables.h"
