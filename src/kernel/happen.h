/* happen.h - what runs after a commit: reactions to commands, timers, messages to adapters.
 * All three wait in tables of the same transaction as their cause, so that none is lost or
 * invented by a crash; each runs once in a transaction of its own, in order per document, and is
 * tried again later when it fails. */
#pragma once
#include "kernel/kernel.h"

struct happen {
    struct db *db;
    int node;
    void (*after)(void *arg, struct ctx *); /* each piece that was done, committed; may be NULL */
    void *arg;
};
/* Run what is due now, at most `most` pieces; *ran says how many. Called by the server's
 * housekeeping thread and by tests (with their own clock). Not in a transaction. */
int happen_due(const struct happen *, when now, unsigned most, unsigned *ran) MUST_USE;

/* What need not be kept: idempotency records after a day, sessions that have ended, messages sent a
 * week ago. A work_fn; the argument is not used. */
int happen_purge(struct ctx *, void *) MUST_USE;

/* An adapter takes the outbox messages of its topic: 0 sent; anything else is tried again later.
 * Runs outside any transaction. */
typedef int adapter_fn(str topic, str json, rid event_id);
void adapter_register(const char *topic, adapter_fn *);
/* One whose other side says something back. 0: it did, and the text is in `answer`; the module's
 * ANSWER(topic) is told it as h->note, in the transaction that marks the message as sent. What that
 * handler refuses is asked again later, so that the other side must bear being asked twice. `c` is
 * in no transaction. */
typedef int adapter_ask_fn(struct ctx *c, str json, rid event_id, struct text *answer);
void adapter_asks(const char *topic, adapter_ask_fn *);
