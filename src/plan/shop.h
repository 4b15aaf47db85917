/* shop.h - the flexible job shop inside: a graph of operations, its tabu search, its pool.
 *
 * Each operation is a node with two predecessors (in its job, on its machine) and two successors.
 * For each the longest way from the beginning to its end (`end`) and from its start to the very
 * end (`tail`) is known; the greatest of either is the makespan. Node `n` is the border: it stands
 * for "none", and its end and tail are 0, so that no loop asks whether there is a neighbour. */
#pragma once
#include "plan/plan_own.h"

struct shop_move { int op, way, after; int64_t value; };

struct shop {
    int n, n_machines, n_jobs;
    const int *before, *next;               /* in the job */
    const int *way;                         /* ways of operation o: way[o] … way[o + 1] - 1 */
    const int *way_machine, *way_time;

    int *chosen, *time;                     /* a way, and its time */
    int *left, *right, *first;              /* on the machine */
    int *end, *tail;
    int *order, *place, *waits;             /* a topological order, and where each stands in it */
    int *reach;                             /* the greatest end of those that stand before */
    int makespan;

    int *end_without, *tail_without;        /* while one operation is taken out */
    int *path;
    int64_t *tabu;                          /* of each way: until which iteration */
    int64_t iteration, work;

    struct rng rng;
    const struct plan_limits *limits;
    int lower_bound;
    bool stopped;
};

/* What is remembered of a schedule: enough to build it again. */
struct shop_plan { int makespan; int *chosen, *order, *start; };

bool shop_in(struct shop *, const struct plan_problem *, struct arena *);
bool shop_plan_in(struct shop_plan *, const struct shop *, struct arena *);
void shop_measure(struct shop *);           /* order, end, tail, makespan from the machines' rows */
void shop_load(struct shop *, const int *chosen, const int *order);
void shop_save(const struct shop *, struct shop_plan *);
void shop_put(struct shop *, const struct shop_move *);
void shop_without(struct shop *, int op, int *span);        /* takes it out, until shop_back */
void shop_back(struct shop *, int op);
bool shop_more(struct shop *);

/* From where the shop stands; `best` holds what is best since. Ends after `stale` moves in a row
 * without a better one. */
void shop_tabu(struct shop *, struct shop_plan *best, int64_t stale);
