/* db_check.h - every statement of the program, looked at before it ever runs. For tests and for
 * `workbay check`. Call each in a transaction on an empty or full schema of the model. */
#pragma once
#include "kernel/kernel.h"

/* Prepares every STATEMENT of the program on this database; checks its words against the common
 * subset, its parameters, its columns, and (SQLite) whose tables it writes. The number of bad ones,
 * each a line in *report; < 0: could not look. */
int statements_check(struct ctx *, struct text *report) MUST_USE;
/* The same for their plans: none reads a whole table, but for the few small ones, and where the SQL
 * says so by the comment "all rows" between slashes and stars. */
int plans_check(struct ctx *, struct text *report) MUST_USE;
/* For statements made at run time: lines for what is wrong with this one; how many. */
int statement_check(struct ctx *, const struct statement *, struct text *report) MUST_USE;
int plan_check(struct ctx *, const struct statement *, struct text *report) MUST_USE;
/* The plans of what each stage of each process chart reads. */
int chart_plans_check(struct ctx *, struct text *report) MUST_USE;
