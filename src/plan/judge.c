/* judge.c - is a solution right, and what does it cost? Written from plan.h alone: it shares
 * nothing with the searches, looks at each rule by itself, and does not hurry. */
#include "plan/plan_own.h"

static bool placed(const struct plan_place *at) { return at->on != PLAN_NONE; }

static bool is_open(const struct plan_resource *r, int t, bool extra)
{
    for (int i = 0; i < r->n_open; i++)
        if (t >= r->open[i].from && t < r->open[i].to && (extra || !r->open[i].extra))
            return true;
    return r->n_open == 0;
}

/* Time between two moments in which the resource is open, or open for overtime. */
static int64_t open_time(const struct plan_resource *r, int from, int to, bool extra)
{
    int64_t sum = 0;

    for (int i = 0; i < r->n_open; i++) {
        int a = from > r->open[i].from ? from : r->open[i].from;
        int b = to < r->open[i].to ? to : r->open[i].to;

        sum += b > a && r->open[i].extra == extra ? b - a : 0;
    }
    return r->n_open == 0 && !extra ? to - from : sum;
}

static int64_t worked(const struct plan_resource *r, const struct plan_place *at)
{
    return open_time(r, at->start, at->end, false) +
        (at->extra ? open_time(r, at->start, at->end, true) : 0);
}

static int judge_op(const struct plan_problem *p, const struct plan_solution *s, int j, int o,
    struct plan_fault *why)
{
    const struct plan_op *op = &p->ops[o];
    const struct plan_place *at = &s->ops[o];
    int time = plan_time_on(p, o, at->on), last = p->jobs[j].first;
    const struct plan_resource *r = &p->resources[time >= 0 ? at->on : 0];

    if (time < 0)
        return FAULT(why, j, o, "it cannot be done there", "该资源不能完成此工序");
    if (at->start < 0 || at->end < at->start || at->end > PLAN_TIME)
        return FAULT(why, j, o, "a time is out of its bounds", "时间超出范围");
    if (op->frozen)
        return at->on == op->was_on && at->start == op->was_at ? 0
            : FAULT(why, j, o, "it is frozen and was moved", "已锁定的工序被移动");
    if (worked(r, at) != time)
        return FAULT(why, j, o, "the working time is not what it takes", "工时与所需不符");
    if (time > 0 && (!is_open(r, at->start, at->extra) ||
            !is_open(r, at->end - 1, at->extra)))
        return FAULT(why, j, o, "it begins or ends while closed", "开工或完工时资源未开放");
    if (op->whole && time != at->end - at->start)
        return FAULT(why, j, o, "it may not be interrupted, and is", "不可中断的工序被中断");
    if (at->start < p->jobs[j].release)
        return FAULT(why, j, o, "it starts before the job is there", "早于车辆到店时间");
    if (at->start < op->ready)
        return FAULT(why, j, o, "it starts before its parts are there", "早于配件到货时间");
    if (o > last && at->start < s->ops[o - 1].end)
        return FAULT(why, j, o, "it starts before the operation before has ended",
            "早于上一工序完工");
    return 0;
}

/* Two that want the same thing at the same time. Of two frozen ones people must know why. */
static int judge_clashes(const struct plan_problem *p, const struct plan_solution *s, int o,
    int j, struct plan_fault *why)
{
    const struct plan_place *a = &s->ops[o];

    for (int i = 0; i < o; i++) {
        const struct plan_place *b = &s->ops[i];

        if (a->on != b->on || a->on == PLAN_NONE || (p->ops[o].frozen && p->ops[i].frozen))
            continue;
        if (a->start < b->end && b->start < a->end && a->start < a->end && b->start < b->end)
            return FAULT(why, j, o, "two operations at once on one resource",
                "同一资源同时安排了两道工序");
    }
    return 0;
}

static bool stay(const struct plan_problem *p, const struct plan_solution *s, int j,
    struct plan_place *out)
{
    const struct plan_job *job = &p->jobs[j];

    if (job->n == 0 || s->bays[j] == PLAN_NONE || !placed(&s->ops[job->first]))
        return false;
    *out = (struct plan_place){ s->bays[j], s->ops[job->first].start,
        s->ops[job->first + job->n - 1].end, true };
    return true;
}

static bool all_frozen(const struct plan_problem *p, int j)
{
    for (int o = p->jobs[j].first; o < p->jobs[j].first + p->jobs[j].n; o++)
        if (!p->ops[o].frozen)
            return false;
    return true;
}

static int judge_bay(const struct plan_problem *p, const struct plan_solution *s, int j,
    struct plan_fault *why)
{
    const struct plan_job *job = &p->jobs[j];
    struct plan_place a, b;

    if (!job->in_bay)
        return s->bays[j] == PLAN_NONE ? 0
            : FAULT(why, j, -1, "it needs no bay and has one", "无需工位却占用了工位");
    if (job->n == 0)
        return 0;
    if (s->bays[j] < 0 || s->bays[j] >= p->n_resources || !plan_bay_fits(p, job, s->bays[j]))
        return FAULT(why, j, -1, "the bay is not equipped for it", "工位不符合要求");
    if (job->was_bay != PLAN_NONE && p->ops[job->first].frozen && s->bays[j] != job->was_bay)
        return FAULT(why, j, -1, "it has begun in another bay", "车辆已在其他工位开工");
    if (!stay(p, s, j, &a) || all_frozen(p, j))
        return 0;
    if (worked(&p->resources[a.on], &a) != a.end - a.start)
        return FAULT(why, j, -1, "the bay is not open for the whole stay", "工位在停留期间未全程开放");
    for (int i = 0; i < p->n_jobs; i++)
        if (i != j && stay(p, s, i, &b) && a.on == b.on && a.start < b.end && b.start < a.end)
            return FAULT(why, j, -1, "two jobs at once in one bay", "同一工位同时停放两车");
    return 0;
}

int plan_judge(const struct plan_problem *p, const struct plan_solution *s, bool partly,
    struct plan_fault *why)
{
    for (int j = 0; j < p->n_jobs; j++) {
        const struct plan_job *job = &p->jobs[j];
        int there = 0;

        for (int o = job->first; o < job->first + job->n; o++)
            there += placed(&s->ops[o]);
        if (there == 0 && partly)
            continue;
        for (int o = job->first; o < job->first + job->n; o++) {
            if (!placed(&s->ops[o]))
                return FAULT(why, j, o, "it is not placed", "尚未安排");
            TRY(judge_op(p, s, j, o, why));
            TRY(judge_clashes(p, s, o, j, why));
        }
        TRY(judge_bay(p, s, j, why));
    }
    return 0;
}

struct plan_cost plan_cost_of(const struct plan_problem *p, const struct plan_solution *s)
{
    struct plan_cost c = { 0 };

    for (int j = 0; j < p->n_jobs; j++) {
        const struct plan_job *job = &p->jobs[j];
        int end = job->n > 0 ? s->ops[job->first + job->n - 1].end : 0;

        if (job->n == 0 || !placed(&s->ops[job->first]))
            continue;
        c.ends += end;
        if (job->promise != PLAN_NEVER && end > job->promise)
            c.late += (int64_t)job->weight * (end - job->promise);
        c.changes += job->was_bay != PLAN_NONE && s->bays[j] != job->was_bay;
    }
    for (int r = 0; r < p->n_resources; r++) {
        int64_t load = 0;

        for (int o = 0; o < p->n_ops; o++)
            if (s->ops[o].on == r) {
                load += plan_time_on(p, o, r);
                if (s->ops[o].extra)
                    c.overload += open_time(&p->resources[r], s->ops[o].start, s->ops[o].end,
                        true);
            }
        c.peak = load > c.peak ? load : c.peak;
    }
    for (int o = 0; o < p->n_ops; o++) {
        const struct plan_op *op = &p->ops[o];

        c.changes += placed(&s->ops[o]) && op->was_on != PLAN_NONE &&
            (s->ops[o].on != op->was_on ||
                (op->was_at != PLAN_NEVER && s->ops[o].start != op->was_at));
    }
    return c;
}

int plan_cost_cmp(struct plan_cost a, struct plan_cost b)
{
    const int64_t x[] = { a.late, a.overload, a.peak, a.changes, a.ends };
    const int64_t y[] = { b.late, b.overload, b.peak, b.changes, b.ends };

    for (size_t i = 0; i < COUNT(x); i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}
