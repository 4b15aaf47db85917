/* after_own.h - what the files of the module share. */
#pragma once
#include "modules/after/after.h"

/* A complaint that came of a call or a rating, with the class that its lowest mark points to. */
int complaint_of_call(
    struct ctx *, const struct follow_up *, enum complaint_class, rid *complaint_id) MUST_USE;
/* How many days the catalogue gives to settle such a case, today; 0 when it says nothing. */
int after_service_days(struct ctx *, enum after_kind, int64_t *days) MUST_USE;
/* Who did most of the work of an order, of one line where it is known; 0 = nobody. */
int order_technician(struct ctx *, rid order_id, rid line_id, rid *technician_id) MUST_USE;
