/* dtc.h - diagnostic trouble codes as cars give them: P0301, C1234-11. */
#pragma once
#include "base/base.h"

enum { DTC_CODE = 9, DTC_TEXT_MAX = 320 };
struct dtc {
    char code[DTC_CODE];                    /* as it is written: P0301 or P0301-11 */
    bool known;                             /* a generic code that the table has */
    bool maker;                             /* its meaning is the maker's own */
};

/* Reads what was typed: small letters, full width, spaces. 0, or 1 and *out untouched: a code is P,
 * C, B or U, a digit 0 to 3, three of 0-9 A-F, and perhaps a dash and two more (which failure). */
int dtc_read(str given, struct dtc *out) MUST_USE;
/* What it means; of a code that the table does not have, what its structure tells. */
void dtc_text(const struct dtc *, bool chinese, char out[DTC_TEXT_MAX]);
