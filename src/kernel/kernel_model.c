/* kernel_model.c - the descriptors of the kernel's own tables. */
#include "kernel/kernel.h"

#define MODULE    kernel
#define MODULE_ZH "系统"
#define MODULE_EN "System"
#define MODEL     "kernel/model.def"
#define REFUSALS  "kernel/refusals.def"
#include "kernel/model_tables.h"
