/* verify.h - recompute everything from the facts. */
#pragma once
#include "kernel/kernel.h"

/* The kernel's own checks and each module's VERIFY. 0 when all could be run; v->wrong tells how
 * many facts do not hold, each said by v->say. Not in a transaction. */
int verify_all(struct db *, when now, struct verify *) MUST_USE;
