/* plan.c - the plan of cash: what is there, what falls due by week, and where it is too little. */
#include "modules/expense/expense_own.h"

enum { DAYS = 7, CREDIT = 1, INVOICE, CLAIM, PLANNED };

int cash_plan_item_judge(
    struct ctx *c, struct cash_plan_item *now, const struct cash_plan_item *before)
{
    (void)before;
    return now->amount.fen != 0 ? 0 : refuse_field(c, "amount", &PLAN_ZERO);
}

static int cash_now(struct ctx *c, rid company_id, money *out)
{
    return db_int(c, &out->fen, "SELECT CAST(COALESCE(sum(debit - credit), 0) AS BIGINT)"
        " FROM ledger_balance WHERE unit_id = ? AND account >= '1001' AND account < '1013'",
        company_id);
}

static void put(struct cash_plan_row *r, const struct plan_flow *f)
{
    money *at = f->what == CREDIT ? &r->credit_due : f->what == INVOICE ? &r->invoices_due
        : f->what == CLAIM ? &r->claims : &r->planned;

    *at = money_add(*at, f->amount);
}

struct taking { rid company_id; struct cash_plan_row_list *out; date from; };

/* What was due before stands in the first week. */
static int take_flow(struct ctx *c, const void *row, void *arg)
{
    const struct plan_flow *f = row;
    const struct taking *t = arg;
    int64_t week = (f->day.day - t->from.day) / DAYS;

    if (unit_company(c, f->unit_id) != t->company_id)
        return 0;
    if (f->day.day < t->from.day)
        week = 0;
    if ((size_t)week < t->out->n)
        put(&t->out->v[week], f);
    return 0;
}

int cash_plan(struct ctx *c, const struct cash_plan_in *in, struct cash_plan_row_list *out)
{
    struct taking t = { .out = out, .from = c->today };
    int64_t credit_days, floor;
    struct plan_flow_list flows;
    money stands;

    TRY(ledger_company(c, in->company_id, &t.company_id));
    TRY(setting_int(c, &setting_credit_days, t.company_id, &credit_days));
    TRY(setting_int(c, &setting_cash_floor, t.company_id, &floor));
    TRY(cash_now(c, t.company_id, &stands));
    out->v = arena_alloc(&c->mem, (size_t)in->weeks * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    out->n = (size_t)in->weeks;
    TRY(db_list(c, plan_flow, &flows, "SELECT unit_id, credit_day + ?, 1, total - paid FROM settlement"
        " WHERE state = 'on_credit' UNION ALL"
        " SELECT unit_id, due_day, 2, paid - total FROM supplier_invoice"
        " WHERE state IN ('open', 'part_paid') UNION ALL"
        " SELECT unit_id, ?, 3, 0 - total FROM expense_claim WHERE state = 'agreed' UNION ALL"
        " SELECT unit_id, day, 4, amount FROM cash_plan_item WHERE day >= ? AND retired_at IS NULL"
        " /* all rows */", credit_days, c->today, c->today));
    for (size_t i = 0; i < flows.n; i++)
        TRY(take_flow(c, &flows.v[i], &t));
    for (size_t i = 0; i < out->n; i++) {
        struct cash_plan_row *r = &out->v[i];

        r->day = (date){ c->today.day + (int64_t)i * DAYS };
        r->opening = stands;
        stands = money_add(money_add(stands, r->credit_due), money_add(r->invoices_due,
            money_add(r->claims, r->planned)));
        r->closing = stands;
        r->low = stands.fen < floor;
    }
    return 0;
}
