/* plan_own.h - what the files of the planning library share. */
#pragma once
#include "plan/plan.h"

/* Refuses: why, in both languages, and with what. */
#define FAULT(why, job_, op_, en_, zh_) \
    (*(why) = (struct plan_fault){ 0, (job_), (op_), (en_), (zh_) }, 1)

bool plan_can(const struct plan_problem *, const struct plan_op *, int resource);
bool plan_bay_fits(const struct plan_problem *, const struct plan_job *, int resource);
/* How long operation `o` takes on resource `r`; -1: it cannot be done there. */
int plan_time_on(const struct plan_problem *, int o, int r);

int shop_solve(const struct plan_problem *, const struct plan_limits *, struct arena *,
    const struct plan_solution *start, struct plan_solution *out);
int day_solve(const struct plan_problem *, const struct plan_limits *, struct arena *,
    bool improve, struct plan_solution *, struct plan_fault *why);

/* Chance that is equal on every machine (splitmix64). */
struct rng { uint64_t s; };
uint64_t rng_next(struct rng *);
int rng_below(struct rng *, int n);         /* 0 … n - 1 */
