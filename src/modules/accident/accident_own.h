/* accident_own.h - what the files of this module share. */
#pragma once
#include "modules/accident/accident.h"

/* What the insurer and the customer pay of the lines that are in the order, over all confirmed
 * assessments of a case and `also`, one that is being confirmed (0: none). */
struct loss_shares { money asked, agreed, due, self_pay, by_class[3]; };
int loss_shares(struct ctx *, rid case_id, rid also, struct loss_shares *) MUST_USE;
/* Make the insurer pay that much of the case's order. */
int loss_share_order(
    struct ctx *, const struct accident_case *, const struct loss_shares *) MUST_USE;
/* The case of an order; id 0: it has none. */
int accident_case_of(struct ctx *, rid order_id, struct accident_case *) MUST_USE;
/* The assessment of a case that is neither confirmed nor rejected; id 0 when there is none. */
int loss_open_of(struct ctx *, rid case_id, struct loss_assessment *) MUST_USE;
/* Whatever is open of a case comes to nothing; `all`: what was confirmed too. */
int loss_end(struct ctx *, rid case_id, bool all, str reason) MUST_USE;
/* The papers that a claim needs, as rows to be ticked. */
int claim_papers_make(struct ctx *, const struct accident_case *) MUST_USE;
/* A file of that kind: into the row that waits for one, or a row of its own. */
int claim_paper_add(struct ctx *, const struct accident_case *, enum claim_paper_kind, rid file_id,
    str title) MUST_USE;
