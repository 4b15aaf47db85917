/* decide.c - agreeing, refusing, handing over, taking back; what waits too long. */
#include "modules/approval/approval_own.h"

int approval_mine(struct ctx *c, const struct approval *a)
{
    rid me = c->who->employee_id;
    bool late = a->urgency == AU_LATE && who_may(c->who, &duty_approval_escalation, a->unit_id);

    if (me != 0 && me == a->asker_id)
        return refuse(c, &APPROVAL_OWN);
    if (me != 0 && (me == a->approver_id || me == a->for_id))
        return 0;
    return late ? 0 : refuse(c, &APPROVAL_NOT_YOURS, row_title(c, &employee_model, a->approver_id));
}

int approval_asked_by_me(struct ctx *c, const struct approval *a)
{
    return c->who->employee_id == a->asker_id
        ? 0 : refuse(c, &APPROVAL_NOT_ASKED, row_title(c, &employee_model, a->asker_id));
}

static int step_close(
    struct ctx *c, const struct approval *a, enum approval_step_state how, str note)
{
    struct approval_step before, now;

    TRY(step_now(c, a, &before));
    now = before;
    now.state = how;
    now.decided_by_id = c->who->employee_id;
    now.decided_at = c->now;
    now.note = note;
    return row_update(c, approval_step, &now, &before);
}

static int close(struct ctx *c, struct approval *a, enum approval_state state)
{
    a->state = state;
    a->urgency = AU_IN_TIME;
    a->approver_id = a->for_id = 0;
    a->closed_at = c->now;
    return timer_set(c, "approval_due", &approval_model, a->id, (when){ 0 });
}

static int matter_of(struct ctx *c, const struct approval *a, const struct matter **out)
{
    struct approval_matter row;

    TRY(db_get(c, approval_matter, &row, a->matter_id));
    *out = matter_named(row.code);
    return *out != NULL ? 0 : DB_FAILED;
}

/* The document goes on, or back, in the same transaction. */
static int tell(struct ctx *c, const struct approval *a, bool granted)
{
    const struct matter *m;

    TRY(matter_of(c, a, &m));
    return command_call_(c, granted ? m->granted : m->refused, a->source.id, &(struct no_input){ },
        NULL);
}

int approval_grant(struct ctx *c, struct approval *a, const struct approval_grant_in *in)
{
    struct approval_step_list ahead;
    struct approval_step next;

    TRY(step_close(c, a, STEP_GRANTED, in->note));
    TRY(db_list(c, approval_step, &ahead,
        "WHERE approval_id = ? AND place > ? ORDER BY place LIMIT 1", a->id, a->place));
    if (ahead.n == 0) {
        TRY(close(c, a, APPROVAL_GRANTED));
        return tell(c, a, true);
    }
    next = ahead.v[0];
    TRY(step_open(c, a, &next));
    return row_update(c, approval_step, &next, &ahead.v[0]);
}

int approval_refuse(struct ctx *c, struct approval *a, const struct approval_reason_in *in)
{
    c->reason = in->reason;
    TRY(step_close(c, a, STEP_REFUSED, in->reason));
    TRY(steps_drop(c, a));
    TRY(close(c, a, APPROVAL_REFUSED));
    a->note = in->reason;
    return tell(c, a, false);
}

int approval_hand_over(struct ctx *c, struct approval *a, const struct approval_hand_over_in *in)
{
    str name = row_title(c, &employee_model, in->employee_id);
    bool answers;

    c->reason = in->reason;
    if (in->employee_id == a->asker_id)
        return refuse_field(c, "employee_id", &APPROVAL_HAND_ASKER, name);
    if (in->employee_id == a->approver_id)
        return refuse_field(c, "employee_id", &APPROVAL_HAND_SELF, name);
    TRY(org_has_duty(c, in->employee_id, a->unit_id, &duty_approving, &answers));
    if (!answers)
        return refuse_field(c, "employee_id", &APPROVAL_HAND_TO, name);
    a->approver_id = in->employee_id;
    a->for_id = 0;
    return 0;
}

int approval_withdraw(struct ctx *c, struct approval *a, const struct approval_reason_in *in)
{
    c->reason = in->reason;
    TRY(steps_drop(c, a));
    TRY(close(c, a, APPROVAL_WITHDRAWN));
    a->note = in->reason;
    return tell(c, a, false);
}

int approval_drop(struct ctx *c, struct anyref document, str reason)
{
    struct approval_list waiting;
    struct approval now;

    TRY(db_hold(c, approval, &waiting, "WHERE source_entity = ? AND source_id = ?"
        " AND state = 'waiting'", str_of(document.on->name), document.id));
    if (waiting.n == 0)
        return 0;
    now = waiting.v[0];
    TRY(steps_drop(c, &now));
    TRY(close(c, &now, APPROVAL_WITHDRAWN));
    now.note = reason;
    return row_update(c, approval, &now, &waiting.v[0]);
}

/* --- too late -------------------------------------------------------------------------------- */

int approval_is_due(struct ctx *c, const struct happening *h)
{
    struct approval a;

    TRY(db_get(c, approval, &a, h->id));
    if (a.state != APPROVAL_WAITING || a.urgency == AU_LATE)
        return 0;
    return command_call(c, approval_escalate, a.id, &(struct no_input){ });
}

int approval_escalate(struct ctx *c, struct approval *a, const struct no_input *none)
{
    return (void)c, (void)a, (void)none, 0;
}
