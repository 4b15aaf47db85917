/* approval_model.c - the descriptors of approvals. */
#include "modules/approval/approval.h"

#define MODULE    approval
#define MODULE_ZH "审批"
#define MODULE_EN "Approvals"
#define MODEL     "modules/approval/model.def"
#define REFUSALS  "modules/approval/refusals.def"
#include "kernel/model_tables.h"
