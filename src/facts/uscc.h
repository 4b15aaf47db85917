/* uscc.h - the unified social credit code of companies and other bodies (GB 32100). */
#pragma once
#include "base/base.h"

enum { USCC_LENGTH_IS = 18 };
enum uscc_refusal {
    USCC_FINE,
    USCC_LENGTH,                                      /* not 18 characters */
    USCC_CHARACTER,                                   /* I, O, S, V, Z or no letter or digit */
    USCC_DIVISION,                                    /* positions 3-8 are not six digits */
    USCC_CHECK,                                       /* position 18 does not agree */
};

/* Reads a code as typed (small letters, full-width, spaces); `out` gets it normalised, "" when not
 * of 18 characters; NUL-ended. 0 = it is one; > 0 = refused, *why says it. Never fails. */
int uscc_read(str given, char out[USCC_LENGTH_IS + 1], enum uscc_refusal *why) MUST_USE;

/* The 18th character of the first 17; 0 when one of those cannot be in a code. */
char uscc_check_character(const char code[USCC_LENGTH_IS - 1]);

const char *uscc_refusal_text(enum uscc_refusal, bool chinese);     /* "" when fine */
