/* problem.h - the facts of a store as a problem of the planning library. */
#pragma once
#include "modules/planning/plan_own.h"

/* An operation: a task of an order, or (task NULL) what nobody was given yet. */
struct piece {
    const struct open_car *job;
    const struct open_task *task;
    const struct plan_slot *slot;           /* as published; NULL: new */
    int64_t work_s;
    bool loose;                             /* what holds it in its place gave way */
};
struct problem {
    const struct facts *f;
    struct plan_problem p;
    rid *people, *bays;                     /* technicians, then bays, are the resources */
    int n_people, n_bays;
    struct piece *pieces;                   /* as the operations */
    /* Of facts->jobs: has no place; stands in no bay; is not held where it was. */
    bool *dropped, *bayless, *loose;
    int *job_of;                            /* facts->jobs of each job of the problem */
    rid only;
};
int problem_people(struct ctx *, const struct facts *, struct problem *) MUST_USE;
/* The operations anew, without the orders dropped. */
int problem_jobs(struct ctx *, struct problem *) MUST_USE;
