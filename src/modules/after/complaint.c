/* complaint.c - a complaint from the day it is taken in to the day it is closed, and when late. */
#include "modules/after/after_own.h"

enum { EVENING_S = 18 * 3600, SUBJECT_BYTES = 110 };

/* --- its time limit --------------------------------------------------------------------------- */

static const struct setting *const class_days[] = {
    [CLASS_QUALITY] = &setting_complaint_days_quality,
    [CLASS_ATTITUDE] = &setting_complaint_days_attitude,
    [CLASS_PRICE] = &setting_complaint_days_price, [CLASS_TIME] = &setting_complaint_days_time,
    [CLASS_PARTS] = &setting_complaint_days_parts, [CLASS_OTHER] = &setting_complaint_days_other,
};

/* By its class; what is no complaint, by the catalogue. The timer rings when it has passed. */
static int due(struct ctx *c, struct complaint *k)
{
    int64_t days = 0;

    if (k->kind != AFTER_COMPLAINT)
        TRY(after_service_days(c, k->kind, &days));
    if (days == 0)
        TRY(setting_int(c, class_days[k->class], k->unit_id, &days));
    k->due_at = when_at((date){ k->day.day + days }, EVENING_S, ZONE_S);
    if (k->due_at.ms <= c->now.ms)          /* reopened, or classed anew, on its last evening */
        k->due_at = when_at((date){ c->today.day + 1 }, EVENING_S, ZONE_S);
    return timer_set(c, "complaint_due", &complaint_model, k->id, k->due_at);
}

/* --- taken in --------------------------------------------------------------------------------- */

/* What he complained of not long ago. */
static int earlier(struct ctx *c, struct complaint *k)
{
    struct complaint_list past;
    int64_t days;

    TRY(setting_int(c, &setting_complaint_repeat_days, k->unit_id, &days));
    TRY(db_list(c, complaint, &past, "WHERE party_id = ? AND day >= ? AND kind = 'complaint'"
        " AND state <> 'withdrawn' AND retired_at IS NULL ORDER BY id DESC LIMIT 1", k->party_id,
        (date){ k->day.day - days }));
    if (past.n > 0 && k->kind == AFTER_COMPLAINT) {
        k->repeated = true;
        k->earlier_id = past.v[0].id;
    }
    return 0;
}

static int about(struct ctx *c, struct complaint *k, const struct complaint_open_in *in)
{
    struct repair_order ro;

    k->party_id = in->party_id;
    if (in->repair_order_id != 0) {
        TRY(db_get(c, repair_order, &ro, in->repair_order_id));
        k->repair_order_id = ro.id;
        k->vehicle_id = ro.vehicle_id;
        if (k->party_id == 0)
            k->party_id = ro.party_id;
    }
    return k->party_id != 0 ? party_living(c, &k->party_id)
         : refuse_field(c, "party_id", &COMPLAINT_NOBODY);
}

int complaint_open(struct ctx *c, struct complaint *k, const struct complaint_open_in *in)
{
    TRY(about(c, k, in));
    k->kind = in->kind != 0 ? in->kind : AFTER_COMPLAINT;
    k->class = in->class;
    k->source = in->source;
    k->subject = in->subject;
    k->story = in->story;
    k->wants = in->wants;
    k->follow_up_id = in->follow_up_id;
    k->received_by_id = c->who->employee_id;
    k->day = c->today;
    TRY(earlier(c, k));
    TRY(number_next(c, &series_complaint, k->unit_id, &k->number));
    return due(c, k);
}

int complaint_of_call(
    struct ctx *c, const struct follow_up *f, enum complaint_class class, rid *complaint_id)
{
    str said = f->note.n > 0 ? utf8_cut(f->note, SUBJECT_BYTES) : STR("客户评价不满意");
    struct complaint_open_in in = { .repair_order_id = f->repair_order_id,
        .party_id = f->party_id, .class = class, .subject = said, .story = f->note,
        .source = f->channel == FU_BY_PAGE ? FROM_PAGE : FROM_CALL, .follow_up_id = f->id };

    return command_make(c, complaint_open, &in, complaint_id);
}

int complaint_sort(struct ctx *c, struct complaint *k, const struct complaint_sort_in *in)
{
    k->class = in->class;
    if (in->subject.n > 0)
        k->subject = in->subject;
    return due(c, k);
}

/* --- who answers for it ----------------------------------------------------------------------- */

int complaint_assign(struct ctx *c, struct complaint *k, const struct complaint_assign_in *in)
{
    rid unit = in->owner_unit_id != 0 ? in->owner_unit_id : k->unit_id;
    int64_t holds = 1;
    bool may;

    TRY(org_has_duty(c, in->owner_id, unit, &duty_complaint_handle, &may));
    if (!may)
        return refuse_field(c, "owner_id", &COMPLAINT_NO_HANDLER);
    if (in->owner_post_id != 0)
        TRY(db_int(c, &holds, "SELECT count(*) FROM post_holding WHERE employee_id = ? AND post_id = ?"
            " AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL",
            in->owner_id, in->owner_post_id, c->today, c->today));
    if (holds == 0)
        return refuse_field(c, "owner_post_id", &COMPLAINT_POST_NOT_HELD);
    k->owner_id = in->owner_id;
    k->owner_post_id = in->owner_post_id;
    k->owner_unit_id = unit;
    return 0;
}

int complaint_mine(struct ctx *c, const struct complaint *k)
{
    return c->who->kind == ACTOR_SYSTEM || c->who->employee_id == k->owner_id ? 0
         : refuse(c, &COMPLAINT_NOT_MINE, row_title(c, &employee_model, k->owner_id));
}

int complaint_start(struct ctx *c, struct complaint *k, const struct no_input *in)
{
    (void)c, (void)k, (void)in;
    return 0;
}

/* --- what is offered, and answered ------------------------------------------------------------ */

int complaint_offer(struct ctx *c, struct complaint *k, const struct complaint_offer_in *in)
{
    bool worth = in->voucher || in->refund;

    if (worth && in->amount.fen == 0)
        return refuse_field(c, "amount", &COMPLAINT_AMOUNT);
    if (!worth && in->amount.fen != 0)
        return refuse_field(c, "amount", &COMPLAINT_NO_AMOUNT);
    k->cause = in->cause;
    k->analysis = in->analysis;
    k->apology = in->apology;
    k->voucher = in->voucher;
    k->free_rework = in->free_rework;
    k->refund = in->refund;
    k->amount = in->amount;
    k->remedy = in->remedy;
    k->answer = 0;                          /* to this offer there is none yet */
    k->answer_note = (str){ 0 };
    k->answered_at = (when){ 0 };
    k->silent_tries = 0;
    return 0;
}

int complaint_answer(struct ctx *c, struct complaint *k, const struct complaint_answer_in *in)
{
    int64_t tries;

    k->answer = in->answer;
    k->answer_note = in->note;
    k->answered_at = c->now;
    k->silent_tries += in->answer == ANSWER_SILENT;
    TRY(setting_int(c, &setting_follow_up_tries, k->unit_id, &tries));
    k->state = in->answer == ANSWER_REFUSED ? CP_HANDLING
        : in->answer == ANSWER_ACCEPTED || k->silent_tries >= tries ? CP_ANSWERED
                                                                    : CP_OFFERED;
    return 0;
}

/* He accepted, or was tried as often as anybody is. */
int complaint_answered(struct ctx *c, const struct complaint *k)
{
    int64_t tries;

    if (k->state == CP_ANSWERED)
        return 0;
    TRY(setting_int(c, &setting_follow_up_tries, k->unit_id, &tries));
    return refuse(c, &COMPLAINT_UNANSWERED, tries);
}

static int rest(struct ctx *c, const struct complaint *k)
{
    return timer_set(c, "complaint_due", &complaint_model, k->id, (when){ 0 });
}

int complaint_close(struct ctx *c, struct complaint *k, const struct no_input *in)
{
    (void)in;
    k->closed_at = c->now;
    k->closed_by_id = c->who->employee_id;
    return rest(c, k);
}

int complaint_withdraw(struct ctx *c, struct complaint *k, const struct complaint_reason_in *in)
{
    k->reason = in->reason;
    return rest(c, k);
}

/* It begins again, with a time limit from today. */
int complaint_reopen(struct ctx *c, struct complaint *k, const struct complaint_reason_in *in)
{
    const date first = k->day;

    k->reason = in->reason;
    k->reopenings++;
    k->closed_at = (when){ 0 };
    k->closed_by_id = 0;
    k->answer = 0;
    k->answer_note = (str){ 0 };
    k->answered_at = (when){ 0 };
    k->day = c->today;
    TRY(due(c, k));
    k->day = first;
    return 0;
}

/* --- late ------------------------------------------------------------------------------------- */

int complaint_is_due(struct ctx *c, const struct happening *h)
{
    struct complaint k;

    TRY(db_get(c, complaint, &k, h->id));
    if (k.state == CP_CLOSED || k.state == CP_WITHDRAWN || k.urgency == CU_LATE)
        return 0;
    return command_call(c, complaint_escalate, k.id, &(struct no_input){ });
}

int complaint_escalate(struct ctx *c, struct complaint *k, const struct no_input *in)
{
    (void)in;
    if (k->late_at.ms == 0)
        k->late_at = c->now;
    return 0;
}

int complaint_press(struct ctx *c, struct complaint *k, const struct complaint_press_in *in)
{
    if (in->due_at.ms <= c->now.ms)
        return refuse_field(c, "due_at", &COMPLAINT_DUE_PAST);
    k->instruction = in->instruction;
    k->due_at = in->due_at;
    return timer_set(c, "complaint_due", &complaint_model, k->id, k->due_at);
}
