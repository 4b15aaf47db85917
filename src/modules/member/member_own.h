/* member_own.h - what the files of this module share. */
#pragma once
#include "modules/member/member.h"

/* The active card with this number, held until the commit. Refused at `field`: there is none, or it
 * was reported lost or given back. */
int card_hold(struct ctx *, const char *field, str number, struct member_card *) MUST_USE;
/* The active card of a customer, held; *found false when he has none. */
int card_of(struct ctx *, rid party_id, struct member_card *, bool *found) MUST_USE;
/* Note a change of a card; `before` is the row as it was held. Stores both. */
int card_moved(struct ctx *, const struct member_card *now, const struct member_card *before,
    enum card_move_kind, struct anyref source) MUST_USE;
/* A count card's item named "number" or "number/2", and its card; held. */
int count_hold(struct ctx *, str reference, struct count_card *, struct count_item *) MUST_USE;
/* Take one use for a settlement; and give it back. */
int count_take(struct ctx *, const struct settlement *, str reference, money amount,
    struct card_taken *) MUST_USE;
int count_give_back(struct ctx *, const struct payment *) MUST_USE;
