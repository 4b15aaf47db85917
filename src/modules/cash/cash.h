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

/* The beginning of a query about what was open at the end of a day: store, day, today. Gives
 * u(store, day, today), and o with id, number, party_id, day, state (as now), credit_day, and what
 * was due and paid by then, of all settlements of which something may have been open. What is
 * closed now was open then if it was paid, paid back, allowed or reversed later. */
#define CASH_OPEN_ON "/* all rows */ WITH u(store, day, today) AS (SELECT CAST(? AS BIGINT)," \
    " CAST(? AS BIGINT), CAST(? AS BIGINT)), i(id) AS (SELECT s.id FROM u CROSS JOIN settlement s" \
    " WHERE s.unit_id = u.store AND s.state IN ('open', 'part_paid', 'on_credit') UNION" \
    " SELECT p.settlement_id FROM u CROSS JOIN payment p WHERE p.unit_id = u.store AND p.day > u.day" \
    " UNION SELECT p.settlement_id FROM u CROSS JOIN payment p WHERE p.unit_id = u.store" \
    " AND p.reversed_day > u.day UNION SELECT a.settlement_id FROM u CROSS JOIN allowance a" \
    " WHERE a.unit_id = u.store AND a.day > u.day UNION SELECT s.id FROM u CROSS JOIN settlement s" \
    " WHERE s.unit_id = u.store AND s.reversed_day > u.day)," \
    " o AS (SELECT s.id, s.number, s.party_id, s.day, s.state, s.credit_day, CAST(s.total +" \
    " COALESCE((SELECT sum(a.amount) FROM allowance a WHERE a.settlement_id = s.id" \
    " AND a.day > u.day), 0) AS BIGINT) AS due, CAST(COALESCE((SELECT sum(p.amount)" \
    " FROM payment p WHERE p.settlement_id = s.id AND p.day <= u.day AND (p.reversed_day IS NULL" \
    " OR p.reversed_day > u.day)), 0) AS BIGINT) AS paid FROM u CROSS JOIN i CROSS JOIN settlement s" \
    " WHERE s.id = i.id AND s.day <= u.day" \
    " AND (s.reversed_day IS NULL OR s.reversed_day > u.day)) "

/* Does this settlement stand in no one's way: is it paid in full, or on credit? */
int cash_paid(struct ctx *, rid settlement_id, bool *paid) MUST_USE;
/* Is it money that goes through the drawer: neither credit nor set off? And its account. */
bool cash_is_money(enum payment_method);
const char *cash_account(enum payment_method);

/* Held money (held.c): a deposit of somebody, or what he paid too much. `source` holds it: it keeps
 * what is left of it, and says who may. */
struct held {
    rid unit_id, party_id;
    struct anyref source;
    enum held_what what;
    rid owner_id;                           /* the store that owes it, 0: unit_id itself */
    rid move_id;                            /* the id of the movement, 0: a new one */
};
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

/* `whole` over n parts in proportion, to the fen, by largest remainder; a tie goes to the earlier
 * part. Nothing is spread when the parts are nil. n <= SPREAD_MAX. */
enum { SPREAD_MAX = 500 };
void money_spread(money whole, const money *parts, size_t n, money *shares);

/* --- written by the module of members, above this one ----------------------------------------- */

/* What a card gives towards a settlement. */
struct card_taken {
    struct anyref card;
    rid unit_id, party_id;                  /* who issued it, and whose it is */
    money paid, allowed;                    /* of what was paid for it; and off the price */
};
/* Take `amount` of what is open from the card with this number, never more than it holds. Holds the
 * balance and then the books. Refused at "reference". */
int card_take(struct ctx *, const struct settlement *, enum payment_method, str number,
    money amount, struct card_taken *) MUST_USE;
/* Give back what that payment took. */
int card_give_back(struct ctx *, const struct payment *) MUST_USE;
/* The rates off labour and parts of the member that pays; 0 for whoever is none. */
int member_rates(struct ctx *, rid party_id, rate *labour, rate *parts) MUST_USE;
/* Use up a coupon or points of the payer for a settlement of which `base` is open: what they are
 * worth. Refused at "coupon" or "points". And given back. */
int coupon_take(struct ctx *, const struct settlement *, str number, money base, money *worth,
    struct anyref *coupon) MUST_USE;
int points_take(struct ctx *, const struct settlement *, int64_t points, money base, money *worth,
    struct anyref *card) MUST_USE;
int reduction_give_back(struct ctx *, const struct settlement_reduction *) MUST_USE;
