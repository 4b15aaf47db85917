/* stock.h - parts in the stores.
 *
 * A balance has a quantity on hand, of which some is reserved, and a value. Goods come in at their
 * purchase price as a layer of their own; those that came first (as far as was known) leave first,
 * at what they cost. The last piece of a layer takes what is left of its value, so that an empty
 * balance is worth nothing. What comes back from a job is a new layer at the cost at which it left.
 *
 * A move is dated twice: happened_on, when the goods moved, and created_at, when it was known.
 *
 * Each function below changes the balance of one part in one store and records the move. Who takes
 * several parts in one command takes them by ascending part_id, so that two callers never wait for
 * each other. `unit_id` is the store; quantities are greater than 0. */
#pragma once
#include "modules/party/party.h"
#include "modules/ledger/ledger.h"
#include "modules/vehicle/vehicle.h"

#define MODEL "modules/stock/model.def"
#define REFUSALS "modules/stock/refusals.def"
#include "kernel/model_types.h"
#undef MODEL
#undef REFUSALS

/* Set aside for a document what is free, or refuse STOCK_SHORT: part, free, wanted. Of two callers
 * for the last piece one is refused. Reserving again for the same document adds to it. */
int stock_reserve(struct ctx *, rid unit_id, rid part_id, qty, struct anyref for_) MUST_USE;
/* Give back some of it; more than is reserved for that document is refused. */
int stock_unreserve(struct ctx *, rid unit_id, rid part_id, qty, struct anyref for_) MUST_USE;
/* Give back all that is reserved for a document, in every store; nothing is well too. */
int stock_release(struct ctx *, struct anyref for_) MUST_USE;
/* All that is reserved for one document is from now on reserved for another (booking to order). */
int stock_reservation_move(struct ctx *, struct anyref from, struct anyref to) MUST_USE;

/* From the bin to a job. `reserved`: what is reserved for this document is used up first, and only
 * the rest must be free. *cost (may be NULL) is the value that left. The ledger is not touched. */
int stock_issue(struct ctx *, rid unit_id, rid part_id, qty, bool reserved, struct anyref for_,
    money *cost) MUST_USE;
/* Back from the job, at `cost`. Not more than went to that document, nor worth more than that. */
int stock_return(
    struct ctx *, rid unit_id, rid part_id, qty, money cost, struct anyref for_) MUST_USE;
/* What of a part is out at a document now (issued less returned), and its cost. A caller that takes
 * back some of it gives back money_share(cost, quantity, issued), and all of the cost with the
 * last. */
int stock_issued(
    struct ctx *, rid unit_id, rid part_id, struct anyref for_, qty *, money *cost) MUST_USE;

/* Away to a supplier, or on the road: what is reserved for `source` first, the rest must be free.
 * *value is what left. The ledger is not touched. */
int stock_send(struct ctx *, rid unit_id, rid part_id, qty, enum stock_place to,
    struct anyref source, money *value) MUST_USE;
/* In from there, at this value; `went`: with which document, from which store they had left, so
 * that what is tracked keeps its batches. */
struct stock_went { rid unit_id; struct anyref with; };
int stock_land(struct ctx *, rid unit_id, rid part_id, qty, money value, enum stock_place from,
    struct anyref source, const struct stock_went *) MUST_USE;

/* What may be reserved or issued: neither reserved nor blocked (held, expired, in quarantine). */
qty stock_free(const struct stock_balance *);
/* The row of a store and part; on_hand 0 when there is none. Not held. */
int stock_of(struct ctx *, rid unit_id, rid part_id, struct stock_balance *) MUST_USE;

/* What a part costs on a list, on a day, for a unit: the row of the nearest unit above it, else of
 * the list behind this one (member: retail; franchise, settlement: supply). out->id is 0 when no
 * row holds; the price then is that of the part itself for retail and member, else 0. */
int part_price_of(struct ctx *, const struct part *, enum part_price_kind, rid unit_id, date day,
    struct part_price *out) MUST_USE;
/* How far below its retail price he who asks may sell it by himself, by his posts; 0: no rule says.
 * Who sells below it asks for approval first. */
int part_floor(struct ctx *, const struct part *, price retail, date day, price *floor) MUST_USE;
/* The part that is made now in place of this one; itself when it is. */
int part_current(struct ctx *, rid part_id, rid *current) MUST_USE;
