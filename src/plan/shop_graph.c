/* shop_graph.c - the graph of a shop: built, measured, an operation taken out and put elsewhere. */
#include "plan/shop.h"

enum { ASK = 200000 };                      /* nodes visited between two questions for more time */

uint64_t rng_next(struct rng *r)            /* splitmix64: equal on every machine */
{
    uint64_t z = r->s += 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

int rng_below(struct rng *r, int n)
{
    assert(n > 0);
    return (int)(((rng_next(r) >> 32) * (uint64_t)n) >> 32);
}

static int *ints(struct arena *mem, int n)
{
    return arena_alloc(mem, (size_t)n * sizeof(int));
}

static bool ways_in(struct shop *s, const struct plan_problem *p, struct arena *mem)
{
    int n_ways = 0, *way = ints(mem, p->n_ops + 1);
    int *before = ints(mem, p->n_ops + 1), *next = ints(mem, p->n_ops + 1);

    for (int o = 0; o < p->n_ops; o++)
        n_ways += p->ops[o].n_ways;
    int *machine = ints(mem, n_ways + 1), *time = ints(mem, n_ways + 1);

    s->tabu = arena_alloc(mem, (size_t)(n_ways + 1) * sizeof *s->tabu);
    if (mem->exhausted)
        return false;
    for (int j = 0; j < p->n_jobs; j++)
        for (int i = 0; i < p->jobs[j].n; i++) {
            int o = p->jobs[j].first + i;

            before[o] = i > 0 ? o - 1 : p->n_ops;
            next[o] = i + 1 < p->jobs[j].n ? o + 1 : p->n_ops;
        }
    for (int o = 0, w = 0; o < p->n_ops; o++) {
        way[o] = w;
        for (int k = 0; k < p->ops[o].n_ways; k++, w++) {
            machine[w] = p->ops[o].ways[k].on;
            time[w] = p->ops[o].ways[k].time;
        }
        way[o + 1] = w;
    }
    s->before = before, s->next = next, s->way = way;
    s->way_machine = machine, s->way_time = time;
    return true;
}

bool shop_in(struct shop *s, const struct plan_problem *p, struct arena *mem)
{
    int n = p->n_ops + 1;
    int **rows[] = { &s->chosen, &s->time, &s->left, &s->right, &s->end, &s->tail, &s->order,
        &s->place, &s->waits, &s->reach, &s->end_without, &s->tail_without, &s->path };

    s->n = p->n_ops;
    s->n_machines = p->n_resources;
    s->n_jobs = p->n_jobs;
    if (!ways_in(s, p, mem))
        return false;
    for (size_t i = 0; i < COUNT(rows); i++)
        *rows[i] = ints(mem, n);
    s->first = ints(mem, s->n_machines + 1);
    return !mem->exhausted;
}

bool shop_plan_in(struct shop_plan *plan, const struct shop *s, struct arena *mem)
{
    plan->makespan = INT32_MAX;
    plan->chosen = ints(mem, s->n + 1);
    plan->order = ints(mem, s->n + 1);
    plan->start = ints(mem, s->n + 1);
    return !mem->exhausted;
}

static int greater(int a, int b) { return a > b ? a : b; }

void shop_measure(struct shop *s)
{
    int n = s->n, tail = 0, *order = s->order;

    for (int o = 0; o < n; o++) {
        s->waits[o] = (s->before[o] != n) + (s->left[o] != n);
        if (s->waits[o] == 0)
            order[tail++] = o;
    }
    s->makespan = 0;
    for (int i = 0; i < tail; i++) {
        int o = order[i], by_job = s->next[o], by_machine = s->right[o];

        s->place[o] = i;
        s->reach[i] = s->makespan;
        s->end[o] = greater(s->end[s->before[o]], s->end[s->left[o]]) + s->time[o];
        s->makespan = greater(s->makespan, s->end[o]);
        if (by_job != n && --s->waits[by_job] == 0)
            order[tail++] = by_job;
        if (by_machine != n && --s->waits[by_machine] == 0)
            order[tail++] = by_machine;
    }
    assert(tail == n);                      /* else two operations wait for each other */
    for (int i = n - 1; i >= 0; i--) {
        int o = order[i];

        s->tail[o] = greater(s->tail[s->next[o]], s->tail[s->right[o]]) + s->time[o];
    }
    s->work += 4 * n;
}

void shop_load(struct shop *s, const int *chosen, const int *order)
{
    int n = s->n;

    for (int m = 0; m < s->n_machines; m++)
        s->first[m] = n;
    /* From the end to the beginning, so that each comes before the first so far. */
    for (int i = n - 1; i >= 0; i--) {
        int o = order[i], m = s->way_machine[chosen[o]];

        s->chosen[o] = chosen[o];
        s->time[o] = s->way_time[chosen[o]];
        s->right[o] = s->first[m];
        s->left[o] = n;
        if (s->first[m] != n)
            s->left[s->first[m]] = o;
        s->first[m] = o;
    }
    shop_measure(s);
}

void shop_save(const struct shop *s, struct shop_plan *plan)
{
    size_t bytes = (size_t)s->n * sizeof(int);

    plan->makespan = s->makespan;
    memcpy(plan->chosen, s->chosen, bytes);
    memcpy(plan->order, s->order, bytes);
    for (int o = 0; o < s->n; o++)
        plan->start[o] = s->end[o] - s->time[o];
}

static void unlink_op(struct shop *s, int op)
{
    int l = s->left[op], r = s->right[op];

    if (l != s->n)
        s->right[l] = r;
    else
        s->first[s->way_machine[s->chosen[op]]] = r;
    if (r != s->n)
        s->left[r] = l;
}

/* The border's own links are never read as a neighbour's. */
static void link_op(struct shop *s, int op, int after)
{
    int m = s->way_machine[s->chosen[op]];
    int r = after != s->n ? s->right[after] : s->first[m];

    s->left[op] = after;
    s->right[op] = r;
    if (after != s->n)
        s->right[after] = op;
    else
        s->first[m] = op;
    if (r != s->n)
        s->left[r] = op;
}

void shop_put(struct shop *s, const struct shop_move *move)
{
    unlink_op(s, move->op);
    s->chosen[move->op] = move->way;
    s->time[move->op] = s->way_time[move->way];
    link_op(s, move->op, move->after);
}

/* Ends of those behind it and tails of those before it, as if it took no time and no machine. */
void shop_without(struct shop *s, int op, int *span)
{
    int n = s->n, at = s->place[op], most = s->reach[at];
    int *end = s->end_without, *tail = s->tail_without;
    const int *order = s->order;

    unlink_op(s, op);
    memcpy(end, s->end, (size_t)n * sizeof *end);
    memcpy(tail, s->tail, (size_t)n * sizeof *tail);
    end[op] = end[s->before[op]];
    tail[op] = tail[s->next[op]];
    for (int i = at + 1; i < n; i++) {
        int o = order[i];

        end[o] = greater(end[s->before[o]], end[s->left[o]]) + s->time[o];
        most = greater(most, end[o]);
    }
    for (int i = at - 1; i >= 0; i--) {
        int o = order[i];

        tail[o] = greater(tail[s->next[o]], tail[s->right[o]]) + s->time[o];
    }
    *span = greater(most, end[op]);
    s->work += n;
}

void shop_back(struct shop *s, int op)
{
    link_op(s, op, s->left[op]);
}

bool shop_more(struct shop *s)
{
    const struct plan_limits *l = s->limits;

    if (s->stopped)
        return false;
    if (l->iterations > 0 && s->iteration >= l->iterations)
        s->stopped = true;
    else if (s->work >= ASK && l->more != NULL) {
        s->work = 0;
        s->stopped = !l->more(l->with);
    }
    return !s->stopped;
}
