/* supply.h - where parts come from: suppliers, purchase orders, returns; transfers between stores.
 *
 * Goods that are ordered become stock by a goods receipt (stock_receipt) that the order makes.
 * Goods on the road between two stores of one company lie in no store; they are kept in the account
 * ACCOUNT_TRANSFER, which verify compares with the arrivals that have not been received. */
#pragma once
#include "modules/approval/approval.h"
#include "modules/checklist/checklist.h"

#define MODEL    "modules/supply/model.def"
#define REFUSALS "modules/supply/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
