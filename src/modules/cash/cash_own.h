/* cash_own.h - what the files of this module share. */
#pragma once
#include "modules/cash/cash.h"

/* The open shift of whoever asks, held until the commit, so that it is not closed without this
 * payment; 0 when he has none, which is refused where the store asks for one. */
int shift_for_payment(struct ctx *, rid unit_id, rid *shift_id) MUST_USE;
/* Out of which drawer the money goes back: that of the shift that took it while it is open, else
 * that of whoever pays it back; 0 when neither is open. */
int shift_for_reversal(struct ctx *, const struct payment *, rid *shift_id) MUST_USE;
/* Take `amount` off what is due (negative: put back on), with its revenue and tax; the settlement's
 * state follows. Refused when more than is open, or more than all but what was laid out. */
int settlement_cut(struct ctx *, struct settlement *, money amount, const char *zh,
    const char *en) MUST_USE;
/* The settlement is reversed: its coupons and points go back, its reductions stand no more. */
int reductions_end(struct ctx *, const struct settlement *) MUST_USE;
