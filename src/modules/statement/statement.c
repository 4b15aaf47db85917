/* statement.c - balance sheet and income statement, and the accounts behind each of their lines. */
#include "modules/statement/statement_own.h"

/* --- sums ------------------------------------------------------------------------------------- */

struct taking { const struct line *all; struct sums *sums; };

static int take_account(struct ctx *c, const void *row, void *arg)
{
    const struct account_sums *a = row;
    const struct account_title t = { .code = a->code, .kind = a->kind };
    const struct taking *to = arg;
    int no = line_of(to->all, a->standard, &t);
    money v[COLUMNS] = { a->a, a->b, a->c, a->d };

    (void)c;
    for (size_t k = 0; k < COLUMNS; k++)
        to->sums->v[no][k] = money_add(to->sums->v[no][k], v[k]);
    return 0;
}

#define ACCOUNT_SUMS \
    "SELECT t.standard, t.code, t.name, t.name_en, t.kind," \
    " CAST(COALESCE(sum(CASE WHEN b.month BETWEEN ? AND ? THEN b.credit - b.debit ELSE 0 END), 0) AS BIGINT)," \
    " CAST(COALESCE(sum(CASE WHEN b.month BETWEEN ? AND ? THEN b.credit - b.debit ELSE 0 END), 0) AS BIGINT)," \
    " CAST(COALESCE(sum(CASE WHEN b.month BETWEEN ? AND ? THEN b.credit - b.debit ELSE 0 END), 0) AS BIGINT)," \
    " CAST(COALESCE(sum(CASE WHEN b.month BETWEEN ? AND ? THEN b.credit - b.debit ELSE 0 END), 0) AS BIGINT)" \
    " FROM ledger_balance b JOIN account_title t ON t.code = b.account AND t.retired_at IS NULL" \
    " AND t.standard = COALESCE((SELECT k.standard FROM ledger_book k WHERE k.unit_id = b.unit_id)," \
    " 'enterprise') WHERE b.unit_id = ?" \
    " GROUP BY t.standard, t.code, t.name, t.name_en, t.kind ORDER BY t.code"

int sums_of(struct ctx *c, rid company_id, const struct line *all, const struct span s[COLUMNS],
    struct sums *out)
{
    struct taking to = { all, out };

    TRY(db_each(c, account_sums, take_account, &to, ACCOUNT_SUMS, s[0].from, s[0].to, s[1].from,
        s[1].to, s[2].from, s[2].to, s[3].from, s[3].to, company_id));
    sums_up(all, out);
    return 0;
}

/* --- the balance sheet ------------------------------------------------------------------------ */

int balance_sheet(
    struct ctx *c, const struct statement_in *in, struct balance_sheet_row_list *out)
{
    int64_t year = in->month / 100;
    const struct span spans[COLUMNS] = {
        { 0, in->month }, { 0, (year - 1) * 100 + 13 }, { 0, in->month - 100 }, { 1, 0 },
    };
    struct sums *s = arena_alloc(&c->mem, sizeof *s);
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    out->v = arena_alloc(&c->mem, LINES_MAX * sizeof *out->v);
    if (s == NULL || out->v == NULL)
        return DB_FAILED;
    TRY(sums_of(c, company_id, balance_lines, spans, s));
    for (const struct line *l = balance_lines; l->no != 0; l++)
        out->v[out->n++] = (struct balance_sheet_row){ .line = l->no,
            .name = str_of(c->english ? l->label.en : l->label.zh),
            .closing = shown(l, s->v[l->no][0]), .opening = shown(l, s->v[l->no][1]),
            .last_year = shown(l, s->v[l->no][2]) };
    return 0;
}

/* --- the income statement --------------------------------------------------------------------- */

int income_statement(struct ctx *c, const struct statement_in *in, struct income_row_list *out)
{
    int64_t january = in->month / 100 * 100 + 1;
    const struct span spans[COLUMNS] = {
        { in->month, in->month }, { january, in->month }, { in->month - 100, in->month - 100 },
        { january - 100, in->month - 100 },
    };
    struct sums *s = arena_alloc(&c->mem, sizeof *s);
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    out->v = arena_alloc(&c->mem, LINES_MAX * sizeof *out->v);
    if (s == NULL || out->v == NULL)
        return DB_FAILED;
    TRY(sums_of(c, company_id, income_lines, spans, s));
    for (const struct line *l = income_lines; l->no != 0; l++)
        out->v[out->n++] = (struct income_row){ .line = l->no,
            .name = str_of(c->english ? l->label.en : l->label.zh),
            .month_amount = shown(l, s->v[l->no][0]), .year_amount = shown(l, s->v[l->no][1]),
            .last_month = shown(l, s->v[l->no][2]), .last_year = shown(l, s->v[l->no][3]) };
    return 0;
}

/* --- the accounts of a line ------------------------------------------------------------------- */

static const struct line *line_numbered(const struct line *all, int64_t no)
{
    for (const struct line *l = all; l->no != 0; l++)
        if (l->no == no)
            return l;
    return NULL;
}

static int line_accounts(struct ctx *c, const struct line *all, const struct statement_line_in *in,
    struct statement_account_list *out)
{
    const struct line *l = line_numbered(all, in->line);
    int64_t january = in->month / 100 * 100 + 1, month = in->month;
    int first = l != NULL && l->from != 0 ? l->from : (int)in->line;
    int last = l != NULL && l->from != 0 ? l->to : (int)in->line;
    struct account_sums_list sums;
    rid company_id;

    TRY(month_judge(c, in->month));
    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, account_sums, &sums, ACCOUNT_SUMS, 0, month, month, month, january, month, 1, 0,
        company_id));
    out->v = arena_alloc(&c->mem, (sums.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; l != NULL && i < sums.n; i++) {
        const struct account_sums *a = &sums.v[i];
        const struct account_title t = { .code = a->code, .kind = a->kind };
        int no = line_of(all, a->standard, &t);

        if (no >= first && no <= last)
            out->v[out->n++] = (struct statement_account){ .account = a->code,
                .name = c->english && a->name_en.n > 0 ? a->name_en : a->name,
                .amount = shown(l, a->a), .turnover = shown(l, a->b),
                .year_amount = shown(l, a->c) };
    }
    return 0;
}

int balance_line(
    struct ctx *c, const struct statement_line_in *in, struct statement_account_list *out)
{
    return line_accounts(c, balance_lines, in, out);
}

int income_line(
    struct ctx *c, const struct statement_line_in *in, struct statement_account_list *out)
{
    return line_accounts(c, income_lines, in, out);
}

/* --- may a month be closed? ------------------------------------------------------------------- */

static when after_month(int64_t month)
{
    int64_t next = month % 100 >= 12 ? (month / 100 + 1) * 100 + 1 : month + 1;

    return when_at(date_of((int)(next / 100), (int)(next % 100), 1), 0, ZONE_S);
}

int books_may_close(struct ctx *c, rid company_id, int64_t month)
{
    struct cash_shift_list open;
    size_t mine = 0;
    const struct cash_shift *first = NULL;

    TRY(db_list(c, cash_shift, &open, "WHERE state = 'open' AND opened_at < ?"
        " /* all rows */ ORDER BY opened_at, id", after_month(month)));
    for (size_t i = 0; i < open.n; i++)
        if (unit_company(c, open.v[i].unit_id) == company_id) {
            first = first == NULL ? &open.v[i] : first;
            mine++;
        }
    if (mine == 0)
        return 0;
    return refuse(c, &LEDGER_SHIFTS_OPEN, row_title(c, &unit_model, first->unit_id),
        (int64_t)mine, first->number);
}

/* --- verify ----------------------------------------------------------------------------------- */

static int take_company(struct ctx *c, const void *row, void *arg)
{
    const struct company_id_row *r = row;
    struct company_id_row_list *list = arg;

    if (list->n >= LIST_MAX)
        return 0;
    if (list->v == NULL)
        list->v = arena_alloc(&c->mem, LIST_MAX * sizeof *list->v);
    if (list->v == NULL)
        return DB_FAILED;
    list->v[list->n++] = *r;
    return 0;
}

/* Assets are liabilities and equity, in every company. */
int statement_verify(struct ctx *c, struct verify *v)
{
    const struct span spans[COLUMNS] = { { 0, 999999 }, { 1, 0 }, { 1, 0 }, { 1, 0 } };
    struct company_id_row_list all = { 0 };
    struct sums *s = arena_alloc(&c->mem, sizeof *s);

    TRY(db_each(c, company_id_row, take_company, &all,
        "/* all rows */ SELECT unit_id FROM ledger_book ORDER BY unit_id"));
    for (size_t i = 0; s != NULL && i < all.n; i++) {
        memset(s, 0, sizeof *s);
        TRY(sums_of(c, all.v[i].company_id, balance_lines, spans, s));
        verify_fact(v, s->v[15][0].fen + s->v[34][0].fen == 0,
            "company %lld: assets %lld, liabilities and equity %lld",
            (long long)all.v[i].company_id, -(long long)s->v[15][0].fen,
            (long long)s->v[34][0].fen);
    }
    return s != NULL ? 0 : DB_FAILED;
}
