/* export.h - all rows of a list, for people (csv, xlsx) or for programs (json).
 *
 * Rows come in pages of query_page: the list's filters, the asker's scope, one snapshot a page, so
 * that no reading lasts long. In csv and xlsx the first row are labels in the asker's language, and
 * values read as people write them: yuan with two decimals, China's time, labels of choices, titles
 * of references. A text that a spreadsheet would take for a formula gets an apostrophe in csv; in
 * xlsx it is a text cell, which is never one. json is an array of the rows as GET gives them. */
#pragma once
#include "kernel/query.h"

struct json_t;
enum export_as { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX };
enum { EXPORT_CURSOR = 8192, EXPORT_XLSX_ROWS = 1000000, EXPORT_MEMORY = 64 << 20 };

struct export {
    struct query q; /* q.on, and filters by query_take; limit and cursor are ours */
    enum export_as as;
    bool english;
    bool begun, ended;
    uint64_t rows;                          /* written so far */
    char cursor[EXPORT_CURSOR];
};

/* Begin: refused when there is no such list, the asker may not read it, or `format` is none of
 * csv, json, xlsx (n = 0: csv). Then query_take for filters. */
int export_begin(struct ctx *, struct export *, const struct entity *, str format) MUST_USE;
/* The next piece of a csv or json; empty at the end. Memory from c->mem. */
int export_next(struct ctx *, struct export *, str *piece) MUST_USE;
/* The whole as a workbook, written to `path` (made, or replaced). At most EXPORT_XLSX_ROWS rows. */
int export_workbook(struct ctx *, struct export *, const char *path) MUST_USE;
const char *export_type(const struct export *);         /* its media type */

/* --- for export_*.c --------------------------------------------------------------------------- */

/* What is a column: a field, or (f NULL) the unit or the time of making. */
struct column { const struct field *f; enum { COLUMN_FIELD, COLUMN_UNIT, COLUMN_MADE } what; };
enum { EXPORT_COLUMNS = 120 };
size_t export_columns(const struct entity *, struct column[EXPORT_COLUMNS]);
struct label column_label(const struct column *);
/* The kind of its values; K_TEXT for what is shown by a title. */
enum kind column_kind(const struct column *);
/* The value in a row as GET gives it; NULL when absent. */
struct json_t *column_value(const struct column *, const struct json_t *row);
/* As people write it; nothing is added when it is absent. */
void column_show(struct text *, const struct column *, const struct json_t *row, bool english);
/* The rows of the next page: an array the caller gives back with json_decref; NULL at the end. */
int export_page(struct ctx *, struct export *, struct json_t **rows) MUST_USE;
