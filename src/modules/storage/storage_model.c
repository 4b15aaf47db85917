/* storage_model.c - the descriptors of the store-room. */
#include "modules/storage/storage.h"

#define MODULE    storage
#define MODULE_ZH "库房作业"
#define MODULE_EN "Store-room"
#define MODEL     "modules/storage/model.def"
#define REFUSALS  "modules/storage/refusals.def"
#include "kernel/model_tables.h"
