/* checklist.h - checking against a standard (SVC-11, SVC-12, SVC-17), for all modules above.
 *
 * A standard (check_template) is a code with editions; a sheet (check_sheet) applies one edition to
 * one row of any entity. A finished sheet is passed when no item failed. Whoever needs a check
 * before he goes on asks checklist_done(). */
#pragma once
#include "modules/stock/stock.h"
#include "modules/workshop/workshop.h"

#define MODEL    "modules/checklist/model.def"
#define REFUSALS "modules/checklist/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* The newest finished sheet of that kind about a row, void ones apart; out->id 0: there is none.
 * `since`: only those finished at or after it. */
int checklist_last(struct ctx *, struct anyref about, enum check_kind, when since,
    struct check_sheet *out) MUST_USE;
/* The items of a sheet that failed, in their order. */
int checklist_failed(struct ctx *, rid unit_id, rid sheet_id, struct check_answer_list *) MUST_USE;
