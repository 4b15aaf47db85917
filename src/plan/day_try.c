/* day_try.c - where one job fits into the gaps. Its operations follow each other, so each goes to
 * the first gap behind the one before; who does it is a choice (enum day_way), and the best of a
 * few choices is taken. Where the bay is held by another, the whole job begins after that. */
#include "plan/day.h"

enum { CLOSER = 3 };                        /* how often a stay in the bay is made shorter */

/* From `from` on, when `time` of work is done if nobody else wants anything: through openings. */
static bool work(const struct plan_resource *r, int *i, int from, int time, bool whole, bool extra,
    struct plan_place *out)
{
    if (r->n_open == 0) {
        out->start = from, out->end = from + time;
        return out->end <= PLAN_TIME;
    }
    for (; *i < r->n_open; ++*i) {
        const struct plan_span *s = &r->open[*i];
        int left = time, at = from > s->from ? from : s->from, last = *i;

        if (s->to <= from || (s->extra && !extra))
            continue;
        out->start = at;
        for (int k = *i; k < r->n_open; k++) {
            if (r->open[k].extra && !extra)
                continue;
            if (whole && k > *i && r->open[k].from != r->open[last].to)
                break;
            at = k > *i ? r->open[k].from : at;
            if (left <= r->open[k].to - at) {
                out->end = at + left;
                return true;
            }
            left -= r->open[k].to - at;
            last = k;
        }
        if (!whole)
            return false;                   /* begun later it would end no sooner */
    }
    return false;
}

/* The first gap of resource `r` for operation `o`. */
static bool gap(const struct day *d, int o, int r, int from, bool extra, struct plan_place *out,
    struct held *held)
{
    const struct plan_resource *x = &d->p->resources[r];
    int time = plan_time_on(d->p, o, r), busy = d->first[r], i = 0;

    out->on = r, out->extra = extra;
    for (;;) {
        if (!work(x, &i, from, time, d->p->ops[o].whole, extra, out))
            return false;
        if (out->start > from)
            *held = (struct held){ PLAN_CLOSED, r };
        while (busy != PLAN_NONE && d->ops[busy].end <= out->start)
            busy = d->op_behind[busy];
        if (busy == PLAN_NONE || d->ops[busy].start >= out->end)
            return true;
        from = d->ops[busy].end;
        *held = (struct held){ PLAN_BUSY, r };
    }
}

struct choice { enum day_way way; int from; bool extra; int seen; };

static bool better(struct day *d, struct choice *c, int o, const struct plan_place *a,
    const struct plan_place *b)
{
    int64_t x = d->load[a->on] + plan_time_on(d->p, o, a->on);
    int64_t y = d->load[b->on] + plan_time_on(d->p, o, b->on);

    switch (c->way) {
    case DAY_EVEN:
        return x < y || (x == y && a->end < b->end);
    case DAY_ANY:
        return rng_below(&d->rng, ++c->seen) == 0;
    default:
        return a->end < b->end || (a->end == b->end && x < y);
    }
}

/* Who does operation `o`, and when. */
static bool pick(struct day *d, int o, struct choice *c, struct plan_place *out, struct held *held)
{
    const struct plan_op *op = &d->p->ops[o];
    int n = op->n_ways > 0 ? op->n_ways : d->p->n_resources;
    bool found = false;

    c->seen = 1;
    if (c->way == DAY_ANY && rng_below(&d->rng, 6) == 0) {  /* later: so others may go before */
        int end = d->best_ops[rng_below(&d->rng, d->p->n_ops)].end;

        c->from = end > c->from ? end : c->from;
    }
    if (c->way == DAY_KEEP && plan_time_on(d->p, o, op->was_on) >= 0)
        return gap(d, o, op->was_on, c->from > op->was_at ? c->from : op->was_at, c->extra, out,
            held);
    for (int k = 0; k < n; k++) {
        int r = op->n_ways > 0 ? op->ways[k].on : k;
        struct plan_place at;
        struct held by = *held;

        if ((op->n_ways == 0 && !plan_can(d->p, op, r)) ||
                !gap(d, o, r, c->from, c->extra, &at, &by))
            continue;
        if (!found || better(d, c, o, &at, out)) {
            *out = at;
            *held = by;
            found = true;
        }
    }
    return found;
}

/* All operations of a job one after the other, the frozen ones where they are. */
static bool chain(struct day *d, int j, struct choice c, struct trial *t)
{
    const struct plan_job *job = &d->p->jobs[j];
    int n = day_frozen(d->p, j);

    for (int i = 0; i < job->n; i++) {
        int o = job->first + i;
        struct held held = t->held;

        if (i < n) {
            t->ops[i] = d->ops[o];
            c.from = d->ops[o].end;
            continue;
        }
        if (c.from < d->p->ops[o].ready) {
            c.from = d->p->ops[o].ready;
            held = (struct held){ PLAN_PARTS, PLAN_NONE };
        }
        if (!pick(d, o, &c, &t->ops[i], &held))
            return false;
        if (i == 0)
            t->held = held;
        c.from = t->ops[i].end;
    }
    return true;
}

/* 0: the bay is free for the stay; else when to try again, or -1. */
static int bay_clash(const struct day *d, int bay, int start, int end)
{
    const struct plan_resource *x = &d->p->resources[bay];
    int until = x->n_open == 0 ? end : -1;

    for (int i = 0; i < x->n_open && until < end; i++) {
        if (x->open[i].from > start && (i == 0 || x->open[i - 1].to != x->open[i].from))
            return x->open[i].from;
        until = x->open[i].to > start ? x->open[i].to : -1;
    }
    if (until < end)
        return -1;
    for (int j = d->first[bay]; j != PLAN_NONE; j = d->job_behind[j]) {
        const struct plan_job *job = &d->p->jobs[j];
        int from = d->ops[job->first].start, to = d->ops[job->first + job->n - 1].end;

        if (from >= end)
            break;
        if (to > start)
            return to;
    }
    return 0;
}

static int longest_wait(const struct trial *t, int n)
{
    int wait = 0;

    for (int i = 1; i < n; i++)
        if (t->ops[i].start - t->ops[i - 1].end > wait)
            wait = t->ops[i].start - t->ops[i - 1].end;
    return wait;
}

static void swap_ops(struct trial *a, struct trial *b)
{
    struct plan_place *x = a->ops;

    a->ops = b->ops;
    b->ops = x;
}

/* A car that waits in the bay for parts could as well have come later. */
static void shorten(struct day *d, int j, struct choice c, struct trial *t)
{
    int n = d->p->jobs[j].n, wait;

    for (int k = 0; k < CLOSER && (wait = longest_wait(t, n)) > 0; k++) {
        d->second.held = t->held;
        c.from = t->ops[0].start + wait;
        if (!chain(d, j, c, &d->second) || d->second.ops[n - 1].end > t->ops[n - 1].end ||
                bay_clash(d, t->bay, d->second.ops[0].start, d->second.ops[n - 1].end) != 0)
            return;
        swap_ops(t, &d->second);
    }
}

/* The bay for this stay: as published, else the one with the least equipment, so that what few
 * have is left for who needs it. PLAN_NONE: all are held, and the first of them until `*again`. */
static int free_bay(const struct day *d, int j, int start, int end, int *again)
{
    const struct plan_job *job = &d->p->jobs[j];
    int only = day_frozen(d->p, j) > 0 ? job->was_bay : PLAN_NONE, best = PLAN_NONE, least = 0;

    *again = INT32_MAX;
    for (int r = 0; r < d->p->n_resources; r++) {
        int skills = r == job->was_bay ? -1 : __builtin_popcountll(d->p->resources[r].skills);
        int clash;

        if (!plan_bay_fits(d->p, job, r) || (only != PLAN_NONE && r != only))
            continue;
        if (best != PLAN_NONE && skills >= least)
            continue;
        clash = bay_clash(d, r, start, end);
        if (clash == 0)
            best = r, least = skills;
        else if (clash > 0 && clash < *again)
            *again = clash;
    }
    return best;
}

/* All of a job, and its bay if it needs one. No bay is free sooner than the first of those that
 * are held, so from there it is tried again. */
static bool whole_job(struct day *d, int j, struct choice c, struct trial *t)
{
    int n = d->p->jobs[j].n, again;
    bool begun = day_frozen(d->p, j) > 0;

    for (t->bay = PLAN_NONE; chain(d, j, c, t); c.from = again) {
        if (!d->p->jobs[j].in_bay)
            return true;
        t->bay = free_bay(d, j, t->ops[0].start, t->ops[n - 1].end, &again);
        if (t->bay != PLAN_NONE) {
            if (!begun)
                shorten(d, j, c, t);
            return true;
        }
        if (begun || again == INT32_MAX)
            return false;
        t->held = (struct held){ PLAN_BAY_HELD, PLAN_NONE };
    }
    return false;
}

static void reckon(struct day *d, int j, struct trial *t)
{
    const struct plan_job *job = &d->p->jobs[j];
    int end = t->ops[job->n - 1].end, frozen = day_frozen(d->p, j);
    struct plan_cost c = { .ends = end };

    if (job->promise != PLAN_NEVER && end > job->promise)
        c.late = (int64_t)job->weight * (end - job->promise);
    c.changes = job->was_bay != PLAN_NONE && t->bay != job->was_bay;
    for (int i = frozen; i < job->n; i++) {
        const struct plan_place *at = &t->ops[i];

        c.overload += day_overtime(&d->p->resources[at->on], at);
        c.changes += day_moved(&d->p->ops[job->first + i], at);
        d->load[at->on] += plan_time_on(d->p, job->first + i, at->on);
    }
    for (int r = 0; r < d->p->n_resources; r++)
        c.peak = d->load[r] > c.peak ? d->load[r] : c.peak;
    for (int i = frozen; i < job->n; i++)
        d->load[t->ops[i].on] -= plan_time_on(d->p, job->first + i, t->ops[i].on);
    t->cost = c;
}

/* Keeps the better of what is tried and what was best. */
static void keep_better(struct day *d, int j, bool *found)
{
    reckon(d, j, &d->tried);
    if (*found && plan_cost_cmp(d->tried.cost, d->best.cost) >= 0)
        return;
    swap_ops(&d->tried, &d->best);
    d->best.bay = d->tried.bay;
    d->best.cost = d->tried.cost;
    d->best.held = d->tried.held;
    *found = true;
}

bool day_try(struct day *d, int j, int from, bool any)
{
    int release = d->p->jobs[j].release;
    struct held held = { release > from ? PLAN_RELEASE : PLAN_AT_ONCE, PLAN_NONE };
    bool found = d->p->jobs[j].n == 0;
    enum day_way first = any && rng_below(&d->rng, 3) == 0 ? DAY_ANY : DAY_KEEP;

    from = from > release ? from : release;
    d->best.bay = PLAN_NONE;
    for (int extra = 0; extra < 1 + d->overtime && d->p->jobs[j].n > 0; extra++) {
        if (extra == 1 && found && d->best.cost.late == 0)
            break;                          /* no need of overtime */
        for (enum day_way way = first; way < DAY_WAYS; way++) {
            if (way == DAY_ANY && !any)
                continue;
            d->tried.held = held;
            if (whole_job(d, j, (struct choice){ way, from, extra == 1, 0 }, &d->tried))
                keep_better(d, j, &found);
        }
    }
    return found;
}

/* What is frozen stands where it was put, through closed hours if need be. */
void day_freeze(struct day *d, int j)
{
    const struct plan_problem *p = d->p;

    for (int i = 0; i < day_frozen(p, j); i++) {
        int o = p->jobs[j].first + i, r = p->ops[o].was_on, k = 0;
        struct plan_place at = { r, p->ops[o].was_at, 0, true };
        int time = plan_time_on(p, o, r);

        if (!work(&p->resources[r], &k, at.start, time, false, true, &at))
            at.end = p->ops[o].was_at + time;
        at.start = p->ops[o].was_at;
        day_put_op(d, o, &at);
    }
}
