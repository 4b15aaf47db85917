/* agency.c - a case taken with its papers, submitted, done or failed, and handed back. */
#include "modules/agency/agency.h"

/* --- papers ----------------------------------------------------------------------------------- */

/* The order of a car that goes along knows how many of its papers are with us. */
static int tell_order(struct ctx *c, const struct agency_case *a, int64_t change)
{
    return a->with_car && a->repair_order_id != 0 && change != 0
        ? command_call(c, repair_order_papers, a->repair_order_id,
              &(struct repair_order_papers_in){ .change = change }) : 0;
}

static int papers_take(struct ctx *c, const struct agency_case *a, str from,
    const struct agency_paper_in_list *in)
{
    if (in->n > 0 && from.n == 0)
        return refuse_field(c, "taken_from", &AGENCY_SIGNER);
    for (size_t i = 0; i < in->n; i++) {
        const struct agency_paper_in *x = &in->v[i];
        struct agency_paper p = { .unit_id = a->unit_id, .case_id = a->id, .kind = x->kind,
            .title = x->title, .copies = x->copies > 0 ? x->copies : 1, .state = CUSTODY_HELD,
            .taken_at = c->now, .taken_from = from, .taken_by_id = c->who->employee_id };

        c->path = str_format(&c->mem, "papers[%zu].", i);
        if (x->kind == CUSTODY_OTHER && x->title.n == 0)
            return refuse_field(c, "title", &AGENCY_TITLE);
        c->path = (str){ 0 };
        if (p.title.n == 0)
            p.title = str_of(agency_paper_kind_choices.v[x->kind].label.zh);
        TRY(row_insert(c, agency_paper, &p));
    }
    return tell_order(c, a, (int64_t)in->n);
}

int agency_case_take(struct ctx *c, struct agency_case *a, const struct agency_case_take_in *in)
{
    return papers_take(c, a, in->taken_from, &in->papers);
}

int agency_paper_back(struct ctx *c, struct agency_paper *p, const struct agency_back_in *in)
{
    struct agency_case of;

    p->back_at = c->now;
    p->back_to = in->back_to;
    p->signature = in->signature;
    p->back_by_id = c->who->employee_id;
    TRY(db_get(c, agency_case, &of, p->case_id));
    return tell_order(c, &of, -1);
}

static int held(struct ctx *c, const struct agency_case *a, struct agency_paper_list *out)
{
    return db_list(c, agency_paper, out, "WHERE case_id = ? AND state = 'held' ORDER BY id", a->id);
}

int agency_case_back(struct ctx *c, struct agency_case *a, const struct agency_back_in *in)
{
    struct agency_paper_list all;

    TRY(held(c, a, &all));
    if (all.n == 0)
        return refuse(c, &AGENCY_NONE_HELD);
    for (size_t i = 0; i < all.n; i++)
        TRY(command_call(c, agency_paper_back, all.v[i].id, in));
    return 0;
}

static int papers_back(struct ctx *c, const struct agency_case *a)
{
    struct agency_paper_list all;

    TRY(held(c, a, &all));
    return all.n == 0 ? 0 : refuse(c, &AGENCY_PAPERS_OUT, (int64_t)all.n, all.v[0].title);
}

/* --- the case --------------------------------------------------------------------------------- */

int agency_case_judge(struct ctx *c, struct agency_case *now, const struct agency_case *before)
{
    bool billed = before != NULL && (before->settlement_id != 0 || before->fee_line_id != 0 ||
        before->advance_line_id != 0);

    return billed && before->fee.fen != now->fee.fen ? agency_not_billed(c, before) : 0;
}

/* One promise for the visit: what is done with the car away is done before it is handed over. */
static int visit_judge(struct ctx *c, const struct agency_case *a)
{
    const struct repair_order_promise_in later = { .promised_at = a->due_at,
        .reason = STR("代办随车办理 / the car goes along with an agency case") };
    struct repair_order ro;

    if (a->repair_order_id == 0)
        return 0;
    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    if (ro.vehicle_id != a->vehicle_id || ro.unit_id != a->unit_id || ro.business > RO_IN_WORK)
        return refuse_field(c, "repair_order_id", &AGENCY_OTHER_CAR);
    return a->with_car && a->due_at.ms > ro.promised_at.ms
        ? command_call(c, repair_order_promise, ro.id, &later) : 0;
}

int agency_case_open(struct ctx *c, struct agency_case *a, const struct agency_case_open_in *in)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, in->vehicle_id));
    if (in->due_at.ms < c->now.ms)
        return refuse_field(c, "due_at", &AGENCY_PAST);
    a->kind = in->kind;
    a->vehicle_id = in->vehicle_id;
    a->party_id = in->party_id != 0 ? in->party_id : v.owner_id;
    a->agent_id = in->agent_id != 0 ? in->agent_id : c->who->employee_id;
    a->due_at = in->due_at;
    a->repair_order_id = in->repair_order_id;
    a->with_car = in->with_car;
    a->fee = in->fee;
    a->note = in->note;
    if (a->party_id == 0)
        return refuse_field(c, "party_id", &AGENCY_NO_PARTY);
    if (a->agent_id == 0)
        return refuse_field(c, "agent_id", &AGENCY_NO_AGENT);
    TRY(vehicle_living(c, &a->vehicle_id));
    TRY(party_living(c, &a->party_id));
    TRY(visit_judge(c, a));
    TRY(number_next(c, &series_agency_case, a->unit_id, &a->number));
    return papers_take(c, a, in->taken_from, &in->papers);
}

int agency_case_submit(struct ctx *c, struct agency_case *a, const struct agency_case_submit_in *in)
{
    (void)c;
    a->office = in->office;
    a->receipt_no = in->receipt_no;
    return 0;
}

/* --- the outcome ------------------------------------------------------------------------------ */

static int outcome_judge(
    struct ctx *c, const struct agency_case *a, const struct agency_case_pass_in *in)
{
    bool dated = a->kind == AGENCY_INSPECTION || a->kind == AGENCY_INSURANCE;

    if (dated && in->valid_until.day <= c->today.day)
        return refuse_field(c, "valid_until", &AGENCY_VALID);
    if ((a->kind == AGENCY_PLATE) != (in->plate.n > 0))
        return refuse_field(
            c, "plate", in->plate.n > 0 ? &AGENCY_NOT_THIS : &AGENCY_PLATE_NONE);
    if ((a->kind == AGENCY_TRANSFER) != (in->owner_id != 0))
        return refuse_field(
            c, "owner_id", in->owner_id != 0 ? &AGENCY_NOT_THIS : &AGENCY_OWNER_NONE);
    return 0;
}

/* The vehicle's file knows at once, and so do all who remind by it. */
static int tell_vehicle(
    struct ctx *c, const struct agency_case *a, const struct agency_case_pass_in *in)
{
    const struct vehicle_change_owner_in to = { .owner_id = in->owner_id, .since = c->today };
    struct vehicle_list held_;
    struct vehicle now;

    if (a->kind == AGENCY_TRANSFER)
        return command_call(c, vehicle_change_owner, a->vehicle_id, &to);
    TRY(db_hold(c, vehicle, &held_, "WHERE id = ?", a->vehicle_id));
    if (held_.n == 0)
        return refuse(c, &E_NOT_FOUND);
    now = held_.v[0];
    if (a->kind == AGENCY_INSURANCE)
        now.insurance_until = in->valid_until;
    if (a->kind == AGENCY_INSPECTION || (a->kind == AGENCY_TEST && in->valid_until.day != 0))
        now.inspection_until = in->valid_until;
    if (a->kind == AGENCY_PLATE)
        now.plate = in->plate;
    TRY(vehicle_judge(c, &now, &held_.v[0]));
    return row_update(c, vehicle, &now, &held_.v[0]);
}

int agency_case_pass(struct ctx *c, struct agency_case *a, const struct agency_case_pass_in *in)
{
    TRY(outcome_judge(c, a, in));
    a->valid_until = in->valid_until;
    a->result = in->result;
    return tell_vehicle(c, a, in);
}

int agency_case_fail(struct ctx *c, struct agency_case *a, const struct agency_case_fail_in *in)
{
    const struct proposal p = { .unit_id = a->unit_id, .title = in->repair,
        .vehicle_id = a->vehicle_id, .party_id = a->party_id, .priority = PRIORITY_SAFETY,
        .repair_order_id = a->repair_order_id };

    a->result = in->result;
    return in->repair.n == 0 ? 0 : proposal_raise(c, &p, &a->proposal_id);
}

int agency_case_reopen(struct ctx *c, struct agency_case *a, const struct agency_reason_in *in)
{
    c->reason = in->reason;
    a->result = (str){ 0 };
    a->valid_until = (date){ 0 };
    return 0;
}

/* --- the end ---------------------------------------------------------------------------------- */

int agency_all_done(struct ctx *c, const struct agency_case *a)
{
    TRY(papers_back(c, a));
    return agency_paid(c, a);
}

int agency_case_close(struct ctx *c, struct agency_case *a, const struct no_input *in)
{
    (void)in;
    a->closed_at = c->now;
    return 0;
}

int agency_nothing_out(struct ctx *c, const struct agency_case *a)
{
    TRY(papers_back(c, a));
    return a->advanced.fen == 0 ? agency_not_billed(c, a)
         : refuse(c, &AGENCY_ADVANCED, a->advanced);
}

int agency_case_cancel(struct ctx *c, struct agency_case *a, const struct agency_reason_in *in)
{
    a->result = c->reason = in->reason;
    a->closed_at = c->now;
    return 0;
}
