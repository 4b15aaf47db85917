/* insert.c - one more job, where it fits best, and why not sooner. */
#include "plan/day.h"

/* A wrong solution must not name here what is not there. That it is right is for the judge. */
static int fits(const struct plan_problem *p, const struct plan_solution *s, struct plan_fault *why)
{
    for (int j = 0; j < p->n_jobs; j++) {
        const struct plan_job *job = &p->jobs[j];
        bool placed = job->n > 0 && s->ops[job->first].on != PLAN_NONE;

        for (int o = job->first; o < job->first + job->n; o++)
            if ((s->ops[o].on != PLAN_NONE) != placed ||
                    (placed && plan_time_on(p, o, s->ops[o].on) < 0))
                return FAULT(why, j, o, "it cannot be done there", "该资源不能完成此工序");
        if (s->bays[j] != PLAN_NONE && (!placed || s->bays[j] < 0 ||
                s->bays[j] >= p->n_resources || p->resources[s->bays[j]].kind != PLAN_BAY))
            return FAULT(why, j, -1, "the bay is not equipped for it", "工位不符合要求");
    }
    return 0;
}

int plan_insert(const struct plan_problem *p, struct plan_solution *s, int job, int not_before,
    struct arena *mem, struct plan_offer *out, struct plan_fault *why)
{
    const struct plan_job *j = p->jobs + (job >= 0 && job < p->n_jobs ? job : 0);
    struct arena mark = *mem;
    struct day day = { 0 };

    if (job < 0 || job >= p->n_jobs || j->n == 0 || s->ops[j->first].on != PLAN_NONE)
        return FAULT(why, job, -1, "there is no such job that waits to be placed", "没有此待排作业");
    if (not_before < 0 || not_before > PLAN_TIME)
        return FAULT(why, job, -1, "a time is out of its bounds", "时间超出范围");
    TRY(fits(p, s, why));
    TRY(day_in(&day, p, mem));
    day_fill(&day, s);
    day_freeze(&day, job);
    if (!day_try(&day, job, not_before, false)) {
        arena_back(mem, &mark);
        return FAULT(why, job, -1, "there is no room for it in the openings; open longer, or "
            "promise it for later", "开放时段内排不下此作业，请延长开放时间或改约");
    }
    memcpy(s->ops + j->first, day.best.ops, (size_t)j->n * sizeof *s->ops);
    s->bays[job] = day.best.bay;
    *out = (struct plan_offer){ .start = day.best.ops[0].start, .end = day.best.ops[j->n - 1].end,
        .overtime = (int)day.best.cost.overload, .reason = day.best.held.reason,
        .because = day.best.held.because };
    if (j->promise != PLAN_NEVER && out->end > j->promise)
        out->late = out->end - j->promise;
    if (out->end > s->makespan)
        s->makespan = out->end;
    arena_back(mem, &mark);
    return 0;
}

const char *plan_reason_text(enum plan_reason reason, bool english)
{
    static const struct { const char *en, *zh; } texts[] = {
        [PLAN_AT_ONCE] = { "at once", "可立即开工" },
        [PLAN_RELEASE] = { "when the car is there", "等车辆到店" },
        [PLAN_PARTS] = { "when the parts are there", "等配件到货" },
        [PLAN_BUSY] = { "everybody who can do it is busy before", "可做的人员此前都有安排" },
        [PLAN_CLOSED] = { "not at work before", "此前不在班" },
        [PLAN_BAY_HELD] = { "the bay is held before", "工位此前被占用" },
    };

    return english ? texts[reason].en : texts[reason].zh;
}
