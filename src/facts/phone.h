/* phone.h - telephone numbers of mainland China. */
#pragma once
#include "base/base.h"

enum phone_kind {
    PHONE_NONE,
    PHONE_MOBILE,                                     /* 13812341234 */
    PHONE_LANDLINE,                                   /* 0755-26001234, perhaps -801 */
    PHONE_SERVICE,                                    /* 4008001234, 8008201234 */
};
enum phone_refusal {
    PHONE_FINE,
    PHONE_EMPTY,
    PHONE_CHARACTER,                                  /* something that is no digit */
    PHONE_LENGTH,                                     /* too many or too few digits */
    PHONE_NO_SUCH,                                    /* no network has numbers that begin so */
};
struct phone {
    char text[24];     /* digits; a landline as area-number, or area-number-extension. NUL-ended */
    enum phone_kind kind;
    enum phone_refusal refusal;
};

/* Reads a number as typed: full-width, spaces, dashes, brackets, +86 and 0086 are allowed.
 * 0 = it is one; > 0 = refused. Never fails. */
int phone_read(str given, struct phone *) MUST_USE;

/* For people who need not know it all: 138****1234, 0755-****1234. What is no number of ours shows
 * at most its last four characters, and nothing of one with fewer than 8. NUL-ended. */
void phone_mask(str number, char out[32]);

const char *phone_refusal_text(enum phone_refusal, bool chinese);   /* "" when fine */
