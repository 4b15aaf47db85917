/* fuzz_plan.c - any bytes as an instance: refused with a reason, or planned so that the judge
 * agrees; the plan of what was planned once is the same again, and one job taken out finds a
 * place. */
#include "plan/plan.h"
#include "test/fuzz.h"

enum { SMALL = 60 };

static void insert_try(const struct plan_problem *p, struct plan_solution *s, struct arena *mem)
{
    const struct plan_job *job = &p->jobs[p->n_jobs - 1];
    struct plan_fault why = { 0 };
    struct plan_offer offer;

    if (job->n == 0)
        return;
    for (int o = job->first; o < job->first + job->n; o++)
        s->ops[o].on = PLAN_NONE;
    s->bays[p->n_jobs - 1] = PLAN_NONE;
    if (plan_insert(p, s, p->n_jobs - 1, 0, mem, &offer, &why) == 0) {
        must(plan_judge(p, s, false, &why) == 0);
        must(offer.start <= offer.end && offer.late >= 0 && offer.overtime >= 0);
    } else
        must(why.en != NULL && why.zh != NULL);
}

static void solve_try(const struct plan_problem *p, struct arena *mem)
{
    struct plan_limits limits = { .seed = 1, .iterations = 4 };
    struct plan_fault why = { 0 };
    struct plan_solution s, again;
    int r = plan_solve(p, &limits, mem, &s, &why);

    if (r != 0) {
        must(r < 0 || (why.en != NULL && why.zh != NULL && !plan_is_shop(p)));
        return;
    }
    must(plan_judge(p, &s, false, &why) == 0);
    must(plan_solve(p, &limits, mem, &again, &why) == 0 && again.makespan == s.makespan);
    must(plan_cost_cmp(plan_cost_of(p, &s), plan_cost_of(p, &again)) == 0);
    must(!plan_is_shop(p) || s.lower_bound <= s.makespan);
    must(plan_improve(p, &limits, mem, &again, &why) == 0);
    must(plan_is_shop(p) ? again.makespan <= s.makespan
        : plan_cost_cmp(plan_cost_of(p, &again), plan_cost_of(p, &s)) <= 0);
    insert_try(p, &s, mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = { .limit = 64 << 20 };
    struct plan_problem p;
    struct plan_fault why = { 0 };
    int r = plan_read((str){ (const char *)data, size }, &mem, &p, &why);

    must(r == 0 || r < 0 || (why.en != NULL && why.zh != NULL && why.line >= 0));
    if (r == 0) {
        must(plan_accept(&p, &why) == 0);
        if (p.n_ops <= SMALL && p.n_ops > 0)
            solve_try(&p, &mem);
    }
    arena_free(&mem);
    fault_clear();
    return 0;
}
