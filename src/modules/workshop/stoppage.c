/* stoppage.c - bays out of use: now or on days to come, and in use again. */
#include "kernel/print.h"
#include "modules/workshop/workshop.h"

static int running(struct ctx *c, rid bay_id, struct bay_stoppage_list *out)
{
    return db_list(c, bay_stoppage, out, "WHERE bay_id = ? AND state = 'running'", bay_id);
}

static int days_judge(struct ctx *c, date from, date until)
{
    return until.day == 0 || until.day >= from.day
        ? 0 : refuse_field(c, "until_day", &STOPPAGE_BACKWARD, from);
}

static struct bay_stoppage record(struct ctx *c, const struct bay *b, str reason)
{
    return (struct bay_stoppage){ .id = id_new(c), .unit_id = b->unit_id, .bay_id = b->id,
        .reason = reason, .asked_by_id = c->who->employee_id,
        .label = str_format(&c->mem, "%.*s · %.*s", (int)b->code.n, b->code.s, (int)reason.n,
            reason.s) };
}

/* --- now -------------------------------------------------------------------------------------- */

int bay_stop(struct ctx *c, struct bay *b, const struct bay_stop_in *in)
{
    struct bay_stoppage s = record(c, b, in->reason);

    TRY(days_judge(c, c->today, in->until_day));
    s.cause = in->cause != 0 ? in->cause : STOPPAGE_BROKEN;
    s.from_day = c->today;
    s.until_day = in->until_day;
    s.stopped_at = c->now;
    s.state = STOPPAGE_RUNNING;
    b->stop_reason = in->reason;
    return row_insert(c, bay_stoppage, &s);
}

int bay_reopen(struct ctx *c, struct bay *b, const struct no_input *in)
{
    struct bay_stoppage_list all;

    b->stop_reason = (str){ 0 };
    TRY(running(c, b->id, &all));
    return all.n > 0 ? command_call(c, bay_stoppage_end, all.v[0].id, in) : 0;
}

int bay_stoppage_end(struct ctx *c, struct bay_stoppage *s, const struct no_input *in)
{
    (void)in;
    s->ended_at = c->now.ms > s->stopped_at.ms ? c->now : s->stopped_at;
    s->ended_by_id = c->who->employee_id;
    return 0;
}

/* --- on days to come -------------------------------------------------------------------------- */

static int not_twice(struct ctx *c, const struct bay_stoppage *s)
{
    struct bay_stoppage_list all;

    TRY(db_list(c, bay_stoppage, &all, "WHERE bay_id = ? AND state = 'planned' ORDER BY from_day, id",
        s->bay_id));
    for (size_t i = 0; i < all.n; i++) {
        const struct bay_stoppage *o = &all.v[i];

        if (o->id != s->id && (s->until_day.day == 0 || o->from_day.day <= s->until_day.day) &&
            (o->until_day.day == 0 || s->from_day.day <= o->until_day.day))
            return refuse(c, &STOPPAGE_TWICE, o->label, o->from_day);
    }
    return 0;
}

int bay_plan_stop(struct ctx *c, struct bay *b, const struct bay_plan_stop_in *in)
{
    struct bay_stoppage s = record(c, b, in->reason);

    if (in->from_day.day <= c->today.day)
        return refuse_field(c, "from_day", &STOPPAGE_NOW);
    TRY(days_judge(c, in->from_day, in->until_day));
    s.cause = in->cause != 0 ? in->cause : STOPPAGE_UPKEEP;
    s.from_day = in->from_day;
    s.until_day = in->until_day;
    s.state = STOPPAGE_PLANNED;
    TRY(not_twice(c, &s));
    TRY(row_insert(c, bay_stoppage, &s));
    command_created(c, &bay_stoppage_model, s.id);
    return timer_set(c, "bay_stoppage_due", &bay_stoppage_model, s.id,
        when_at(s.from_day, 0, ZONE_S));
}

int bay_stoppage_cancel(struct ctx *c, struct bay_stoppage *s, const struct no_input *in)
{
    (void)in;
    return timer_set(c, "bay_stoppage_due", &bay_stoppage_model, s->id, (when){ 0 });
}

int bay_stoppage_expect(
    struct ctx *c, struct bay_stoppage *s, const struct bay_stoppage_expect_in *in)
{
    date least = s->state == STOPPAGE_RUNNING ? c->today : s->from_day;

    TRY(days_judge(c, least, in->until_day));
    s->until_day = in->until_day;
    return s->state == STOPPAGE_PLANNED ? not_twice(c, s) : 0;
}

int bay_stoppage_begin(struct ctx *c, struct bay_stoppage *s, const struct no_input *in)
{
    (void)in;
    s->stopped_at = c->now;
    return 0;
}

/* Out of use already: that ends where this begins, and each keeps its own record. */
int bay_stop_planned(struct ctx *c, struct bay *b, const struct bay_stop_planned_in *in)
{
    struct bay_stoppage_list all;
    struct bay_stoppage s;

    TRY(running(c, b->id, &all));
    if (all.n > 0)
        TRY(command_call(c, bay_stoppage_end, all.v[0].id, &(struct no_input){ }));
    TRY(db_get(c, bay_stoppage, &s, in->stoppage_id));
    b->stop_reason = s.reason;
    return command_call(c, bay_stoppage_begin, s.id, &(struct no_input){ });
}

int bay_stoppage_due(struct ctx *c, const struct happening *h)
{
    struct bay_stop_planned_in in = { h->id };
    struct bay_stoppage s;
    struct bay b;

    TRY(db_get(c, bay_stoppage, &s, h->id));
    TRY(db_get(c, bay, &b, s.bay_id));
    return s.state == STOPPAGE_PLANNED && b.retired_at.ms == 0
        ? command_call(c, bay_stop_planned, s.bay_id, &in) : 0;
}

/* --- on paper --------------------------------------------------------------------------------- */

int bay_stoppage_note(struct ctx *c, const struct bay_stoppage *s, struct print *p)
{
    struct bay b;

    TRY(db_get(c, bay, &b, s->bay_id));
    if (s->state == STOPPAGE_CANCELLED)
        p->mark = print_say(p, SAY("已取消", "CANCELLED"));
    print_fields(p, bay_stoppage, s, "bay_id cause");
    print_fields(p, bay, &b, "trade lift lift_check_on");
    print_fields(p, bay_stoppage, s, "from_day until_day stopped_at ended_at asked_by_id ended_by_id");
    print_wide(p, SAY("原因", "Reason"), s->reason);
    print_sign(p, SAY("停用人", "Taken out of use by"), SAY("恢复确认", "Released for use"));
    return 0;
}
