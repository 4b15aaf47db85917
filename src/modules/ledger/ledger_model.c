/* ledger_model.c - the descriptors of the ledger. */
#include "modules/ledger/ledger.h"

#define MODULE    ledger
#define MODULE_ZH "总账"
#define MODULE_EN "Ledger"
#define MODEL     "modules/ledger/model.def"
#define REFUSALS  "modules/ledger/refusals.def"
#include "kernel/model_tables.h"
