/* storage.h - the store-room's own work: counts, proposals and alerts, waste, tools. */
#pragma once
#include "modules/service/service.h"

#define MODEL    "modules/storage/model.def"
#define REFUSALS "modules/storage/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
