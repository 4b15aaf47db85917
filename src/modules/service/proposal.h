/* proposal.h - wishes, findings, and what is proposed for the next visit. */
#pragma once
#include "modules/service/order.h"

int wishes_add(struct ctx *, const struct repair_order *, const struct wish_in_list *) MUST_USE;
/* Refused, naming the first wish of the order that nobody has answered. */
int wishes_answered(struct ctx *, const struct repair_order *) MUST_USE;
int findings_add(
    struct ctx *, const struct repair_order *, const struct finding_in_list *) MUST_USE;

int proposal_make(struct ctx *, const struct repair_order *, const struct ro_line *,
    enum proposal_priority, rid *id) MUST_USE;
/* What a line of a proposal leaves open is as it was; a fault when it is not open for this car. */
int line_of_proposal(struct ctx *, const struct repair_order *, struct ro_line_in *) MUST_USE;
/* The line was put on an order, or taken off it again. */
int proposal_is_taken(struct ctx *, const struct ro_line *) MUST_USE;
int proposal_is_back(struct ctx *, const struct ro_line *) MUST_USE;
/* The customer refused this line: it is proposed for the next visit. */
int line_proposed(struct ctx *, const struct repair_order *, const struct ro_line *) MUST_USE;
/* The customer agreed to these: what is proposed of the same is taken. */
int proposals_meet(
    struct ctx *, const struct repair_order *, const struct ro_line_list *) MUST_USE;
/* The car is handed over: what was done of its proposals is closed. */
int proposals_close(struct ctx *, const struct repair_order *) MUST_USE;
/* The order is void: its proposals are open again. */
int proposals_back(struct ctx *, const struct repair_order *) MUST_USE;
