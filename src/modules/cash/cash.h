/* cash.h - settlements and payments.
 *
 * settlement_open (command_make) says what one payer owes for a document: labour, parts and other,
 * tax included, less a discount. It posts the receivable, the revenue without tax, the tax, and the
 * cost of the parts. A settlement of 0 is paid at once.
 * payment_receive (on the settlement) takes money, never more than is due, or with method `credit`
 * puts all that is due on the account of a customer who has credit.
 * settlement_reverse undoes the whole, once every payment has been reversed. A document that was
 * settled learns of payments and reversals by ON(payment_receive …), ON(payment_reverse …). */
#pragma once
#include "modules/party/party.h"
#include "modules/ledger/ledger.h"

#define MODEL "modules/cash/model.def"
#define REFUSALS "modules/cash/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Does this settlement stand in no one's way: is it paid in full, or on credit? */
int cash_paid(struct ctx *, rid settlement_id, bool *paid) MUST_USE;
/* The same over all living settlements of a document; *paid is false when there is none. */
int cash_paid_for(struct ctx *, struct anyref source, bool *paid) MUST_USE;
