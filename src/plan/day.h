/* day.h - the workshop day inside: who is busy when, and where one job fits. */
#pragma once
#include "plan/plan_own.h"

struct held { enum plan_reason reason; int because; };

/* A job as it could be placed: its operations, its bay, and what that would cost. */
struct trial { struct plan_place *ops; int bay; struct plan_cost cost; struct held held; };

struct day {
    const struct plan_problem *p;
    struct plan_place *ops;                 /* as in a solution */
    int *bays;
    struct plan_place *best_ops;            /* the best so far, for who searches */
    int *first;                             /* of each resource: its earliest operation, or job */
    int *op_behind, *job_behind;            /* the next by start on the same resource */
    int64_t *load;                          /* working time of each resource */
    bool overtime;                          /* somebody has openings for it */
    struct plan_cost cost;                  /* of all that is placed; peak apart */
    struct trial best, tried, second;       /* room for one job each */
    struct rng rng;
};

enum day_way { DAY_KEEP, DAY_SOON, DAY_EVEN, DAY_ANY, DAY_WAYS };

int day_in(struct day *, const struct plan_problem *, struct arena *);
/* Puts what is frozen of a job in its place; or all that a solution has placed. */
void day_freeze(struct day *, int job);
void day_fill(struct day *, const struct plan_solution *);
/* The best of several ways to place the job, not before `from`, into day->best; `any`: also one
 * by chance. False: there is no room. */
bool day_try(struct day *, int job, int from, bool any);
void day_put(struct day *, int job, const struct trial *);
void day_put_op(struct day *, int op, const struct plan_place *);
void day_take(struct day *, int job);       /* all but what is frozen */
struct plan_cost day_cost(const struct day *);
int64_t day_overtime(const struct plan_resource *, const struct plan_place *);
bool day_moved(const struct plan_op *, const struct plan_place *);  /* from the published */
int day_frozen(const struct plan_problem *, int job);       /* how many of its operations */
