/* ledger_period.c - the chart of accounts kept in order, and months closed and reopened. */
#include "modules/ledger/ledger.h"

#include "modules/ledger/ledger_own.h"

int account_title_judge(
    struct ctx *c, struct account_title *now, const struct account_title *before)
{
    int64_t used = 0;

    for (size_t i = 0; i < now->code.n; i++)
        if (now->code.s[i] < '0' || now->code.s[i] > '9')
            return refuse_field(c, "code", &LEDGER_CODE_FORM);
    if (now->code.n < 4)
        return refuse_field(c, "code", &LEDGER_CODE_FORM);
    if (before == NULL || (str_eq(before->code, now->code) && before->kind == now->kind))
        return 0;
    TRY(db_int(c, &used, "SELECT month FROM ledger_balance WHERE account = ? ORDER BY month LIMIT 1",
        before->code));
    return used == 0 ? 0 : refuse(c, &LEDGER_CODE_USED, before->code);
}

/* Periods are the company's, and the people who close them work in one of its stores or above it.
 */
int period_mine(struct ctx *c, const struct period *p)
{
    if (p->company_id == c->who->company_id || who_reads(c->who, p->company_id))
        return 0;
    return refuse(c, &E_NOT_FOUND);
}

static int book_close_through(struct ctx *c, rid company_id, int64_t month)
{
    return db_expect(c, &E_FAILED, "UPDATE ledger_book SET closed_through = ? WHERE unit_id = ?",
        month, company_id);
}

int period_close(struct ctx *c, struct period *p, const struct no_input *in)
{
    struct ledger_book book;
    int64_t open;

    (void)in;
    if (month_of(c->today) <= p->month)
        return refuse(c, &LEDGER_NOT_OVER, p->month);
    TRY(book_hold(c, p->company_id, &book));
    TRY(db_int(c, &open, "SELECT COALESCE(min(month), 0) FROM period WHERE company_id = ?"
        " AND month < ? AND state = 'open'", p->company_id, p->month));
    if (open != 0)
        return refuse(c, &LEDGER_EARLIER_OPEN, open);
    p->closed_at = c->now;
    return book_close_through(c, p->company_id, p->month);
}

int period_reopen(struct ctx *c, struct period *p, const struct period_reopen_in *in)
{
    struct ledger_book book;
    int64_t before;

    TRY(book_hold(c, p->company_id, &book));
    if (book.closed_through != p->month)
        return refuse(c, &LEDGER_LATER_CLOSED, book.closed_through);
    TRY(db_int(c, &before, "SELECT COALESCE(max(month), 0) FROM period WHERE company_id = ?"
        " AND month < ? AND state = 'closed'", p->company_id, p->month));
    p->closed_at = (when){ 0 };
    c->reason = in->reason;
    return book_close_through(c, p->company_id, before);
}
