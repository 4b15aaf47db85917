/* cover.h - which labour of an order a job covers (ro_line.job_id), for the files of the service
 * module. Labour that is away for outside work is nobody's here. */
#pragma once
#include "modules/service/order.h"

int job_lines(struct ctx *, rid job_id, struct ro_line_list *) MUST_USE;
/* What a new job of the order takes: all, or the one line asked for. */
int labour_to_give(
    struct ctx *, const struct repair_order *, rid line_id, struct ro_line_list *) MUST_USE;
/* Hours and title of a job from its lines. */
void job_is_of(struct ctx *, struct assignment *, const struct ro_line_list *);
/* The lines are this job's from now on (0: nobody's); who had them has what is left. */
int job_give(struct ctx *, const struct ro_line_list *, rid job_id) MUST_USE;
/* Has he the skills, valid on that day, that these lines ask for? */
int labour_judge(struct ctx *, const struct ro_line_list *, rid technician_id, date) MUST_USE;
/* Labour just agreed to joins the one job that is under way, if it may. */
int labour_joins(struct ctx *, const struct repair_order *) MUST_USE;
