/* expense.h - expenses: kinds with their standards, claims agreed to and paid, budgets that hold
 * what is promised too, and the plan of cash.
 *
 * A claim is asked for by whoever spent the money, agreed to as the approval rules say, and paid by
 * the cashier, which posts it. Where the unit has a budget for the account and the month, what is
 * spent and promised never exceeds it. */
#pragma once
#include "modules/approval/approval.h"
#include "modules/payable/payable.h"

#define MODEL "modules/expense/model.def"
#define REFUSALS "modules/expense/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
