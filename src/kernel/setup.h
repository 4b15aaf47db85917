/* setup.h - a new chain. */
#pragma once
#include "kernel/kernel.h"

/* In an empty database: tables, the record of migrations, and each module's SEED, all or nothing.
 */
int setup_chain(struct ctx *) MUST_USE;
