/* day.c - rows of who is busy when: put in, taken out, counted; and one job put into the gaps. */
#include "plan/day.h"

int day_in(struct day *d, const struct plan_problem *p, struct arena *mem)
{
    size_t ops = (size_t)p->n_ops + 1, jobs = (size_t)p->n_jobs + 1;
    size_t resources = (size_t)p->n_resources;
    struct trial *trials[] = { &d->best, &d->tried, &d->second };

    d->p = p;
    d->ops = arena_alloc(mem, ops * sizeof *d->ops);
    d->bays = arena_alloc(mem, jobs * sizeof *d->bays);
    d->first = arena_alloc(mem, resources * sizeof *d->first);
    d->op_behind = arena_alloc(mem, ops * sizeof *d->op_behind);
    d->job_behind = arena_alloc(mem, jobs * sizeof *d->job_behind);
    d->load = arena_alloc(mem, resources * sizeof *d->load);
    for (size_t i = 0; i < COUNT(trials); i++)
        trials[i]->ops = arena_alloc(mem, ops * sizeof *d->ops);
    if (mem->exhausted)
        return -1;
    for (size_t i = 0; i < ops; i++)
        d->ops[i].on = PLAN_NONE;
    for (size_t i = 0; i < jobs; i++)
        d->bays[i] = PLAN_NONE;
    for (int i = 0; i < p->n_resources; i++) {
        d->first[i] = PLAN_NONE;
        for (int k = 0; k < p->resources[i].n_open; k++)
            d->overtime = d->overtime || p->resources[i].open[k].extra;
    }
    return 0;
}

int day_frozen(const struct plan_problem *p, int job)
{
    int n = 0;

    while (n < p->jobs[job].n && p->ops[p->jobs[job].first + n].frozen)
        n++;
    return n;
}

int64_t day_overtime(const struct plan_resource *r, const struct plan_place *at)
{
    int64_t sum = 0;

    for (int i = 0; at->extra && i < r->n_open; i++) {
        int a = at->start > r->open[i].from ? at->start : r->open[i].from;
        int b = at->end < r->open[i].to ? at->end : r->open[i].to;

        sum += r->open[i].extra && b > a ? b - a : 0;
    }
    return sum;
}

bool day_moved(const struct plan_op *op, const struct plan_place *at)
{
    return op->was_on != PLAN_NONE &&
        (at->on != op->was_on || (op->was_at != PLAN_NEVER && at->start != op->was_at));
}

static void count_op(struct day *d, int o, const struct plan_place *at, int sign)
{
    d->load[at->on] += sign * plan_time_on(d->p, o, at->on);
    d->cost.overload += sign * day_overtime(&d->p->resources[at->on], at);
    d->cost.changes += sign * day_moved(&d->p->ops[o], at);
}

void day_put_op(struct day *d, int o, const struct plan_place *at)
{
    int *link = &d->first[at->on];

    while (*link != PLAN_NONE && d->ops[*link].start < at->start)
        link = &d->op_behind[*link];
    d->op_behind[o] = *link;
    *link = o;
    d->ops[o] = *at;
    count_op(d, o, at, 1);
}

static void take_op(struct day *d, int o)
{
    int *link = &d->first[d->ops[o].on];

    while (*link != o)
        link = &d->op_behind[*link];
    *link = d->op_behind[o];
    count_op(d, o, &d->ops[o], -1);
    d->ops[o].on = PLAN_NONE;
}

static void put_stay(struct day *d, int j, int bay)
{
    int *link = &d->first[bay];
    int start = d->ops[d->p->jobs[j].first].start;

    while (*link != PLAN_NONE && d->ops[d->p->jobs[*link].first].start < start)
        link = &d->job_behind[*link];
    d->job_behind[j] = *link;
    *link = j;
    d->bays[j] = bay;
}

static void count_job(struct day *d, int j, int end, int bay, int sign)
{
    const struct plan_job *job = &d->p->jobs[j];

    d->cost.ends += sign * end;
    d->cost.changes += sign * (job->was_bay != PLAN_NONE && bay != job->was_bay);
    if (job->promise != PLAN_NEVER && end > job->promise)
        d->cost.late += sign * (int64_t)job->weight * (end - job->promise);
}

void day_put(struct day *d, int j, const struct trial *t)
{
    const struct plan_job *job = &d->p->jobs[j];

    if (job->n == 0)
        return;
    for (int i = 0; i < job->n; i++)
        if (d->ops[job->first + i].on == PLAN_NONE)
            day_put_op(d, job->first + i, &t->ops[i]);
    if (t->bay != PLAN_NONE)
        put_stay(d, j, t->bay);
    count_job(d, j, d->ops[job->first + job->n - 1].end, t->bay, 1);
}

void day_take(struct day *d, int j)
{
    const struct plan_job *job = &d->p->jobs[j];

    if (job->n == 0)
        return;
    count_job(d, j, d->ops[job->first + job->n - 1].end, d->bays[j], -1);
    if (d->bays[j] != PLAN_NONE) {
        int *link = &d->first[d->bays[j]];

        while (*link != j)
            link = &d->job_behind[*link];
        *link = d->job_behind[j];
        d->bays[j] = PLAN_NONE;
    }
    for (int i = day_frozen(d->p, j); i < job->n; i++)
        take_op(d, job->first + i);
}

struct plan_cost day_cost(const struct day *d)
{
    struct plan_cost c = d->cost;

    for (int r = 0; r < d->p->n_resources; r++)
        c.peak = d->load[r] > c.peak ? d->load[r] : c.peak;
    return c;
}

void day_fill(struct day *d, const struct plan_solution *s)
{
    struct trial t;

    for (int j = 0; j < d->p->n_jobs; j++) {
        if (d->p->jobs[j].n == 0 || s->ops[d->p->jobs[j].first].on == PLAN_NONE)
            continue;
        t = (struct trial){ .ops = s->ops + d->p->jobs[j].first, .bay = s->bays[j] };
        day_put(d, j, &t);
    }
}
