/* budget.c - budgets by month and account, which hold what is promised too. */
#include "modules/expense/expense_own.h"

static int spent_of(struct ctx *c, rid unit_id, int64_t month, str side, money *out)
{
    return db_int(c, &out->fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_entry WHERE company_id = ? AND account = COALESCE((SELECT r.account"
        " FROM posting_rule r JOIN ledger_book b ON b.unit_id = ? AND r.standard ="
        " COALESCE(b.standard, 'enterprise') WHERE r.side = ? AND r.retired_at IS NULL"
        " AND r.valid_to IS NULL ORDER BY r.valid_from DESC LIMIT 1), ?) AND unit_id = ?"
        " AND month = ?", unit_company(c, unit_id), unit_company(c, unit_id), side, side, unit_id,
        month);
}

/* Claims that wait for an answer or for their money. */
static int promised_of(struct ctx *c, rid unit_id, int64_t month, str side, money *out)
{
    return db_int(c, &out->fen, "SELECT CAST(COALESCE(sum(l.amount - l.tax), 0) AS BIGINT)"
        " FROM expense_claim e JOIN expense_line l ON l.claim_id = e.id AND l.retired_at IS NULL"
        " WHERE e.unit_id = ? AND e.month = ? AND e.state IN ('asked', 'agreed') AND l.side = ?",
        unit_id, month, side);
}

int budget_judge(struct ctx *c, struct budget *now, const struct budget *before)
{
    money spent, promised;

    if (now->month % 100 < 1 || now->month % 100 > 12)
        return refuse_field(c, "month", &BUDGET_MONTH);
    TRY(expense_side(c, "side", now->side));
    now->label = str_format(&c->mem, "%lld %.*s", (long long)now->month, (int)now->side.n,
        now->side.s);
    if (before == NULL)
        return 0;
    TRY(spent_of(c, now->unit_id, now->month, now->side, &spent));
    TRY(promised_of(c, now->unit_id, now->month, now->side, &promised));
    spent = money_add(spent, promised);
    return now->amount.fen >= spent.fen ? 0 : refuse_field(c, "amount", &BUDGET_LOW, spent);
}

/* The budget is held, so that two claims do not use up the same rest. */
int budget_judge_lines(
    struct ctx *c, const struct expense_claim *e, const struct expense_line *lines, size_t n)
{
    struct budget_list budgets;

    TRY(db_hold(c, budget, &budgets, "WHERE unit_id = ? AND month = ? AND retired_at IS NULL"
        " ORDER BY id", e->unit_id, e->month));
    for (size_t k = 0; k < budgets.n; k++) {
        const struct budget *b = &budgets.v[k];
        money asked = FEN(0), spent, promised, left;

        for (size_t i = 0; i < n; i++)
            if (str_eq(lines[i].side, b->side))
                asked = money_add(asked, money_sub(lines[i].amount, lines[i].tax));
        if (asked.fen == 0)
            continue;
        TRY(spent_of(c, e->unit_id, e->month, b->side, &spent));
        TRY(promised_of(c, e->unit_id, e->month, b->side, &promised));
        left = money_sub(b->amount, money_add(spent, promised));
        if (asked.fen > left.fen)
            return refuse(c, &EXPENSE_BUDGET, b->side, left, asked);
    }
    return 0;
}

int budget_use(struct ctx *c, const struct budget_use_in *in, struct budget_use_row_list *out)
{
    struct budget_list all;
    rid store_id;

    if (in->month % 100 < 1 || in->month % 100 > 12)
        return refuse_field(c, "month", &BUDGET_MONTH);
    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, budget, &all, "WHERE unit_id = ? AND month = ? AND retired_at IS NULL"
        " ORDER BY side, id", store_id, in->month));
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < all.n; i++) {
        struct budget_use_row *r = &out->v[out->n++];

        *r = (struct budget_use_row){ .account = all.v[i].side, .name = all.v[i].note,
            .budget = all.v[i].amount };
        TRY(spent_of(c, store_id, in->month, r->account, &r->spent));
        TRY(spent_of(c, store_id, in->month - 100, r->account, &r->last_year));
        TRY(promised_of(c, store_id, in->month, r->account, &r->promised));
        r->left = money_sub(r->budget, money_add(r->spent, r->promised));
    }
    return 0;
}
