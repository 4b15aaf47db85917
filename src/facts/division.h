/* division.h - provinces, cities and counties of China by their GB/T 2260 codes. */
#pragma once
#include "base/base.h"

enum division_level { DIVISION_PROVINCE = 1, DIVISION_CITY, DIVISION_AREA };
struct division {
    int code;                                         /* six digits: 440000, 440300, 440305 */
    enum division_level level;
    str name;                                         /* 广东省, 深圳市, 南山区; lives for ever */
};

/* By code; two- and four-digit codes are taken too. False: there is none, *out untouched. */
bool division_by_code(int code, struct division *out);

/* Those of a name, whole (深圳市) or without its last sign (深圳), within the division `within`, 0 =
 * anywhere. Writes at most `max`, in the order of the codes; gives how many there are. */
size_t division_by_name(str name, int within, struct division *out, size_t max);

/* The divisions right under `code`, 0 = the provinces, in the order of their codes. Writes at most
 * `max`; gives how many there are (31 areas at most lie in a city, 34 provinces in the country). */
size_t division_under(int code, struct division *out, size_t max);

/* The whole of it, 广东省深圳市南山区: without fillers such as 市辖区. "" and false when there is no such
 * code; room for the longest is 128 bytes. NUL-ended. */
bool division_print(int code, char out[128]);
