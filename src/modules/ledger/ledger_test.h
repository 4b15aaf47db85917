/* ledger_test.h - a company with two stores and a party, for the tests of the ledger and of what
 * posts to it. Included by test files only. */
#pragma once
#include "kernel/db_test.h"
#include "modules/ledger/ledger.h"

#include <pthread.h>

struct chain { struct place place; rid company_id, store_id, other_id, party_id; };

/* False: it should run on PostgreSQL and there is none. */
bool chain_open(struct chain *, void **state);
void chain_close(struct chain *);
/* `work` in a transaction of its own, as the system; what it answered. *why: the refusal, or NULL.
 */
int chain_run(struct chain *, work_fn *work, void *arg, const struct refusal **why);
/* How many facts do not hold. */
uint64_t chain_wrong(struct chain *, int (*check)(struct ctx *, struct verify *));

#define ON_CHAIN(ch, state) \
    struct chain ch; \
    if (!chain_open(&ch, state)) { \
        print_message("skipped: WORKBAY_TEST_PG is not set\n"); \
        skip(); \
    }
