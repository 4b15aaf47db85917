/* schedule.c - the plan of a store: solved, and made right where what is held in place collides. */
#include "modules/planning/problem.h"

enum { TRIES = 40 };

/* What gives way when an order finds no place: first what held it there, then its bay, then it is
 * left out, and somebody is told. */
static void give_way(struct problem *b, int job)
{
    int i = b->job_of[job];

    if (!b->loose[i])
        b->loose[i] = true;
    else if (!b->bayless[i] && b->p.jobs[job].in_bay)
        b->bayless[i] = true;
    else
        b->dropped[i] = true;
}

static bool meet(const struct plan_place *a, const struct plan_place *z)
{
    return a->on == z->on && a->start < z->end && z->start < a->end;
}

/* Two that are held on one technician at once: the later gives way. */
static bool collide(struct problem *b, const struct plan_solution *s)
{
    for (int j = 0; j < b->p.n_jobs; j++)
        for (int o = b->p.jobs[j].first; o < b->p.jobs[j].first + b->p.jobs[j].n; o++)
            for (int k = 0; k < b->p.n_ops; k++) {
                const struct piece *x = &b->pieces[o];

                if (k == o || !b->p.ops[o].frozen || !meet(&s->ops[o], &s->ops[k]) ||
                        (x->task != NULL && x->task->state == ASG_WORKING) ||
                        b->loose[b->job_of[j]])
                    continue;
                b->loose[b->job_of[j]] = true;
                return true;
            }
    return false;
}

static int solve(struct ctx *c, struct problem *b, struct plan_solution *s)
{
    struct plan_limits limits = { .seed = (uint64_t)b->f->unit_id,
        .iterations = b->only != 0 ? 1 : b->f->steps < 1 ? 1 : b->f->steps };

    for (int tries = 0; tries < TRIES; tries++) {
        struct plan_fault why = { .job = -1 };
        int r;

        TRY(problem_jobs(c, b));
        if (b->p.n_jobs == 0)
            return 0;
        r = plan_accept(&b->p, &why);
        if (r == 0)
            r = plan_solve(&b->p, &limits, &c->mem, s, &why);
        if (r < 0)
            return DB_FAILED;
        if (r == 0 && !collide(b, s))
            return 0;
        if (r > 0 && (why.job < 0 || why.job >= b->p.n_jobs))
            return DB_FAILED;
        if (r > 0)
            give_way(b, why.job);
    }
    return DB_FAILED;
}

/* --- as it will be published ------------------------------------------------------------------ */

static struct placed placed_of(const struct problem *b, const struct plan_solution *s, int j, int o)
{
    const struct piece *x = &b->pieces[o];
    const struct plan_place *at = &s->ops[o];
    struct placed p = { .repair_order_id = x->job->repair_order_id, .plate = x->job->plate,
        .assignment_id = x->task != NULL ? x->task->assignment_id : 0,
        .technician_id = b->people[at->on], .work_s = x->work_s,
        .starts = { b->f->now.ms + at->start * (int64_t)MINUTE_MS },
        .ends = { b->f->now.ms + at->end * (int64_t)MINUTE_MS },
        .pinned = x->slot != NULL && x->slot->pinned, .overtime = at->extra };

    if (s->bays[j] != PLAN_NONE)
        p.bay_id = b->bays[s->bays[j] - b->n_people];
    if (x->task != NULL && x->task->state == ASG_WORKING && x->task->started_at.ms < p.starts.ms)
        p.starts = x->task->started_at;
    if (p.overtime) {
        const struct plan_resource *r = &b->p.resources[at->on];

        p.overtime = false;
        for (int k = 0; k < r->n_open; k++)
            p.overtime = p.overtime || (r->open[k].extra && at->start < r->open[k].to &&
                r->open[k].from < at->end);
    }
    return p;
}

static void note_unplaced(struct ctx *c, const struct problem *b, struct schedule *out)
{
    struct text t = text_in(&c->mem, 390);

    for (size_t i = 0; i < b->f->jobs.n && t.n < 350; i++)
        if (b->dropped[i]) {
            text_c(&t, t.n > 0 ? "、" : "");
            text_add(&t, b->f->jobs.v[i].plate);
        }
    out->unplaced = text_str(&t);
}

int schedule_make(struct ctx *c, const struct facts *f, rid only, struct schedule *out)
{
    struct plan_solution s = { 0 };
    struct problem b;

    *out = (struct schedule){ 0 };
    TRY(problem_people(c, f, &b));
    b.only = only;
    TRY(solve(c, &b, &s));
    out->v = arena_alloc(&c->mem, ((size_t)b.p.n_ops + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (int j = 0; j < b.p.n_jobs; j++) {
        const struct plan_job *job = &b.p.jobs[j];

        for (int o = job->first; o < job->first + job->n; o++)
            out->v[out->n++] = placed_of(&b, &s, j, o);
        out->late += s.ops[job->first + job->n - 1].end > job->promise;
    }
    note_unplaced(c, &b, out);
    return 0;
}
