/* bulk.h - a declared generator of large databases: a million cars and their owners, as rows that
 * `workbay verify` passes. They are made by the kernel's row_insert, some in a transaction, so each
 * has its event in the chain, its search keys and its sealed personal values; what is left out is
 * the command around it (duties, input, answer). */
#pragma once
#include "cli/demo_own.h"

/* `db` is open in bulk. 0, or what failed. */
int bulk_vehicles(struct db *, int n) MUST_USE;
