/* flow.c - the cash flow statement by the accounts against cash, and the profit of each store. */
#include "modules/statement/statement_own.h"

enum { ENTRIES_MAX = 2000 };

static date first_of(int64_t month) { return date_of((int)(month / 100), (int)(month % 100), 1); }

static date last_of(int64_t month)
{
    int64_t next = month % 100 == 12 ? (month / 100 + 1) * 100 + 1 : month + 1;

    return (date){ first_of(next).day - 1 };
}

/* --- cash flow -------------------------------------------------------------------------------- */

/* Of the vouchers that touch cash (1001, 1002, 1012): what stands against it. */
#define AGAINST_CASH \
    " FROM (SELECT DISTINCT voucher_id FROM ledger_entry WHERE company_id = ?" \
    " AND account >= '1001' AND account < '1013' AND day >= ? AND day <= ?) k" \
    " JOIN ledger_entry n ON n.voucher_id = k.voucher_id" \
    " AND (n.account < '1001' OR n.account >= '1013') /* all rows */"

/* Month 13 touches no cash. A row of its own: what the cash accounts themselves say. */
static int net_row(struct ctx *c, rid company_id, const struct statement_in *in,
    struct cash_flow_row *out)
{
    int64_t january = in->month / 100 * 100 + 1;

    *out = (struct cash_flow_row){
        .name = c->english ? STR("Net change of cash") : STR("现金净增加额") };
    TRY(db_int(c, &out->month_amount.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'"
        " AND month = ?", company_id, in->month));
    TRY(db_int(c, &out->year_amount.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'"
        " AND month >= ? AND month <= ?", company_id, january, in->month));
    return db_int(c, &out->last_year.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'"
        " AND month >= ? AND month <= ?", company_id, january - 100, in->month - 100);
}

static int stand_row(struct ctx *c, rid company_id, int64_t month, struct cash_flow_row *out)
{
    int64_t january = month / 100 * 100 + 1;

    *out = (struct cash_flow_row){
        .name = c->english ? STR("Cash at the end") : STR("期末现金余额") };
    TRY(db_int(c, &out->month_amount.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'"
        " AND month <= ?", company_id, month));
    out->year_amount = out->month_amount;
    return db_int(c, &out->last_year.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'"
        " AND month <= ?", company_id, january - 1 - 88 + month % 100);
}

int cash_flow(struct ctx *c, const struct statement_in *in, struct cash_flow_row_list *out)
{
    struct cash_flow_row_list items;
    int64_t january = in->month / 100 * 100 + 1;
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, cash_flow_row, &items, "SELECT COALESCE(t.cash_item, 'other'), '',"
        " CAST(COALESCE(sum(CASE WHEN n.day >= ? THEN n.credit - n.debit ELSE 0 END), 0) AS BIGINT),"
        " CAST(COALESCE(sum(CASE WHEN n.day >= ? THEN n.credit - n.debit ELSE 0 END), 0) AS BIGINT),"
        " CAST(COALESCE(sum(CASE WHEN n.day <= ? THEN n.credit - n.debit ELSE 0 END), 0) AS BIGINT)"
        AGAINST_CASH
        " LEFT JOIN account_title t ON t.code = n.account AND t.retired_at IS NULL AND t.standard ="
        " COALESCE((SELECT k2.standard FROM ledger_book k2 WHERE k2.unit_id = n.company_id), 'enterprise')"
        " GROUP BY COALESCE(t.cash_item, 'other') ORDER BY COALESCE(t.cash_item, 'other')",
        first_of(in->month), first_of(january), last_of(in->month - 100), company_id,
        first_of(january - 100), last_of(in->month)));
    out->v = arena_alloc(&c->mem, (items.n + 2) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < items.n; i++)
        out->v[out->n++] = items.v[i];
    TRY(net_row(c, company_id, in, &out->v[out->n++]));
    return stand_row(c, company_id, in->month, &out->v[out->n++]);
}

int cash_flow_entries(
    struct ctx *c, const struct cash_flow_entries_in *in, struct cash_flow_entry_list *out)
{
    str item = str_of(in->item != 0 ? cash_item_choices.v[in->item].code : "");
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, cash_flow_entry, out, "SELECT v.number, n.day,"
        " CASE WHEN ? = 1 THEN COALESCE(v.summary_en, v.summary) ELSE v.summary END, n.account,"
        " n.credit - n.debit" AGAINST_CASH
        " JOIN voucher v ON v.id = n.voucher_id"
        " LEFT JOIN account_title t ON t.code = n.account AND t.retired_at IS NULL AND t.standard ="
        " COALESCE((SELECT k2.standard FROM ledger_book k2 WHERE k2.unit_id = n.company_id), 'enterprise')"
        " WHERE ? = '' OR COALESCE(t.cash_item, 'other') = ? ORDER BY n.day, n.id LIMIT 2001",
        c->english, company_id, first_of(in->month), last_of(in->month), item, item));
    return out->n <= ENTRIES_MAX ? 0 : refuse(c, &LEDGER_TOO_LONG, (int)ENTRIES_MAX);
}

/* --- the profit of stores --------------------------------------------------------------------- */

static bool is_cost(str account)
{
    return str_starts(account, "6401") || str_starts(account, "6402") ||
           str_starts(account, "5401") || str_starts(account, "5402");
}

static struct store_profit_row *row_of(struct store_profit_row_list *out, rid unit_id)
{
    if (out->n == 0 || out->v[out->n - 1].unit_id != unit_id)
        out->v[out->n++] = (struct store_profit_row){ .unit_id = unit_id };
    return &out->v[out->n - 1];
}

static void add_sums(struct store_profit_row *r, const struct store_sums *s)
{
    r->profit = money_add(r->profit, s->now);
    r->last_year = money_add(r->last_year, s->before);
    if (s->kind == KIND_INCOME)
        r->revenue = money_add(r->revenue, s->now);
    else if (is_cost(s->account))
        r->cost = money_sub(r->cost, s->now);
    else
        r->expense = money_sub(r->expense, s->now);
    r->gross = money_sub(r->revenue, r->cost);
}

static int span_judge(struct ctx *c, int64_t from, int64_t to)
{
    if (from % 100 < 1 || from % 100 > 12)
        return refuse_field(c, "month_from", &STATEMENT_MONTH);
    if (to % 100 < 1 || to % 100 > 12)
        return refuse_field(c, "month_to", &STATEMENT_MONTH);
    return to >= from ? 0 : refuse_field(c, "month_to", &STATEMENT_SPAN);
}

/* Accounts of revenue and expense begin with 5 or 6 in both charts; day 31 December of month 13 is
 * left out by its month. */
int store_profit(struct ctx *c, const struct store_profit_in *in, struct store_profit_row_list *out)
{
    struct store_sums_list sums;
    rid company_id;

    TRY(span_judge(c, in->month_from, in->month_to));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, store_sums, &sums, "SELECT e.unit_id, e.account, t.kind,"
        " CAST(sum(CASE WHEN e.month >= ? THEN e.credit - e.debit ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN e.month <= ? THEN e.credit - e.debit ELSE 0 END) AS BIGINT)"
        " FROM ledger_entry e JOIN account_title t ON t.code = e.account AND t.retired_at IS NULL"
        " AND t.standard = COALESCE((SELECT k.standard FROM ledger_book k"
        " WHERE k.unit_id = e.company_id), 'enterprise') AND t.kind IN ('income', 'expense')"
        " WHERE e.company_id = ? AND e.account >= '5' AND e.month % 100 <= 12"
        " AND ((e.month >= ? AND e.month <= ?) OR (e.month >= ? AND e.month <= ?))"
        " GROUP BY e.unit_id, e.account, t.kind ORDER BY e.unit_id, e.account",
        in->month_from, in->month_to - 100, company_id, in->month_from, in->month_to,
        in->month_from - 100, in->month_to - 100));
    out->v = arena_alloc(&c->mem, (sums.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < sums.n; i++)
        if (who_reads(c->who, sums.v[i].unit_id))
            add_sums(row_of(out, sums.v[i].unit_id), &sums.v[i]);
    return 0;
}

int store_accounts(
    struct ctx *c, const struct store_accounts_in *in, struct store_account_row_list *out)
{
    rid unit_id, company_id;

    TRY(span_judge(c, in->month_from, in->month_to));
    TRY(unit_asked(c, "unit_id", in->unit_id, &unit_id));
    company_id = unit_company(c, unit_id);
    return db_list(c, store_account_row, out, "SELECT e.account,"
        " CASE WHEN ? = 1 THEN COALESCE(t.name_en, t.name) ELSE t.name END,"
        " CAST(sum(e.debit) AS BIGINT), CAST(sum(e.credit) AS BIGINT)"
        " FROM ledger_entry e JOIN account_title t ON t.code = e.account AND t.retired_at IS NULL"
        " AND t.standard = COALESCE((SELECT k.standard FROM ledger_book k"
        " WHERE k.unit_id = e.company_id), 'enterprise') AND t.kind IN ('income', 'expense')"
        " WHERE e.company_id = ? AND e.account >= '5' AND e.unit_id = ? AND e.month >= ?"
        " AND e.month <= ? AND e.month % 100 <= 12 GROUP BY e.account, t.name, t.name_en"
        " ORDER BY e.account", c->english, company_id, unit_id, in->month_from, in->month_to);
}
