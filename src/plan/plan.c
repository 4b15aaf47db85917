/* plan.c - what a problem must be, and which search is for it. */
#include "plan/plan_own.h"

static bool span_is_right(const struct plan_resource *r, int i)
{
    const struct plan_span *s = &r->open[i];

    return s->from >= 0 && s->from < s->to && s->to <= PLAN_TIME &&
        (i == 0 || r->open[i - 1].to < s->from ||
            (r->open[i - 1].to == s->from && r->open[i - 1].extra != s->extra));
}

static int check_resources(const struct plan_problem *p, struct plan_fault *why)
{
    int64_t spans = 0;

    if (p->n_resources < 1 || p->n_resources > PLAN_RESOURCES)
        return FAULT(why, -1, -1, "resources: 1 to 1000 are possible", "资源数须在 1 到 1000 之间");
    for (int r = 0; r < p->n_resources; r++) {
        const struct plan_resource *x = &p->resources[r];

        if (x->kind > PLAN_BAY)
            return FAULT(why, -1, -1, "a resource is a machine, a technician or a bay",
                "资源只能是设备、技师或工位");
        if ((spans += x->n_open) > PLAN_SPANS || x->n_open < 0)
            return FAULT(why, -1, -1, "too many openings: 20000 at most", "开放时段最多 20000 个");
        for (int i = 0; i < x->n_open; i++)
            if (!span_is_right(x, i))
                return FAULT(why, -1, -1,
                    "openings go from earlier to later, in order, without touching",
                    "开放时段须先后有序、互不重叠");
    }
    return 0;
}

/* Who can do it: bits of skills cover what is asked. */
bool plan_can(const struct plan_problem *p, const struct plan_op *op, int r)
{
    return p->resources[r].kind == PLAN_TECHNICIAN &&
        (op->skills & ~p->resources[r].skills) == 0;
}
bool plan_bay_fits(const struct plan_problem *p, const struct plan_job *job, int r)
{
    return p->resources[r].kind == PLAN_BAY && (job->bay_skills & ~p->resources[r].skills) == 0;
}

int plan_time_on(const struct plan_problem *p, int o, int r)
{
    const struct plan_op *op = &p->ops[o];

    if (r < 0 || r >= p->n_resources)
        return -1;
    for (int k = 0; k < op->n_ways; k++)
        if (op->ways[k].on == r)
            return op->ways[k].time;
    return op->n_ways == 0 && plan_can(p, op, r) ? op->time : -1;
}

static int check_ways(const struct plan_problem *p, int j, int o, int *longest,
    struct plan_fault *why)
{
    const struct plan_op *op = &p->ops[o];
    bool anyone = false;

    *longest = op->n_ways > 0 ? 0 : op->time;
    for (int k = 0; k < op->n_ways; k++) {
        const struct plan_way *w = &op->ways[k];

        if (w->on < 0 || w->on >= p->n_resources || p->resources[w->on].kind == PLAN_BAY)
            return FAULT(why, j, o, "a way names no machine or technician", "所列资源不是设备或技师");
        for (int i = 0; i < k; i++)
            if (op->ways[i].on == w->on)
                return FAULT(why, j, o, "a machine is named twice for one operation",
                    "同一工序重复列出同一设备");
        if (w->time < 0 || w->time > PLAN_TIME)
            return FAULT(why, j, o, "a time is out of its bounds", "时间超出范围");
        *longest = w->time > *longest ? w->time : *longest;
    }
    for (int r = 0; r < p->n_resources && !anyone && op->n_ways == 0; r++)
        anyone = plan_can(p, op, r);
    if (op->n_ways == 0 && !anyone)
        return FAULT(why, j, o, "no technician has the skills it needs; name fewer, or train one",
            "没有技师具备所需技能，请减少要求或培训人员");
    if (op->time < 0 || op->time > PLAN_TIME || op->ready < 0 || op->ready > PLAN_TIME)
        return FAULT(why, j, o, "a time is out of its bounds", "时间超出范围");
    if (op->frozen && (plan_time_on(p, o, op->was_on) < 0 || op->was_at < 0))
        return FAULT(why, j, o, "frozen, but not where it can be done: say who and when",
            "已锁定的工序须注明可行的资源和时间");
    if (op->frozen && o > p->jobs[j].first && !p->ops[o - 1].frozen)
        return FAULT(why, j, o, "frozen, but the operation before it is not: freeze that too",
            "已锁定的工序之前还有未锁定的工序，请一并锁定");
    if (op->was_at < PLAN_NEVER || op->was_at > PLAN_TIME)
        return FAULT(why, j, o, "a published time is out of its bounds", "已发布的时间超出范围");
    return 0;
}

static int check_job(const struct plan_problem *p, int j, struct plan_fault *why)
{
    const struct plan_job *job = &p->jobs[j];
    bool anywhere = !job->in_bay;

    if (job->n < 0 || job->first < 0 || job->first > p->n_ops - job->n ||
            job->first != (j > 0 ? p->jobs[j - 1].first + p->jobs[j - 1].n : 0))
        return FAULT(why, j, -1, "operations stand in one row, job after job", "工序须按作业依次排列");
    if (job->release < 0 || job->release > PLAN_TIME || job->promise < PLAN_NEVER ||
            job->promise > PLAN_TIME)
        return FAULT(why, j, -1, "a time is out of its bounds", "时间超出范围");
    if (job->weight < 0 || job->weight > PLAN_WEIGHT)
        return FAULT(why, j, -1, "a weight is 0 to 1000", "权重须在 0 到 1000 之间");
    for (int r = 0; r < p->n_resources && !anywhere; r++)
        anywhere = plan_bay_fits(p, job, r);
    if (!anywhere)
        return FAULT(why, j, -1, "no bay is equipped for it; ask for less, or add a bay",
            "没有符合要求的工位，请减少要求或增加工位");
    return 0;
}

int plan_accept(const struct plan_problem *p, struct plan_fault *why)
{
    int64_t ways = 0, time = 0, latest = 0;

    TRY(check_resources(p, why));
    if (p->n_jobs < 0 || p->n_jobs > PLAN_JOBS)
        return FAULT(why, -1, -1, "jobs: 1000 at most", "作业最多 1000 个");
    if (p->n_ops < 0 || p->n_ops > PLAN_OPS)
        return FAULT(why, -1, -1, "operations: 10000 at most", "工序最多 10000 道");
    for (int j = 0, o = 0; j < p->n_jobs; j++) {
        TRY(check_job(p, j, why));
        latest = p->jobs[j].release > latest ? p->jobs[j].release : latest;
        for (; o < p->jobs[j].first + p->jobs[j].n; o++) {
            int longest;

            if ((ways += p->ops[o].n_ways) > PLAN_WAYS || p->ops[o].n_ways < 0)
                return FAULT(why, j, o, "ways: 200000 at most", "可选方式最多 200000 个");
            TRY(check_ways(p, j, o, &longest, why));
            latest = p->ops[o].ready > latest ? p->ops[o].ready : latest;
            latest = p->ops[o].was_at > latest ? p->ops[o].was_at : latest;
            if ((time += longest) + latest > PLAN_TIME)
                return FAULT(why, j, o, "all times together are too long: 500000000 at most",
                    "时间总和过长，最多 500000000");
        }
    }
    if (p->n_jobs > 0 && p->jobs[p->n_jobs - 1].first + p->jobs[p->n_jobs - 1].n != p->n_ops)
        return FAULT(why, -1, -1, "an operation belongs to no job", "有工序不属于任何作业");
    return 0;
}

bool plan_is_shop(const struct plan_problem *p)
{
    for (int r = 0; r < p->n_resources; r++)
        if (p->resources[r].kind != PLAN_MACHINE || p->resources[r].n_open > 0)
            return false;
    for (int j = 0; j < p->n_jobs; j++)
        if (p->jobs[j].release > 0 || p->jobs[j].promise != PLAN_NEVER || p->jobs[j].in_bay)
            return false;
    for (int o = 0; o < p->n_ops; o++)
        if (p->ops[o].n_ways == 0 || p->ops[o].ready > 0 || p->ops[o].was_on != PLAN_NONE ||
                p->ops[o].was_at != PLAN_NEVER)
            return false;
    return true;
}

static struct plan_limits with_an_end(const struct plan_limits *given)
{
    struct plan_limits l = *given;

    if (l.iterations <= 0 && l.more == NULL)
        l.iterations = 1000;
    return l;
}

int plan_solve(const struct plan_problem *p, const struct plan_limits *given, struct arena *mem,
    struct plan_solution *out, struct plan_fault *why)
{
    struct plan_limits limits = with_an_end(given);

    out->ops = arena_alloc(mem, ((size_t)p->n_ops + 1) * sizeof *out->ops);
    out->bays = arena_alloc(mem, ((size_t)p->n_jobs + 1) * sizeof *out->bays);
    out->makespan = 0;
    out->lower_bound = plan_lower_bound(p, mem);
    if (mem->exhausted)
        return -1;
    for (int j = 0; j < p->n_jobs; j++)
        out->bays[j] = PLAN_NONE;
    for (int o = 0; o < p->n_ops; o++)
        out->ops[o] = (struct plan_place){ .on = PLAN_NONE };
    if (p->n_ops == 0)
        return 0;
    return plan_is_shop(p) ? shop_solve(p, &limits, mem, NULL, out)
        : day_solve(p, &limits, mem, false, out, why);
}

int plan_improve(const struct plan_problem *p, const struct plan_limits *given, struct arena *mem,
    struct plan_solution *solution, struct plan_fault *why)
{
    struct plan_limits limits = with_an_end(given);

    TRY(plan_judge(p, solution, false, why));
    if (p->n_ops == 0)
        return 0;
    solution->lower_bound = plan_lower_bound(p, mem);
    return plan_is_shop(p) ? shop_solve(p, &limits, mem, solution, solution)
        : day_solve(p, &limits, mem, true, solution, why);
}
