/* stock_own.h - what the files of the stock share among themselves. */
#pragma once
#include "modules/stock/stock.h"

/* The row of a store and part, held until the commit; zeros when there is none. */
int balance_hold(struct ctx *, rid unit_id, rid part_id, struct stock_balance *) MUST_USE;
qty balance_free(const struct stock_balance *);
/* The value of n of what is on hand: the moving average, and all of it for all; 0 < n <= on hand.
 */
money balance_share(const struct stock_balance *, qty n);
/* As much of n as is reserved for this document is used up; *used is how much. Balance held. */
int reservation_use(struct ctx *, rid unit_id, rid part_id, qty n, struct anyref owner,
    qty *used) MUST_USE;
int stock_short(struct ctx *, rid part_id, qty free, qty wanted) MUST_USE;
/* Into the bin, with its value; out of the bin of a held balance, `of_reserved` of it from what is
 * reserved (the reservation itself is the caller's matter). Both record the move. */
int stock_in(struct ctx *, rid unit_id, rid part_id, qty, money value, enum stock_place from,
    struct anyref source) MUST_USE;
int stock_out(struct ctx *, const struct stock_balance *held, qty, qty of_reserved, money value,
    enum stock_place to, struct anyref source) MUST_USE;
