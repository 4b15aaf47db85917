/* chain.h - a chain to measure on: stores with people, forty stocked parts, cars, past orders. */
#pragma once
#include "bench/bench.h"
#include "cli/demo_own.h"

struct chain_size { int stores, vehicles, orders; };    /* orders: whole past visits, by commands */
/* Made in bulk through the commands, in a database that is closed when it returns. The accounts'
 * password is "demo". Ends the program when it cannot. */
struct demo *chain_make(const char *where, const struct chain_size *);
/* The user name of who holds a post in a store. */
const char *chain_user(struct demo *, const struct demo_store *, int post);
