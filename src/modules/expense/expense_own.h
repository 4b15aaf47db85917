/* expense_own.h - what the files of this module share. */
#pragma once
#include "modules/expense/expense.h"

/* The month of a day, as 202611. */
int64_t expense_month_of(date);
/* Is it an account of expense, by the enterprise chart's code? Refused at `field`. */
int expense_side(struct ctx *, const char *field, str side) MUST_USE;
/* Does the claim stay within the unit's budgets of the month, with all that is promised? */
int budget_judge_lines(struct ctx *, const struct expense_claim *, const struct expense_line *,
    size_t n) MUST_USE;
