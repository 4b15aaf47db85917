/* rule.c - rules of approval: made, ended, what a new chain begins with; what verify recounts. */
#include "modules/approval/approval_own.h"

/* --- made and ended -------------------------------------------------------------------------- */

static int step_insert(
    struct ctx *c, rid rule_id, rid unit_id, size_t i, rid post_id, int64_t hours)
{
    struct approval_rule_step s = { .unit_id = unit_id, .rule_id = rule_id,
        .place = (int64_t)i + 1, .post_id = post_id, .hours = hours };

    return row_insert(c, approval_rule_step, &s);
}

static int judge_post(struct ctx *c, size_t i, rid post_id)
{
    int64_t answers;

    TRY(db_int(c, &answers, "SELECT count(*) FROM post_duty WHERE post_id = ? AND duty = 'approving'"
        " AND retired_at IS NULL", post_id));
    if (answers > 0)
        return 0;
    c->path = str_format(&c->mem, "steps[%zu].", i);
    return refuse_field(c, "post_id", &APPROVAL_POST, row_title(c, &post_model, post_id));
}

int approval_rule_make(
    struct ctx *c, struct approval_rule *r, const struct approval_rule_make_in *in)
{
    struct approval_rule_list same;

    r->name = in->name;
    r->matter_id = in->matter_id;
    r->amount_from = in->amount_from;
    r->valid_from = in->valid_from.day != 0 ? in->valid_from : c->today;
    if (r->valid_from.day < c->today.day)
        return refuse_field(c, "valid_from", &APPROVAL_RULE_PAST);
    if (in->steps.n > APPROVAL_STEPS_MOST)
        return refuse_field(c, "steps", &APPROVAL_STEPS_MAX, (int)APPROVAL_STEPS_MOST);
    TRY(db_list(c, approval_rule, &same, "WHERE matter_id = ? AND unit_id = ? AND amount_from = ?"
        " AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL", r->matter_id, r->unit_id,
        r->amount_from, r->valid_from));
    if (same.n > 0)
        return refuse(c, &APPROVAL_RULE_TWICE, row_title(c, &approval_matter_model, r->matter_id),
            same.v[0].name);
    for (size_t i = 0; i < in->steps.n; i++) {
        TRY(judge_post(c, i, in->steps.v[i].post_id));
        TRY(step_insert(c, r->id, r->unit_id, i, in->steps.v[i].post_id, in->steps.v[i].hours));
    }
    return 0;
}

int approval_rule_end(
    struct ctx *c, struct approval_rule *r, const struct approval_rule_end_in *in)
{
    if (in->valid_to.day < r->valid_from.day)
        return refuse_field(c, "valid_to", &APPROVAL_RULE_DAYS, r->valid_from);
    if (in->valid_to.day < c->today.day)
        return refuse_field(c, "valid_to", &APPROVAL_RULE_PAST);
    r->valid_to = in->valid_to;
    return 0;
}

/* --- a new chain ----------------------------------------------------------------------------- */

int approval_rule_seed(struct ctx *c, const struct matter *m, str name, money from,
    const char *const *posts, size_t n)
{
    struct approval_rule r = { .id = id_new(c), .name = name, .amount_from = from,
        .valid_from = { 1 } };          /* whatever day is entered */

    TRY(matter_row(c, m, &r.matter_id));
    TRY(db_int(c, &r.unit_id, "SELECT id FROM unit WHERE parent_id IS NULL"));
    TRY(row_insert(c, approval_rule, &r));
    for (size_t i = 0; i < n; i++) {
        rid post_id;

        TRY(db_int(c, &post_id, "SELECT id FROM post WHERE code = ?"
            " AND retired_at IS NULL", str_of(posts[i])));
        TRY(step_insert(c, r.id, r.unit_id, i, post_id, 24));
    }
    return 0;
}

/* The matters of every module, so that the first rule can be made by hand. */
int approval_seed(struct ctx *c)
{
    rid id;

    for (const struct module *const *m = modules; *m != NULL; m++)
        for (const struct matter *const *k = (*m)->matters; *k != NULL; k++)
            TRY(matter_row(c, *k, &id));
    return 0;
}

/* --- verify ---------------------------------------------------------------------------------- */

struct verifying { struct verify *v; };

static int one_approval(struct ctx *c, const void *row, void *arg)
{
    const struct approval_check *k = row;
    struct verify *v = ((struct verifying *)arg)->v;

    (void)c;
    verify_fact(v, k->state != APPROVAL_WAITING || (k->waiting == 1 && k->refused == 0),
        "approval %lld waits and has %lld steps that wait", (long long)k->approval_id,
        (long long)k->waiting);
    verify_fact(v, k->state == APPROVAL_WAITING || k->waiting + k->ahead == 0,
        "approval %lld is closed and has steps to come", (long long)k->approval_id);
    verify_fact(v, k->state != APPROVAL_GRANTED || k->granted == k->steps,
        "approval %lld was granted by %lld of %lld steps", (long long)k->approval_id,
        (long long)k->granted, (long long)k->steps);
    verify_fact(v, k->own == 0, "approval %lld was decided by who asked",
        (long long)k->approval_id);
    return 0;
}

int approval_verify(struct ctx *c, struct verify *v)
{
    struct verifying a = { v };

    return db_each(c, approval_check, one_approval, &a, "SELECT a.id, a.state,"
        " CAST(sum(CASE WHEN s.state = 'waiting' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.state = 'ahead' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.state = 'granted' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.state = 'refused' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.decided_by_id = a.asker_id AND a.asker_id <> 0 THEN 1 ELSE 0 END) AS BIGINT),"
        " count(s.id) FROM approval a JOIN approval_step s ON s.approval_id = a.id"
        " GROUP BY a.id, a.state ORDER BY a.id /* all rows */");
}
