/* cover.c - which labour of an order a job covers: given, taken on during the work, given away. */
#include "modules/service/cover.h"

/* --- reading ---------------------------------------------------------------------------------- */

/* Agreed labour of our own. */
static int labour_of(struct ctx *c, rid order_id, struct ro_line_list *out)
{
    return db_list(c, ro_line, out, "WHERE repair_order_id = ? AND kind = 'labour' AND approval = 'approved'"
        " AND retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM outside_job o WHERE o.line_id = ro_line.id"
        " AND o.state <> 'cancelled') ORDER BY id", order_id);
}

int job_lines(struct ctx *c, rid job_id, struct ro_line_list *out)
{
    return db_list(c, ro_line, out, "WHERE job_id = ? AND retired_at IS NULL ORDER BY id", job_id);
}

static int jobs_of(struct ctx *c, rid order_id, struct assignment_list *out)
{
    return db_list(c, assignment, out, "WHERE repair_order_id = ? AND state <> 'cancelled'"
        " AND retired_at IS NULL ORDER BY id", order_id);
}

static bool unfinished(const struct assignment *a) { return a->state < ASG_FINISHED; }

int order_labour_left(struct ctx *c, rid order_id, int64_t *n)
{
    struct ro_line_list all;

    *n = 0;
    TRY(labour_of(c, order_id, &all));
    for (size_t i = 0; i < all.n; i++)
        *n += all.v[i].job_id == 0;
    return 0;
}

/* --- what a new job may take ------------------------------------------------------------------ */

static const struct assignment *job_of(const struct assignment_list *jobs, const struct ro_line *l)
{
    for (size_t i = 0; i < jobs->n; i++)
        if (jobs->v[i].id == l->job_id)
            return &jobs->v[i];
    return NULL;
}

static size_t covered(const struct ro_line_list *lines, rid job_id)
{
    size_t n = 0;

    for (size_t i = 0; i < lines->n; i++)
        n += lines->v[i].job_id == job_id;
    return n;
}

/* What nobody has; after a failed inspection what was done, too. By name also what somebody has
 * among other lines: his last one is given to another by giving him the job. */
int labour_to_give(
    struct ctx *c, const struct repair_order *ro, rid line_id, struct ro_line_list *out)
{
    struct assignment_list jobs;
    struct ro_line_list all;

    TRY(labour_of(c, ro->id, &all));
    TRY(jobs_of(c, ro->id, &jobs));
    out->n = 0;
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < all.n; i++) {
        const struct assignment *job = job_of(&jobs, &all.v[i]);

        if (line_id != 0 ? all.v[i].id == line_id && (job == NULL ||
                (unfinished(job) ? covered(&all, job->id) > 1 : ro->workshop == WS_REWORK))
                         : job == NULL || (!unfinished(job) && ro->workshop == WS_REWORK))
            out->v[out->n++] = all.v[i];
    }
    return 0;
}

static int skill_of(struct ctx *c, const struct ro_line *l, rid *skill_id)
{
    struct labour_item item = { 0 };

    if (l->labour_item_id != 0)
        TRY(db_get(c, labour_item, &item, l->labour_item_id));
    *skill_id = item.skill_id;
    return 0;
}

int labour_judge(struct ctx *c, const struct ro_line_list *lines, rid technician_id, date day)
{
    rid skill_id;

    for (size_t i = 0; i < lines->n; i++) {
        TRY(skill_of(c, &lines->v[i], &skill_id));
        if (skill_id != 0)
            TRY(workshop_may_work(c, technician_id, skill_id, day));
    }
    return 0;
}

static int is_able(
    struct ctx *c, const struct ro_line_list *lines, rid technician_id, date day, bool *able)
{
    rid skill_id;
    date last;

    *able = true;
    for (size_t i = 0; *able && i < lines->n; i++) {
        TRY(skill_of(c, &lines->v[i], &skill_id));
        if (skill_id != 0)
            TRY(workshop_is_able(c, technician_id, skill_id, day, able, &last));
    }
    return 0;
}

/* --- given and taken -------------------------------------------------------------------------- */

void job_is_of(struct ctx *c, struct assignment *a, const struct ro_line_list *lines)
{
    struct text title = text_in(&c->mem, 110);

    a->hours = (qty){ 0 };
    for (size_t i = 0; i < lines->n; i++) {
        a->hours = qty_add(a->hours, lines->v[i].quantity);
        if (title.n + lines->v[i].title.n + 3 < 110) {
            text_c(&title, title.n > 0 ? "、" : "");
            text_add(&title, lines->v[i].title);
        }
    }
    a->title = text_str(&title);
}

/* Who had a line among others has the others still. */
int job_give(struct ctx *c, const struct ro_line_list *lines, rid job_id)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct ro_line now = lines->v[i];
        struct assignment had = { .state = ASG_CANCELLED };

        now.job_id = job_id;
        TRY(row_update(c, ro_line, &now, &lines->v[i]));
        if (lines->v[i].job_id != 0)
            TRY(db_get(c, assignment, &had, lines->v[i].job_id));
        if (unfinished(&had))
            TRY(command_call(c, assignment_recount, had.id, &(struct no_input){ }));
    }
    return 0;
}

int assignment_recount(struct ctx *c, struct assignment *a, const struct no_input *in)
{
    struct ro_line_list lines;

    (void)in;
    TRY(job_lines(c, a->id, &lines));
    job_is_of(c, a, &lines);
    return 0;
}

int assignment_widen(struct ctx *c, struct assignment *a, const struct assignment_widen_in *in)
{
    struct ro_line_list more, all;
    struct repair_order ro;
    size_t n = 0;

    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    TRY(order_plan_released(c, &ro));
    TRY(labour_of(c, ro.id, &more));
    for (size_t i = 0; i < more.n; i++)
        if (more.v[i].job_id == 0 && (in->line_id == 0 || more.v[i].id == in->line_id))
            more.v[n++] = more.v[i];
    more.n = n;
    if (n == 0)
        return refuse(c, &RO_NO_LABOUR);
    TRY(labour_judge(c, &more, a->technician_id, c->today));
    TRY(job_give(c, &more, a->id));
    TRY(job_lines(c, a->id, &all));
    job_is_of(c, a, &all);
    return 0;
}

/* What was agreed while one job is under way goes to it, if he who does it is able to: his time
 * grows. Else it waits for the dispatcher, who sees it on the board as work that nobody has. */
int labour_joins(struct ctx *c, const struct repair_order *ro)
{
    struct assignment_widen_in in = { 0 };
    const struct assignment *one = NULL;
    struct assignment_list jobs;
    struct ro_line_list more;
    bool needed, able;
    int64_t left;

    TRY(order_labour_left(c, ro->id, &left));
    TRY(order_plan_needed(c, ro, &needed));
    TRY(jobs_of(c, ro->id, &jobs));
    for (size_t i = 0; i < jobs.n; i++)
        if (unfinished(&jobs.v[i])) {
            if (one != NULL)                /* whose it is, is for the dispatcher to say */
                return 0;
            one = &jobs.v[i];
        }
    if (one == NULL || left == 0 || needed)
        return 0;
    TRY(labour_to_give(c, ro, 0, &more));
    TRY(is_able(c, &more, one->technician_id, c->today, &able));
    return able ? command_call(c, assignment_widen, one->id, &in) : 0;
}
