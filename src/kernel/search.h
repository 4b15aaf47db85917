/* search.h - the search box. */
#pragma once
#include "kernel/kernel.h"

enum { SEARCH_HITS = 20 };
struct search_hit { const struct entity *on; rid id; const struct field *by; str title, subtitle; };

/* At most SEARCH_HITS rows that the asker may see, whose plate, VIN, phone, name or number holds
 * `q` (a part without the province, the tail of a phone …). In a snapshot. */
int search_find(struct ctx *, str q, struct search_hit hits[SEARCH_HITS], size_t *n) MUST_USE;
/* One line that tells a row from others of the same title: its next listed fields. */
str row_text(struct ctx *, const struct entity *, rid id, const struct field *but);
/* As keys are written: capital ASCII, without spaces, dashes and dots. */
str search_folded(struct ctx *, str);
