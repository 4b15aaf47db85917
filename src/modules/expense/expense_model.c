/* expense_model.c - the descriptors of expenses, budgets and the plan of cash. */
#include "modules/expense/expense.h"

#define MODULE    expense
#define MODULE_ZH "费用与预算"
#define MODULE_EN "Expenses and budgets"
#define MODEL     "modules/expense/model.def"
#define REFUSALS  "modules/expense/refusals.def"
#include "kernel/model_tables.h"
