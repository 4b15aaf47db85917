/* statement_model.c - the descriptors of the statements. */
#include "modules/statement/statement.h"

#define MODULE    statement
#define MODULE_ZH "财务报表"
#define MODULE_EN "Statements"
#define MODEL     "modules/statement/model.def"
#define REFUSALS  "modules/statement/refusals.def"
#include "kernel/model_tables.h"
