/* problem.c - the facts of a store as a problem of the planning library: minutes from now on. */
#include "modules/planning/problem.h"

enum { BAY_BIT = 8, BAYS_MAX = 56, PEOPLE_MAX = 200, SPANS_EACH = 48 };

static int at_minute(const struct facts *f, when t)
{
    int64_t m = (t.ms - f->now.ms) / MINUTE_MS;

    return m < 0 ? 0 : m > PLAN_TIME / 2 ? PLAN_TIME / 2 : (int)m;
}

static int person(const struct problem *b, rid id)
{
    for (int i = 0; i < b->n_people; i++)
        if (b->people[i] == id)
            return i;
    return PLAN_NONE;
}

static int bay_index(const struct problem *b, rid id)
{
    for (int i = 0; id != 0 && i < b->n_bays; i++)
        if (b->bays[i] == id)
            return i;
    return PLAN_NONE;
}

/* --- people and bays -------------------------------------------------------------------------- */

static void add_span(struct plan_span *v, int *n, int64_t from, int64_t to, bool extra)
{
    from = from < 0 ? 0 : from;
    if (to <= from || *n >= SPANS_EACH)
        return;
    if (*n > 0 && v[*n - 1].to >= from && v[*n - 1].extra == extra)
        v[*n - 1].to = (int)to;
    else
        v[(*n)++] = (struct plan_span){ (int)from, (int)to, extra };
}

/* Somebody, or a bay. */
struct holder { rid technician_id, bay_id; };

/* What is left of a span when the cars that are expected have their places. */
static void add_free(const struct facts *f, struct holder h, size_t i, struct plan_span *v, int *n,
    struct plan_span s)
{
    for (; i < f->booked.n; i++) {
        const struct plan_booked *b = &f->booked.v[i];
        int64_t from = (b->starts_at.ms - f->now.ms) / MINUTE_MS, to = from + b->minutes;

        if ((h.bay_id != 0 ? b->bay_id != h.bay_id : b->technician_id != h.technician_id) ||
                to <= s.from || from >= s.to)
            continue;
        if (from > s.from)
            add_free(f, h, i + 1, v, n, (struct plan_span){ s.from, (int)from, s.extra });
        if (to < s.to)
            add_free(f, h, i + 1, v, n, (struct plan_span){ (int)to, s.to, s.extra });
        return;
    }
    add_span(v, n, s.from, s.to, s.extra);
}

static int openings(struct ctx *c, const struct facts *f, rid id, struct plan_resource *r)
{
    struct plan_span *v = arena_alloc(&c->mem, SPANS_EACH * sizeof *v);
    struct holder h = { .technician_id = id };
    int64_t last;

    if (v == NULL)
        return DB_FAILED;
    for (int d = 0; d < PLAN_DAYS; d++) {
        int64_t base = (when_at(f->days[d].day, 0, ZONE_S).ms - f->now.ms) / MINUTE_MS;

        for (size_t i = 0; i < f->days[d].worker_count; i++) {
            const struct workshop_worker *w = &f->days[d].workers[i];

            if (w->employee_id != id || w->span_count == 0)
                continue;
            for (size_t k = 0; k < w->span_count; k++)
                add_free(f, h, 0, v, &r->n_open, (struct plan_span){
                    (int)(base + w->spans[k].from), (int)(base + w->spans[k].to), false });
            last = w->spans[w->span_count - 1].to;
            add_free(f, h, 0, v, &r->n_open, (struct plan_span){ (int)(base + last),
                (int)(base + (last + f->overtime < 1440 ? last + f->overtime : 1440)), true });
        }
    }
    r->open = v;
    return 0;
}

static int64_t work_left(const struct facts *f, const struct open_task *k)
{
    int64_t left = k->hours.milli * HOUR_S / 1000 - k->worked.s;

    if (k->state == ASG_WORKING && f->now.ms > k->started_at.ms)
        left -= (f->now.ms - k->started_at.ms) / 1000;
    return left > 300 ? left : k->state == ASG_WORKING ? OVERRUN_MINUTES * 60 : 300;
}

static bool bay_there(const struct facts *f, rid id, int day)
{
    for (size_t i = 0; i < f->days[day].bays.n; i++)
        if (f->days[day].bays.v[i].id == id)
            return true;
    return false;
}

/* A bay is there all day and night, but on the days it is out of use, and for the cars that are
 * booked into it. Where a car stands in it now that is still worked on, a booking before that is
 * done has to wait. */
static int bay_openings(struct ctx *c, const struct facts *f, rid id, struct plan_resource *r)
{
    struct plan_span *v = arena_alloc(&c->mem, SPANS_EACH * sizeof *v);
    int busy = 0;

    if (v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < f->tasks.n; i++)
        if (f->tasks.v[i].bay_id == id && f->tasks.v[i].state == ASG_WORKING)
            busy = (int)(work_left(f, &f->tasks.v[i]) / 60 + OVERRUN_MINUTES);
    if (busy > 0)
        add_span(v, &r->n_open, 0, busy, false);
    for (int d = 0; d < PLAN_DAYS; d++) {
        int64_t from = (when_at(f->days[d].day, 0, ZONE_S).ms - f->now.ms) / MINUTE_MS;
        int64_t to = d == PLAN_DAYS - 1 ? PLAN_TIME / 2 : from + 1440;

        if (!f->days[d].closed && !bay_there(f, id, d))
            continue;
        if (from < busy)
            from = busy;
        if (from < to)
            add_free(f, (struct holder){ .bay_id = id }, 0, v, &r->n_open,
                (struct plan_span){ (int)from, (int)to, false });
    }
    r->open = v;
    return 0;
}

static void add_person(struct problem *b, rid id)
{
    if (person(b, id) == PLAN_NONE && b->n_people < PEOPLE_MAX)
        b->people[b->n_people++] = id;
}

static void gather(const struct facts *f, struct problem *b)
{
    for (int d = 0; d < PLAN_DAYS; d++) {
        for (size_t i = 0; i < f->days[d].worker_count; i++)
            add_person(b, f->days[d].workers[i].employee_id);
        for (size_t i = 0; i < f->days[d].bays.n; i++)
            if (bay_index(b, f->days[d].bays.v[i].id) == PLAN_NONE && b->n_bays < BAYS_MAX)
                b->bays[b->n_bays++] = f->days[d].bays.v[i].id;
    }
    for (size_t i = 0; i < f->tasks.n; i++)
        if (f->tasks.v[i].state == ASG_WORKING)
            add_person(b, f->tasks.v[i].technician_id);
}

static uint64_t skills_of(const struct facts *f, rid id)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < f->able.n; i++)
        for (size_t k = 0; f->able.v[i].employee_id == id && k < f->skills.n; k++)
            if (f->skills.v[k].id == f->able.v[i].skill_id)
                bits |= UINT64_C(1) << k;
    return bits;
}

static uint64_t bay_skills(const struct facts *f, rid id, int i)
{
    uint64_t bits = UINT64_C(1) << (BAY_BIT + i);

    for (int d = 0; d < PLAN_DAYS; d++)
        for (size_t k = 0; k < f->days[d].bays.n; k++)
            if (f->days[d].bays.v[k].id == id)
                return bits | UINT64_C(1) << (f->days[d].bays.v[k].trade % BAY_BIT);
    return bits;
}

int problem_people(struct ctx *c, const struct facts *f, struct problem *b)
{
    size_t jobs = f->jobs.n + 1, ops = f->jobs.n + f->tasks.n + 1;

    *b = (struct problem){ .f = f };
    b->people = arena_alloc(&c->mem, PEOPLE_MAX * sizeof *b->people);
    b->bays = arena_alloc(&c->mem, BAYS_MAX * sizeof *b->bays);
    b->p.resources = arena_alloc(&c->mem, (PEOPLE_MAX + BAYS_MAX) * sizeof *b->p.resources);
    b->p.jobs = arena_alloc(&c->mem, jobs * sizeof *b->p.jobs);
    b->p.ops = arena_alloc(&c->mem, ops * sizeof *b->p.ops);
    b->pieces = arena_alloc(&c->mem, ops * sizeof *b->pieces);
    b->dropped = arena_alloc(&c->mem, jobs * sizeof *b->dropped);
    b->bayless = arena_alloc(&c->mem, jobs * sizeof *b->bayless);
    b->loose = arena_alloc(&c->mem, jobs * sizeof *b->loose);
    b->job_of = arena_alloc(&c->mem, jobs * sizeof *b->job_of);
    if (c->mem.exhausted)
        return DB_FAILED;
    memset(b->dropped, 0, jobs * sizeof *b->dropped);
    memset(b->bayless, 0, jobs * sizeof *b->bayless);
    memset(b->loose, 0, jobs * sizeof *b->loose);
    gather(f, b);
    b->p.n_resources = b->n_people + b->n_bays;
    for (int i = 0; i < b->n_people; i++) {
        b->p.resources[i] = (struct plan_resource){ .kind = PLAN_TECHNICIAN,
            .skills = skills_of(f, b->people[i]) };
        TRY(openings(c, f, b->people[i], &b->p.resources[i]));
    }
    for (int i = 0; i < b->n_bays; i++) {
        struct plan_resource *r = &b->p.resources[b->n_people + i];

        *r = (struct plan_resource){ .kind = PLAN_BAY, .skills = bay_skills(f, b->bays[i], i) };
        TRY(bay_openings(c, f, b->bays[i], r));
    }
    return 0;
}

/* --- what is to be done ----------------------------------------------------------------------- */

static const struct plan_slot *slot_of(const struct facts *f, rid order, rid assignment)
{
    const struct plan_slot *open = NULL;

    for (size_t i = 0; i < f->slots.n; i++) {
        const struct plan_slot *s = &f->slots.v[i];

        if (s->repair_order_id == order && s->assignment_id == assignment)
            return s;
        if (s->repair_order_id == order && s->assignment_id == 0)
            open = s;
    }
    return open;                            /* it has been given to somebody since */
}

/* So many minutes from now, up to the full half hour: an estimate that does not creep. */
static int half_hour(const struct facts *f, int64_t minutes)
{
    int64_t now = f->now.ms / MINUTE_MS, at = (now + minutes + 29) / 30 * 30;

    return (int)(at - now);
}

/* When the missing parts are there: as the buyer expects them; what nobody expects at a time, or
 * should have come by now, as the setting has it. */
static int parts_ready(const struct facts *f, const struct open_car *j)
{
    return j->untold == 0 && j->parts_at.ms > f->now.ms ? at_minute(f, j->parts_at)
                                                        : half_hour(f, f->parts);
}

static int ready(const struct facts *f, const struct piece *x)
{
    const struct open_task *k = x->task;

    if (k != NULL && k->state == ASG_WORKING)
        return 0;
    if (x->job->parts == PARTS_SHORT)
        return parts_ready(f, x->job);
    return k != NULL && k->state == ASG_PAUSED && k->stop_reason != STOP_BREAK &&
        k->stop_reason != STOP_PARTS ? half_hour(f, 30) : 0;
}

/* Is he there when the others are? Whoever comes a day later than they is absent. */
static bool works_at_all(const struct problem *b, rid technician)
{
    int i = person(b, technician), first = INT32_MAX;

    for (int k = 0; k < b->n_people; k++)
        if (b->p.resources[k].n_open > 0 && b->p.resources[k].open[0].from < first)
            first = b->p.resources[k].open[0].from;
    return i != PLAN_NONE && b->p.resources[i].n_open > 0 &&
        b->p.resources[i].open[0].from <= first + 12 * 60;
}

/* Where it must stay: begun; or fixed by hand, or so near that people go by it. */
static bool held(const struct problem *b, const struct piece *x)
{
    const struct plan_slot *s = x->slot;

    if (x->task != NULL && x->task->state == ASG_WORKING)
        return true;
    if (x->loose || s == NULL || s->starts_at.ms < b->f->now.ms ||
            person(b, s->technician_id) < 0 ||
            (x->task != NULL && x->task->technician_id != s->technician_id) ||
            !works_at_all(b, s->technician_id) || at_minute(b->f, s->starts_at) < ready(b->f, x))
        return false;
    return s->pinned || (b->only != 0 && x->job->repair_order_id != b->only) ||
        s->starts_at.ms < b->f->now.ms + b->f->frozen * MINUTE_MS;
}

/* What a job asks for; what nobody has yet; all of the order when it is done again. */
static bool needed_for(const struct piece *x, const struct plan_need *n)
{
    return n->repair_order_id == x->job->repair_order_id &&
        (x->task != NULL ? n->assignment_id == x->task->assignment_id
                         : n->assignment_id == 0 || x->job->workshop == WS_REWORK);
}

static uint64_t needs(const struct problem *b, const struct piece *x)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < b->f->needs.n; i++)
        for (size_t k = 0; needed_for(x, &b->f->needs.v[i]) && k < b->f->skills.n; k++)
            if (b->f->skills.v[k].id == b->f->needs.v[i].skill_id)
                bits |= UINT64_C(1) << k;
    return bits;
}

static enum trade trade_of(const struct facts *f, rid order)
{
    for (size_t i = 0; i < f->needs.n; i++)
        if (f->needs.v[i].repair_order_id == order)
            return f->needs.v[i].trade;
    return 0;
}

int64_t minutes_for(int64_t work_s, int64_t labour_factor)
{
    int64_t f = labour_factor > 0 ? labour_factor : 1000000;

    return (work_s * 1000000 / f + 59) / 60;
}

static int64_t factor_of(const struct facts *f, rid id)
{
    for (int d = 0; d < PLAN_DAYS; d++)
        for (size_t i = 0; i < f->days[d].worker_count; i++)
            if (f->days[d].workers[i].employee_id == id)
                return f->days[d].workers[i].labour_factor;
    return 1000000;
}

static struct plan_way way_of(const struct problem *b, const struct piece *x, int who)
{
    return (struct plan_way){ who,
        (int)minutes_for(x->work_s, factor_of(b->f, b->people[who])) };
}

/* Everybody who is able, each in his own time; nobody: the planner says so. */
static void ways_of(const struct problem *b, const struct piece *x, struct plan_way *ways,
    struct plan_op *op)
{
    for (int i = 0; i < b->n_people; i++)
        if ((b->p.resources[i].skills & op->skills) == op->skills)
            ways[op->n_ways++] = way_of(b, x, i);
    op->ways = op->n_ways > 0 ? ways : NULL;
}

static void only_way(struct plan_op *op, struct plan_way *ways, struct plan_way way)
{
    ways[0] = way;
    op->ways = ways;
    op->n_ways = 1;
}

static int add_op(struct ctx *c, struct problem *b, struct piece x)
{
    struct plan_op *op = &b->p.ops[b->p.n_ops];
    bool running = x.task != NULL && x.task->state == ASG_WORKING;
    rid fixed = x.task != NULL && (running || works_at_all(b, x.task->technician_id))
        ? x.task->technician_id
        : x.task == NULL && x.slot != NULL && x.slot->pinned &&
              works_at_all(b, x.slot->technician_id) ? x.slot->technician_id : 0;
    struct plan_way *ways = arena_alloc(&c->mem, ((size_t)b->n_people + 1) * sizeof *ways);
    int who = fixed != 0 ? person(b, fixed) : PLAN_NONE;

    if (ways == NULL)
        return DB_FAILED;
    *op = (struct plan_op){ .time = (int)((x.work_s + 59) / 60), .ready = ready(b->f, &x),
        .frozen = held(b, &x), .was_on = PLAN_NONE, .was_at = PLAN_NEVER,
        .skills = needs(b, &x) };
    if (!running && x.slot != NULL) {
        op->was_on = person(b, x.slot->technician_id);
        op->was_at = op->was_on != PLAN_NONE ? at_minute(b->f, x.slot->starts_at) : PLAN_NEVER;
    }
    if (op->frozen && op->was_on != PLAN_NONE)
        who = op->was_on;
    if (who != PLAN_NONE)
        only_way(op, ways, way_of(b, &x, who));
    else
        ways_of(b, &x, ways, op);
    if (running) {
        op->was_on = op->ways[0].on;
        op->was_at = 0;
    }
    b->pieces[b->p.n_ops++] = x;
    return 0;
}

/* First what runs, then what stays, in their order; the rest behind. */
static int rank(const struct problem *b, const struct piece *x, int64_t *when_)
{
    bool running = x->task != NULL && x->task->state == ASG_WORKING;

    *when_ = x->slot != NULL ? x->slot->starts_at.ms : INT64_MAX;
    return running ? 0 : held(b, x) ? 1 : 2;
}

static int ops_of(struct ctx *c, struct problem *b, const struct open_car *j, bool loose)
{
    struct piece v[64];
    size_t n = 0;

    for (size_t i = 0; i < b->f->tasks.n && n < COUNT(v) - 1; i++)
        if (b->f->tasks.v[i].repair_order_id == j->repair_order_id)
            v[n++] = (struct piece){ j, &b->f->tasks.v[i], slot_of(b->f, j->repair_order_id,
                b->f->tasks.v[i].assignment_id), work_left(b->f, &b->f->tasks.v[i]), loose };
    if (j->open_hours.milli > 0 || (n == 0 && j->workshop == WS_REWORK))
        v[n++] = (struct piece){ j, NULL, slot_of(b->f, j->repair_order_id, 0),
            j->open_hours.milli > 0 ? j->open_hours.milli * HOUR_S / 1000 : REWORK_MINUTES * 60,
            loose };
    for (size_t i = 0; i < n; i++)
        for (size_t k = i; k > 0; k--) {
            int64_t a, z;
            int x = rank(b, &v[k - 1], &a), y = rank(b, &v[k], &z);
            struct piece t = v[k];

            if (x < y || (x == y && a <= z))
                break;
            v[k] = v[k - 1];
            v[k - 1] = t;
        }
    for (size_t i = 0; i < n; i++)
        TRY(add_op(c, b, v[i]));
    return 0;
}

static int weight(const struct facts *f, const struct open_car *j)
{
    bool back = j->nature == NATURE_REWORK || j->workshop == WS_REWORK;
    int64_t w = f->weight[back ? 0
        : j->appointment_id == 0 ? 3 : j->waiting ? 1 : 2];

    return w < 1 ? 1 : w > PLAN_WEIGHT ? PLAN_WEIGHT : (int)w;
}

/* A bay that somebody chose, that it stands in, or that its trade takes. */
static void bay_of(struct problem *b, struct plan_job *job)
{
    int chosen = PLAN_NONE, published = PLAN_NONE;
    enum trade trade = trade_of(b->f, b->pieces[job->first].job->repair_order_id);
    bool some = false;

    for (int o = job->first; o < job->first + job->n; o++) {
        const struct piece *x = &b->pieces[o];

        if (chosen == PLAN_NONE && x->task != NULL &&
            (x->task->state != ASG_ASSIGNED || bay_there(b->f, x->task->bay_id, 0)))
            chosen = bay_index(b, x->task->bay_id);
        if (published == PLAN_NONE && x->slot != NULL)
            published = bay_index(b, x->slot->bay_id);
        if (chosen == PLAN_NONE && x->slot != NULL && (x->slot->pinned || b->p.ops[o].frozen))
            chosen = published;
    }
    for (int i = 0; i < b->n_bays; i++)
        some = some || (b->p.resources[b->n_people + i].skills >> (trade % BAY_BIT) & 1);
    job->in_bay = b->n_bays > 0 && (chosen != PLAN_NONE || !b->p.ops[job->first].frozen);
    if (chosen != PLAN_NONE)
        job->bay_skills = UINT64_C(1) << (BAY_BIT + chosen);
    else if (trade != 0 && some)
        job->bay_skills = UINT64_C(1) << (trade % BAY_BIT);
    if (chosen != PLAN_NONE || published != PLAN_NONE)
        job->was_bay = b->n_people + (chosen != PLAN_NONE ? chosen : published);
}

int problem_jobs(struct ctx *c, struct problem *b)
{
    const struct facts *f = b->f;

    b->p.n_jobs = b->p.n_ops = 0;
    for (size_t i = 0; i < f->jobs.n; i++) {
        const struct open_car *car = &f->jobs.v[i];
        struct plan_job *job = &b->p.jobs[b->p.n_jobs];
        int first = b->p.n_ops;

        if (b->dropped[i])
            continue;
        TRY(ops_of(c, b, car, b->loose[i]));
        if (b->p.n_ops == first)
            continue;
        *job = (struct plan_job){ .first = first, .n = b->p.n_ops - first, .was_bay = PLAN_NONE,
            .weight = weight(f, car) };
        job->promise = at_minute(f, (when){ car->promised_at.ms - f->spare * MINUTE_MS });
        bay_of(b, job);
        if (b->bayless[i]) {
            job->in_bay = false;
            job->was_bay = PLAN_NONE;
        }
        b->job_of[b->p.n_jobs++] = (int)i;
    }
    return 0;
}
