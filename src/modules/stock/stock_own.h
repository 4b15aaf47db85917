/* stock_own.h - what the files of the stock share among themselves. */
#pragma once
#include "modules/stock/stock.h"

/* The row of a store and part, held until the commit; zeros when there is none. */
int balance_hold(struct ctx *, rid unit_id, rid part_id, struct stock_balance *) MUST_USE;
/* As much of n as is reserved for this document is used up; *used is how much. Balance held. */
int reservation_use(struct ctx *, rid unit_id, rid part_id, qty n, struct anyref owner,
    qty *used) MUST_USE;
int stock_short(struct ctx *, rid part_id, qty free, qty wanted) MUST_USE;

/* Goods that come into the bin with their value, as a layer of their own, or leave it; both record
 * the move. `on`: the day it happened, absent for today. */
struct lot_at { rid batch_id, bin_id; };        /* of a tracked part */
struct arrival {
    qty n;
    money value;
    enum stock_place from;
    struct anyref source;
    date on;
    struct lot_at lot;
};
struct leaving {
    qty n, of_reserved; /* so many of them are reserved; the reservation is the caller's matter */
    rid layer_id;       /* 0, or taken first: what is left of the goods of that move */
    enum stock_place to;
    struct anyref source;
    date on;
    struct lot_at lot;  /* of this batch (and bin), free or not; none: what expires first */
};
int stock_in(struct ctx *, rid unit_id, rid part_id, const struct arrival *) MUST_USE;
int stock_out(struct ctx *, const struct stock_balance *held, const struct leaving *,
    money *value) MUST_USE;
/* 0 and *on set (today when it was absent), or refused at `field`: a day to come, or of a closed
 * month. */
int happened_judge(struct ctx *, rid unit_id, const char *field, date *on) MUST_USE;

/* The moves by which the goods of a receipt came, by part. */
int receipt_moves(struct ctx *, rid receipt_id, struct stock_move_list *) MUST_USE;

/* --- layers: layer.c; the balance is held --------------------------------------------------------
 * What is left of the goods that came by a move; zeros when all is gone. */
int layer_of(struct ctx *, const struct stock_balance *held, rid move_id,
    struct stock_layer *) MUST_USE;
/* Take n: of the layer `first` (0: none) as far as it goes, then the oldest. *value is what they
 * cost; the front of *b is as it will be, for the caller to store. */
int layers_take(struct ctx *, struct stock_balance *b, qty n, rid first, money *value) MUST_USE;
/* Goods behind all that is there. */
int layer_add(struct ctx *, const struct stock_layer *) MUST_USE;
/* Raise (or lower) the value of a layer by as much as is not below 0; *done is by how much. Records
 * the move. */
int layer_revalue(struct ctx *, const struct stock_layer *, money by, struct anyref source, date on,
    money *done) MUST_USE;

/* --- lots: lot.c; the balance is held ------------------------------------------------------------
 * Put into a bin. */
int lot_put(struct ctx *, rid unit_id, rid part_id, struct lot_at, qty,
    struct anyref source) MUST_USE;
/* What n would be taken of, each on_hand how much; *blocked: so much of it is not free. */
int lots_pick(struct ctx *, const struct stock_balance *held, struct lot_at, qty n,
    struct lot_pick_list *, qty *blocked) MUST_USE;
int lots_drop(struct ctx *, const struct stock_balance *held, const struct lot_pick_list *,
    struct anyref source) MUST_USE;
int lots_return(struct ctx *, rid unit_id, rid part_id, qty, struct anyref source) MUST_USE;
/* What went with a document and has not come back, each on_hand how much. */
int lots_gone(struct ctx *, rid unit_id, rid part_id, struct anyref with,
    struct lot_pick_list *) MUST_USE;
/* Its state will be this one: what is free follows, in all stores. Holds their balances. */
int batch_reblock(struct ctx *, const struct part_batch *) MUST_USE;
int lot_carry(struct ctx *, const struct part_batch *, rid unit_id,
    const struct part_batch_move_in *) MUST_USE;

/* --- batches and bins: batch.c, bin.c --------------------------------------------------------- */
struct batch_in {
    str number, dot;
    date produced_on, expires_on;
    rid supplier_id, receipt_id;
};
/* Works out the dates that follow from others; refuses at the fields "dot", "produced_on" … */
int batch_judge(struct ctx *, const struct part *, struct batch_in *) MUST_USE;
/* The batch of that number, made when there is none. */
int batch_of(struct ctx *, const struct part *, const struct batch_in *, rid *id) MUST_USE;
/* May goods of our own lie there? Else refused at `field`. */
int bin_ours(struct ctx *, const char *field, rid bin_id) MUST_USE;
int bin_of_part(struct ctx *, rid unit_id, rid part_id, rid *bin_id) MUST_USE;
/* Capitals, without blanks: as it is printed on boxes and typed by hand in many ways. */
str code_squeezed(struct ctx *, str);
