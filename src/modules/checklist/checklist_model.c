/* checklist_model.c - the descriptors of standards, sheets and nonconformities. */
#include "modules/checklist/checklist.h"

#define MODULE    checklist
#define MODULE_ZH "质量检查"
#define MODULE_EN "Checking"
#define MODEL     "modules/checklist/model.def"
#define REFUSALS  "modules/checklist/refusals.def"
#include "kernel/model_tables.h"
