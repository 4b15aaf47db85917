/* job.h - work that takes longer than a request may: an import, its undoing.
 *
 * A job is stored with its input and who asked for it, taken by one node under a lease which its
 * progress renews, and acts as that person. When its node dies the lease ends and the job is begun
 * anew, so each kind must go on where it stopped or do nothing twice. Cancelling asks it to stop at
 * its next step; what it has done until then stays. */
#pragma once
#include "kernel/kernel.h"

enum { JOB_LEASE_MS = 60000, JOB_RESULT_MAX = 60000 };

struct job_run {
    struct ctx *c;                          /* whose `who` is the one who asked */
    const struct job *job;
    struct json result;                     /* an object that is open: told when the job ends */
    when (*clock)(void);
    when told;                              /* when its progress was last stored */
};
/* One kind of job. 0: done; > 0: refused, which is its end; < 0: failed, which is its end too. */
struct job_kind { const char *name; int (*run)(struct job_run *); };
extern const struct job_kind job_kinds[];   /* import_job.c; ends with a nameless one */

/* Queue one for c->who. In a transaction. `json` is the kind's own input. */
int job_add(struct ctx *, const char *kind, str json, rid *id) MUST_USE;
/* Between two steps of its work: tell how far it is, at most once a second, and renew the lease.
 * Refused (JOB_STOPPED) when it was cancelled. Not in a transaction. */
int job_step(struct job_run *, int64_t done, int64_t total) MUST_USE;
/* Run the oldest that waits or whose lease has ended; *ran says whether there was one. */
int job_due(struct db *, when (*clock)(void), int node, bool *ran) MUST_USE;
/* One's own job, else E_NOT_FOUND. In a transaction or a snapshot. */
int job_get(struct ctx *, rid id, struct job *) MUST_USE;
int job_cancel(struct ctx *, rid id) MUST_USE;  /* in a transaction */
