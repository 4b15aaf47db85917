/* unit.h - the organisation tree. */
#pragma once
#include "kernel/kernel.h"

/* The unit and all below it, sorted by id; memory from c->mem. In a transaction or a snapshot. */
int unit_below(struct ctx *, rid unit_id, const rid **ids, size_t *n) MUST_USE;
/* The tree or the posts have changed: what is kept in memory is read again. */
void unit_forget(void);
