/* claim.c - the claim: its papers, its submission, the insurer's money, what is short of it. */
#include "modules/accident/accident_own.h"

/* --- papers ----------------------------------------------------------------------------------- */

int claim_papers_make(struct ctx *c, const struct accident_case *a)
{
    for (int kind = PAPER_VEHICLE_LICENCE; kind <= PAPER_AUTHORITY; kind++) {
        struct claim_paper p = { .unit_id = a->unit_id, .case_id = a->id,
            .kind = (enum claim_paper_kind)kind, .state = CP_MISSING };

        p.title = str_of(claim_paper_kind_choices.v[kind].label.zh);
        TRY(row_insert(c, claim_paper, &p));
    }
    return 0;
}

int claim_paper_add(struct ctx *c, const struct accident_case *a, enum claim_paper_kind kind,
    rid file_id, str title)
{
    struct claim_paper p = { .unit_id = a->unit_id, .case_id = a->id, .kind = kind };
    struct claim_paper_list waits;
    struct claim_paper before;

    TRY(db_list(c, claim_paper, &waits, "WHERE case_id = ? AND kind = ? AND state = 'missing' LIMIT 1",
        a->id, str_of(claim_paper_kind_choices.v[kind].code)));
    if (waits.n > 0)
        before = p = waits.v[0];
    if (title.n > 0)
        p.title = title;
    else if (waits.n == 0)
        p.title = str_of(claim_paper_kind_choices.v[kind].label.zh);
    p.file_id = file_id;
    p.state = CP_RECEIVED;
    p.received_on = c->today;
    return waits.n > 0 ? row_update(c, claim_paper, &p, &before) : row_insert(c, claim_paper, &p);
}

int accident_case_attach(
    struct ctx *c, struct accident_case *a, const struct accident_case_attach_in *in)
{
    return claim_paper_add(c, a, in->kind, in->photo, in->title);
}

int claim_paper_open(struct ctx *c, const struct claim_paper *p)
{
    struct accident_case a;

    TRY(db_get(c, accident_case, &a, p->case_id));
    return a.state <= AC_COMPLETED ? 0 : refuse(c, &CLAIM_CLOSED, a.number);
}

int claim_paper_receive(
    struct ctx *c, struct claim_paper *p, const struct claim_paper_receive_in *in)
{
    p->file_id = in->photo;
    p->note = in->note;
    p->received_on = c->today;
    return 0;
}

int claim_paper_waive(struct ctx *c, struct claim_paper *p, const struct claim_paper_waive_in *in)
{
    (void)c;
    p->note = in->note;
    return 0;
}

int claim_paper_undo(struct ctx *c, struct claim_paper *p, const struct no_input *in)
{
    (void)c, (void)in;
    p->received_on = (date){ 0 };
    p->note = (str){ 0 };
    return 0;
}

int accident_case_papers_there(struct ctx *c, const struct accident_case *a)
{
    struct text t = text_in(&c->mem, 1000);
    struct claim_paper_list missing;

    TRY(db_list(c, claim_paper, &missing, "WHERE case_id = ? AND state = 'missing' ORDER BY id",
        a->id));
    for (size_t i = 0; i < missing.n && i < 10; i++) {
        const struct label *l = &claim_paper_kind_choices.v[missing.v[i].kind].label;

        text_f(&t, "%s%s", i == 0 ? "" : c->english ? ", " : "、", c->english ? l->en : l->zh);
    }
    return missing.n == 0 ? 0 : refuse(c, &CLAIM_PAPERS, (int64_t)missing.n, text_str(&t));
}

/* --- submission ------------------------------------------------------------------------------- */

static int settlement_of(struct ctx *c, const struct accident_case *a, struct settlement *s)
{
    *s = (struct settlement){ .state = SETTLEMENT_PAID };
    return a->settlement_id == 0 ? 0 : db_get(c, settlement, s, a->settlement_id);
}

/* What the insurer has paid decides whether the case is over. */
static void close_if_paid(struct ctx *c, struct accident_case *a, const struct settlement *s)
{
    bool all = s->state == SETTLEMENT_PAID;

    a->paid = s->paid;
    if (a->state == AC_COMPLETED)
        return;
    a->state = all ? AC_CLOSED : AC_CLAIMED;
    a->closed_on = all ? c->today : (date){ 0 };
}

int accident_case_submit(
    struct ctx *c, struct accident_case *a, const struct accident_case_submit_in *in)
{
    struct settlement s;
    int64_t days;

    a->submitted_on = in->submitted_on.day != 0 ? in->submitted_on : c->today;
    if (a->submitted_on.day > c->today.day)
        return refuse_field(c, "submitted_on", &ACCIDENT_LATER);
    if (a->submitted_on.day < a->accident_on.day)
        return refuse_field(c, "submitted_on", &ACCIDENT_BEFORE, a->accident_on);
    TRY(setting_int(c, &setting_claim_pay_days, a->unit_id, &days));
    TRY(settlement_of(c, a, &s));
    a->claim_no = in->claim_no;
    a->pay_by = (date){ a->submitted_on.day + days };
    a->state = AC_CLAIMED;
    close_if_paid(c, a, &s);
    return 0;
}

int accident_case_take_back(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    a->reason = c->reason = in->reason;
    a->submitted_on = a->pay_by = (date){ 0 };
    return 0;
}

/* --- following the order and the money -------------------------------------------------------- */

int accident_case_settled(
    struct ctx *c, struct accident_case *a, const struct accident_case_settled_in *in)
{
    int64_t days;

    TRY(setting_int(c, &setting_claim_submit_days, a->unit_id, &days));
    a->settlement_id = in->settlement_id;
    a->due = in->due;
    a->submit_by = (date){ c->today.day + days };
    return 0;
}

int accident_case_unsettled(struct ctx *c, struct accident_case *a, const struct no_input *in)
{
    (void)c, (void)in;
    a->settlement_id = 0;
    a->paid = a->written_off = a->charged = FEN(0);
    a->submitted_on = a->pay_by = a->submit_by = a->closed_on = (date){ 0 };
    return 0;
}

int accident_case_paid(struct ctx *c, struct accident_case *a, const struct no_input *in)
{
    struct settlement s;

    (void)in;
    TRY(settlement_of(c, a, &s));
    close_if_paid(c, a, &s);
    return 0;
}

/* A supplement that nobody finished ends here: the order was settled without it. */
int accident_on_settle(struct ctx *c, const struct happening *h)
{
    struct accident_case_settled_in in = { 0 };
    struct settlement_list insurers;
    struct accident_case a;

    TRY(accident_case_of(c, h->id, &a));
    if (a.state != AC_REPAIR && a.state != AC_SUPPLEMENT)
        return 0;
    TRY(db_list(c, settlement, &insurers, "WHERE source_entity = 'repair_order' AND source_id = ?"
        " AND party_id = ? AND state <> 'reversed' LIMIT 1", h->id, a.insurer_id));
    if (insurers.n > 0)
        in.settlement_id = insurers.v[0].id, in.due = insurers.v[0].total;
    TRY(loss_end(c, a.id, false, STR("工单已结算")));
    return command_call(c, accident_case_settled, a.id, &in);
}

int accident_on_unsettle(struct ctx *c, const struct happening *h)
{
    struct accident_case a;

    TRY(accident_case_of(c, h->id, &a));
    return a.state == AC_COMPLETED || a.state == AC_CLAIMED || a.state == AC_CLOSED
        ? command_call(c, accident_case_unsettled, a.id, &(struct no_input){ }) : 0;
}

/* By the order: the case may not know its settlement yet, for it is told of it by a reaction. */
int accident_of_settlement(struct ctx *c, const struct happening *h, bool *yes)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM settlement s JOIN accident_case a"
        " ON a.repair_order_id = s.source_id WHERE s.id = ? AND s.source_entity = 'repair_order'",
        h->id));
    *yes = n > 0;
    return 0;
}

int accident_on_payment(struct ctx *c, const struct happening *h)
{
    struct accident_case_list found;

    TRY(db_list(c, accident_case, &found, "WHERE settlement_id = ? LIMIT 1", h->id));
    return found.n > 0 && found.v[0].state >= AC_COMPLETED && found.v[0].state <= AC_CLOSED
        ? command_call(c, accident_case_paid, found.v[0].id, &(struct no_input){ }) : 0;
}

/* --- short ------------------------------------------------------------------------------------ */

static money rest_of(const struct settlement *s) { return money_sub(s->total, s->paid); }

int accident_case_is_short(struct ctx *c, const struct accident_case *a)
{
    struct settlement s;

    TRY(settlement_of(c, a, &s));
    return rest_of(&s).fen > 0 ? 0 : refuse(c, &CLAIM_NOT_SHORT);
}

static int allow(struct ctx *c, rid settlement_id, money amount, str reason)
{
    const struct settlement_allow_in in = { .amount = amount, .reason = reason };

    return command_call(c, settlement_allow, settlement_id, &in);
}

static int shortfall(struct ctx *c, struct accident_case *a, str reason, money *rest)
{
    struct settlement s;

    a->reason = c->reason = reason;
    a->closed_on = c->today;
    TRY(settlement_of(c, a, &s));
    *rest = rest_of(&s);
    a->paid = s.paid;
    return allow(c, a->settlement_id, *rest, reason);
}

int accident_case_write_off(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    money rest;

    TRY(shortfall(c, a, in->reason, &rest));
    a->written_off = money_add(a->written_off, rest);
    return 0;
}

/* The settlement that the customer got for his own part of the order. */
static int customers(struct ctx *c, const struct accident_case *a, rid *settlement_id)
{
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    *settlement_id = ro.settlement_id;
    return ro.settlement_id != 0 ? 0 : refuse(c, &CLAIM_NO_CUSTOMER);
}

int accident_case_charge(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    rid customer;
    money rest;

    TRY(customers(c, a, &customer));
    TRY(shortfall(c, a, in->reason, &rest));
    a->charged = money_add(a->charged, rest);
    return allow(c, customer, money_sub(FEN(0), rest), in->reason);
}

int accident_case_was_short(struct ctx *c, const struct accident_case *a)
{
    return money_add(a->written_off, a->charged).fen > 0 ? 0 : refuse(c, &CLAIM_WAS_NOT_SHORT);
}

int accident_case_undo_short(
    struct ctx *c, struct accident_case *a, const struct accident_case_reason_in *in)
{
    money back = money_add(a->written_off, a->charged);
    struct settlement s;
    rid customer;

    a->reason = c->reason = in->reason;
    if (a->charged.fen > 0) {
        TRY(customers(c, a, &customer));
        TRY(db_get(c, settlement, &s, customer));
        if (rest_of(&s).fen < a->charged.fen)
            return refuse(c, &CLAIM_CHARGED_PAID, a->charged);
        TRY(allow(c, customer, a->charged, in->reason));
    }
    TRY(allow(c, a->settlement_id, money_sub(FEN(0), back), in->reason));
    a->written_off = a->charged = FEN(0);
    a->closed_on = (date){ 0 };
    return 0;
}
