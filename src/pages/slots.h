/* slots.h - days and free slots to choose from, for the phone and for the kiosk. */
#pragma once
#include "pages/page.h"

enum { BOOK_DAYS = 14 };
struct slots {
    date day;
    enum appointment_kind kind;
    struct day_load_row_list load;
    int64_t minutes;
};

/* What was asked for: `day` within two weeks from today (tomorrow when it is none of them) and
 * `kind`; the slots of that day in that store. */
int slots_read(struct page *, rid unit_id, str day, str kind, struct slots *) MUST_USE;
/* Two selects: kind and day. */
void slots_select(struct page *, const struct slots *);
/* A choice of the free ones; false when the day has none. */
bool slots_choose(struct page *, const struct slots *);
