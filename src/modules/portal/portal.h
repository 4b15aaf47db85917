/* portal.h - what a customer does himself, by a link to his phone or at the kiosk in the hall.
 *
 * repair_order_link makes a link and tells its address once; the database keeps the code's hash.
 * customer_link_enter exchanges it for a session; the customer_link_… commands then act for him:
 * each judges that the order is of this car, this customer and this store, and calls the command of
 * the module it belongs to. */
#pragma once
#include "modules/after/after.h"

#define MODEL    "modules/portal/model.def"
#define REFUSALS "modules/portal/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

enum { LINK_TRIES = 5, LINK_CODE_BYTES = 18 };

/* Who acts for a customer or the kiosk: this one duty in this one unit, under the id of the link or
 * of the unit. Memory from c->mem. */
int portal_who(struct ctx *, rid unit_id, rid id, const struct duty *, struct who *out) MUST_USE;

/* --- link.c ----------------------------------------------------------------------------------- */
/* The living link of a code, or of a row; found is false when there is none. In a snapshot. */
int portal_link_of(struct ctx *, str code, struct customer_link *, bool *found) MUST_USE;
/* Do the digits end a phone number of the order or of its customer? In a snapshot. */
int portal_digits_fit(
    struct ctx *, rid party_id, str deliverer_phone, str digits, bool *fit) MUST_USE;
/* A session by its token's hash, moved on when it was last seen a while ago; found is false when
 * there is none, or its link was withdrawn. Not in a transaction. */
int portal_session(struct ctx *, str token_hash, struct customer_session *, struct customer_link *,
    bool *found) MUST_USE;
int portal_leave(struct ctx *, str token_hash) MUST_USE;

/* --- portal.c --------------------------------------------------------------------------------- */
/* Is this order one that the link shows: of its car and its customer, merged ones followed? */
int portal_shows(struct ctx *, const struct customer_link *, const struct repair_order *,
    bool *shown) MUST_USE;

/* --- pay.c: the channel. A real one takes the place of these three. -----------------------------
 */
enum channel_state { CHANNEL_WAITING, CHANNEL_PAID, CHANNEL_REFUSED, CHANNEL_CLOSED };
/* What the channel says of a payment; in a transaction or a snapshot. */
int channel_ask(
    struct ctx *, str number, enum channel_state *, str *reference) MUST_USE;
/* The customer's own doing at the simulated till: pays, or is refused. In a transaction. */
int channel_pay(struct ctx *, str number) MUST_USE;
int channel_refuse(struct ctx *, str number) MUST_USE;

/* --- sms.c ------------------------------------------------------------------------------------ */
/* The simulator of the SMS adapter: messages become lines of this file; numbers ending in 0000 are
 * refused, as a wrong number is. NULL: standard error, and only that one was sent. */
void sms_simulate(const char *path);
