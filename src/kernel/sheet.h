/* sheet.h - a table that somebody made elsewhere: csv or xlsx, read whole, within bounds.
 *
 * csv as RFC 4180 has it, in UTF-8 (with or without BOM) or GB18030; xlsx by its first sheet. All
 * cells come as text: numbers in plain decimals of at most 15 digits, as Excel shows them, dates as
 * 2026-11-24, moments as 2026-11-24 09:30:00. Nothing is executed, fetched or written. */
#pragma once
#include "base/base.h"

enum { SHEET_BYTES = 50 << 20, SHEET_COLUMNS = 200, SHEET_ROWS = 100000, SHEET_PART = 200 << 20,
       SHEET_MEMORY = 512 << 20 };

struct sheet_row { size_t line, n; const str *cells; };     /* line: of the file, from 1 */
struct sheet {
    struct sheet_row *v;                    /* the header first; empty rows are left out */
    size_t n;
    const char *wrong_zh, *wrong_en;        /* why it could not be read */
    size_t wrong_line;                      /* 0: no line of its own */
};

/* Memory from the arena, whose limit should be SHEET_MEMORY. `bytes` may be forgotten afterwards.
 * False: refused, and the sheet says why. */
bool sheet_read(struct arena *, str bytes, struct sheet *);

/* --- its parts, for their tests --------------------------------------------------------------- */

bool sheet_csv(struct arena *, str bytes, struct sheet *);
bool sheet_xlsx(struct arena *, str bytes, struct sheet *);
/* The inside of an xlsx without its zip: names and contents by turns, ended by an absent name. */
bool sheet_xlsx_parts(struct arena *, const str *parts, struct sheet *);
/* A copy in UTF-8 without BOM; false when it is neither UTF-8 nor GB18030, or holds control
 * characters. */
bool sheet_decode(struct arena *, str bytes, struct text *out);
/* "1.50E+2" becomes "150"; false: no number, or not between 10^-30 and 10^30. */
bool sheet_number(struct arena *, str, str *out);
/* A number of a spreadsheet's calendar; how: 'd' date and time, 'e' time elapsed. */
bool sheet_moment(struct arena *, str number, char how, bool from_1904, str *out);
/* What a number format shows: 'd', 'e', or 'n' for a number. */
char sheet_format(str code);

bool sheet_wrong(struct sheet *, size_t line, const char *zh, const char *en); /* always false */
bool sheet_add(struct arena *, struct sheet *, size_t line, const str *cells, size_t n);
