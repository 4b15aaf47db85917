/* pay.c - payments to suppliers: asked for, agreed to by another, made by the cashier. */
#include "kernel/print.h"
#include "modules/payable/payable.h"

enum { LINES_OF_PAYMENT = 100, AGEING_MAX = 5000 };

static struct anyref itself(rid id) { return (struct anyref){ &supplier_payment_model, id }; }

static int line_judge(struct ctx *c, const struct supplier_payment *p,
    const struct supplier_payment_line_in *l)
{
    struct supplier_invoice v;
    money open;

    TRY(db_get(c, supplier_invoice, &v, l->invoice_id));
    open = money_sub(v.total, v.paid);
    if (v.supplier_id != p->supplier_id)
        return refuse_field(c, "invoice_id", &PAYABLE_OTHER_SUPPLIER, v.number);
    if (v.state == INVOICE_REVERSED || l->amount.fen > open.fen)
        return refuse_field(c, "amount", &PAYABLE_MUCH, v.number,
            v.state == INVOICE_REVERSED ? FEN(0) : open);
    return 0;
}

int supplier_payment_ask(
    struct ctx *c, struct supplier_payment *p, const struct supplier_payment_in *in)
{
    if (in->lines.n == 0 || in->lines.n > LINES_OF_PAYMENT)
        return refuse_field(c, "lines", &PAYABLE_NO_LINES);
    p->supplier_id = in->supplier_id;
    p->asked_by_id = c->who->id;
    TRY(party_living(c, &p->supplier_id));
    TRY(number_next(c, &series_supplier_payment, p->unit_id, &p->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        struct supplier_payment_line line = { .unit_id = p->unit_id, .payment_id = p->id,
            .invoice_id = in->lines.v[i].invoice_id, .amount = in->lines.v[i].amount };

        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_judge(c, p, &in->lines.v[i]));
        p->amount = money_add(p->amount, line.amount);
        TRY(row_insert(c, supplier_payment_line, &line));
    }
    c->path = (str){ 0 };
    return 0;
}

/* All that is open of the supplier. */
int supplier_payment_ask_suggest(
    struct ctx *c, const struct supplier_payment *p, struct supplier_payment_in *in)
{
    struct supplier_invoice_list open;

    (void)p;
    if (in->supplier_id == 0 || in->lines.n > 0)
        return 0;
    TRY(db_list(c, supplier_invoice, &open, "WHERE supplier_id = ? AND unit_id = ?"
        " AND state IN ('open', 'part_paid') AND retired_at IS NULL ORDER BY due_day, id LIMIT 100",
        in->supplier_id, c->who->unit_id));
    in->lines.v = arena_alloc(&c->mem, (open.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < open.n; i++)
        in->lines.v[in->lines.n++] = (struct supplier_payment_line_in){ open.v[i].id,
            money_sub(open.v[i].total, open.v[i].paid) };
    return 0;
}

int payment_of_another(struct ctx *c, const struct supplier_payment *p)
{
    return p->asked_by_id == c->who->id ? refuse(c, &PAYABLE_OWN) : 0;
}

int supplier_payment_agree(struct ctx *c, struct supplier_payment *p, const struct no_input *in)
{
    (void)in;
    p->agreed_by_id = c->who->id;
    return 0;
}

int supplier_payment_refuse(
    struct ctx *c, struct supplier_payment *p, const struct cash_reason_in *in)
{
    p->reason = c->reason = in->reason;
    return 0;
}

/* --- paid, and undone ------------------------------------------------------------------------- */

static int lines_pay(struct ctx *c, const struct supplier_payment *p, bool back)
{
    struct supplier_payment_line_list lines;

    TRY(db_list(c, supplier_payment_line, &lines, "WHERE payment_id = ? AND retired_at IS NULL"
        " ORDER BY invoice_id, id", p->id));
    for (size_t i = 0; i < lines.n; i++)
        TRY(command_call(c, supplier_invoice_pay, lines.v[i].invoice_id, &(struct invoice_pay_in){
            back ? money_sub(FEN(0), lines.v[i].amount) : lines.v[i].amount }));
    return 0;
}

int supplier_payment_pay(
    struct ctx *c, struct supplier_payment *p, const struct supplier_pay_in *in)
{
    const struct posting to[] = {
        { ACCOUNT_PAYABLE, p->amount, FEN(0), p->supplier_id },
        { cash_account(in->method), FEN(0), p->amount, 0 },
    };

    if (!cash_is_money(in->method))
        return refuse_field(c, "method", &PAYABLE_METHOD);
    p->method = in->method;
    p->reference = in->reference;
    p->paid_on = c->today;
    TRY(ledger_post(c, p->unit_id, to, COUNT(to), itself(p->id),
        str_c(&c->mem, str_format(&c->mem, "付款 %.*s", (int)p->number.n, p->number.s)),
        str_c(&c->mem, str_format(&c->mem, "Payment %.*s", (int)p->number.n, p->number.s))));
    return lines_pay(c, p, false);
}

int supplier_payment_reverse(
    struct ctx *c, struct supplier_payment *p, const struct cash_reason_in *in)
{
    p->reason = c->reason = in->reason;
    TRY(ledger_reverse(c, itself(p->id), "冲销付款", "Payment reversed"));
    return lines_pay(c, p, true);
}

/* --- on paper --------------------------------------------------------------------------------- */

static const struct print_column pay_columns[] = {
    { SAY("登记号", "Number"), 26, SIDE_LEFT }, { SAY("发票号码", "Invoice number"), 30, SIDE_LEFT },
    { SAY("开票日期", "Date"), 18, SIDE_LEFT }, { SAY("本次付款", "Paid now"), 26, SIDE_RIGHT },
};

int supplier_payment_slip(struct ctx *c, const struct supplier_payment *o, struct print *p)
{
    struct supplier_payment_line_list lines;

    TRY(db_list(c, supplier_payment_line, &lines, "WHERE payment_id = ? ORDER BY id", o->id));
    print_fields(p, supplier_payment, o, "supplier_id state method reference paid_on");
    print_table(p, pay_columns, COUNT(pay_columns));
    for (size_t i = 0; i < lines.n; i++) {
        struct supplier_invoice v;

        TRY(db_get(c, supplier_invoice, &v, lines.v[i].invoice_id));
        print_row(p, v.number, v.invoice_number, print_date(p, v.day),
            print_money(p, lines.v[i].amount));
    }
    print_total(p, SAY("付款 ¥", "Paid ¥"), print_money(p, o->amount));
    print_pair(p, SAY("申请人", "Asked by"), print_person(p, o->asked_by_id));
    print_pair(p, SAY("审批人", "Agreed by"), print_person(p, o->agreed_by_id));
    print_sign(p, SAY("出纳", "Cashier"), SAY("收款人", "Received by"));
    return 0;
}

static const struct print_column supplier_columns[] = {
    { SAY("登记号", "Number"), 24, SIDE_LEFT }, { SAY("发票号码", "Invoice number"), 24, SIDE_LEFT },
    { SAY("开票日期", "Date"), 14, SIDE_LEFT }, { SAY("到期日", "Due on"), 14, SIDE_LEFT },
    { SAY("价税合计", "With tax"), 16, SIDE_RIGHT }, { SAY("未付", "Still open"), 16, SIDE_RIGHT },
};

int supplier_statement(struct ctx *c, const struct party *party, struct print *p)
{
    struct supplier_invoice_list open;
    money sum = FEN(0), due = FEN(0);
    str none = { "", 0 };

    TRY(db_list(c, supplier_invoice, &open, "WHERE supplier_id = ? AND unit_id = ?"
        " AND state IN ('open', 'part_paid') ORDER BY day, id LIMIT 500", party->id, p->store.id));
    print_fields(p, party, party, "name phone tax_number");
    print_table(p, supplier_columns, COUNT(supplier_columns));
    for (size_t i = 0; i < open.n; i++) {
        const struct supplier_invoice *v = &open.v[i];

        sum = money_add(sum, v->total);
        due = money_add(due, money_sub(v->total, v->paid));
        print_row(p, v->number, v->invoice_number, print_date(p, v->day), print_date(p, v->due_day),
            print_money(p, v->total), print_money(p, money_sub(v->total, v->paid)));
    }
    print_sum(p, print_say(p, SAY("合计", "Total")), none, none, none, print_money(p, sum),
        print_money(p, due));
    print_ticks(p, SAY("供应商核对", "The supplier's answer"),
        (const struct label[]){ { "金额相符", "It agrees" }, { "有出入（请注明）", "It does not (say where)" } },
        (const bool[2]){ false, false }, 2);
    print_sign(p, SAY("供应商（盖章）、日期", "Supplier's seal, date"), SAY("财务（盖章）", "Accounts, seal"));
    return 0;
}

/* --- reports ---------------------------------------------------------------------------------- */

int payables_ageing(
    struct ctx *c, const struct payables_ageing_in *in, struct payables_ageing_row_list *out)
{
    int64_t today = c->today.day;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, payables_ageing_row, out, "SELECT x.supplier_id, CAST(sum(x.n) AS BIGINT),"
        " CAST(sum(CASE WHEN x.due_day >= ? THEN x.open ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN x.due_day < ? AND x.due_day >= ? THEN x.open ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN x.due_day < ? THEN x.open ELSE 0 END) AS BIGINT),"
        " CAST(sum(x.open) AS BIGINT), CAST(sum(x.booked) AS BIGINT) FROM"
        " (SELECT supplier_id, due_day, total - paid AS open, 1 AS n, 0 AS booked"
        " FROM supplier_invoice WHERE unit_id = ? AND state IN ('open', 'part_paid') UNION ALL"
        " SELECT party_id, ?, 0, 0, credit - debit FROM ledger_entry WHERE unit_id = ?"
        " AND side = '" ACCOUNT_PAYABLE "' AND party_id IS NOT NULL) x /* all rows */"
        " GROUP BY x.supplier_id HAVING sum(x.open) <> 0 OR sum(x.booked) <> 0"
        " ORDER BY x.supplier_id LIMIT 5001", today, today, today - 30, today - 30, store_id, today,
        store_id));
    return out->n <= AGEING_MAX ? 0 : refuse(c, &PAYABLE_TOO_MANY, (int)AGEING_MAX);
}

static int take_invoice(struct ctx *c, const void *row, void *arg)
{
    const struct payable_check *k = row;

    (void)c;
    verify_fact(arg, k->paid.fen == k->paid_again.fen,
        "supplier's invoice %lld: paid %lld, its payments give %lld", (long long)k->id,
        (long long)k->paid.fen, (long long)k->paid_again.fen);
    return 0;
}

int payable_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, payable_check, take_invoice, v, "/* all rows */ SELECT i.id, i.paid,"
        " CAST(COALESCE(sum(CASE WHEN p.state = 'paid' THEN l.amount ELSE 0 END), 0) AS BIGINT)"
        " FROM supplier_invoice i LEFT JOIN supplier_payment_line l ON l.invoice_id = i.id"
        " LEFT JOIN supplier_payment p ON p.id = l.payment_id GROUP BY i.id, i.paid");
}
