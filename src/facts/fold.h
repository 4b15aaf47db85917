/* fold.h - what people and scanners type, brought to one form before a rule looks at it. */
#pragma once
#include "base/base.h"

/* Writes `given` as plain capitals into `out` (room bytes, NUL-ended, as much as fits): full-width
 * characters become half-width, letters capital; spaces, tabs, line ends and invisible marks go,
 * and each character of `drop` (UTF-8, may be ""). Bytes that are not UTF-8 become '?'.
 * Gives the number of characters there are, also those for which there was no room. */
size_t fold(str given, const char *drop, char *out, size_t room);
