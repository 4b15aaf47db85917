/* credit.c - how much a customer may owe: asked for, agreed to, set (FIN-02). */
#include "kernel/print.h"
#include "modules/approval/approval.h"
#include "modules/party/party.h"

/* More than before must be agreed to; less, or none, holds at once. */
int credit_request_ask(
    struct ctx *c, struct credit_request *r, const struct credit_request_ask_in *in)
{
    struct party party;
    bool waits = false;

    c->reason = r->reason = in->reason;
    TRY(db_get(c, party, &party, in->party_id));
    r->id = r->id != 0 ? r->id : id_new(c);
    r->title = utf8_cut(party.name, 100);
    r->party_id = in->party_id;
    r->credit_limit = in->credit_limit;
    r->limit_before = party.credit ? party.credit_limit : FEN(0);
    r->asked_by_id = c->who->employee_id;
    if (r->credit_limit.fen > r->limit_before.fen)
        TRY(approval_ask(c, &matter_credit_request, r->id, r->unit_id, r->title, r->credit_limit,
            &waits));
    r->state = waits ? CREDIT_ASKED : CREDIT_GRANTED;
    return waits ? 0
                 : command_call(c, party_credit_set, r->party_id,
                       &(struct party_credit_set_in){ r->credit_limit });
}

int credit_request_granted(struct ctx *c, struct credit_request *r, const struct no_input *none)
{
    (void)none;
    return command_call(c, party_credit_set, r->party_id,
        &(struct party_credit_set_in){ r->credit_limit });
}

int credit_request_refused(struct ctx *c, struct credit_request *r, const struct no_input *none)
{
    (void)none;
    r->answer = c->reason;
    return 0;
}

int party_credit_set(struct ctx *c, struct party *p, const struct party_credit_set_in *in)
{
    (void)c;
    p->credit = in->credit_limit.fen > 0;
    p->credit_limit = in->credit_limit;
    return 0;
}

int credit_request_sheet(struct ctx *c, const struct credit_request *r, struct print *p)
{
    (void)c;
    print_fields(p, credit_request, r,
        "party_id limit_before credit_limit asked_by_id reason state answer");
    print_sign(p, SAY("申请人", "Asked by"), SAY("批准人", "Granted by"));
    return 0;
}

/* Ours, until headquarters makes its own: the store's manager, from 50,000 yuan finance too. */
int credit_seed(struct ctx *c)
{
    static const char *const posts[] = { "store_general_manager", "hq_finance" };

    TRY(approval_rule_seed(c, &matter_credit_request, STR("挂账额度"), FEN(0), posts, 1));
    return approval_rule_seed(c, &matter_credit_request, STR("挂账额度五万元以上"), FEN(5000000),
        posts, 2);
}
