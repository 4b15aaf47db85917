/* import.h - rows of a file, judged as if each were typed into the form, and made by its command.
 *
 * The header names fields by name or label. Cells read as people write: yuan, 13%, 2026/11/24,
 * labels of choices, titles (or unique codes, or ids) of references. First every row is tried for
 * good and all undone; one bad row refuses the file, unless the good ones are wanted. Then 200 rows
 * a transaction are stored, each noted in import_row under the batch, so that the batch can be
 * taken back. */
#pragma once
#include "kernel/kernel.h"
#include "kernel/sheet.h"

struct json_t;
enum { IMPORT_MEMORY = SHEET_MEMORY + (128 << 20), IMPORT_SAID = 1000 };

struct import {
    const struct entity *on;
    bool dry_run, accept_good;
    void (*say)(void *arg, str line);       /* what is wrong, line by line; at most IMPORT_SAID */
    /* Between two rows or chunks, not in a transaction; not 0 stops it there. May be NULL. */
    int (*step)(void *arg, size_t done, size_t total);
    void *arg;
    /* out */
    size_t rows, good, bad, done;           /* in the file, of them; done: stored, or taken back */
    /* Given: rows that an earlier run under it has stored are passed over. Else made when the first
     * row is stored. */
    rid batch;
};
/* As c->who, who needs the duty of making such rows. c->mem: IMPORT_MEMORY. Not in a transaction.
 */
int import_run(struct ctx *, struct import *, str bytes) MUST_USE;
/* Retire the rows of a batch that nobody has changed since; `bad` counts those that stay. */
int import_undo(struct ctx *, struct import *, rid batch) MUST_USE;

/* --- for import_*.c --------------------------------------------------------------------------- */

/* What a column of the file fills; f NULL: the unit. What the system fills, as an export shows it,
 * is passed over. */
struct import_column { const struct field *f; bool passed_over; };
struct import_head { struct import_column v[SHEET_COLUMNS]; size_t n; };
/* Judge the header; each fault is said. */
int import_head(struct ctx *, struct import *, const struct sheet *, struct import_head *) MUST_USE;
/* A cell as the value of the field in JSON; NULL when it is empty. In a transaction. */
int import_value(struct ctx *, const struct field *, str cell, struct json_t **out) MUST_USE;
/* The one row of `on` whose title, unique field or id is `text`; refused under the name `field`. */
int import_find(
    struct ctx *, const char *field, const struct entity *on, str text, rid *id) MUST_USE;
str import_trimmed(str);
str import_unmarked(str);                   /* without the ' of an export before = + - @ */
/* Say why the last call refused, about a line of the file. */
void import_say(struct ctx *, struct import *, size_t line);
