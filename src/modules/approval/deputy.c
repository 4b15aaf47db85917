/* deputy.c - who decides in somebody's place; what waits moves when that begins and ends. */
#include "modules/approval/approval_own.h"

int deputy_today(struct ctx *c, rid employee_id, rid asker_id, rid *out)
{
    rid deputy;

    TRY(db_int(c, &deputy, "SELECT deputy_id FROM deputy WHERE employee_id = ? AND valid_from <= ?"
        " AND valid_to >= ? AND retired_at IS NULL ORDER BY id LIMIT 1", employee_id, c->today,
        c->today));
    *out = deputy != 0 && deputy != asker_id ? deputy : employee_id;
    return 0;
}

/* What waits for him, or for somebody in his place, goes to who should decide today. */
static int turn(struct ctx *c, rid employee_id)
{
    struct approval_list waiting;

    TRY(db_hold(c, approval, &waiting, "WHERE state = 'waiting' AND (for_id = ?"
        " OR (approver_id = ? AND for_id IS NULL)) ORDER BY id", employee_id, employee_id));
    for (size_t i = 0; i < waiting.n; i++) {
        struct approval now = waiting.v[i];

        TRY(deputy_today(c, employee_id, now.asker_id, &now.approver_id));
        now.for_id = now.approver_id != employee_id ? employee_id : 0;
        TRY(row_update(c, approval, &now, &waiting.v[i]));
    }
    return 0;
}

/* Today's change at once, tomorrow's by the timer: it rings on the first day and after the last. */
static int turn_from(struct ctx *c, const struct deputy *d)
{
    int64_t next = d->valid_from.day > c->today.day ? d->valid_from.day : d->valid_to.day + 1;

    if (d->valid_from.day <= c->today.day)
        TRY(turn(c, d->employee_id));
    return timer_set(c, "deputy_turns", &deputy_model, d->id,
        next > c->today.day ? when_at((date){ next }, 0, ZONE_S) : (when){ 0 });
}

int deputy_turns(struct ctx *c, const struct happening *h)
{
    struct deputy d;

    TRY(db_get(c, deputy, &d, h->id));
    return turn_from(c, &d);
}

static int judge(struct ctx *c, const struct deputy *d)
{
    struct deputy_list other;

    if (d->employee_id == d->deputy_id)
        return refuse_field(c, "deputy_id", &DEPUTY_SELF);
    if (d->valid_to.day < c->today.day || d->valid_to.day < d->valid_from.day)
        return refuse_field(c, "valid_to", &DEPUTY_DAYS);
    TRY(db_list(c, deputy, &other, "WHERE employee_id = ? AND valid_from <= ? AND valid_to >= ?"
        " AND retired_at IS NULL LIMIT 1", d->employee_id, d->valid_to, d->valid_from));
    if (other.n > 0)
        return refuse(c, &DEPUTY_TWICE, row_title(c, &employee_model, d->employee_id));
    TRY(db_list(c, deputy, &other, "WHERE (employee_id = ? OR deputy_id = ?) AND valid_from <= ?"
        " AND valid_to >= ? AND retired_at IS NULL LIMIT 1", d->deputy_id, d->employee_id,
        d->valid_to, d->valid_from));
    if (other.n > 0)
        return refuse(c, &DEPUTY_CHAIN, row_title(c, &employee_model, d->deputy_id));
    return 0;
}

int deputy_name(struct ctx *c, struct deputy *d, const struct deputy_name_in *in)
{
    struct employee who, deputy;

    c->reason = d->reason = in->reason;
    d->employee_id = in->employee_id != 0 ? in->employee_id : c->who->employee_id;
    d->deputy_id = in->deputy_id;
    d->valid_from = in->valid_from.day != 0 ? in->valid_from : c->today;
    d->valid_to = in->valid_to;
    if (d->employee_id == 0)
        return refuse_field(c, "employee_id", &F_REQUIRED);
    TRY(db_get(c, employee, &who, d->employee_id));
    if (who.id != c->who->employee_id && !who_may(c->who, &duty_people, who.unit_id))
        return refuse(c, &DEPUTY_OTHERS);
    TRY(judge(c, d));
    TRY(db_get(c, employee, &deputy, d->deputy_id));
    d->unit_id = who.unit_id;
    d->label = utf8_cut(str_format(&c->mem, "%.*s → %.*s", (int)who.name.n, who.name.s,
        (int)deputy.name.n, deputy.name.s), 130);
    return turn_from(c, d);
}

int deputy_mine(struct ctx *c, const struct deputy *d)
{
    return d->employee_id == c->who->employee_id || who_may(c->who, &duty_people, d->unit_id)
        ? 0 : refuse(c, &DEPUTY_OTHERS);
}

/* From the day after it all comes back; a last day before today ends it today. */
int deputy_end(struct ctx *c, struct deputy *d, const struct deputy_end_in *in)
{
    if (in->valid_to.day < d->valid_from.day || in->valid_to.day < c->today.day - 1)
        return refuse_field(c, "valid_to", &DEPUTY_DAYS);
    d->valid_to = in->valid_to;
    return turn_from(c, d);
}
