/* group.c - the statements of all companies put together, less what they owe and sold each other.
 * Profit that still lies in the stock of the buying company is not taken out. */
#include "modules/statement/statement_own.h"

enum { INCOME_FROM = 100, COMPANIES_MAX = 2000 };

int related_party_judge(
    struct ctx *c, struct related_party *now, const struct related_party *before)
{
    str party = row_title(c, &party_model, now->party_id);
    str company = row_title(c, &unit_model, now->company_id);

    (void)before;
    if (unit_company(c, now->company_id) != now->company_id)
        return refuse_field(c, "company_id", &STATEMENT_NO_UNIT);
    now->label = str_format(&c->mem, "%.*s＝%.*s", (int)party.n, party.s, (int)company.n, company.s);
    return 0;
}

static int companies_of(struct ctx *c, struct company_id_row_list *out)
{
    return db_list(c, company_id_row, out, "SELECT id FROM unit WHERE kind = 'company'"
        " AND retired_at IS NULL ORDER BY id LIMIT 2000 /* all rows */");
}

static void add_all(struct sums *to, const struct sums *one)
{
    for (size_t i = 0; i < LINES_MAX; i++)
        for (size_t k = 0; k < COLUMNS; k++)
            to->v[i][k] = money_add(to->v[i][k], one->v[i][k]);
}

/* --- what is eliminated ----------------------------------------------------------------------- */

struct cut { const struct line *lines; struct sums *sums; };

static int take_cut(struct ctx *c, const void *row, void *arg)
{
    const struct account_sums *a = row;
    const struct account_title t = { .code = a->code, .kind = a->kind };
    const struct cut *to = arg;
    int no = line_of(to->lines, a->standard, &t);

    (void)c;
    to->sums->v[no][0] = money_sub(to->sums->v[no][0], a->a);
    return 0;
}

/* What companies owe each other: entries with a related party, and the account between them. */
static int cut_balances(struct ctx *c, int64_t month, struct sums *out)
{
    struct cut to = { balance_lines, out };

    return db_each(c, account_sums, take_cut, &to, "SELECT t.standard, t.code, '', '', t.kind,"
        " CAST(sum(e.credit - e.debit) AS BIGINT), 0, 0, 0 FROM ledger_entry e"
        " JOIN account_title t ON t.code = e.account AND t.retired_at IS NULL AND t.standard ="
        " COALESCE((SELECT k.standard FROM ledger_book k WHERE k.unit_id = e.company_id),"
        " 'enterprise') AND t.kind IN ('asset', 'liability') WHERE e.month <= ?"
        " AND e.party_id IN (SELECT r.party_id FROM related_party r WHERE r.retired_at IS NULL)"
        " AND e.side <> '" ACCOUNT_INTERNAL "' /* all rows */"
        " GROUP BY t.standard, t.code, t.kind", month);
}

static int cut_internal(struct ctx *c, int64_t month, struct sums *out)
{
    struct cut to = { balance_lines, out };

    return db_each(c, account_sums, take_cut, &to, "SELECT t.standard, t.code, '', '', t.kind,"
        " CAST(sum(b.credit - b.debit) AS BIGINT), 0, 0, 0 FROM ledger_balance b"
        " JOIN account_title t ON t.code = b.account AND t.retired_at IS NULL AND t.standard ="
        " COALESCE((SELECT k.standard FROM ledger_book k WHERE k.unit_id = b.unit_id), 'enterprise')"
        " WHERE b.account = '" ACCOUNT_INTERNAL "' AND b.month <= ?"
        " GROUP BY t.standard, t.code, t.kind", month);
}

/* Revenue in vouchers with a related party, and as much of the cost of whoever bought. */
static int cut_sales(struct ctx *c, int64_t january, int64_t month, struct sums *out)
{
    money sold;

    TRY(db_int(c, &sold.fen, "SELECT CAST(COALESCE(sum(n.credit - n.debit), 0) AS BIGINT)"
        " FROM ledger_entry n JOIN account_title t ON t.code = n.account AND t.retired_at IS NULL"
        " AND t.standard = COALESCE((SELECT k.standard FROM ledger_book k"
        " WHERE k.unit_id = n.company_id), 'enterprise') AND t.kind = 'income'"
        " WHERE n.month >= ? AND n.month <= ? AND n.voucher_id IN (SELECT e.voucher_id"
        " FROM ledger_entry e JOIN related_party r ON r.party_id = e.party_id"
        " AND r.retired_at IS NULL) /* all rows */", january, month));
    out->v[1][0] = money_sub(FEN(0), sold);
    out->v[2][0] = sold;
    return 0;
}

/* --- the report ------------------------------------------------------------------------------- */

static void rows_of(struct ctx *c, const struct line *lines, int from, const struct sums *all,
    const struct sums *cut, struct group_row_list *out)
{
    for (const struct line *l = lines; l->no != 0; l++) {
        money companies = shown(l, all->v[l->no][0]), less = shown(l, cut->v[l->no][0]);

        out->v[out->n++] = (struct group_row){ .line = l->no + from,
            .name = str_of(c->english ? l->label.en : l->label.zh), .companies = companies,
            .eliminated = less, .group_amount = money_add(companies, less),
            .last_year = shown(l, all->v[l->no][1]) };
    }
}

struct group { struct sums balance, income, cut, cut_income, one; };

static int add_company(struct ctx *c, rid company_id, int64_t month, struct group *g)
{
    int64_t january = month / 100 * 100 + 1;
    const struct span stands[COLUMNS] = { { 0, month }, { 0, month - 100 }, { 1, 0 }, { 1, 0 } };
    const struct span earned[COLUMNS] = {
        { january, month }, { january - 100, month - 100 }, { 1, 0 }, { 1, 0 },
    };

    memset(&g->one, 0, sizeof g->one);
    TRY(sums_of(c, company_id, balance_lines, stands, &g->one));
    add_all(&g->balance, &g->one);
    memset(&g->one, 0, sizeof g->one);
    TRY(sums_of(c, company_id, income_lines, earned, &g->one));
    add_all(&g->income, &g->one);
    return 0;
}

int group_statement(
    struct ctx *c, const struct group_statement_in *in, struct group_row_list *out)
{
    struct group *g = arena_alloc(&c->mem, sizeof *g);
    struct company_id_row_list all;

    TRY(month_judge(c, in->month));
    TRY(companies_of(c, &all));
    if (all.n == 0)
        return refuse(c, &STATEMENT_NO_COMPANY);
    out->v = arena_alloc(&c->mem, 2 * LINES_MAX * sizeof *out->v);
    if (g == NULL || out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < all.n; i++)
        TRY(add_company(c, all.v[i].company_id, in->month, g));
    TRY(cut_balances(c, in->month, &g->cut));
    TRY(cut_internal(c, in->month, &g->cut));
    sums_up(balance_lines, &g->cut);
    TRY(cut_sales(c, in->month / 100 * 100 + 1, in->month, &g->cut_income));
    sums_up(income_lines, &g->cut_income);
    rows_of(c, balance_lines, 0, &g->balance, &g->cut, out);
    rows_of(c, income_lines, INCOME_FROM, &g->income, &g->cut_income, out);
    return 0;
}

static const struct line *line_at(int64_t no)
{
    const struct line *l = no > INCOME_FROM ? income_lines : balance_lines;

    for (no %= INCOME_FROM; l->no != 0 && l->no != no; )
        l++;
    return l->no != 0 ? l : NULL;
}

int group_line(struct ctx *c, const struct group_line_in *in, struct group_line_row_list *out)
{
    const struct line *l = line_at(in->line);
    struct group *g = arena_alloc(&c->mem, sizeof *g);
    struct company_id_row_list all;

    TRY(month_judge(c, in->month));
    TRY(companies_of(c, &all));
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (g == NULL || out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; l != NULL && i < all.n; i++) {
        memset(g, 0, sizeof *g);
        TRY(add_company(c, all.v[i].company_id, in->month, g));
        out->v[out->n++] = (struct group_line_row){ .company_id = all.v[i].company_id,
            .amount = shown(l, in->line > INCOME_FROM ? g->income.v[l->no][0]
                                                      : g->balance.v[l->no][0]) };
    }
    return 0;
}
