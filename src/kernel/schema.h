/* schema.h - tables, indexes and checks as they follow from the model. */
#pragma once
#include "kernel/kernel.h"

/* Create all tables of the model in an empty database: in the transaction of the ctx, or in one of
 * its own. */
int schema_create(struct ctx *) MUST_USE;
/* The same as SQL: all tables, then (PostgreSQL) their references, then all indexes. */
void schema_print(struct text *, bool postgres);
/* One table with its references and indexes. */
void schema_print_table(struct text *, const struct entity *, bool postgres);
/* What `workbay emit schema` writes: the first migration, with a part for each database. */
void schema_print_both(struct text *);
/* What stands in the database, normalised and sorted, a line for each column, constraint and index:
 * equal schemas give equal texts, whichever road they came. Call in a transaction or a snapshot. */
int schema_describe(struct ctx *, struct text *) MUST_USE;
/* Is there a table of that name? */
int schema_has(struct ctx *, const char *table, bool *out) MUST_USE;
