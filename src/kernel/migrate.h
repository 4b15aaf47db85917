/* migrate.h - from an older schema to this program's.
 *
 * An upgrade is hand-written SQL, NNNN-name.sql, in src/kernel/migrate/ or src/modules/X/migrate/;
 * numbers are unique over all of them and run in order, each in a transaction of its own. The build
 * puts them into the program. Lines "-- sqlite", "-- postgresql" and "-- both" (which it begins
 * with) say for which database the lines after them are. 0001-first.sql is what `workbay emit
 * schema` wrote at the first release. A migration expands or contracts, never both: an older node
 * may still run. */
#pragma once
#include "kernel/kernel.h"

struct migration_file { int number; const char *name, *sql; };
extern const struct migration_file migration_files[];   /* generated; ends with number 0 */

/* Bring the database to this program's schema: an empty one is made from the model, an older one
 * runs what it has not. A line in *report for each thing done. dry_run: all of it is tried and
 * undone, and the report says what would be done. Call outside of a transaction. */
int migrate_run(struct ctx *, bool dry_run, struct text *report) MUST_USE;
/* The same with other files, for tests. `from_files`: an empty one runs all of them, too. */
int migrate_with(struct ctx *, const struct migration_file *, bool dry_run, bool from_files,
    struct text *report) MUST_USE;
/* The part of a file for one database. */
void migration_part(struct text *, const char *sql, bool postgres);
