/* day_search.c - the search for a workshop day: every job is put where it fits best, the most
 * urgent first; then again and again a few jobs are taken out and put back in another order. What
 * comes out is kept when it is no worse than now, or than some while ago (late acceptance: it
 * needs an order of costs, no scale between them). */
#include "plan/day.h"

enum { MEMORY = 40, FEW = 5 };

struct search {
    struct day *d;
    struct plan_cost memory[MEMORY], now, best;
    int taken[FEW], n;                      /* jobs taken out … */
    struct plan_place *was;                 /* … and where they were: FEW rows of operations */
    int was_bay[FEW];
    int *best_bays;
    int *order;
    int64_t tick;
};

/* Orders to begin with: by promise; by what a minute of work saves, for a day that is too full; by
 * when the last chance is to begin. What has begun always goes first. */
enum order { BY_PROMISE, BY_WORTH, BY_SLACK, ORDERS };

static int64_t urgency(const struct day *d, int j, enum order order)
{
    const struct plan_job *job = &d->p->jobs[j];
    int64_t work = 1, promise = job->promise == PLAN_NEVER ? 2 * PLAN_TIME : job->promise;

    for (int o = job->first; o < job->first + job->n; o++)
        work += d->p->ops[o].n_ways > 0 ? d->p->ops[o].ways[0].time : d->p->ops[o].time;
    if (day_frozen(d->p, j) > 0)
        return -1 - PLAN_TIME;
    if (order == BY_WORTH)
        return job->promise == PLAN_NEVER || job->weight == 0 ? INT64_MAX
            : work * 1000 / job->weight;
    return order == BY_SLACK ? promise - work : promise;
}

static bool sooner(const struct day *d, int a, int b, enum order order)
{
    int64_t x = urgency(d, a, order), y = urgency(d, b, order);

    if (x != y)
        return x < y;
    if (d->p->jobs[a].weight != d->p->jobs[b].weight)
        return d->p->jobs[a].weight > d->p->jobs[b].weight;
    return a < b;
}

static int no_room(int j, struct plan_fault *why)
{
    return FAULT(why, j, -1, "there is no room for it in the openings; open longer, or move what "
        "is frozen", "开放时段内排不下此作业，请延长开放时间或调整已锁定的工序");
}

static void keep(struct search *s)
{
    const struct plan_problem *p = s->d->p;

    s->best = s->now;
    memcpy(s->d->best_ops, s->d->ops, (size_t)p->n_ops * sizeof *s->d->best_ops);
    memcpy(s->best_bays, s->d->bays, (size_t)p->n_jobs * sizeof *s->best_bays);
}

/* All jobs in one of the orders; the number of those that found room. */
static int place_all(struct search *s, enum order order)
{
    struct day *d = s->d;
    const struct plan_problem *p = d->p;

    for (int j = 0; j < p->n_jobs; j++) {
        int i = j;

        for (; i > 0 && sooner(d, j, s->order[i - 1], order); i--)
            s->order[i] = s->order[i - 1];
        s->order[i] = j;
    }
    for (int k = 0; k < p->n_jobs; k++) {
        if (!day_try(d, s->order[k], 0, false))
            return k;
        day_put(d, s->order[k], &d->best);
    }
    return p->n_jobs;
}

static int begin(struct search *s, struct plan_fault *why)
{
    struct day *d = s->d;
    const struct plan_problem *p = d->p;
    bool found = false;

    for (int j = 0; j < p->n_jobs; j++)
        day_freeze(d, j);
    for (enum order order = BY_PROMISE; order < ORDERS; order++) {
        int n = place_all(s, order);

        s->now = day_cost(d);
        if (n < p->n_jobs && !found)
            (void)no_room(s->order[n], why);
        if (n == p->n_jobs && (!found || plan_cost_cmp(s->now, s->best) < 0)) {
            keep(s);
            found = true;
        }
        while (n-- > 0)
            day_take(d, s->order[n]);
    }
    if (!found)
        return 1;
    for (int j = 0; j < p->n_jobs; j++)
        day_put(d, j, &(struct trial){ .ops = d->best_ops + p->jobs[j].first,
            .bay = s->best_bays[j] });
    return 0;
}

static bool is_late(const struct day *d, int j)
{
    const struct plan_job *job = &d->p->jobs[j];

    return job->promise != PLAN_NEVER && job->n > 0 &&
        d->ops[job->first + job->n - 1].end > job->promise;
}

static int job_of(const struct plan_problem *p, int o)
{
    int low = 0, high = p->n_jobs - 1;

    while (low < high) {
        int mid = (low + high + 1) / 2;

        if (p->jobs[mid].first <= o)
            low = mid;
        else
            high = mid - 1;
    }
    return low;
}

/* Any job, rather a late one, rather one that follows on a resource that a taken one uses. */
static int candidate(struct search *s)
{
    struct day *d = s->d;
    const struct plan_problem *p = d->p;
    int j = rng_below(&d->rng, p->n_jobs);

    if (s->n == 0) {
        for (int k = 0; k < 8 && !is_late(d, j); k++)
            j = rng_below(&d->rng, p->n_jobs);
        return j;
    }
    if (rng_below(&d->rng, 3) == 0)
        return j;
    j = s->taken[rng_below(&d->rng, s->n)];
    const struct plan_place *was = s->was + (size_t)(s->n - 1) * (size_t)p->n_ops;
    const struct plan_job *job = &p->jobs[s->taken[s->n - 1]];
    const struct plan_place *at = &was[rng_below(&d->rng, job->n)];
    int o = d->first[at->on], skip = rng_below(&d->rng, 3);

    while (o != PLAN_NONE && d->op_behind[o] != PLAN_NONE &&
            (d->ops[o].end <= at->start || skip-- > 0))
        o = d->op_behind[o];
    return o == PLAN_NONE ? j : job_of(p, o);
}

static void take(struct search *s)
{
    struct day *d = s->d;
    const struct plan_problem *p = d->p;
    int few = 1 + rng_below(&d->rng, FEW);

    s->n = 0;
    for (int k = 0; k < 3 * few && s->n < few; k++) {
        int j = candidate(s);
        bool again = p->jobs[j].n == day_frozen(p, j);

        for (int i = 0; i < s->n; i++)
            again = again || s->taken[i] == j;
        if (again)
            continue;
        memcpy(s->was + (size_t)s->n * (size_t)p->n_ops, d->ops + p->jobs[j].first,
            (size_t)p->jobs[j].n * sizeof *s->was);
        s->was_bay[s->n] = d->bays[j];
        s->taken[s->n++] = j;
        day_take(d, j);
    }
}

static void put_back(struct search *s, int n)
{
    for (int i = 0; i < n; i++)
        day_take(s->d, s->taken[s->order[i]]);
    for (int i = 0; i < s->n; i++)
        day_put(s->d, s->taken[i], &(struct trial){
            .ops = s->was + (size_t)i * (size_t)s->d->p->n_ops, .bay = s->was_bay[i] });
}

/* Mostly as soon as may be. Now and then only behind where some operation was: so another job's
 * first operation can come before this one, and its last behind. */
static int not_before(struct search *s)
{
    struct day *d = s->d;
    int i = rng_below(&d->rng, s->n);

    if (rng_below(&d->rng, 4) > 0)
        return 0;
    return s->was[(size_t)i * (size_t)d->p->n_ops +
        (size_t)rng_below(&d->rng, d->p->jobs[s->taken[i]].n)].end;
}

/* In another order; false: there was no room, and all is as before. */
static bool put_again(struct search *s)
{
    struct day *d = s->d;
    bool urgent = rng_below(&d->rng, 2) == 0;
    enum order by = (enum order)rng_below(&d->rng, ORDERS);

    for (int i = 0; i < s->n; i++) {
        int at = urgent ? i : rng_below(&d->rng, i + 1);

        for (; urgent && at > 0 && sooner(d, s->taken[i], s->taken[s->order[at - 1]], by); at--)
            ;
        memmove(s->order + at + 1, s->order + at, (size_t)(i - at) * sizeof *s->order);
        s->order[at] = i;
    }
    for (int i = 0; i < s->n; i++) {
        int j = s->taken[s->order[i]];

        if (!day_try(d, j, not_before(s), true)) {
            put_back(s, i);
            return false;
        }
        day_put(d, j, &d->best);
    }
    return true;
}

static void step(struct search *s)
{
    struct plan_cost *then = &s->memory[s->tick++ % MEMORY], cost;

    take(s);
    if (s->n == 0 || !put_again(s))
        return;
    cost = day_cost(s->d);
    if (plan_cost_cmp(cost, s->now) > 0 && plan_cost_cmp(cost, *then) > 0)
        put_back(s, s->n);
    else
        s->now = cost;
    *then = s->now;
    if (plan_cost_cmp(s->now, s->best) < 0)
        keep(s);
}

static bool search_in(struct search *s, struct day *d, struct arena *mem)
{
    size_t ops = (size_t)d->p->n_ops + 1, jobs = (size_t)d->p->n_jobs + FEW;

    s->d = d;
    s->was = arena_alloc(mem, FEW * ops * sizeof *s->was);
    s->d->best_ops = arena_alloc(mem, ops * sizeof *s->d->best_ops);
    s->best_bays = arena_alloc(mem, jobs * sizeof *s->best_bays);
    s->order = arena_alloc(mem, jobs * sizeof *s->order);
    return !mem->exhausted;
}

int day_solve(const struct plan_problem *p, const struct plan_limits *limits, struct arena *mem,
    bool improve, struct plan_solution *out, struct plan_fault *why)
{
    struct day day = { .rng = { limits->seed } };
    struct search s = { 0 };

    TRY(day_in(&day, p, mem));
    if (!search_in(&s, &day, mem))
        return -1;
    if (improve)
        day_fill(&day, out);
    else
        TRY(begin(&s, why));
    s.now = day_cost(&day);
    for (int i = 0; i < MEMORY; i++)
        s.memory[i] = s.now;
    keep(&s);
    for (int64_t i = 0; limits->iterations <= 0 || i < limits->iterations; i++) {
        if (limits->more != NULL && !limits->more(limits->with))
            break;
        step(&s);
    }
    memcpy(out->ops, day.best_ops, (size_t)p->n_ops * sizeof *out->ops);
    memcpy(out->bays, s.best_bays, (size_t)p->n_jobs * sizeof *out->bays);
    out->makespan = 0;
    for (int o = 0; o < p->n_ops; o++)
        out->makespan = out->ops[o].end > out->makespan ? out->ops[o].end : out->makespan;
    return plan_judge(p, out, false, why);
}
