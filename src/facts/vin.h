/* vin.h - what a vehicle identification number says (GB 16735, ISO 3779, 49 CFR 565).
 *
 * When is a number valid? It has 17 characters, digits and capitals without I, O and Q; and, where
 * the law of its market makes the check digit at position 9 compulsory, that digit is right:
 *   - China: WMI beginning with L or H (GB 16735);
 *   - North America: beginning with 1 to 5, or 7F to 70;
 *   - any other, when it was plainly built for North America: the maker declared this very WMI,
 *     model code and year to the NHTSA, and position 9 is a digit or X.
 * Elsewhere (Europe above all) position 9 means what the maker likes. A digit that is not right
 * there leaves the number valid with the reason VIN_NO_CHECK_DIGIT, a remark. A caller that takes
 * in imported cars may treat VIN_CHECK_DIGIT as a remark too: the facts are filled all the same.
 *
 * Facts come from shipped tables (data/vin/SOURCE.md), are searched in place and are never guessed:
 * what the tables do not know is absent. Chinese makers give maker and year, no model. */
#pragma once
#include "base/base.h"

enum { VIN_LENGTH_IS = 17 };
enum vin_reason {
    VIN_FINE,
    VIN_NO_CHECK_DIGIT,                               /* valid; position 9 is no check digit */
    VIN_LENGTH,                                       /* not 17 characters */
    VIN_LETTER,                                       /* I, O or Q, at position `at` */
    VIN_CHARACTER,                                    /* something else that no VIN has, at `at` */
    VIN_CHECK_DIGIT,  /* position 9 is wrong; it should be `should` */
};

struct vin_facts {
    char vin[VIN_LENGTH_IS + 1];                      /* in plain capitals; "" when not 17 */
    size_t length;                                    /* characters there were */
    bool valid;
    enum vin_reason reason;
    int at;                                           /* position from 1; 0 = none in particular */
    char should;                                      /* the right check digit; 0 = none */
    int year;                                         /* model year; 0 = absent */
    bool model_near;    /* the model was declared for another year or plant of the same make */
    str make, model, manufacturer, country;           /* n = 0: absent; they live for ever */
    str manufacturer_zh, country_zh;
};

/* Position 9 as it should be: '0'-'9' or 'X'. The 17 characters may hold anything at position 9;
 * 0 when one of the others is none a VIN may have. */
char vin_check_digit(const char vin[VIN_LENGTH_IS]);
bool vin_check_digit_ok(const char vin[VIN_LENGTH_IS]);

/* Capitals, half-width, no spaces; as fold() does. `out` is NUL-ended, room > 0. Gives the
 * characters there are, so that 17 with room for 18 means all of it is in `out`. */
size_t vin_normalise(str given, char *out, size_t room);

/* Reads a number as typed. `today` settles which turn of the 30-year cycle of position 10 is meant:
 * North American light vehicles say so by position 7 (a letter: 2010 and later), others mean the
 * latest year not after the coming model year; an absent `today` counts as 2039. European makers
 * known to write something else at position 10 have no year. 0 = valid, > 0 = refused, see reason.
 * Never fails. */
int vin_decode(str given, date today, struct vin_facts *) MUST_USE;

/* Why not, or the remark, in plain words; "" when VIN_FINE. `out` is NUL-ended. */
void vin_reason_text(const struct vin_facts *, bool chinese, char out[128]);

/* {"vin","valid","reason","make","model","year","country","manufacturer"}; absent is null. */
void vin_print_json(struct json *, str given, const struct vin_facts *);
