/* job.c - the queue of jobs, their leases and their ends. */
#include "kernel/job.h"
#include "kernel/auth.h"
#include "kernel/import.h"
#include "kernel/row.h"

/* --- asking ----------------------------------------------------------------------------------- */

int job_add(struct ctx *c, const char *kind, str json, rid *id)
{
    struct job j = { .id_ = id_new(c), .unit_id = c->who->unit_id, .kind = str_of(kind),
        .state = JOB_WAITING, .account_id = c->who->id, .input = json, .made_at = c->now };

    *id = j.id_;
    return row_insert(c, job, &j);
}

int job_get(struct ctx *c, rid id, struct job *out)
{
    TRY(db_one(c, job, out, &E_NOT_FOUND, "WHERE id_ = ?", id));
    return out->account_id == c->who->id ? 0 : refuse(c, &E_NOT_FOUND);
}

int job_cancel(struct ctx *c, rid id)
{
    struct job j;

    TRY(job_get(c, id, &j));
    if (j.state != JOB_WAITING && j.state != JOB_RUNNING)
        return refuse(c, &JOB_OVER);
    return db_exec(c, "UPDATE job SET state = 'cancelled' WHERE id_ = ?", id);
}

/* --- under way -------------------------------------------------------------------------------- */

/* Who has the lease is known by its end: a run that lost it to another node stores nothing more. */
static when lease_of(when told) { return (when){ told.ms + JOB_LEASE_MS }; }

struct step { struct job_run *run; int64_t done, total; when now; };

static int step_store(struct ctx *c, void *arg)
{
    const struct step *s = arg;

    return db_expect(c, &JOB_STOPPED, "UPDATE job SET done = ?, total = ?, lease_until = ?"
        " WHERE id_ = ? AND state = 'running' AND lease_until = ?", s->done, s->total,
        lease_of(s->now), s->run->job->id_, lease_of(s->run->told));
}

int job_step(struct job_run *run, int64_t done, int64_t total)
{
    when now = run->clock();

    if (now.ms - run->told.ms < 1000 && now.ms >= run->told.ms)
        return 0;
    TRY(db_transaction(run->c, step_store, &(struct step){ run, done, total, now }));
    run->told = now;
    return 0;
}

/* --- taking one ------------------------------------------------------------------------------- */

struct taking { struct job job; struct who who; bool english, found, owner; };

static int take(struct ctx *c, void *arg)
{
    struct taking *t = arg;
    struct job_list jobs;
    struct account account;
    int64_t taken;

    TRY(db_list(c, job, &jobs, "WHERE state = 'waiting' OR (state = 'running' AND lease_until < ?)"
        " ORDER BY id_ LIMIT 1 /* all rows */", c->now));
    t->found = jobs.n > 0;
    if (!t->found)
        return 0;
    t->job = jobs.v[0];
    TRY(db_try(c, &taken, "UPDATE job SET state = 'running', lease_until = ? WHERE id_ = ?"
        " AND (state = 'waiting' OR (state = 'running' AND lease_until < ?))",
        lease_of(c->now), t->job.id_, c->now));
    t->found = taken == 1;
    TRY(db_get(c, account, &account, t->job.account_id));
    t->owner = account.disabled_at.ms == 0;
    return account_who(c, &account, t->job.unit_id, &t->who);
}

struct ending { struct job_run *run; enum job_state state; };

static int end_store(struct ctx *c, void *arg)
{
    const struct ending *e = arg;

    return db_exec(c, "UPDATE job SET state = ?, result = ?, lease_until = NULL WHERE id_ = ?"
        " AND state = 'running' AND lease_until = ?", str_of(job_state_choices.v[e->state].code),
        text_str(&e->run->result.t), e->run->job->id_, lease_of(e->run->told));
}

static int run_kind(struct job_run *run)
{
    for (const struct job_kind *k = job_kinds; k->name != NULL; k++)
        if (str_is(run->job->kind, k->name))
            return k->run(run);
    return refuse(run->c, &E_NOT_FOUND);
}

/* The end of it, in the words of the person who asked: done, refused, or failed. */
static int run_and_end(struct ctx *c, struct taking *t, when (*clock)(void))
{
    struct job_run run = { .c = c, .job = &t->job, .clock = clock, .told = c->now };
    struct ending end = { &run, JOB_DONE };
    int r;

    run.result = json_in(&c->mem, JOB_RESULT_MAX);
    json_open(&run.result);
    r = t->owner ? run_kind(&run) : refuse(c, &E_UNAUTHORIZED);
    fault_clear();
    if (r != 0) {
        const struct refusal *why = r > 0 && c->refused != NULL ? c->refused : refusal_failed(r);

        end.state = JOB_FAILED;
        json_key(&run.result, "code"), json_str(&run.result, refusal_code(c, why));
        json_key(&run.result, "text"), json_str(&run.result, refusal_text(c, why, c->args));
    }
    json_close(&run.result);
    c->who = &who_system;
    c->now = clock();
    return db_transaction(c, end_store, &end);
}

int job_due(struct db *db, when (*clock)(void), int node, bool *ran)
{
    struct taking t = { .found = false };
    struct ctx c;
    int r;

    ctx_begin(&c, db, &who_system, clock(), IMPORT_MEMORY);
    c.node = node;
    r = db_transaction(&c, take, &t);
    *ran = r == 0 && t.found;
    if (*ran) {
        c.who = &t.who;
        c.english = t.who.english;
        r = run_and_end(&c, &t, clock);
    }
    ctx_end(&c);
    return r;
}
