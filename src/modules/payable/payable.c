/* payable.c - suppliers' invoices: matched with goods receipts, posted as far as they differ. */
#include "modules/payable/payable.h"

static struct anyref itself(rid id) { return (struct anyref){ &supplier_invoice_model, id }; }

static const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
}

/* --- matched ---------------------------------------------------------------------------------- */

static int receipt_judge(struct ctx *c, const struct supplier_invoice *v, rid receipt_id,
    struct stock_receipt *r)
{
    struct invoice_receipt_list there;

    TRY(db_get(c, stock_receipt, r, receipt_id));
    if (r->supplier_id != v->supplier_id || r->state != RECEIPT_RECEIVED ||
        r->unit_id != v->unit_id)
        return refuse_field(c, "receipt_id", &PAYABLE_RECEIPT_ELSE, r->number);
    TRY(db_list(c, invoice_receipt, &there, "WHERE receipt_id = ? AND retired_at IS NULL",
        receipt_id));
    return there.n == 0 ? 0 : refuse_field(c, "receipt_id", &PAYABLE_RECEIPT_TWICE, r->number);
}

/* What the receipts have posted: goods and tax. */
static int receipts_take(struct ctx *c, const struct supplier_invoice *v,
    const struct invoice_receipt_in_list *receipts, money *goods, money *tax)
{
    *goods = *tax = FEN(0);
    for (size_t i = 0; i < receipts->n; i++) {
        struct invoice_receipt line = { .unit_id = v->unit_id, .invoice_id = v->id,
            .receipt_id = receipts->v[i].receipt_id };
        struct stock_receipt r;

        c->path = str_format(&c->mem, "receipts[%zu].", i);
        TRY(receipt_judge(c, v, line.receipt_id, &r));
        line.amount = money_add(r.total, r.tax);
        *goods = money_add(*goods, r.total);
        *tax = money_add(*tax, r.tax);
        TRY(row_insert(c, invoice_receipt, &line));
    }
    c->path = (str){ 0 };
    return 0;
}

static int account_judge(struct ctx *c, const struct supplier_invoice_in *in)
{
    int64_t expense;

    if (in->receipts.n > 0)
        return in->account.n == 0 ? 0 : refuse_field(c, "account", &PAYABLE_BOTH);
    TRY(db_int(c, &expense, "SELECT count(*) FROM account_title WHERE code = ? AND retired_at IS NULL"
        " AND kind = 'expense' AND document_only = 0", in->account));
    return expense > 0 ? 0 : refuse_field(c, "account", &PAYABLE_ACCOUNT);
}

static int invoice_post(struct ctx *c, const struct supplier_invoice *v, money goods, money tax)
{
    money net = money_sub(v->net, goods), off = money_sub(v->tax, tax);
    const struct posting p[] = {
        { v->account.n > 0 ? str_c(&c->mem, v->account) : ACCOUNT_PARTS_COST, net, FEN(0), 0 },
        { ACCOUNT_INPUT_VAT, off, FEN(0), 0 },
        { ACCOUNT_PAYABLE, FEN(0), money_add(net, off), v->supplier_id },
    };

    return ledger_post(c, v->unit_id, p, COUNT(p), itself(v->id),
        text_of(c, "供应商发票", v->number), text_of(c, "Supplier's invoice", v->number));
}

int supplier_invoice_book(
    struct ctx *c, struct supplier_invoice *v, const struct supplier_invoice_in *in)
{
    money goods, tax, off;

    v->supplier_id = in->supplier_id;
    v->invoice_number = in->invoice_number;
    v->day = in->day;
    v->due_day = in->due_day.day != 0 ? in->due_day : (date){ in->day.day + 30 };
    v->net = in->net;
    v->tax = in->tax;
    v->total = money_add(in->net, in->tax);
    v->account = in->account;
    v->note = in->note;
    if (in->day.day > c->today.day)
        return refuse_field(c, "day", &LEDGER_FUTURE);
    TRY(party_living(c, &v->supplier_id));
    TRY(account_judge(c, in));
    TRY(number_next(c, &series_supplier_invoice, v->unit_id, &v->number));
    TRY(receipts_take(c, v, &in->receipts, &goods, &tax));
    off = money_sub(v->total, money_add(goods, tax));
    if (in->receipts.n > 0 && off.fen != 0 && in->note.n == 0)
        return refuse_field(c, "note", &PAYABLE_DIFFERENCE, off);
    return invoice_post(c, v, goods, tax);
}

int supplier_invoice_pay(
    struct ctx *c, struct supplier_invoice *v, const struct invoice_pay_in *in)
{
    v->paid = money_add(v->paid, in->amount);
    if (v->paid.fen > v->total.fen)
        return refuse_field(c, "amount", &PAYABLE_MUCH, v->number,
            money_add(money_sub(v->total, v->paid), in->amount));
    v->state = v->paid.fen == 0 ? INVOICE_OPEN
        : v->paid.fen == v->total.fen ? INVOICE_PAID : INVOICE_PART_PAID;
    return 0;
}

/* The receipts may be matched again. */
int supplier_invoice_reverse(
    struct ctx *c, struct supplier_invoice *v, const struct cash_reason_in *in)
{
    struct invoice_receipt_list lines;

    if (v->paid.fen != 0)
        return refuse(c, &PAYABLE_STILL_PAID, v->paid);
    v->reverse_reason = c->reason = in->reason;
    TRY(ledger_reverse(c, itself(v->id), text_of(c, "冲销供应商发票", v->number),
        text_of(c, "Supplier's invoice reversed", v->number)));
    TRY(db_list(c, invoice_receipt, &lines, "WHERE invoice_id = ? AND retired_at IS NULL"
        " ORDER BY id", v->id));
    for (size_t i = 0; i < lines.n; i++) {
        struct invoice_receipt gone = lines.v[i];

        gone.retired_at = c->now;
        TRY(row_update(c, invoice_receipt, &gone, &lines.v[i]));
    }
    return 0;
}
