/* plate.h - number plates of mainland China: their kinds and forms (GA 36).
 *
 * Not told by the characters alone, and so not told here: motor-cycles and large vehicles have
 * the ordinary form. The plates of farm tractors are not read. */
#pragma once
#include "base/base.h"

enum plate_kind {
    PLATE_NONE,
    PLATE_ORDINARY,                                   /* 粤B12345 */
    PLATE_NEV_SMALL,                                  /* 粤BD12345 */
    PLATE_NEV_LARGE,                                  /* 粤B12345D */
    PLATE_TRAILER,                                    /* 粤B1234挂 */
    PLATE_LEARNER,                                    /* 粤B1234学 */
    PLATE_POLICE,                                     /* 粤B1234警 */
    PLATE_HONG_KONG,                                  /* 粤Z1234港 */
    PLATE_MACAO,                                      /* 粤Z1234澳 */
    PLATE_EMBASSY,                                    /* 使224578, 224578使, 京A1234使 */
    PLATE_CONSULATE,                                  /* 沪A0023领, 沪0023领 */
    PLATE_TEMPORARY,                                  /* 临粤B12345, 粤B12345临 */
    PLATE_TEST,                                       /* 京A1234试 */
    PLATE_OVERSIZE,                                   /* 京A1234超 */
    PLATE_RESCUE,                                     /* 京X1234应急 */
    PLATE_ARMED_POLICE,                               /* WJ京1234X, WJ0112345 */
    PLATE_MILITARY,                                   /* VA12345 */
    PLATE_KINDS,
};
enum plate_refusal {
    PLATE_FINE,
    PLATE_EMPTY,
    PLATE_PROVINCE,                                   /* does not begin with a province's sign */
    PLATE_LETTER,                                     /* no issuing office's letter after it */
    PLATE_IO,                                         /* an I or O, at `at` */
    PLATE_CHARACTER,                                  /* a character no plate has, at `at` */
    PLATE_LENGTH,                                     /* too few or too many characters */
    PLATE_NEV_FORM,                                   /* 8 characters, but no new-energy serial */
    PLATE_HK_MACAO,                                   /* 港 or 澳, but not 粤Z */
};
struct plate {
    char text[32];  /* normalised, NUL-ended; what was read of it */
    enum plate_kind kind;
    enum plate_refusal refusal;
    int at;                                           /* character from 1; 0 = none in particular */
    int characters;
    str sign, province;                               /* 粤, 广东省; absent when the kind has none */
    int province_code;                                /* 44 (GB/T 2260); 0 = none */
    bool electric;  /* new energy, and purely electric (D A B C E) */
};

/* Reads a plate as typed or scanned: small letters, full-width, spaces, dots and dashes are
 * allowed. 0 = it is one; > 0 = refused, see `refusal`. Never fails. */
int plate_read(str given, struct plate *) MUST_USE;

/* Why it is refused, in plain words; "" when it is fine. NUL-ended. */
void plate_refusal_text(const struct plate *, bool chinese, char out[160]);

/* As people write it, 粤B·12345; other forms than province and letter as they are. NUL-ended. */
void plate_print(const struct plate *, char out[40]);

/* What a kind is called, e.g. "新能源小型车", "New energy, light". Never NULL. */
const char *plate_kind_label(enum plate_kind, bool chinese);
