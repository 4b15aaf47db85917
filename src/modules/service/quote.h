/* quote.h - what the files of the estimate share: prices, packages, options, the answer. */
#pragma once
#include "modules/service/order.h"

/* The band of a car today, 0 when none is known; or a fault at `field` that says what to add. */
int car_band_of(struct ctx *, const struct vehicle *, enum vehicle_band *) MUST_USE;
int car_band_needed(
    struct ctx *, const struct vehicle *, const char *field, enum vehicle_band *) MUST_USE;
/* Refuses at `field`: the price of `what` begins on `next`, ended on `last`, or there is none. */
int price_absent(struct ctx *, const char *field, str what, date next, date last,
    const struct refusal *none) MUST_USE;

/* What a usual job takes and costs on a car in a store today, and by which rule. */
struct job_price {
    enum vehicle_band band;                 /* 0: not priced by band */
    qty hours;
    price price, floor;
    rid price_id;                           /* the row of the list; 0: the catalogue */
    str rule;
};
int job_price_of(struct ctx *, const struct repair_order *, const struct labour_item *,
    const char *field, struct job_price *) MUST_USE;

/* What a line costs at its own price, without a package. */
money line_alone(const struct ro_line *);
/* Another price than the list's has its reason, and is not below the floor. */
int line_price_judge(struct ctx *, struct ro_line *, str reason) MUST_USE;
/* The customer has not answered; it is no part of a package whose price holds. */
int line_undecided(struct ctx *, const struct ro_line *) MUST_USE;
int line_ungrouped(struct ctx *, const struct ro_line *) MUST_USE;
int code_capitals(struct ctx *, str *code) MUST_USE;

/* Lines worked out but not stored: one, or those of a package with its group. */
enum { DRAFTS_MAX = 60 };
struct drafts {
    struct ro_line v[DRAFTS_MAX];
    size_t n;
    struct ro_group group;                  /* package_id 0: none */
};
/* A line as it was asked for; its faults are at the fields of `ro_line_in` under c->path. */
int line_make(struct ctx *, const struct repair_order *, const struct ro_line_in *,
    struct ro_line *) MUST_USE;
int drafts_add(
    struct ctx *, const struct repair_order *, const struct ro_line_in *, struct drafts *) MUST_USE;
int drafts_store(struct ctx *, struct drafts *) MUST_USE;
/* `field` is where in the input the lines stand. */
int lines_add_at(struct ctx *, const struct repair_order *, const char *field,
    const struct ro_line_in_list *) MUST_USE;
int lines_add(struct ctx *, const struct repair_order *, const struct ro_line_in_list *) MUST_USE;

/* The package price no longer holds: every line that is left counts at its own price. */
int group_break(struct ctx *, rid group_id) MUST_USE;
/* The same, where the lines have been told already. */
int group_mark_broken(struct ctx *, rid group_id) MUST_USE;

/* Lines, packages and options agree with each other. */
int estimate_verify(struct ctx *, struct verify *) MUST_USE;
