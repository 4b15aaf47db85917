/* open.c - what was open on a day, and the statements that customers are sent of it. */
#include "facts/rmb.h"
#include "kernel/print.h"
#include "modules/cash/cash_own.h"

enum { RECEIVABLES_MAX = 5000, LINES_MOST = 500 };

/* A past day is told from today: what is on credit now was so then, if it had been put there. */
#define STATE_THEN "CASE WHEN u.day >= u.today THEN o.state WHEN o.credit_day <= u.day" \
    " THEN 'on_credit' WHEN o.paid > 0 THEN 'part_paid' ELSE 'open' END"

static int open_of(
    struct ctx *c, rid store, rid party_id, date day, struct receivables_row_list *out)
{
    return db_list(c, receivables_row, out, CASH_OPEN_ON "SELECT o.number, p.name, o.day,"
        " u.day - o.day, " STATE_THEN ", o.due, o.paid, o.due - o.paid FROM u JOIN o ON o.due > o.paid"
        " JOIN party p ON p.id = o.party_id WHERE ? = 0 OR o.party_id = ?"
        " ORDER BY o.day, o.id LIMIT 5001", store, day, c->today, party_id, party_id);
}

int receivables(struct ctx *c, const struct receivables_in *in, struct receivables_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    if (day.day > c->today.day)
        return refuse_field(c, "day", &CASH_NOT_YET);
    TRY(open_of(c, store_id, in->party_id, day, out));
    return out->n <= RECEIVABLES_MAX ? 0 : refuse(c, &CASH_TOO_MANY, (int)RECEIVABLES_MAX);
}

/* --- statements ------------------------------------------------------------------------------- */

int account_statement_make(struct ctx *c, struct account_statement *s,
    const struct account_statement_make_in *in)
{
    struct receivables_row_list rows;

    s->party_id = in->party_id;
    s->day = in->day.day != 0 ? in->day : (date){ c->today.day - 1 };
    s->state = STATEMENT_SENT;
    if (s->day.day > c->today.day)
        return refuse_field(c, "day", &CASH_NOT_YET);
    TRY(party_living(c, &s->party_id));
    TRY(open_of(c, s->unit_id, s->party_id, s->day, &rows));
    if (rows.n > LINES_MOST)
        return refuse(c, &CASH_TOO_MANY, (int)LINES_MOST);
    TRY(number_next(c, &series_account_statement, s->unit_id, &s->number));
    for (size_t i = 0; i < rows.n; i++) {
        const struct receivables_row *r = &rows.v[i];
        struct account_statement_line l = { .unit_id = s->unit_id, .statement_id = s->id,
            .number = r->number, .day = r->day, .days = r->days, .total = r->total,
            .paid = r->paid, .open = r->open };

        s->open = money_add(s->open, r->open);
        TRY(row_insert(c, account_statement_line, &l));
    }
    return 0;
}

int account_statement_agree(struct ctx *c, struct account_statement *s,
    const struct account_statement_agree_in *in)
{
    s->answered_by = in->answered_by;
    s->answered_on = c->today;
    return 0;
}

int account_statement_dispute(struct ctx *c, struct account_statement *s,
    const struct account_statement_dispute_in *in)
{
    s->answered_by = in->answered_by;
    s->answered_on = c->today;
    s->note = in->note;
    return 0;
}

int account_statement_void(
    struct ctx *c, struct account_statement *s, const struct cash_reason_in *in)
{
    (void)s;
    c->reason = in->reason;
    return 0;
}

/* --- on paper --------------------------------------------------------------------------------- */

static const struct print_column columns[] = {
    { SAY("序号", "No."), 6, SIDE_RIGHT }, { SAY("结算单号", "Settlement"), 26, SIDE_LEFT },
    { SAY("结算日期", "Date"), 14, SIDE_LEFT }, { SAY("账龄（天）", "Days"), 10, SIDE_RIGHT },
    { SAY("应收", "Due"), 15, SIDE_RIGHT }, { SAY("已收", "Paid"), 14, SIDE_RIGHT },
    { SAY("未收", "Still open"), 15, SIDE_RIGHT },
};

struct sums { money due, paid; int64_t n; };

static void row_print(struct print *p, struct sums *sum, str number, date day, int64_t days,
    money total, money paid)
{
    sum->due = money_add(sum->due, total);
    sum->paid = money_add(sum->paid, paid);
    print_row(p, print_int(p, ++sum->n), number, print_date(p, day), print_int(p, days),
        print_money(p, total), print_money(p, paid), print_money(p, money_sub(total, paid)));
}

static void foot_print(struct ctx *c, struct print *p, const struct sums *sum)
{
    money open = money_sub(sum->due, sum->paid);
    str none = { "", 0 };

    print_sum(p, none, print_say(p, SAY("合计", "Total")), none, none, print_money(p, sum->due),
        print_money(p, sum->paid), print_money(p, open));
    print_wide(p, SAY("未收大写", "Still open, in words"), rmb_capitals(&c->mem, open));
    print_pair(p, SAY("收款单位", "Payee"), p->company);
    print_pair(p, SAY("开户银行", "Bank"), p->bank);
    print_pair(p, SAY("账号", "Account"), p->bank_account);
    print_ticks(p, SAY("客户核对", "The customer's answer"),
        (const struct label[]){ { "金额相符", "It agrees" }, { "有出入（请注明）", "It does not (say where)" } },
        (const bool[2]){ false, false }, 2);
    print_sign(p, SAY("客户（盖章）、日期", "Customer's seal, date"), SAY("财务（盖章）", "Accounts, seal"));
}

/* What is open today in the store on whose paper it stands. */
int party_statement(struct ctx *c, const struct party *party, struct print *p)
{
    struct receivables_row_list rows;
    struct sums sum = { 0 };

    TRY(open_of(c, p->store.id, party->id, c->today, &rows));
    print_fields(p, party, party, "name phone credit_limit");
    print_pair(p, SAY("对账日", "As of"), print_date(p, c->today));
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < rows.n; i++)
        row_print(p, &sum, rows.v[i].number, rows.v[i].day, rows.v[i].days, rows.v[i].total,
            rows.v[i].paid);
    foot_print(c, p, &sum);
    return 0;
}

/* As it was when it was made: what was paid since then does not change what was sent. */
int account_statement_form(struct ctx *c, const struct account_statement *s, struct print *p)
{
    struct account_statement_line_list lines;
    struct sums sum = { 0 };
    struct party party;

    TRY(db_get(c, party, &party, s->party_id));
    TRY(db_list(c, account_statement_line, &lines, "WHERE statement_id = ? ORDER BY id", s->id));
    if (s->state == STATEMENT_VOID)
        p->mark = print_say(p, SAY("已作废", "VOID"));
    print_fields(p, party, &party, "name phone credit_limit");
    print_fields(p, account_statement, s, "day");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        row_print(p, &sum, lines.v[i].number, lines.v[i].day, lines.v[i].days, lines.v[i].total,
            lines.v[i].paid);
    foot_print(c, p, &sum);
    return 0;
}
