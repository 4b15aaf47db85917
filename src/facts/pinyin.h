/* pinyin.h - names found by how they are read: wangxiaoming, wxm, wangxm for 王小明. */
#pragma once
#include "base/base.h"

enum { PINYIN_KEYS = 16, PINYIN_KEY = 80, PINYIN_PARSES = 3 };

/* The keys of a name, in small letters, each once; their number. The first is the whole reading,
 * "wangxiaoming"; the others begin with initials and end with what they stand for,
 * "wxm wang xiao ming", from the first character and from each later one that is not the last.
 * A character with two readings gives the keys of both; at the start of a person's name a surname
 * is read as one. Letters and digits count as one syllable. No Chinese character: no keys. */
size_t pinyin_keys(str name, bool person, char keys[PINYIN_KEYS][PINYIN_KEY]);

/* What was typed, in small letters without spaces and marks; ü is v. "" unless it is letters and
 * digits alone. Keys that begin with it match: the whole reading and the initials. */
void pinyin_typed(str typed, char out[PINYIN_KEY]);

/* The ways to read what was typed as syllables and initials, the fewest pieces first: "wangxm" is
 * wang-x-m. A key matches that begins with `initials` ("wxm") and is LIKE `like`
 * ("wxm% wang x% m%"). */
struct pinyin_parse { char initials[16], like[PINYIN_KEY]; };
size_t pinyin_parses(const char *typed, struct pinyin_parse out[PINYIN_PARSES]);
