/* approval.h - who must agree before a document counts (ORG-06).
 *
 * A module declares what can be asked for in its model.def:
 *
 *   COMMAND(purchase_order_granted, purchase_order, no_input, …, .nested = true, .moves = …)
 *   COMMAND(purchase_order_returned, purchase_order, no_input, …, .nested = true, .moves = …)
 *   APPROVAL(purchase_order, purchase_order, purchase_order_granted, purchase_order_returned,
 *            "采购订单", "Purchase order")
 *
 * and its own command that hands the document in calls approval_ask(c, &matter_purchase_order, …).
 * Rules (approval_rule) say which posts agree, in which order, from which amount on: of the nearest
 * unit above the document with a rule that the amount reaches, the highest such. Each step is given
 * to one person who holds the post in the document's unit or the nearest above it: never the asker,
 * rather not one who agreed before, of several the one with the fewest waiting; where nobody else
 * holds it, whoever answers for overdue approvals. */
#pragma once
#include "modules/org/org.h"

#define MODEL    "modules/approval/model.def"
#define REFUSALS "modules/approval/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Ask about a document that this transaction holds; its row may not be stored yet. `title` is what
 * approvers read, at most 100 bytes are kept. *waits false: no rule wants anybody, the caller goes
 * on at once; true: one of the matter's two commands will be run on the document later, as whoever
 * decided, with the reason in c->reason. Refused when the document waits already, or when a step's
 * post is held by nobody but the asker. */
int approval_ask(struct ctx *, const struct matter *, rid id, rid unit_id, str title, money amount,
    bool *waits) MUST_USE;

/* The document's own command takes back what waits, and moves the document itself; none is well. */
int approval_drop(struct ctx *, struct anyref document, str reason) MUST_USE;

/* A rule that a new chain begins with, in the root unit; posts by their codes, a day for each. */
int approval_rule_seed(struct ctx *, const struct matter *, str name, money from,
    const char *const *posts, size_t n) MUST_USE;
