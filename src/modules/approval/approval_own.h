/* approval_own.h - between the files of this module. */
#pragma once
#include "modules/approval/approval.h"

enum { APPROVAL_STEPS_MOST = 9 };

/* The row that names a matter; made when it is not there yet. */
int matter_row(struct ctx *, const struct matter *, rid *out) MUST_USE;
/* Give this step to somebody, with its deadline; overdue at once when nobody holds the post. Both
 * rows are the caller's to store. */
int step_open(struct ctx *, struct approval *, struct approval_step *) MUST_USE;
/* The step that the approval stands at, as it is stored. */
int step_now(struct ctx *, const struct approval *, struct approval_step *) MUST_USE;
/* The other steps are no longer asked. */
int steps_drop(struct ctx *, const struct approval *) MUST_USE;
/* Who stands in for an employee today; the employee himself when nobody does, or only the asker. */
int deputy_today(struct ctx *, rid employee_id, rid asker_id, rid *out) MUST_USE;
