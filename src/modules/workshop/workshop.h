/* workshop.h - what a store can do in an hour (SVC-03, SVC-09): its bays, its people's skills,
 * shifts and absences, its closed days. Reads only; who plans or books keeps what he took.
 *
 * Minutes of the day run from 0 to 1440 in the store's own time; a span is [from, to). */
#pragma once
#include "modules/org/org.h"

#define MODEL    "modules/workshop/model.def"
#define REFUSALS "modules/workshop/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

struct workshop_span { int64_t from, to; };

/* Somebody who works on that day: his spans in order, free of overlap, and the trades that his
 * skills allow him on that day, a bit (1 << enum trade) each. labour_factor 1,000,000 is 1. */
struct workshop_worker {
    rid employee_id;
    unsigned trades;
    int64_t labour_factor;
    struct workshop_span *spans;
    size_t span_count;
};

/* One day of one store. Bays: those one may use on that day, by code. Workers: by employee_id,
 * without who is absent. Both are empty on a closed day. Memory: the context's arena. */
struct workshop_day {
    rid unit_id;
    date day;
    bool closed;
    struct bay_list bays;
    struct workshop_worker *workers;
    size_t worker_count;
};

/* <0 failed, 0 done. Some five statements, whatever the size of the store. */
int workshop_day(struct ctx *, rid unit_id, date, struct workshop_day *) MUST_USE;

/* The minutes of work that a trade does within a span: the lesser of its bays' and its people's
 * minutes. Somebody with several skills counts in each trade: who gives out the trades' minutes
 * side by side asks workshop_people_minutes with several bits, too. */
int64_t workshop_minutes(const struct workshop_day *, enum trade, struct workshop_span);
int64_t workshop_bay_minutes(const struct workshop_day *, unsigned trades, struct workshop_span);
int64_t workshop_people_minutes(const struct workshop_day *, unsigned trades, struct workshop_span);

/* Of one person, whatever his trade. */
int64_t workshop_worker_minutes(const struct workshop_day *, rid employee_id, struct workshop_span);

/* Has anybody of the store a skill of that trade, on shift or not? */
int workshop_has_trade(struct ctx *, rid unit_id, enum trade, bool *out) MUST_USE;
/* Is anything declared for the store: a bay and a shift? Where not, the booking's setting holds. */
int workshop_is_declared(struct ctx *, rid unit_id, bool *out) MUST_USE;

/* May somebody do work that asks for this skill on that day? >0 WORKER_UNABLE, WORKER_EXPIRED. */
int workshop_may_work(struct ctx *, rid employee_id, rid skill_id, date) MUST_USE;
/* The same as an answer; *last: the last day on which he was, 0 where he never was or always is. */
int workshop_is_able(
    struct ctx *, rid employee_id, rid skill_id, date, bool *able, date *last) MUST_USE;
/* May work be given to this bay on that day? >0 BAY_IS_STOPPED, BAY_LIFT_OVERDUE. */
int workshop_may_use(struct ctx *, rid bay_id, date) MUST_USE;
