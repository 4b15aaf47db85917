/* party_model.c - the descriptors of customers and suppliers. */
#include "modules/party/party.h"

#define MODULE    party
#define MODULE_ZH "客户"
#define MODULE_EN "Customers"
#define MODEL     "modules/party/model.def"
#define REFUSALS  "modules/party/refusals.def"
#include "kernel/model_tables.h"
