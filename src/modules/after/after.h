/* after.h - what follows a delivery (SVC-13): the calls and the rating, complaints, comebacks under
 * warranty, customers who stay away.
 *
 * A delivered order has one first call. Its marks are the rating of the visit, whether they were
 * told on the telephone or given on the customer's own page: both run follow_up_record. */
#pragma once
#include "modules/care/care.h"

#define MODEL    "modules/after/model.def"
#define REFUSALS "modules/after/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* May the customer still rate this visit: is it delivered, and not rated yet? */
int after_may_rate(struct ctx *, const struct repair_order *, bool *may) MUST_USE;
/* The first call of an order that may be rated; made here where nobody was to call. */
int after_first_call(struct ctx *, const struct repair_order *, rid *follow_up_id) MUST_USE;

/* lost.c: the base period of a day: who came in [from, cut) counts, in [cut, until) stays. */
struct lost_base { when from, cut, until; };
int lost_base(struct ctx *, rid store, date, struct lost_base *) MUST_USE;
