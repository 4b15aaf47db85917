/* copy.h - all tables of the model from one database into another, of either kind. */
#pragma once
#include "kernel/kernel.h"

enum { COPY_MEMORY = 256 << 20 }; /* of each ctx: the largest row is a file of 20 MiB in base64 */

/* Copy every table of the database that `from` reads into `to`, which has none of them: they are
 * made first, and their references and indexes after all rows are in. As one unchanging state, and
 * whole or not at all. Neither ctx is in a transaction. *rows: how many were copied. */
int copy_database(struct ctx *from, struct ctx *to, uint64_t *rows) MUST_USE;
/* Contents of files of `from` (its directory, or its table) that the table of `to` lacks, put
 * there. A content that cannot be read is left out: verify names it. */
int copy_contents(struct ctx *from, struct ctx *to) MUST_USE;
/* The other way: contents in the table of `c` become files in `dir`, and the table is emptied. */
int copy_extract(struct ctx *c, const char *dir) MUST_USE;
