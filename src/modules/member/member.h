/* member.h - members: levels, points, stored value, count cards and packages, coupons.
 *
 * A card's principal is what was paid for it, its gift what came on top; both are spent in
 * proportion, the gift as an allowance. Only the principal is owed (contract liabilities). Balances
 * stand on the card's row, never below zero; each change is held and has its move (member_move),
 * which are only added to. A card is good in every store of the group: another company that takes
 * it is owed that much by the one that issued it. */
#pragma once
#include "modules/cash/cash.h"

#define MODEL "modules/member/model.def"
#define REFUSALS "modules/member/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS
