/* payable.h - what we owe suppliers: their invoices, matched with goods receipts, and payments.
 *
 * A goods receipt posts what is owed already; the invoice proves it, and posts only what it differs
 * by. An invoice without receipts (rent, freight) posts its expense. A payment is asked for, agreed
 * to by another, and made by the cashier. */
#pragma once
#include "modules/stock/stock.h"
#include "modules/cash/cash.h"

#define MODEL "modules/payable/model.def"
#define REFUSALS "modules/payable/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
