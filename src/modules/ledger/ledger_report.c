/* ledger_report.c - the trial balance, the statement of an account, and the books checked. */
#include "modules/ledger/ledger.h"

#include "modules/ledger/ledger_own.h"

enum { STATEMENT_MAX = 2000 };

/* Of a group with one company headquarters means that one; of several it names one. */
static int only_company(struct ctx *c, rid *company_id)
{
    struct unit_list companies;

    TRY(db_list(c, unit, &companies,
        "WHERE kind = 'company' AND retired_at IS NULL ORDER BY id LIMIT 2"));
    if (companies.n == 1 && who_reads(c->who, companies.v[0].id))
        *company_id = companies.v[0].id;
    return 0;
}

/* The company asked for, else the asker's own. Whoever keeps books in a store sees its company's.
 */
int ledger_company(struct ctx *c, rid asked, rid *company_id)
{
    rid own = c->who->company_id;

    if (asked != 0 && asked != own && !who_reads(c->who, asked))
        return refuse_field(c, "company_id", &F_REF);
    *company_id = asked != 0 ? unit_company(c, asked) : own;
    if (asked == 0 && own == 0)
        TRY(only_company(c, company_id));
    return *company_id != 0 ? 0 : refuse(c, &LEDGER_NO_COMPANY);
}

static void sides(money net, money *debit, money *credit)
{
    *debit = net.fen > 0 ? net : FEN(0);
    *credit = net.fen < 0 ? money_sub(FEN(0), net) : FEN(0);
}

int trial_balance(
    struct ctx *c, const struct trial_balance_in *in, struct trial_balance_row_list *out)
{
    rid company_id;

    if (in->month % 100 < 1 || in->month % 100 > 13)
        return refuse_field(c, "month", &LEDGER_MONTH);
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, trial_balance_row, out, "SELECT b.account,"
        " CASE WHEN ? = 1 THEN COALESCE(t.name_en, t.name) ELSE t.name END,"
        " CAST(COALESCE(sum(CASE WHEN b.month < ? THEN b.debit - b.credit ELSE 0 END), 0) AS BIGINT),"
        " 0, CAST(COALESCE(sum(CASE WHEN b.month = ? THEN b.debit ELSE 0 END), 0) AS BIGINT),"
        " CAST(COALESCE(sum(CASE WHEN b.month = ? THEN b.credit ELSE 0 END), 0) AS BIGINT), 0, 0"
        " FROM ledger_balance b LEFT JOIN account_title t ON t.code = b.account AND t.retired_at IS NULL"
        " AND t.standard = COALESCE((SELECT k.standard FROM ledger_book k WHERE k.unit_id = b.unit_id),"
        " 'enterprise')"
        " WHERE b.unit_id = ? AND b.month <= ? GROUP BY b.account, t.name, t.name_en"
        " ORDER BY b.account", c->english, in->month, in->month, in->month, company_id, in->month));
    for (size_t i = 0; i < out->n; i++) {
        struct trial_balance_row *r = &out->v[i];
        money opening = r->opening_debit;

        sides(opening, &r->opening_debit, &r->opening_credit);
        sides(money_add(opening, money_sub(r->debit, r->credit)), &r->closing_debit,
            &r->closing_credit);
    }
    return 0;
}

int account_statement(struct ctx *c, const struct account_statement_in *in,
    struct account_statement_row_list *out)
{
    struct account_statement_row_list rows;
    money balance;
    rid company_id;

    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_int(c, &balance.fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_entry WHERE company_id = ? AND account = ? AND day < ?"
        " AND (? = 0 OR party_id = ?)", company_id, in->account, in->day_from, in->party_id,
        in->party_id));
    TRY(db_list(c, account_statement_row, &rows, "SELECT e.day, v.number,"
        " CASE WHEN ? = 1 THEN COALESCE(v.summary_en, v.summary) ELSE v.summary END,"
        " e.debit, e.credit, 0 FROM ledger_entry e JOIN voucher v ON v.id = e.voucher_id"
        " WHERE e.company_id = ? AND e.account = ? AND e.day >= ? AND e.day <= ?"
        " AND (? = 0 OR e.party_id = ?) ORDER BY e.day, e.id LIMIT 2001", c->english, company_id,
        in->account, in->day_from, in->day_to, in->party_id, in->party_id));
    if (rows.n > STATEMENT_MAX)
        return refuse(c, &LEDGER_TOO_LONG, (int)STATEMENT_MAX);
    out->v = arena_alloc(&c->mem, (rows.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    out->v[out->n++] = (struct account_statement_row){ .day = in->day_from, .balance = balance,
        .summary = c->english ? STR("Brought forward") : STR("期初余额") };
    for (size_t i = 0; i < rows.n; i++) {
        balance = money_add(balance, money_sub(rows.v[i].debit, rows.v[i].credit));
        rows.v[i].balance = balance;
        out->v[out->n++] = rows.v[i];
    }
    return 0;
}

/* --- verify ---------------------------------------------------------------------------------- */

static int take_voucher(struct ctx *c, const void *row, void *arg)
{
    const struct ledger_check *k = row;

    (void)c;
    verify_fact(arg, k->debit_again.fen == k->debit.fen && k->credit_again.fen == k->debit.fen,
        "voucher %.*s of company %lld: entries are debit %lld, credit %lld; its total is %lld",
        (int)k->what.n, k->what.s, (long long)k->company_id, (long long)k->debit_again.fen,
        (long long)k->credit_again.fen, (long long)k->debit.fen);
    return 0;
}

static int take_balance(struct ctx *c, const void *row, void *arg)
{
    const struct ledger_check *k = row;

    (void)c;
    verify_fact(arg, k->debit.fen == k->debit_again.fen && k->credit.fen == k->credit_again.fen,
        "account %.*s of company %lld in %lld: turnover %lld / %lld, entries %lld / %lld",
        (int)k->what.n, k->what.s, (long long)k->company_id, (long long)k->month,
        (long long)k->debit.fen, (long long)k->credit.fen, (long long)k->debit_again.fen,
        (long long)k->credit_again.fen);
    return 0;
}

/* As many vouchers as the highest number, which is the counter's. */
static int take_numbers(struct ctx *c, const void *row, void *arg)
{
    const struct ledger_check *k = row;

    (void)c;
    verify_fact(arg, k->debit.fen == k->credit.fen && k->credit.fen == k->debit_again.fen,
        "voucher numbers of company %lld in %lld: %lld vouchers, highest %lld, counter %lld",
        (long long)k->company_id, (long long)k->month, (long long)k->debit.fen,
        (long long)k->credit.fen, (long long)k->debit_again.fen);
    return 0;
}

int ledger_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, ledger_check, take_voucher, v,
        "/* all rows */ SELECT v.company_id, v.month, v.number,"
        " v.total, 0, CAST(COALESCE(sum(e.debit), 0) AS BIGINT),"
        " CAST(COALESCE(sum(e.credit), 0) AS BIGINT)"
        " FROM voucher v LEFT JOIN ledger_entry e ON e.voucher_id = v.id"
        " WHERE v.state IN ('posted', 'reversed')"
        " GROUP BY v.id, v.company_id, v.month, v.number, v.total"));
    TRY(db_each(c, ledger_check, take_voucher, v,
        "/* all rows */ SELECT v.company_id, v.month, v.number,"
        " v.total, 0, CAST(COALESCE(sum(l.debit), 0) AS BIGINT),"
        " CAST(COALESCE(sum(l.credit), 0) AS BIGINT)"
        " FROM voucher v LEFT JOIN voucher_line l ON l.voucher_id = v.id AND l.retired_at IS NULL"
        " WHERE v.state IN ('made', 'sent_back', 'reviewed')"
        " GROUP BY v.id, v.company_id, v.month, v.number, v.total"));
    TRY(db_each(c, ledger_check, take_balance, v,
        "/* all rows */ SELECT x.company_id, x.month, x.account,"
        " CAST(sum(x.debit) AS BIGINT), CAST(sum(x.credit) AS BIGINT),"
        " CAST(sum(x.debit_again) AS BIGINT), CAST(sum(x.credit_again) AS BIGINT) FROM"
        " (SELECT unit_id AS company_id, month, account, debit, credit, 0 AS debit_again,"
        " 0 AS credit_again FROM ledger_balance UNION ALL"
        " SELECT company_id, month, account, 0, 0, debit, credit FROM ledger_entry) x"
        " GROUP BY x.company_id, x.month, x.account"));
    return db_each(c, ledger_check, take_numbers, v,
        "/* all rows */ SELECT x.company_id, x.month, '',"
        " CAST(sum(x.n) AS BIGINT), max(x.seq), max(x.last), 0 FROM"
        " (SELECT company_id, month, 1 AS n, seq, 0 AS last FROM voucher"
        " WHERE seq > 0 UNION ALL"
        " SELECT unit_id, month, 0, 0, last FROM voucher_counter) x GROUP BY x.company_id, x.month");
}
