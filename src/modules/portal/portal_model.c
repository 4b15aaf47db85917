/* portal_model.c - the descriptors of links, receipts and online payments. */
#include "modules/portal/portal.h"

#define MODULE    portal
#define MODULE_ZH "客户自助"
#define MODULE_EN "Customer self-service"
#define MODEL     "modules/portal/model.def"
#define REFUSALS  "modules/portal/refusals.def"
#include "kernel/model_tables.h"
