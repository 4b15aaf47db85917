/* tax_model.c - the descriptors of the VAT ledger and of invoices. */
#include "modules/tax/tax.h"

#define MODULE    tax
#define MODULE_ZH "税务"
#define MODULE_EN "Tax"
#define MODEL     "modules/tax/model.def"
#define REFUSALS  "modules/tax/refusals.def"
#include "kernel/model_tables.h"
