/* after_print.c - the record of a complaint, to be signed. */
#include "kernel/print.h"
#include "modules/after/after.h"

static const struct label remedies[] = { { "道歉", "Apology" }, { "优惠券", "Voucher" },
    { "免费返修", "Free rework" }, { "退款", "Refund" } };

int complaint_record(struct ctx *c, const struct complaint *k, struct print *p)
{
    const bool done[COUNT(remedies)] = { k->apology, k->voucher, k->free_rework, k->refund };

    (void)c;
    if (k->state == CP_WITHDRAWN || k->urgency == CU_LATE)
        p->mark = k->state == CP_WITHDRAWN ? print_code(p, &complaint_state_choices, k->state)
                                           : print_code(p, &complaint_urgency_choices, k->urgency);
    print_fields(p, complaint, k, "party_id vehicle_id repair_order_id source kind class day due_at"
        " received_by_id repeated");
    print_wide(p, SAY("事由", "Subject"), k->subject);
    print_wide(p, SAY("客户陈述", "What the customer says"), k->story);
    print_wide(p, SAY("客户要求", "What the customer wants"), k->wants);
    print_section(p, SAY("处理", "Handling"));
    print_fields(p, complaint, k, "owner_id owner_post_id cause");
    print_wide(p, SAY("原因分析", "Analysis"), k->analysis);
    print_ticks(p, SAY("补救措施", "Remedy"), remedies, done, COUNT(remedies));
    print_wide(p, SAY("处理方案", "What was offered"), k->remedy);
    if (k->amount.fen > 0)
        print_fields(p, complaint, k, "amount");
    print_section(p, SAY("结果", "Outcome"));
    print_fields(p, complaint, k, "answer answered_at state closed_at closed_by_id");
    print_wide(p, SAY("客户答复", "The customer's answer"), k->answer_note);
    print_sign(p, SAY("客户签字", "Customer"), SAY("责任人签字", "Responsible"),
        SAY("门店负责人签字", "Store manager"));
    return 0;
}
