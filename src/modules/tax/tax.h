/* tax.h - the VAT ledger of a company, and the data of invoices: asked for, issued by the tax
 * platform through an adapter, reversed in red. */
#pragma once
#include "modules/cash/cash.h"

#define MODEL "modules/tax/model.def"
#define REFUSALS "modules/tax/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* A tax platform that answers by itself: numbers of twenty digits, and a refusal for a buyer whose
 * tax number ends in "000". */
void tax_platform_simulate(void);
