/* search.h - the search box. */
#pragma once
#include "facts/pinyin.h"
#include "kernel/kernel.h"

enum { SEARCH_HITS = 20, SEARCH_RANGES = 2 * (2 + PINYIN_PARSES) };
struct search_hit {
    const struct entity *on;
    rid id;
    const struct field *by;
    str title, subtitle;
    bool pinyin;                            /* by how the name is read */
};

/* At most SEARCH_HITS rows that the asker may see, whose plate, VIN, phone, name or number holds
 * `q` (a part without the province, the tail of a phone, a name in pinyin or its initials …). In a
 * snapshot. */
int search_find(struct ctx *, str q, struct search_hit hits[SEARCH_HITS], size_t *n) MUST_USE;
/* One line that tells a row from others of the same title: its next listed fields. */
str row_text(struct ctx *, const struct entity *, rid id, const struct field *but);
/* Where in the index what was typed is looked for, the written first, then the read: the keys from
 * `from` to before `to` that are LIKE `like`. `on`: its words too; may be NULL. */
struct search_range { str from, to, like; };
size_t search_ranges(
    struct ctx *, str q, const struct entity *on, struct search_range out[SEARCH_RANGES]);
/* Has it a field with keys? */
bool search_keyed(const struct entity *);
/* As keys are written: half-width capitals, without spaces, dashes and dots. */
str search_folded(struct ctx *, str);
