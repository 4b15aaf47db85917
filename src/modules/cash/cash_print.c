/* cash_print.c - the slip that the customer gets for his money, the sheet of a shift, a statement
 * of what a customer owes. */
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

static const struct print_column open_columns[] = {
    { SAY("序号", "No."), 6, SIDE_RIGHT }, { SAY("结算单号", "Settlement"), 26, SIDE_LEFT },
    { SAY("结算日期", "Date"), 14, SIDE_LEFT }, { SAY("账龄（天）", "Days"), 10, SIDE_RIGHT },
    { SAY("应收", "Due"), 15, SIDE_RIGHT }, { SAY("已收", "Paid"), 14, SIDE_RIGHT },
    { SAY("未收", "Still open"), 15, SIDE_RIGHT },
};

/* What is open in the store on whose paper it stands. */
int party_statement(struct ctx *c, const struct party *party, struct print *p)
{
    struct settlement_list all;
    money due = FEN(0), paid = FEN(0);
    str none = { "", 0 };

    TRY(db_list(c, settlement, &all, "WHERE party_id = ? AND state IN ('open', 'part_paid', 'on_credit')"
        " AND unit_id = ? ORDER BY day, id", party->id, p->store.id));
    print_fields(p, party, party, "name phone credit_limit");
    print_pair(p, SAY("对账日", "As of"), print_date(p, date_at(c->now, ZONE_S)));
    print_table(p, open_columns, COUNT(open_columns));
    for (size_t i = 0; i < all.n; i++) {
        const struct settlement *s = &all.v[i];

        due = money_add(due, s->total);
        paid = money_add(paid, s->paid);
        print_row(p, print_int(p, (int64_t)i + 1), s->number, print_date(p, s->day),
            print_int(p, date_at(c->now, ZONE_S).day - s->day.day), print_money(p, s->total),
            print_money(p, s->paid), print_money(p, money_sub(s->total, s->paid)));
    }
    print_sum(p, none, print_say(p, SAY("合计", "Total")), none, none, print_money(p, due),
        print_money(p, paid), print_money(p, money_sub(due, paid)));
    print_wide(p, SAY("未收大写", "Still open, in words"),
        rmb_capitals(&c->mem, money_sub(due, paid)));
    print_pair(p, SAY("收款单位", "Payee"), p->company);
    print_pair(p, SAY("开户银行", "Bank"), p->bank);
    print_pair(p, SAY("账号", "Account"), p->bank_account);
    print_ticks(p, SAY("客户核对", "The customer's answer"),
        (const struct label[]){ { "金额相符", "It agrees" }, { "有出入（请注明）", "It does not (say where)" } },
        (const bool[2]){ false, false }, 2);
    print_sign(p, SAY("客户（盖章）、日期", "Customer's seal, date"), SAY("财务（盖章）", "Accounts, seal"));
    return 0;
}
