/* demo_after.c - what follows the visits: calls, ratings, and now and then a complaint. */
#include "cli/demo_own.h"

/* --- complaints ------------------------------------------------------------------------------- */

static int assign(struct demo *d, const struct demo_store *s, rid complaint_id)
{
    const struct complaint_assign_in in = { .owner_id = s->by[ADVISER]->employee_id };

    return demo_run(d, s->by[MANAGER], &complaint_assign_command, complaint_id, &in, NULL);
}

static int offer(struct demo *d, const struct demo_store *s, rid complaint_id)
{
    const struct complaint_offer_in in = { .cause = CAUSE_PROCESS, .apology = true,
        .voucher = true, .amount = FEN(5000), .analysis = STR("排队车辆多，没有及时告知等候时间"),
        .remedy = STR("当面致歉，赠送一次洗车") };

    TRY(demo_run(d, s->by[ADVISER], &complaint_start_command, complaint_id, &(struct no_input){ },
        NULL));
    return demo_run(d, s->by[ADVISER], &complaint_offer_command, complaint_id, &in, NULL);
}

/* All are settled the same day, but for some of this week: they are left where they stand. */
static int complain(struct demo *d, const struct demo_store *s, rid complaint_id, bool lately)
{
    const struct complaint_answer_in in = { .answer = ANSWER_ACCEPTED, .note = STR("可以接受") };
    uint32_t drawn = demo_random(d, 12), stops = lately ? drawn : 12;

    if (stops == 0)
        return 0;
    TRY(assign(d, s, complaint_id));
    if (stops == 1)
        return 0;
    TRY(offer(d, s, complaint_id));
    if (stops == 2)
        return 0;
    TRY(demo_run(d, s->by[RECEPTIONIST], &complaint_answer_command, complaint_id, &in, NULL));
    return demo_run(d, s->by[MANAGER], &complaint_close_command, complaint_id,
        &(struct no_input){ }, NULL);
}

int demo_complaint(struct demo *d, struct demo_store *s)
{
    const struct complaint_open_in in = { .repair_order_id = s->done, .source = FROM_COUNTER,
        .class = CLASS_QUALITY, .subject = STR("修后刹车仍有异响"), .wants = STR("重新检查") };
    rid id;

    if (s->done == 0)
        return 0;
    TRY(demo_run(d, s->by[RECEPTIONIST], &complaint_open_command, 0, &in, &id));
    TRY(assign(d, s, id));
    return demo_run(d, s->by[ADVISER], &complaint_start_command, id, &(struct no_input){ }, NULL);
}

/* --- calls ------------------------------------------------------------------------------------ */

struct calls { rid store; date today; struct follow_up_list due; };

static int calls_due(struct ctx *c, void *arg)
{
    struct calls *k = arg;

    return db_list(c, follow_up, &k->due, "WHERE unit_id = ? AND state = 'waiting' AND due_on <= ?"
        " ORDER BY id LIMIT 60", k->store, k->today);
}

/* One in eight is not reached at first, one in sixty complains. */
static int call(
    struct demo *d, const struct demo_store *s, const struct follow_up *f, bool lately)
{
    struct follow_up_record_in in = { .reached = demo_random(d, 8) != 0, .nps = NO_NUMBER };

    if (in.reached && f->kind == FU_FIRST) {
        in.score_promise = 4 + demo_random(d, 2);
        in.score_attitude = in.score_quality = 5 - (demo_random(d, 4) == 0);
        in.score_speed = 3 + demo_random(d, 3);
        in.score_price = 3 + demo_random(d, 3);
        in.nps = 6 + demo_random(d, 5);
        in.complaint = demo_random(d, 60) == 0;
    }
    in.note = !in.reached ? STR("无人接听")
        : in.complaint    ? STR("客户反映等候时间过长") : STR("用车正常");
    TRY(demo_run(d, s->by[RECEPTIONIST], &follow_up_record_command, f->id, &in, NULL));
    return in.complaint ? complain(d, s, d->created[0], lately) : 0;
}

int demo_calls(struct demo *d, struct demo_store *s, date day, int64_t days_ago)
{
    struct calls k = { .store = s->id, .today = day };
    struct ctx c;
    int r;

    ctx_begin(&c, d->db, &who_system, d->now, 0);
    r = db_snapshot(&c, calls_due, &k);
    for (size_t i = 0; r == 0 && i < k.due.n; i++)
        r = call(d, s, &k.due.v[i], days_ago <= 5);
    ctx_end(&c);
    return r;
}
