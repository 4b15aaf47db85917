/* cash_print.c - the slip that the customer gets for his money, the sheet of a shift. */
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
    if (pay->given.fen > 0) {
        print_pair(p, SAY("收到现金", "Cash handed over"), print_money(p, pay->given));
        print_pair(p, SAY("找零", "Change"), print_money(p, money_sub(pay->given, pay->amount)));
    }
    print_pair(p, SAY("应收合计", "Due in all"), print_money(p, s.total));
    print_pair(p, SAY("已收合计", "Paid in all"), print_money(p, s.paid));
    print_pair(p, SAY("未收", "Still open"), print_money(p, money_sub(s.total, s.paid)));
    print_small(p, print_say(p, SAY("本收据不作发票使用。需要发票请向结算台提出，并妥善保管本收据。",
        "This receipt is no invoice; ask the settlement desk for one. Please keep it.")));
    return 0;
}

int cash_shift_sheet(struct ctx *c, const struct cash_shift *s, struct print *p)
{
    static const struct print_column columns[] = {
        { SAY("方式", "Method"), 3, SIDE_LEFT }, { SAY("应有", "Expected"), 3, SIDE_RIGHT },
        { SAY("实点", "Counted"), 3, SIDE_RIGHT }, { SAY("长短款", "Difference"), 3, SIDE_RIGHT },
    };
    struct cash_shift_line_list lines;

    TRY(db_list(c, cash_shift_line, &lines, "WHERE shift_id = ? ORDER BY id", s->id));
    print_pair(p, SAY("收款人", "Cashier"), print_person(p, s->cashier_id));
    print_fields(p, cash_shift, s, "opened_at closed_at opening_float");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        print_row(p, print_code(p, &payment_method_choices, (int)lines.v[i].method),
            print_money(p, lines.v[i].expected), print_money(p, lines.v[i].counted),
            print_money(p, lines.v[i].difference));
    print_total(p, SAY("长短款 ¥", "Difference ¥"), print_money(p, s->difference));
    if (s->note.n > 0)
        print_fields(p, cash_shift, s, "note");
    print_sign(p, SAY("交班人", "Handed over"), SAY("接班人", "Taken over"));
    return 0;
}
