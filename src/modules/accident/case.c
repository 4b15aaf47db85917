/* case.c - the case: reported, surveyed, the car taken in; withdrawn, lost, reopened. */
#include "modules/accident/accident_own.h"

static int insurer_judge(struct ctx *c, rid insurer_id)
{
    struct party p;

    TRY(db_get(c, party, &p, insurer_id));
    return p.kind == PARTY_INSURER ? 0
         : refuse_field(c, "insurer_id", &ACCIDENT_INSURER, p.name);
}

int accident_case_judge(
    struct ctx *c, struct accident_case *now, const struct accident_case *before)
{
    if (before == NULL || now->insurer_id != before->insurer_id)
        TRY(insurer_judge(c, now->insurer_id));
    if (now->accident_on.day > c->today.day)
        return refuse_field(c, "accident_on", &ACCIDENT_LATER);
    return party_phone(c, "driver_phone", &now->driver_phone);
}

static int report_new(struct ctx *c, const struct accident_case_report_in *in)
{
    struct accident_case_list same;

    TRY(db_list(c, accident_case, &same, "WHERE insurer_id = ? AND report_no = ?"
        " AND state <> 'withdrawn' LIMIT 1", in->insurer_id, in->report_no));
    return same.n == 0 ? 0 : refuse(c, &ACCIDENT_REPORT_TWICE, same.v[0].number);
}

int accident_case_report(
    struct ctx *c, struct accident_case *a, const struct accident_case_report_in *in)
{
    struct vehicle v;

    a->vehicle_id = in->vehicle_id;
    TRY(vehicle_living(c, &a->vehicle_id));
    TRY(db_get(c, vehicle, &v, a->vehicle_id));
    a->party_id = in->party_id != 0 ? in->party_id : v.owner_id;
    if (a->party_id == 0)
        return refuse_field(c, "party_id", &ACCIDENT_NO_PARTY);
    a->insurer_id = in->insurer_id;
    a->policy_no = in->policy_no;
    a->report_no = in->report_no;
    a->kind = in->kind;
    a->accident_on = in->accident_on;
    a->place = in->place;
    a->liability = in->liability;
    a->driver_name = in->driver_name;
    a->driver_phone = in->driver_phone;
    a->third_plate = in->third_plate;
    a->third_name = in->third_name;
    a->third_insurer = in->third_insurer;
    a->reported_on = c->today;
    TRY(accident_case_judge(c, a, NULL));
    TRY(report_new(c, in));
    TRY(number_next(c, &series_accident_case, a->unit_id, &a->number));
    return claim_papers_make(c, a);
}

int accident_case_survey(
    struct ctx *c, struct accident_case *a, const struct accident_case_survey_in *in)
{
    a->surveyed_on = in->surveyed_on.day != 0 ? in->surveyed_on : c->today;
    if (a->surveyed_on.day > c->today.day)
        return refuse_field(c, "surveyed_on", &ACCIDENT_LATER);
    if (a->surveyed_on.day < a->accident_on.day)
        return refuse_field(c, "surveyed_on", &ACCIDENT_BEFORE, a->accident_on);
    a->surveyor = in->surveyor;
    a->survey = in->survey;
    a->liability = in->liability;
    return in->photo == 0 ? 0
         : claim_paper_add(c, a, PAPER_PHOTO, in->photo, STR("查勘照片"));
}

int accident_case_survey_suggest(
    struct ctx *c, const struct accident_case *a, struct accident_case_survey_in *in)
{
    (void)c;
    if (in->liability.ppm == 0)
        in->liability = a->liability;
    return 0;
}

/* --- the car ---------------------------------------------------------------------------------- */

int accident_case_not_in(struct ctx *c, const struct accident_case *a)
{
    return a->repair_order_id == 0 ? 0
         : refuse(c, &ACCIDENT_IN_ALREADY, a->number,
               row_title(c, &repair_order_model, a->repair_order_id));
}

static int take_order(struct ctx *c, struct accident_case *a, rid order_id)
{
    struct accident_case_list other;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, order_id));
    if (ro.vehicle_id != a->vehicle_id || ro.unit_id != a->unit_id || ro.business > RO_IN_WORK)
        return refuse_field(c, "repair_order_id", &ACCIDENT_OTHER_CAR);
    if (ro.nature != NATURE_ACCIDENT)
        return refuse_field(c, "repair_order_id", &ACCIDENT_NATURE);
    TRY(db_list(c, accident_case, &other, "WHERE repair_order_id = ? LIMIT 1", order_id));
    if (other.n > 0)
        return refuse_field(c, "repair_order_id", &ACCIDENT_ORDER_TAKEN, other.v[0].number);
    a->repair_order_id = order_id;
    return 0;
}

int accident_case_take_in(
    struct ctx *c, struct accident_case *a, const struct accident_case_take_in_in *in)
{
    const struct repair_order_open_in open = { .vehicle_id = a->vehicle_id,
        .party_id = a->party_id, .deliverer_name = a->driver_name,
        .deliverer_phone = a->driver_phone, .nature = NATURE_ACCIDENT, .category = CATEGORY_MINOR,
        .odometer_in = in->odometer_in, .fuel = in->fuel, .wish = in->wish,
        .promised_at = in->promised_at };

    if (in->repair_order_id != 0)
        return take_order(c, a, in->repair_order_id);
    if (in->odometer_in == 0)
        return refuse_field(c, "odometer_in", &F_REQUIRED);
    if (in->promised_at.ms == 0)
        return refuse_field(c, "promised_at", &F_REQUIRED);
    return command_make(c, repair_order_open, &open, &a->repair_order_id);
}

/* --- over, and open again --------------------------------------------------------------------- */

/* What is in the order stays in it; the customer pays it all. */
int accident_case_withdraw(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    const struct loss_shares none = { 0 };

    a->reason = c->reason = in->reason;
    a->due = FEN(0);
    a->closed_on = c->today;
    TRY(loss_end(c, a->id, false, in->reason));
    if (a->repair_order_id == 0)
        return 0;
    TRY(order_release(c, a->repair_order_id, STOP_LOSS));
    return loss_share_order(c, a, &none);
}

int accident_case_total_loss(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    a->reason = c->reason = in->reason;
    a->closed_on = c->today;
    return loss_end(c, a->id, false, in->reason);
}

/* To where it stood: with what the customer had confirmed, or before any assessment. */
int accident_case_reopen(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    int64_t confirmed;

    a->reason = c->reason = in->reason;
    a->closed_on = (date){ 0 };
    TRY(db_int(c, &confirmed, "SELECT count(*) FROM loss_assessment WHERE case_id = ?"
        " AND state = 'confirmed'", a->id));
    if (confirmed == 0) {
        a->state = a->surveyed_on.day != 0 ? AC_SURVEYED : AC_REPORTED;
        return 0;
    }
    a->state = AC_REPAIR;
    return accident_case_recount(c, a, NULL);
}

/* --- following -------------------------------------------------------------------------------- */

int accident_case_follow(
    struct ctx *c, struct accident_case *a, const struct accident_case_follow_in *in)
{
    (void)c;
    a->state = in->becomes;
    a->asked = in->asked;
    a->agreed = in->agreed;
    a->self_pay = in->self_pay;
    a->due = in->due;
    return 0;
}

int accident_case_recount(struct ctx *c, struct accident_case *a, const struct no_input *in)
{
    struct loss_shares s;

    (void)in;
    TRY(loss_shares(c, a->id, 0, &s));
    a->asked = s.asked;
    a->agreed = s.agreed;
    a->self_pay = s.self_pay;
    a->due = s.due;
    return loss_share_order(c, a, &s);
}

int accident_case_order_void(struct ctx *c, struct accident_case *a, const struct no_input *in)
{
    struct loss_assessment open;

    (void)in;
    TRY(loss_open_of(c, a->id, &open));
    a->state = a->surveyed_on.day == 0 ? AC_REPORTED
        : open.id != 0 && !open.supplement ? AC_ASSESSING
                                           : AC_SURVEYED;
    if (a->state != AC_ASSESSING)
        TRY(loss_end(c, a->id, true, STR("工单作废")));
    a->repair_order_id = 0;
    a->asked = a->agreed = a->self_pay = a->due = FEN(0);
    return 0;
}

int accident_case_of(struct ctx *c, rid order_id, struct accident_case *out)
{
    struct accident_case_list found;

    TRY(db_list(c, accident_case, &found, "WHERE repair_order_id = ? LIMIT 1", order_id));
    *out = found.n > 0 ? found.v[0] : (struct accident_case){ 0 };
    return 0;
}

int accident_of_order(struct ctx *c, const struct happening *h, bool *yes)
{
    struct accident_case a;

    TRY(accident_case_of(c, h->id, &a));
    *yes = a.id != 0;
    return 0;
}

int accident_on_drop(struct ctx *c, const struct happening *h)
{
    struct accident_case a;

    TRY(accident_case_of(c, h->id, &a));
    return a.state == AC_REPAIR || a.state == AC_SUPPLEMENT
        ? command_call(c, accident_case_recount, a.id, &(struct no_input){ }) : 0;
}

int accident_on_void(struct ctx *c, const struct happening *h)
{
    struct accident_case a;

    TRY(accident_case_of(c, h->id, &a));
    return a.id != 0 && a.state <= AC_SUPPLEMENT
        ? command_call(c, accident_case_order_void, a.id, &(struct no_input){ }) : 0;
}
