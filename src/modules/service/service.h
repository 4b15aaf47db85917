/* service.h - the visit of a car: order, lines, approval, work, inspection, settlement, delivery.
 */
#pragma once
#include "modules/booking/booking.h"
#include "modules/cash/cash.h"
#include "modules/record/record.h"
#include "modules/stock/stock.h"
#include "modules/checklist/checklist.h"
#include "modules/workshop/workshop.h"

/* The menus on the page of an order. */
#define ABOUT_LINES    { "项目", "Work" }
#define ABOUT_CUSTOMER { "客户", "Customer" }
#define ABOUT_PARTS    { "配件与外协", "Parts, outside work" }
#define ABOUT_QUALITY  { "质量", "Quality" }
#define ABOUT_MONEY    { "金额", "Money" }

#define MODEL    "modules/service/model.def"
#define REFUSALS "modules/service/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* The customer's answer stands in `lines`, copies of `before` with what was proposed approved or
 * refused: of the options of a need the others become unchosen, and a package of which he leaves a
 * line loses its price. Refused when two options of one need are taken. */
int lines_answer(
    struct ctx *, const struct ro_line_list *before, struct ro_line_list *lines) MUST_USE;
int lines_copy(struct ctx *, const struct ro_line_list *from, struct ro_line_list *to) MUST_USE;

/* What is proposed for a car and still valid, what concerns its safety first. */
int proposals_open(struct ctx *, rid vehicle_id, struct proposal_list *) MUST_USE;

/* Does the warranty of a delivered order still hold on this day, at this reading? */
date warranty_until(const struct repair_order *);
bool warranty_holds(const struct repair_order *, date, int64_t km);

/* Propose for a car what was found outside an order: unit, title, vehicle, party, priority and, if
 * there is one, the order are given; the rest is filled. */
int proposal_raise(struct ctx *, const struct proposal *, rid *id) MUST_USE;

/* May this technician do the lines of a job (0: all that the order has nobody for), in this bay (0:
 * none yet), on that day (absent: today)? Refused as the dispatch would be. */
struct dispatch { rid order_id, job_id, technician_id, bay_id; date day; };
int dispatch_may(struct ctx *, const struct dispatch *) MUST_USE;

/* When the plan has an order done, where that endangers its promise (0: it does not). */
int order_expect(struct ctx *, rid unit_id, rid order_id, when) MUST_USE;
int order_expected(struct ctx *, rid order_id, when *) MUST_USE;

/* Stop the jobs that run on an order, for a reason outside the workshop; and let those go on. */
int order_hold(struct ctx *, rid order_id, enum stop_reason) MUST_USE;
int order_release(struct ctx *, rid order_id, enum stop_reason) MUST_USE;
