/* expense.c - claims: asked for within standards and budgets, agreed to, paid, reversed. */
#include "kernel/print.h"
#include "modules/expense/expense.h"
#include "modules/expense/expense_own.h"

enum { LINES_OF_CLAIM = 50 };

static struct anyref itself(rid id) { return (struct anyref){ &expense_claim_model, id }; }

int64_t expense_month_of(date d)
{
    int year, month, day;

    date_parts(d, &year, &month, &day);
    return (int64_t)year * 100 + month;
}

int expense_kind_judge(struct ctx *c, struct expense_kind *now, const struct expense_kind *before)
{
    (void)before;
    return expense_side(c, "side", now->side);
}

int expense_side(struct ctx *c, const char *field, str side)
{
    int64_t good;

    TRY(db_int(c, &good, "SELECT count(*) FROM account_title WHERE standard = 'enterprise'"
        " AND code = ? AND kind = 'expense' AND retired_at IS NULL", side));
    return good > 0 ? 0 : refuse_field(c, field, &EXPENSE_ACCOUNT);
}

/* --- asked for -------------------------------------------------------------------------------- */

static int line_judge(struct ctx *c, const struct expense_line_in *l, struct expense_kind *kind)
{
    TRY(db_get(c, expense_kind, kind, l->kind_id));
    if (l->day.day > c->today.day)
        return refuse_field(c, "day", &EXPENSE_FUTURE);
    if (l->tax.fen >= l->amount.fen)
        return refuse_field(c, "tax", &F_RANGE, FEN(0), money_sub(l->amount, FEN(1)));
    if (kind->most.fen > 0 && l->amount.fen > kind->most.fen)
        return refuse_field(c, "amount", &EXPENSE_STANDARD, kind->name, kind->most);
    return 0;
}

static int lines_store(struct ctx *c, struct expense_claim *e,
    const struct expense_line_in_list *in, struct expense_line *lines)
{
    for (size_t i = 0; i < in->n; i++) {
        const struct expense_line_in *l = &in->v[i];
        struct expense_kind kind;

        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_judge(c, l, &kind));
        lines[i] = (struct expense_line){ .unit_id = e->unit_id, .claim_id = e->id,
            .kind_id = l->kind_id, .side = kind.side, .day = l->day, .amount = l->amount,
            .tax = l->tax, .note = l->note };
        e->total = money_add(e->total, l->amount);
    }
    c->path = (str){ 0 };
    TRY(budget_judge_lines(c, e, lines, in->n));
    for (size_t i = 0; i < in->n; i++)
        TRY(row_insert(c, expense_line, &lines[i]));
    return 0;
}

int expense_claim_ask(struct ctx *c, struct expense_claim *e, const struct expense_claim_in *in)
{
    struct expense_line *lines = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *lines);
    bool waits;

    if (lines == NULL)
        return DB_FAILED;
    if (in->lines.n == 0 || in->lines.n > LINES_OF_CLAIM)
        return refuse_field(c, "lines", &EXPENSE_NO_LINES);
    e->id = e->id != 0 ? e->id : id_new(c);
    e->employee_id = c->who->employee_id;
    e->purpose = in->purpose;
    e->month = expense_month_of(c->today);
    TRY(number_next(c, &series_expense_claim, e->unit_id, &e->number));
    TRY(lines_store(c, e, &in->lines, lines));
    TRY(approval_ask(c, &matter_expense_claim, e->id, e->unit_id, e->number, e->total, &waits));
    e->state = waits ? EXPENSE_ASKED : EXPENSE_AGREED;
    return 0;
}

int expense_claim_granted(struct ctx *c, struct expense_claim *e, const struct no_input *in)
{
    (void)c, (void)e, (void)in;
    return 0;
}

int expense_claim_refused(struct ctx *c, struct expense_claim *e, const struct no_input *in)
{
    (void)in;
    e->reason = c->reason;
    return 0;
}

int claim_is_mine(struct ctx *c, const struct expense_claim *e)
{
    return e->employee_id == c->who->employee_id ? 0 : refuse(c, &EXPENSE_NOT_HIS);
}

int expense_claim_withdraw(
    struct ctx *c, struct expense_claim *e, const struct cash_reason_in *in)
{
    e->reason = c->reason = in->reason;
    return e->state == EXPENSE_ASKED ? approval_drop(c, itself(e->id), in->reason) : 0;
}

/* --- paid ------------------------------------------------------------------------------------- */

static int lines_of(struct ctx *c, const struct expense_claim *e, struct expense_line_list *out)
{
    return db_list(c, expense_line, out, "WHERE claim_id = ? AND retired_at IS NULL ORDER BY id",
        e->id);
}

int expense_claim_pay(struct ctx *c, struct expense_claim *e, const struct supplier_pay_in *in)
{
    struct posting p[2 * LINES_OF_CLAIM + 1];
    struct expense_line_list lines;
    size_t n = 0;

    if (!cash_is_money(in->method))
        return refuse_field(c, "method", &EXPENSE_METHOD);
    e->method = in->method;
    e->paid_on = c->today;
    TRY(lines_of(c, e, &lines));
    for (size_t i = 0; i < lines.n && i < LINES_OF_CLAIM; i++) {
        const struct expense_line *l = &lines.v[i];

        p[n++] = (struct posting){ str_c(&c->mem, l->side), money_sub(l->amount, l->tax), FEN(0),
            0 };
        p[n++] = (struct posting){ ACCOUNT_INPUT_VAT, l->tax, FEN(0), 0 };
    }
    p[n++] = (struct posting){ cash_account(in->method), FEN(0), e->total, 0 };
    return ledger_post(c, e->unit_id, p, n, itself(e->id),
        str_c(&c->mem, str_format(&c->mem, "报销 %.*s", (int)e->number.n, e->number.s)),
        str_c(&c->mem, str_format(&c->mem, "Expenses %.*s", (int)e->number.n, e->number.s)));
}

int expense_claim_reverse(struct ctx *c, struct expense_claim *e, const struct cash_reason_in *in)
{
    e->reason = c->reason = in->reason;
    return ledger_reverse(c, itself(e->id), "冲销报销", "Expenses reversed");
}

static const struct print_column claim_columns[] = {
    { SAY("费用", "Kind"), 25, SIDE_LEFT }, { SAY("日期", "Date"), 18, SIDE_LEFT },
    { SAY("事由", "What for"), 37, SIDE_LEFT }, { SAY("金额", "Amount"), 20, SIDE_RIGHT },
};

int expense_sheet(struct ctx *c, const struct expense_claim *e, struct print *p)
{
    struct expense_line_list lines;

    TRY(lines_of(c, e, &lines));
    print_fields(p, expense_claim, e, "employee_id purpose state paid_on");
    print_table(p, claim_columns, COUNT(claim_columns));
    for (size_t i = 0; i < lines.n; i++)
        print_row(p, print_title(p, expense_kind, lines.v[i].kind_id),
            print_date(p, lines.v[i].day), lines.v[i].note, print_money(p, lines.v[i].amount));
    print_total(p, SAY("合计 ¥", "Total ¥"), print_money(p, e->total));
    print_sign(p, SAY("报销人", "Claimed by"), SAY("审批人", "Agreed by"), SAY("出纳", "Cashier"));
    return 0;
}

/* --- what a new chain begins with, and verify ------------------------------------------------- */

int expense_seed(struct ctx *c)
{
    static const struct { const char *name, *side; } kinds[] = {
        { "差旅费", ACCOUNT_SELLING }, { "业务招待费", ACCOUNT_SELLING }, { "广告宣传费", ACCOUNT_SELLING },
        { "办公费", ACCOUNT_ADMIN }, { "水电费", ACCOUNT_ADMIN }, { "维修耗材", ACCOUNT_LABOUR_COST },
    };
    static const char *const posts[] = { "store_general_manager", "finance_manager" };
    int64_t there;

    TRY(db_int(c, &there, "SELECT count(*) FROM expense_kind /* all rows */"));
    for (size_t i = 0; there == 0 && i < COUNT(kinds); i++) {
        struct expense_kind k = { .name = str_of(kinds[i].name), .side = str_of(kinds[i].side) };

        TRY(row_insert(c, expense_kind, &k));
    }
    return there > 0 ? 0 : approval_rule_seed(c, &matter_expense_claim, STR("费用报销"), FEN(0),
        posts, COUNT(posts));
}

static int take_claim(struct ctx *c, const void *row, void *arg)
{
    const struct expense_check *k = row;

    (void)c;
    verify_fact(arg, k->total.fen == k->lines.fen && k->booked.fen >= 0,
        "expense claim %lld: %lld in all, its lines give %lld", (long long)k->id,
        (long long)k->total.fen, (long long)k->lines.fen);
    return 0;
}

int expense_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, expense_check, take_claim, v, "/* all rows */ SELECT e.id, e.total,"
        " CAST(COALESCE(sum(l.amount), 0) AS BIGINT), 0 FROM expense_claim e"
        " LEFT JOIN expense_line l ON l.claim_id = e.id AND l.retired_at IS NULL"
        " GROUP BY e.id, e.total");
}
