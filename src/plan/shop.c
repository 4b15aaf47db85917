/* shop.c - the search for a flexible job shop: a pool of good schedules, each improved by tabu
 * search; then again and again two are blended and the child improved. What both parents have in
 * common (a machine, an order of two operations) the child has too. */
#include "plan/shop.h"

enum { POOL = 30, STALE = 300, STALE_MOST = 20000, SAME = 2 };

struct pool {
    struct shop *shop;
    struct shop_plan plans[POOL], best, child;
    int n;
    int *order, *chosen, *key;              /* of what is being built */
    int64_t *rank;
    int *free_job, *free_machine, *at;      /* for the greedy start */
    int *left;
};

static bool pool_in(struct pool *p, struct shop *s, struct arena *mem)
{
    size_t n = (size_t)s->n + 1;

    p->shop = s;
    for (int i = 0; i < POOL; i++)
        if (!shop_plan_in(&p->plans[i], s, mem))
            return false;
    if (!shop_plan_in(&p->best, s, mem) || !shop_plan_in(&p->child, s, mem))
        return false;
    p->order = arena_alloc(mem, n * sizeof(int));
    p->chosen = arena_alloc(mem, n * sizeof(int));
    p->key = arena_alloc(mem, n * sizeof(int));
    p->rank = arena_alloc(mem, n * sizeof(int64_t));
    p->free_job = arena_alloc(mem, n * sizeof(int));
    p->left = arena_alloc(mem, n * sizeof(int));
    p->at = arena_alloc(mem, n * sizeof(int));
    p->free_machine = arena_alloc(mem, (size_t)(s->n_machines + 1) * sizeof(int));
    return !mem->exhausted;
}

/* The way that ends `op` soonest, of equals any. */
static int soonest_way(const struct pool *p, int op, int from, int *start)
{
    const struct shop *s = p->shop;
    int best = -1, best_end = INT32_MAX, seen = 0;

    for (int w = s->way[op]; w < s->way[op + 1]; w++) {
        int begin = p->free_machine[s->way_machine[w]];
        int end;

        begin = begin > from ? begin : from;
        end = begin + s->way_time[w];
        seen = end < best_end ? 1 : seen + (end == best_end);
        if (end < best_end || (end == best_end && rng_below(&p->shop->rng, seen) == 0))
            best = w, best_end = end, *start = begin;
    }
    return best;
}

/* Job by job whatever can begin first, of equals what has most before it; with chance, any. */
static void greedy(struct pool *p, const struct plan_problem *problem, bool chance)
{
    struct shop *s = p->shop;

    for (int m = 0; m < s->n_machines; m++)
        p->free_machine[m] = 0;
    for (int j = 0; j < s->n_jobs; j++) {
        p->at[j] = p->free_job[j] = p->left[j] = 0;
        for (int o = problem->jobs[j].first, i = 0; i < problem->jobs[j].n; i++, o++)
            p->left[j] += s->way_time[s->way[o]];
    }
    for (int k = 0; k < s->n; k++) {
        int job = -1, way = -1, begin = INT32_MAX, wild = chance ? rng_below(&s->rng, 5) : 1;

        for (int j = 0, seen = 0; j < s->n_jobs; j++) {
            int start = 0, w;

            if (p->at[j] == problem->jobs[j].n)
                continue;
            w = soonest_way(p, problem->jobs[j].first + p->at[j], p->free_job[j], &start);
            if (wild == 0 ? rng_below(&s->rng, ++seen) == 0 :
                    start < begin || (start == begin && p->left[j] > p->left[job]))
                job = j, way = w, begin = start;
        }
        int o = problem->jobs[job].first + p->at[job]++;

        p->order[k] = o;
        p->chosen[o] = way;
        p->left[job] -= s->way_time[s->way[o]];
        p->free_job[job] = p->free_machine[s->way_machine[way]] = begin + s->way_time[way];
    }
    shop_load(s, p->chosen, p->order);
}

static bool later(const struct pool *p, int a, int b)
{
    return p->rank[a] > p->rank[b] || (p->rank[a] == p->rank[b] && a > b);
}

static void sort_by_rank(struct pool *p)    /* heap sort: no allocation, equal everywhere */
{
    int n = p->shop->n, *v = p->order;

    for (int top = n / 2, size = n; size > 1;) {
        int hole, value;

        if (top > 0)
            value = v[--top];
        else {
            value = v[--size];
            v[size] = v[0];
        }
        for (hole = top; 2 * hole + 1 < size;) {
            int c = 2 * hole + 1;

            if (c + 1 < size && later(p, v[c + 1], v[c]))
                c++;
            if (!later(p, v[c], value))
                break;
            v[hole] = v[c];
            hole = c;
        }
        v[hole] = value;
    }
}

/* Between `a` and `b`: the order of starts somewhere between theirs, the machine of either. Of
 * equal starts a's order holds, which is an order of the graph. */
static void blend(struct pool *p, const struct shop_plan *a, const struct shop_plan *b)
{
    struct shop *s = p->shop;
    int share = 300 + rng_below(&s->rng, 401);              /* of b, in thousandths */

    for (int i = 0; i < s->n; i++) {
        int o = a->order[i];

        p->order[i] = o;
        p->rank[o] = ((int64_t)a->start[o] * (1000 - share) + (int64_t)b->start[o] * share) *
            (PLAN_OPS + 1) + i;
        p->chosen[o] = rng_below(&s->rng, 1000) < share ? b->chosen[o] : a->chosen[o];
    }
    sort_by_rank(p);
    shop_load(s, p->chosen, p->order);
}

/* How many operations are done elsewhere or in another place of their machine's row. */
static int distance(struct pool *p, const struct shop_plan *a, const struct shop_plan *b)
{
    struct shop *s = p->shop;
    int n = 0, *row = p->free_machine;

    for (int side = 0; side < 2; side++) {
        const struct shop_plan *x = side == 0 ? a : b;

        for (int m = 0; m < s->n_machines; m++)
            row[m] = 0;
        for (int i = 0; i < s->n; i++) {
            int o = x->order[i], m = s->way_machine[x->chosen[o]], at = row[m]++;

            if (side == 0)
                p->key[o] = at;
            else
                n += a->chosen[o] != b->chosen[o] || p->key[o] != at;
        }
    }
    return n;
}

static void swap_plans(struct shop_plan *a, struct shop_plan *b)
{
    struct shop_plan x = *a;

    *a = *b;
    *b = x;
}

static void remember(struct pool *p, const struct shop_plan *plan)
{
    size_t bytes = (size_t)p->shop->n * sizeof(int);

    if (plan->makespan >= p->best.makespan)
        return;
    p->best.makespan = plan->makespan;
    memcpy(p->best.chosen, plan->chosen, bytes);
    memcpy(p->best.order, plan->order, bytes);
    memcpy(p->best.start, plan->start, bytes);
}

/* In place of the worst, unless it is worse still or nearly one that is there. */
static bool admit(struct pool *p)
{
    int worst = 0;

    for (int i = 0; i < p->n; i++) {
        if (p->plans[i].makespan > p->plans[worst].makespan)
            worst = i;
        if (p->plans[i].makespan <= p->child.makespan &&
                distance(p, &p->plans[i], &p->child) <= SAME)
            return false;
    }
    if (p->child.makespan > p->plans[worst].makespan)
        return false;
    swap_plans(&p->plans[worst], &p->child);
    return true;
}

static void fill(struct pool *p, const struct plan_problem *problem, bool first, int64_t stale)
{
    struct shop *s = p->shop;

    for (p->n = 0; p->n < POOL && (p->n == 0 || shop_more(s)); p->n++) {
        if (!(first && p->n == 0 && p->best.makespan < INT32_MAX))
            greedy(p, problem, !first || p->n > 0);
        shop_tabu(s, &p->plans[p->n], stale);
        remember(p, &p->plans[p->n]);
        if (p->best.makespan <= s->lower_bound)
            s->stopped = true;
    }
}

/* Many short searches and much blending first; each time anew the searches may be longer. */
static void search(struct pool *p, const struct plan_problem *problem)
{
    struct shop *s = p->shop;
    int64_t stale = STALE;

    for (bool first = true; first || shop_more(s); first = false) {
        fill(p, problem, first, stale);
        for (int idle = 0; idle < 3 * POOL && p->n > 1 && shop_more(s);) {
            int a = rng_below(&s->rng, p->n), b = rng_below(&s->rng, p->n - 1);

            b += b >= a;
            if (distance(p, &p->plans[a], &p->plans[b]) <= SAME) {
                idle++;
                s->iteration++;
                continue;
            }
            blend(p, &p->plans[a], &p->plans[b]);
            shop_tabu(s, &p->child, stale);
            remember(p, &p->child);
            if (p->best.makespan <= s->lower_bound)
                s->stopped = true;
            idle = admit(p) ? 0 : idle + 1;
        }
        stale = stale < STALE_MOST ? 2 * stale : stale;
    }
}

/* A given plan becomes where the first search begins. */
static bool take_start(struct pool *p, const struct plan_problem *problem,
    const struct plan_solution *start)
{
    struct shop *s = p->shop;

    for (int o = 0; o < s->n; o++) {
        const struct plan_op *op = &problem->ops[o];

        p->chosen[o] = -1;
        for (int k = 0; k < op->n_ways; k++)
            if (op->ways[k].on == start->ops[o].on)
                p->chosen[o] = s->way[o] + k;
        if (p->chosen[o] < 0)
            return false;
        p->order[o] = o;
        p->rank[o] = (int64_t)start->ops[o].start * (PLAN_TIME + 1) + start->ops[o].end;
    }
    sort_by_rank(p);
    shop_load(s, p->chosen, p->order);
    shop_save(s, &p->best);
    return true;
}

int shop_solve(const struct plan_problem *problem, const struct plan_limits *limits,
    struct arena *mem, const struct plan_solution *start, struct plan_solution *out)
{
    struct shop shop = { .limits = limits, .rng = { limits->seed } };
    struct pool pool = { .best.makespan = INT32_MAX };

    if (!shop_in(&shop, problem, mem) || !pool_in(&pool, &shop, mem))
        return -1;
    shop.lower_bound = out->lower_bound;
    pool.best.makespan = INT32_MAX;
    if (start != NULL)
        (void)take_start(&pool, problem, start);
    search(&pool, problem);
    for (int o = 0; o < shop.n; o++) {
        int w = pool.best.chosen[o], from = pool.best.start[o];

        out->ops[o] = (struct plan_place){ shop.way_machine[w], from,
            from + shop.way_time[w], false };
    }
    out->makespan = pool.best.makespan;
    return 0;
}
