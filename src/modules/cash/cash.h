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
/* Is it money that goes through the drawer: neither credit nor set off? And its account. */
bool cash_is_money(enum payment_method);
const char *cash_account(enum payment_method);

/* Held money (held.c): a deposit of somebody, or what he paid too much. `source` holds it: it keeps
 * what is left of it, and says who may. */
struct held { rid unit_id, party_id; struct anyref source; enum held_what what; };
/* Through the drawer: in, or (negative) given back. Refused at `method` when that is no money. */
int held_move_make(struct ctx *, const struct held *, enum payment_method, money amount,
    str reference) MUST_USE;
/* Undo one of those of `source`; *amount is what it was. Refused at `move_id`: it is another's. */
int held_move_undo(
    struct ctx *, rid move_id, struct anyref source, str reason, money *amount) MUST_USE;
/* Set off against a settlement: *amount of the `held`, 0 = as much as is open. And undone. */
int held_set_off(
    struct ctx *, enum held_what, rid settlement_id, money held, money *amount) MUST_USE;
int held_set_off_undo(struct ctx *, enum held_what, const struct payment *, str reason) MUST_USE;

/* The same over all living settlements of a document; *paid is false when there is none. */
int cash_paid_for(struct ctx *, struct anyref source, bool *paid) MUST_USE;
