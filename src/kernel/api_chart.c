/* api_chart.c - a process as its flow chart: what stands in each stage now, for how long, who
 * answers for it, and which commands lead from stage to stage (ORG-04).
 *
 * Counts are kept by the kernel and exact. Ages are those of at most AGES_MAX documents of a stage:
 * more than that is a stage nobody needs an average of. */
#include "kernel/api.h"
#include "kernel/db_check.h"
#include "kernel/row.h"

#include <stdlib.h>

enum { ANSWER_MAX = 1 << 20, AGES_MAX = 2000, STAGES_MAX = 64 };

struct drawing {
    struct api *a;
    const struct process *p;
    struct unit top;                        /* it and all below it */
    str past;                               /* of paths: the end of that range */
    struct json j;
    int64_t waits[STAGES_MAX];              /* hours, of all documents together */
};

static str said(const struct ctx *c, struct label l) { return str_of(c->english ? l.en : l.zh); }

static str code_of(const struct stage *s)
{
    return str_of(field_named(s->on, str_of(s->axis))->choices->v[s->state].code);
}

/* --- how many, for how long ------------------------------------------------------------------- */

static int count_of(struct ctx *c, const struct drawing *d, const struct stage *s, int64_t *n)
{
    return db_int(c, n, "SELECT CAST(COALESCE(sum(k.n), 0) AS BIGINT) FROM unit u JOIN stage_count k"
        " ON k.unit_id = u.id WHERE u.path >= ? AND u.path < ? AND k.entity = ? AND k.axis = ?"
        " AND k.state = ? /* all rows */", d->top.path, d->past, str_of(s->on->name),
        str_of(s->axis), code_of(s));
}

struct ages { int64_t *since; size_t n; };

static int take_age(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct ages *a = arg;

    (void)c, (void)n;
    if (a->n < AGES_MAX && !v[0].null)
        a->since[a->n++] = v[0].i;
    return 0;
}

/* Since when each document stands there: its last move to the state. CROSS: the units come first,
 * then their documents in that state, whatever SQLite knows of the tables. */
static str ages_sql(struct ctx *c, const struct stage *s)
{
    return str_format(&c->mem, "SELECT (SELECT max(l.created_at) FROM stage_log l WHERE"
        " l.entity_id = d.id AND l.entity = '%s' AND l.axis = '%s' AND l.state_to = ?) AS since"
        " FROM unit u CROSS JOIN %s d WHERE d.unit_id = u.id AND d.%s = ? AND d.retired_at IS NULL"
        " AND u.path >= ? AND u.path < ? LIMIT %d",
        s->on->name, s->axis, s->on->name, s->axis, AGES_MAX);
}

static int ages_of(
    struct ctx *c, const struct drawing *d, const struct stage *s, struct ages *ages)
{
    ages->n = 0;
    return db_values(c, take_age, ages, str_c(&c->mem, ages_sql(c, s)), "tttt",
        PARAMS(code_of(s), code_of(s), d->top.path, d->past));
}

int chart_plans_check(struct ctx *c, struct text *report)
{
    int bad = 0, n;

    for (const struct process *p = processes; p->name != NULL; p++)
        for (size_t i = 0; i < p->n; i++) {
            struct statement s = { .sql = str_c(&c->mem, ages_sql(c, &p->stages[i])),
                .types = "tttt", .file = p->name, .line = (int)i };

            n = plan_check(c, &s, report);
            if (n < 0)
                return n;
            bad += n;
        }
    return bad;
}

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void ages_write(struct ctx *c, struct json *j, struct ages *ages, int64_t *waits)
{
    int64_t sum = 0;

    qsort(ages->since, ages->n, sizeof *ages->since, by_time);
    for (size_t i = 0; i < ages->n; i++)
        sum += (c->now.ms - ages->since[i]) / 1000;
    json_key(j, "oldest_s");
    json_int(j, ages->n > 0 ? (c->now.ms - ages->since[0]) / 1000 : 0);
    json_key(j, "typical_s");
    json_int(j, ages->n > 0 ? (c->now.ms - ages->since[ages->n / 2]) / 1000 : 0);
    *waits = sum / 3600;
}

/* --- who answers ------------------------------------------------------------------------------ */

static int take_post(struct ctx *c, const struct value *v, size_t n, void *arg)
{
    struct json *j = arg;
    bool english = c->english && !v[2].null && v[2].t.n > 0;

    (void)n;
    json_open(j);
    json_key(j, "post"), json_str(j, v[0].t);
    json_key(j, "label"), json_str(j, english ? v[2].t : v[1].t);
    json_close(j);
    return 0;
}

static int stage_write(struct ctx *c, struct drawing *d, size_t i, struct ages *ages)
{
    const struct stage *s = &d->p->stages[i];
    struct json *j = &d->j;
    int64_t n = 0;

    TRY(count_of(c, d, s, &n));
    ages->n = 0;
    if (n > 0)
        TRY(ages_of(c, d, s, ages));
    json_open(j);
    json_key(j, "stage"), json_c(j, s->name);
    json_key(j, "label"), json_str(j, said(c, s->label));
    json_key(j, "entity"), json_c(j, s->on->name);
    json_key(j, "axis"), json_c(j, s->axis);
    json_key(j, "state"), json_str(j, code_of(s));
    json_key(j, "command"), json_c(j, s->command);
    json_key(j, "duty"), json_c(j, s->duty->name);
    json_key(j, "duty_label"), json_str(j, said(c, s->duty->label));
    json_key(j, "posts");
    json_list(j);
    TRY(directory_answers(c, s->duty, take_post, j));
    json_list_end(j);
    json_key(j, "count"), json_int(j, n);
    ages_write(c, j, ages, &d->waits[i]);
    json_close(j);
    return 0;
}

/* --- what leads where ------------------------------------------------------------------------- */

static const struct move *move_on(const struct command *cmd, const char *axis)
{
    for (const struct move *m = cmd->moves; m < cmd->moves + MOVES_MAX && m->axis != NULL; m++)
        if (strcmp(m->axis, axis) == 0)
            return m;
    return NULL;
}

static bool ends(const struct command *cmd, const struct stage *s)
{
    return s->command != NULL && strcmp(cmd->name, s->command) == 0;
}

/* On one axis: a command that leaves the one state for the other, the stage's own before others. */
static const struct command *step(const struct stage *from, const struct stage *to)
{
    const struct command *const *commands, *other = NULL;
    size_t n = model_commands(&commands);

    for (size_t i = 0; i < n && from->on == to->on && strcmp(from->axis, to->axis) == 0; i++) {
        const struct command *cmd = commands[i];
        const struct move *m =
            cmd->on == from->on && !cmd->creates ? move_on(cmd, from->axis) : NULL;

        if (m == NULL || (m->to & IN(to->state)) == 0 || (m->from & IN(from->state)) == 0)
            continue;
        if (ends(cmd, from))
            return cmd;
        if (other == NULL || other->nested)
            other = cmd;
    }
    return other;
}

/* The command that ends the stage begins another document, or another axis, in that state. */
static bool opens(const struct process *p, const struct stage *from, const struct stage *to)
{
    const struct command *cmd = from->command != NULL ? command_named(str_of(from->command)) : NULL;
    const struct move *m = cmd != NULL && cmd->on == to->on ? move_on(cmd, to->axis) : NULL;

    if (m == NULL || (from->on == to->on && strcmp(from->axis, to->axis) == 0) || to < from)
        return false;
    for (const struct stage *s = p->stages; s < to; s++)    /* the first such stage only */
        if (s->on == to->on && strcmp(s->axis, to->axis) == 0 && (m->to & IN(s->state)))
            return false;
    return (m->to & IN(to->state)) != 0;
}

static void way_write(
    struct ctx *c, struct json *j, size_t from, size_t to, const struct command *by)
{
    json_open(j);
    json_key(j, "from"), json_int(j, (int64_t)from);
    json_key(j, "to"), json_int(j, (int64_t)to);
    json_key(j, "command"), json_c(j, by != NULL ? by->name : NULL);
    json_key(j, "label");
    if (by != NULL)
        json_str(j, said(c, by->label));
    else
        json_none(j);
    json_close(j);
}

static const struct command *way_between(const struct process *p, size_t from, size_t to)
{
    const struct stage *a = &p->stages[from], *b = &p->stages[to];
    const struct command *by = from != to ? step(a, b) : NULL;

    if (by == NULL && from != to && opens(p, a, b))
        by = command_named(str_of(a->command));
    return by;
}

/* The command that ends it, and no stage before it, leads to no stage: what it brings about is made
 * by its handler. */
static bool leads_nowhere(const struct process *p, size_t from)
{
    const struct stage *s = &p->stages[from];

    for (size_t i = 0; i < from; i++)
        if (s->command != NULL && p->stages[i].command != NULL &&
            strcmp(p->stages[i].command, s->command) == 0)
            return false;
    for (size_t to = 0; to < p->n; to++) {
        const struct command *by = way_between(p, from, to);

        if (by != NULL && ends(by, s))
            return false;
    }
    return true;
}

/* What the model does not tell how it is reached follows the nearest stage before it that leads
 * nowhere, or else the one declared before it. */
static size_t source_of(const struct process *p, size_t to, bool *used)
{
    for (size_t from = to; from-- > 0; )
        if (!used[from] && leads_nowhere(p, from)) {
            used[from] = true;
            return from;
        }
    return to - 1;
}

static void ways_write(struct ctx *c, struct json *j, const struct process *p)
{
    bool used[STAGES_MAX] = { false };

    json_key(j, "ways");
    json_list(j);
    for (size_t to = 0; to < p->n; to++) {
        bool reached = false;

        for (size_t from = 0; from < p->n; from++) {
            const struct command *by = way_between(p, from, to);

            if (by == NULL)
                continue;
            way_write(c, j, from, to, by);
            reached = reached || from < to;
        }
        if (!reached && to > 0)
            way_write(c, j, source_of(p, to, used), to, NULL);
    }
    json_list_end(j);
}

static int draw(struct ctx *c, void *arg)
{
    struct drawing *d = arg;
    struct ages ages = { arena_alloc(&c->mem, AGES_MAX * sizeof *ages.since), 0 };
    struct json *j = &d->j;
    size_t worst = 0;

    if (ages.since == NULL)
        return DB_FAILED;
    TRY(db_get(c, unit, &d->top, d->top.id));
    d->past = str_format(&c->mem, "%.*s0", (int)d->top.path.n, d->top.path.s);
    *j = json_in(&c->mem, ANSWER_MAX);
    json_open(j);
    json_key(j, "name"), json_c(j, d->p->name);
    json_key(j, "label"), json_str(j, said(c, d->p->label));
    json_key(j, "unit"), json_str(j, d->top.name);
    json_key(j, "stages");
    json_list(j);
    for (size_t i = 0; i < d->p->n; i++) {
        TRY(stage_write(c, d, i, &ages));
        if (d->waits[i] > d->waits[worst])
            worst = i;
    }
    json_list_end(j);
    json_key(j, "bottleneck");              /* where most time is being waited away */
    if (d->p->n > 0 && d->waits[worst] > 0)
        json_int(j, (int64_t)worst);
    else
        json_none(j);
    ways_write(c, j, d->p);
    json_close(j);
    return 0;
}

int api_chart(struct api *a)
{
    struct drawing d = { .a = a, .top.id = a->c.who->unit_id };
    str name = a->req->parts[2], unit = http_query(a->req, "unit_id");
    int r;

    for (const struct process *p = processes; p->name != NULL; p++)
        if (a->req->parts_n == 3 && str_is(name, p->name))
            d.p = p;
    if (d.p == NULL)
        return api_refuse(a, &E_NO_SUCH);
    assert(d.p->n <= STAGES_MAX);
    if (unit.n > 0 && !str_int(unit, &d.top.id))
        return api_problem(a, refuse_field(&a->c, "unit_id", &F_REF));
    if (!who_reads(a->c.who, d.top.id))
        return api_refuse(a, &E_NOT_FOUND);
    r = db_snapshot(&a->c, draw, &d);
    return r != 0 ? api_problem(a, r) : api_json(a, 200, &d.j);
}
