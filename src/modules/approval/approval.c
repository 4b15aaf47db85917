/* approval.c - what is asked: which rule, which posts, which person of each. */
#include "modules/approval/approval_own.h"

/* --- the rule -------------------------------------------------------------------------------- */

int matter_row(struct ctx *c, const struct matter *m, rid *out)
{
    struct approval_matter row = { .code = str_of(m->name), .name = str_of(m->label.zh),
        .name_en = str_of(m->label.en) };

    TRY(db_int(c, out, "SELECT id FROM approval_matter WHERE code = ?", row.code));
    if (*out != 0)
        return 0;
    row.id = *out = id_new(c);
    return row_insert(c, approval_matter, &row);
}

/* The nearest unit's rule that the amount reaches, 0 when there is none. */
static int rule_of(struct ctx *c, rid matter_id, rid unit_id, money amount, rid *out)
{
    rid above[16];
    int n = unit_above(c, unit_id, above);

    *out = 0;
    for (int i = 0; i < n && *out == 0; i++)
        TRY(db_int(c, out, "SELECT id FROM approval_rule WHERE matter_id = ? AND unit_id = ?"
            " AND amount_from <= ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
            " AND retired_at IS NULL ORDER BY amount_from DESC LIMIT 1",
            matter_id, above[i], amount, c->today, c->today));
    return 0;
}

/* --- the person ------------------------------------------------------------------------------ */

/* Of those who hold the post in this unit the one with the fewest approvals waiting. */
static int holder_in(struct ctx *c, const struct approval *a, rid post_id, rid unit_id, bool fresh,
    rid *out)
{
    struct post_holding_list held;
    int64_t best = INT64_MAX;

    TRY(db_list(c, post_holding, &held, "WHERE post_id = ? AND unit_id = ? AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL ORDER BY employee_id",
        post_id, unit_id, c->today, c->today));
    for (size_t i = 0; i < held.n; i++) {
        rid who = held.v[i].employee_id;
        int64_t waiting, before = 0;

        if (who == a->asker_id)
            continue;
        if (fresh)
            TRY(db_int(c, &before, "SELECT count(*) FROM approval_step WHERE approval_id = ?"
                " AND decided_by_id = ?", a->id, who));
        if (before > 0)
            continue;
        TRY(db_int(c, &waiting, "SELECT count(*) FROM approval WHERE approver_id = ?"
            " AND state = 'waiting'", who));
        if (waiting < best)
            best = waiting, *out = who;
    }
    return 0;
}

/* Where nobody but the asker holds the post: whoever answers for overdue approvals. */
static int stand_in(struct ctx *c, const struct approval *a, rid *out)
{
    struct duty_holder_list all;

    TRY(org_with_duty(c, a->unit_id, &duty_approval_escalation, &all));
    for (size_t i = 0; i < all.n && *out == 0; i++)
        if (all.v[i].employee_id != a->asker_id)
            *out = all.v[i].employee_id;
    return 0;
}

/* Rather somebody who has not agreed yet; 0 when there is nobody but the asker. */
static int holder_of(struct ctx *c, const struct approval *a, rid post_id, rid *out)
{
    rid above[16];
    int n = unit_above(c, a->unit_id, above);

    *out = 0;
    for (int fresh = 1; fresh >= 0 && *out == 0; fresh--)
        for (int i = 0; i < n && *out == 0; i++)
            TRY(holder_in(c, a, post_id, above[i], fresh == 1, out));
    return *out != 0 ? 0 : stand_in(c, a, out);
}

int step_open(struct ctx *c, struct approval *a, struct approval_step *s)
{
    rid holder;

    s->state = STEP_WAITING;
    a->place = s->place;
    a->urgency = AU_IN_TIME;
    a->approver_id = a->for_id = 0;
    a->due_at = s->hours > 0 ? (when){ c->now.ms + s->hours * 3600000 } : (when){ 0 };
    TRY(holder_of(c, a, s->post_id, &holder));
    if (holder == 0) {
        a->urgency = AU_LATE;
        return timer_set(c, "approval_due", &approval_model, a->id, (when){ 0 });
    }
    TRY(deputy_today(c, holder, a->asker_id, &a->approver_id));
    a->for_id = a->approver_id != holder ? holder : 0;
    return timer_set(c, "approval_due", &approval_model, a->id, a->due_at);
}

int step_now(struct ctx *c, const struct approval *a, struct approval_step *out)
{
    return db_one(c, approval_step, out, &E_NOT_FOUND, "WHERE approval_id = ? AND place = ?", a->id,
        a->place);
}

int steps_drop(struct ctx *c, const struct approval *a)
{
    struct approval_step_list left;

    TRY(db_list(c, approval_step, &left,
        "WHERE approval_id = ? AND state IN ('ahead', 'waiting') ORDER BY place", a->id));
    for (size_t i = 0; i < left.n; i++) {
        struct approval_step now = left.v[i];

        now.state = STEP_DROPPED;
        TRY(row_update(c, approval_step, &now, &left.v[i]));
    }
    return 0;
}

/* --- asking ---------------------------------------------------------------------------------- */

static int steps_make(struct ctx *c, struct approval *a, const struct approval_rule_step_list *of)
{
    struct approval_step *steps = arena_alloc(&c->mem, of->n * sizeof *steps);

    if (steps == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < of->n; i++) {
        rid holder;

        steps[i] = (struct approval_step){ .unit_id = a->unit_id, .approval_id = a->id,
            .place = (int64_t)i + 1, .post_id = of->v[i].post_id, .hours = of->v[i].hours,
            .state = STEP_AHEAD };
        TRY(holder_of(c, a, of->v[i].post_id, &holder));
        if (holder == 0)
            return refuse(c, &APPROVAL_NOBODY, row_title(c, &post_model, of->v[i].post_id));
    }
    TRY(step_open(c, a, &steps[0]));
    TRY(row_insert(c, approval, a));
    for (size_t i = 0; i < of->n; i++)
        TRY(row_insert(c, approval_step, &steps[i]));
    return 0;
}

int approval_ask(struct ctx *c, const struct matter *m, rid id, rid unit_id, str title,
    money amount, bool *waits)
{
    struct approval a = { .id = id_new(c), .unit_id = unit_id, .title = utf8_cut(title, 100),
        .source = { m->on, id }, .amount = amount, .state = APPROVAL_WAITING,
        .asker_id = c->who->employee_id, .note = c->reason };
    struct approval_rule_step_list steps = { 0 };
    int64_t waiting;
    rid rule;

    assert(amount.fen >= 0);
    TRY(matter_row(c, m, &a.matter_id));
    TRY(rule_of(c, a.matter_id, unit_id, amount, &rule));
    if (rule != 0)
        TRY(db_list(c, approval_rule_step, &steps,
            "WHERE rule_id = ? AND retired_at IS NULL ORDER BY place", rule));
    *waits = steps.n > 0;
    if (!*waits)
        return 0;
    TRY(db_int(c, &waiting, "SELECT count(*) FROM approval WHERE source_entity = ? AND source_id = ?"
        " AND state = 'waiting'", str_of(m->on->name), id));
    if (waiting > 0)
        return refuse(c, &APPROVAL_WAITS, a.title);
    TRY(steps_make(c, &a, &steps));
    command_created(c, &approval_model, a.id);
    return 0;
}
