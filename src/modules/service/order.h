/* order.h - what the files of the service module share. */
#pragma once
#include "modules/service/service.h"

/* The living lines of an order, by id. */
int order_lines(struct ctx *, rid order_id, struct ro_line_list *) MUST_USE;
/* One line, or a fault at `field` when it belongs to another order. */
int order_line(struct ctx *, const struct repair_order *, rid line_id, const char *field,
    struct ro_line *) MUST_USE;
/* The three totals and their sum, over approved lines, or over all that are not refused; of options
 * not chosen yet the recommended one counts. */
void order_sum(struct repair_order *, const struct ro_line_list *, bool proposals_too);
/* Where the parts of approved lines stand. */
enum ro_parts order_parts(const struct ro_line_list *);
/* How much of an agreed part is still to be issued, in thousandths. */
int64_t line_outstanding(const struct ro_line *);
struct anyref order_ref(const struct repair_order *);
/* What is promised today, by the vehicle and the category of the work; once settled, what was. */
int order_warranty(struct ctx *, const struct repair_order *, int64_t *days, int64_t *km) MUST_USE;
/* Record what the car's own diagnosis says; a bad code is refused at its line. */
int order_codes_add(
    struct ctx *, const struct repair_order *, const struct trouble_code_in_list *) MUST_USE;
int repair_order_is_paid(struct ctx *, const struct repair_order *) MUST_USE;
/* What the parts of its free lines cost. */
int order_free_cost(struct ctx *, rid order_id, money *) MUST_USE;
/* Nothing but what is done again under warranty is free of charge. */
int line_not_free(struct ctx *, const struct ro_line *) MUST_USE;
/* Where the parts that were replaced go, as agreed at reception. */
int old_parts_agreed(struct ctx *, const struct repair_order *, enum old_parts *) MUST_USE;
int old_parts_judge(
    struct ctx *, struct repair_order *, const struct repair_order_deliver_in *) MUST_USE;
/* papers.c: while the agent has papers of the car the reason is asked, and kept. */
int order_papers_judge(
    struct ctx *, struct repair_order *, const struct repair_order_deliver_in *) MUST_USE;
/* What must hold of work done again under warranty. */
int rework_verify(struct ctx *, struct verify *) MUST_USE;
/* Does its nature or category ask for a plan? */
int order_plan_needed(struct ctx *, const struct repair_order *, bool *) MUST_USE;
/* May it be dispatched? Refused when its nature or category asks for a released plan first. */
int order_plan_released(struct ctx *, const struct repair_order *) MUST_USE;
/* Refused while work of the order is away. */
int order_outside_in(struct ctx *, rid order_id) MUST_USE;
/* The customer was told; and what a new promise is to him, told or not. */
int told(struct ctx *, struct repair_order *, const struct repair_order_tell_in *) MUST_USE;
int promise_told(
    struct ctx *, struct repair_order *, const struct repair_order_promise_in *) MUST_USE;
/* What a line of a usual job leaves open, as the catalogue has it; a fault if the kinds differ. */
int line_of_labour(struct ctx *, const struct repair_order *, const struct ro_line_in *,
    struct ro_line *) MUST_USE;
/* promise.c: when a car with so many hours of work, received now, may be promised. */
int promise_suggest(struct ctx *, qty hours, when *) MUST_USE;

/* refit.c: what is agreed to now is lawful. */
int order_refit_judge(struct ctx *, const struct repair_order *, const struct ro_line_list *before,
    const struct ro_line_list *lines) MUST_USE;
/* payer.c: a settlement for the customer of `in` less what others pay, and one for each of them. */
int order_settlements_open(struct ctx *, const struct repair_order *,
    struct settlement_open_in *in, rid *customers) MUST_USE;
int order_settlements_reverse(struct ctx *, const struct repair_order *, str reason) MUST_USE;
/* Where the payments of all its payers stand. */
int order_money(struct ctx *, const struct repair_order *, enum ro_money *) MUST_USE;
/* job.c: the clock of a job stopped, and going on, whoever asks. */
int assignment_stop(struct ctx *, struct assignment *, enum stop_reason) MUST_USE;
int assignment_go_on(struct ctx *, struct assignment *) MUST_USE;
/* cover.c: agreed labour that nobody has, here or elsewhere. */
int order_labour_left(struct ctx *, rid order_id, int64_t *n) MUST_USE;
/* dispatch.c: may he be given these lines in this bay (0: none yet) on that day? */
int dispatch_judge(struct ctx *, const struct repair_order *, const struct ro_line_list *,
    rid technician_id, rid bay_id, date) MUST_USE;

/* The jobs of an order: seconds given out, those of them behind us, and why it stands still. */
struct standing { int64_t given_s, done_s; enum stop_reason why; };
void standing_add(struct ctx *, const struct assignment *, struct standing *);
/* What is still to be done in the workshop, in seconds, of so many thousandths of an hour. */
int64_t standing_left(const struct standing *, int64_t hours_milli, enum ro_workshop);
/* Late when the time is past; stopped when nobody works on it; at risk when what is left to do,
 * with the time to inspect, wash and settle, is more than what is left of the time. */
enum promise_health promise_stands(
    int64_t time_left_s, int64_t work_left_s, int64_t spare_s, enum ro_workshop);
/* At risk, too, when the plan of the workshop ends it too late. */
enum promise_health promise_planned(when expected, enum promise_health);

/* quality.c: refused where a rule asks for a sheet that is not there, or has faults, or was filled
 * in by whom it should not be. */
int finish_checked(struct ctx *, const struct assignment *) MUST_USE;
int inspection_checked(struct ctx *, const struct repair_order *, bool passed, rid *sheet) MUST_USE;
int delivery_checked(struct ctx *, const struct repair_order *) MUST_USE;
/* Why it is done again and whose work it was; what is left open follows where one alone worked. */
int rework_judge(struct ctx *, const struct repair_order *,
    const struct repair_order_inspect_in *, struct inspection *) MUST_USE;
