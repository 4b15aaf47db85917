/* vat.c - the VAT ledger of a month: what was charged by rate, what was paid, what is due. */
#include "modules/tax/tax.h"

enum { ENTRIES_MAX = 5000 };

static int month_judge(struct ctx *c, int64_t month)
{
    return month % 100 >= 1 && month % 100 <= 12 ? 0 : refuse_field(c, "month", &TAX_MONTH);
}

/* The output tax by the rate of the settlement that it comes from; the revenue of the same
 * vouchers is its base. */
static int output(struct ctx *c, rid company_id, int64_t month, struct vat_row_list *out)
{
    return db_list(c, vat_row, out, "SELECT 'output', COALESCE(s.tax_rate, 0),"
        " CAST(sum(CASE WHEN e.month = ? AND e.side <> '" ACCOUNT_OUTPUT_VAT "'"
        " THEN e.credit - e.debit ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN e.month = ? AND e.side = '" ACCOUNT_OUTPUT_VAT "'"
        " THEN e.credit - e.debit ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN e.month = ? AND e.side = '" ACCOUNT_OUTPUT_VAT "'"
        " THEN e.credit - e.debit ELSE 0 END) AS BIGINT)"
        " FROM voucher v JOIN ledger_entry e ON e.voucher_id = v.id AND e.side IN"
        " ('" ACCOUNT_OUTPUT_VAT "', '" ACCOUNT_LABOUR_REVENUE "', '" ACCOUNT_PARTS_REVENUE "',"
        " '" ACCOUNT_OTHER_REVENUE "')"
        " LEFT JOIN settlement s ON v.source_entity = 'settlement' AND s.id = v.source_id"
        " WHERE v.company_id = ? AND v.month IN (?, ?) AND v.seq > 0"
        " GROUP BY COALESCE(s.tax_rate, 0) ORDER BY COALESCE(s.tax_rate, 0)",
        month, month, month - 100, company_id, month, month - 100);
}

static int of_account(struct ctx *c, rid company_id, int64_t month, const char *side, money *out)
{
    return db_int(c, &out->fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account = ? AND month = ?", company_id,
        str_of(side), month);
}

static int due_row(struct ctx *c, rid company_id, int64_t month, struct vat_row *input,
    struct vat_row *due)
{
    money owed, owed_before;

    *input = (struct vat_row){ .side = VAT_INPUT };
    *due = (struct vat_row){ .side = VAT_DUE };
    TRY(of_account(c, company_id, month, ACCOUNT_INPUT_VAT, &input->tax));
    TRY(of_account(c, company_id, month - 100, ACCOUNT_INPUT_VAT, &input->last_year));
    TRY(of_account(c, company_id, month, ACCOUNT_OUTPUT_VAT, &owed));
    TRY(of_account(c, company_id, month - 100, ACCOUNT_OUTPUT_VAT, &owed_before));
    due->tax = money_sub(money_sub(FEN(0), owed), input->tax);
    due->last_year = money_sub(money_sub(FEN(0), owed_before), input->last_year);
    return 0;
}

int vat_ledger(struct ctx *c, const struct vat_ledger_in *in, struct vat_row_list *out)
{
    struct vat_row_list sold;
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(output(c, company_id, in->month, &sold));
    out->v = arena_alloc(&c->mem, (sold.n + 2) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < sold.n; i++)
        out->v[out->n++] = sold.v[i];
    out->n += 2;
    return due_row(c, company_id, in->month, &out->v[out->n - 2], &out->v[out->n - 1]);
}

int vat_entries(struct ctx *c, const struct vat_entries_in *in, struct vat_entry_list *out)
{
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, vat_entry, out, "SELECT v.number, e.day,"
        " CASE WHEN ? = 1 THEN COALESCE(v.summary_en, v.summary) ELSE v.summary END,"
        " CASE WHEN e.account = '" ACCOUNT_OUTPUT_VAT "' THEN e.credit - e.debit"
        " ELSE e.debit - e.credit END FROM ledger_entry e JOIN voucher v ON v.id = e.voucher_id"
        " WHERE e.company_id = ? AND e.account IN"
        " ('" ACCOUNT_OUTPUT_VAT "', '" ACCOUNT_INPUT_VAT "')"
        " AND e.month = ? AND (? = 'due' OR e.account = CASE WHEN ? = 'output'"
        " THEN '" ACCOUNT_OUTPUT_VAT "' ELSE '" ACCOUNT_INPUT_VAT "' END)"
        " ORDER BY e.day, e.id LIMIT 5001", c->english, company_id, in->month,
        str_of(vat_side_choices.v[in->side].code), str_of(vat_side_choices.v[in->side].code)));
    return out->n <= ENTRIES_MAX ? 0 : refuse(c, &LEDGER_TOO_LONG, (int)ENTRIES_MAX);
}
