/* choose.h - the quote as a form: lines to tick, packages, options of which one is taken. */
#pragma once
#include "pages/visit.h"

/* What came back from the phone: the lines that were on it, "id:version,…", those ticked, and of
 * each need the option that was taken. */
struct answer { const struct form *form; bool posted; };

/* The next "id:version" of those; false at the end, and at what is none. */
bool seen_next(str *seen, str *id, int64_t *version);
bool was_seen(str seen, const struct ro_line *, bool *same);
/* Taken: by the customer; of what he has not seen yet, what we recommend. */
bool line_taken(struct page *, const struct answer *, const struct ro_line *);
/* What he owes by his answer, with what he agreed to before. */
money choice_total(struct page *, const struct visit *, const struct answer *);
/* The fields of the form. */
void choice_fields(struct page *, const struct visit *, const struct answer *);
