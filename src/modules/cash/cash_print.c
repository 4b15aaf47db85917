/* cash_print.c - the slip that the customer gets for his money. */
#include "facts/rmb.h"
#include "kernel/print.h"
#include "modules/cash/cash.h"

int payment_receipt(struct ctx *c, const struct payment *pay, struct print *p)
{
    struct settlement s;

    TRY(db_get(c, settlement, &s, pay->settlement_id));
    if (pay->state == PAYMENT_REVERSED)
        p->mark = print_say(p, SAY("已冲销", "REVERSED"));
    print_pair(p, SAY("付款人", "Payer"), print_title(p, party, s.party_id));
    print_pair(p, SAY("结算单号", "Settlement"), s.number);
    print_pair(p, SAY("收款时间", "Received"), print_when(p, pay->created_at));
    print_fields(p, payment, pay, "method");
    if (pay->reference.n > 0)
        print_fields(p, payment, pay, "reference");
    print_pair(p, SAY("收款人", "Cashier"), print_person(p, pay->cashier_id));
    print_total(p, SAY("收款 ¥", "Received ¥"), print_money(p, pay->amount));
    print_text(p, rmb_capitals(&c->mem, pay->amount));
    print_pair(p, SAY("应收合计", "Due in all"), print_money(p, s.total));
    print_pair(p, SAY("已收合计", "Paid in all"), print_money(p, s.paid));
    print_pair(p, SAY("未收", "Still open"), print_money(p, money_sub(s.total, s.paid)));
    print_small(p, print_say(p, SAY("本收据不作发票使用。需要发票请向结算台提出，并妥善保管本收据。",
        "This receipt is no invoice; ask the settlement desk for one. Please keep it.")));
    return 0;
}
