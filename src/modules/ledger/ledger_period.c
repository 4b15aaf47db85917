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
    if (now->standard == 0)
        TRY(ledger_standard(c, c->who->company_id, &now->standard));
    if (before != NULL && before->standard != now->standard)
        return refuse_field(c, "standard", &LEDGER_CODE_USED, before->code);
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

static int nothing_waits(struct ctx *c, const struct period *p)
{
    int64_t waiting;

    TRY(db_int(c, &waiting, "SELECT count(*) FROM voucher WHERE company_id = ? AND month = ?"
        " AND seq = 0 AND state IN ('made', 'sent_back', 'reviewed')", p->company_id, p->month));
    if (waiting > 0)
        return refuse(c, &LEDGER_UNPOSTED, p->month, waiting);
    return books_may_close(c, p->company_id, p->month);
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
    TRY(nothing_waits(c, p));
    p->closed_at = c->now;
    return book_close_through(c, p->company_id, p->month);
}

/* The living vouchers that carried the profit of the year that ends with this month. */
static int carried(struct ctx *c, const struct period *p, struct voucher_list *out)
{
    *out = (struct voucher_list){ 0 };
    if (p->month % 100 != 12)
        return 0;
    return db_list(c, voucher, out, "WHERE company_id = ? AND month = ? AND seq > 0"
        " AND state = 'posted'"
        " AND reversal_of_id IS NULL ORDER BY id", p->company_id, p->month + 1);
}

int period_reopen(struct ctx *c, struct period *p, const struct period_reopen_in *in)
{
    struct ledger_book book;
    struct voucher_list carry;
    int64_t before;

    TRY(book_hold(c, p->company_id, &book));
    if (book.closed_through != p->month)
        return refuse(c, &LEDGER_LATER_CLOSED, book.closed_through);
    TRY(carried(c, p, &carry));
    if (carry.n > 0)
        return refuse(c, &LEDGER_CARRIED);
    TRY(db_int(c, &before, "SELECT COALESCE(max(month), 0) FROM period WHERE company_id = ?"
        " AND month < ? AND state = 'closed'", p->company_id, p->month));
    p->closed_at = (when){ 0 };
    c->reason = in->reason;
    return book_close_through(c, p->company_id, before);
}

/* --- the profit of a year --------------------------------------------------------------------- */

/* Where profit and loss end: "Profit of the year" and what was not distributed. */
static const struct { const char *profit, *kept; } ends[] = {
    [STANDARD_ENTERPRISE] = { "4103", "410401" }, [STANDARD_SMALL] = { "3103", "310401" },
};

static int carry_voucher(struct ctx *c, const struct period *p, struct voucher *v, const char *zh,
    const char *en)
{
    bool mine = unit_company(c, c->who->unit_id) == p->company_id;

    *v = (struct voucher){ .id = id_new(c), .unit_id = mine ? c->who->unit_id : p->company_id,
        .summary = str_of(zh),
        .summary_en = str_of(en), .month = p->month + 1, .total = v->total,
        .day = date_of((int)(p->month / 100), 12, 31),
        .maker_id = c->who->kind == ACTOR_USER ? c->who->id : 0 };
    TRY(voucher_number(c, v, 0));
    return row_insert(c, voucher, v);
}

/* What stands on an account goes to the other side, and the sum to `to`. */
static int carry_all(struct ctx *c, const struct period *p, const struct ledger_check_list *all,
    const char *to, money *net_out)
{
    struct voucher v = { 0 };
    money net = FEN(0);

    for (size_t i = 0; i < all->n; i++) {
        money stands = money_sub(all->v[i].debit, all->v[i].credit);

        net = money_add(net, stands);
        v.total = stands.fen < 0 ? money_sub(v.total, stands) : v.total;
    }
    v.total = net.fen > 0 ? money_add(v.total, net) : v.total;
    TRY(carry_voucher(c, p, &v, "结转本年收入与费用", "Revenue and expense of the year carried"));
    for (size_t i = 0; i < all->n; i++) {
        money stands = money_sub(all->v[i].debit, all->v[i].credit);
        struct posting side = { "", stands.fen < 0 ? money_sub(FEN(0), stands) : FEN(0),
            stands.fen > 0 ? stands : FEN(0), 0 };

        TRY(entry_post(c, &v, all->v[i].what, &side));
    }
    if (net.fen != 0)
        TRY(entry_post(c, &v, str_of(to), &(struct posting){ "", net.fen > 0 ? net : FEN(0),
            net.fen < 0 ? money_sub(FEN(0), net) : FEN(0), 0 }));
    *net_out = net;
    return 0;
}

/* Of the year that ends with the month: revenue and expense, as they stand on their accounts. */
static int profit_accounts(struct ctx *c, const struct period *p, enum book_standard standard,
    struct ledger_check_list *out)
{
    return db_list(c, ledger_check, out, "SELECT b.unit_id, 0, b.account,"
        " CAST(sum(b.debit) AS BIGINT), CAST(sum(b.credit) AS BIGINT), 0, 0 FROM ledger_balance b"
        " JOIN account_title t ON t.standard = ? AND t.code = b.account AND t.retired_at IS NULL"
        " AND t.kind IN ('income', 'expense') WHERE b.unit_id = ? AND b.month <= ?"
        " GROUP BY b.unit_id, b.account HAVING sum(b.debit) <> sum(b.credit) ORDER BY b.account",
        str_of(book_standard_choices.v[standard].code), p->company_id, p->month);
}

int period_carry(struct ctx *c, struct period *p, const struct no_input *in)
{
    struct ledger_check_list all;
    struct voucher_list there;
    struct voucher v = { 0 };
    struct ledger_book book;
    enum book_standard standard;
    money net;

    (void)in;
    if (p->month % 100 != 12)
        return refuse(c, &LEDGER_NOT_YEAR_END);
    TRY(book_hold(c, p->company_id, &book));
    standard = book.standard != 0 ? book.standard : STANDARD_ENTERPRISE;
    TRY(carried(c, p, &there));
    if (there.n > 0)
        return refuse(c, &LEDGER_CARRIED);
    TRY(profit_accounts(c, p, standard, &all));
    if (all.n == 0)
        return refuse(c, &LEDGER_NO_PROFIT);
    TRY(carry_all(c, p, &all, ends[standard].profit, &net));
    if (net.fen == 0)
        return 0;
    v.total = net.fen > 0 ? net : money_sub(FEN(0), net);
    TRY(carry_voucher(c, p, &v, "结转本年利润", "Profit of the year carried"));
    TRY(entry_post(c, &v, str_of(ends[standard].kept), &(struct posting){ "",
        net.fen > 0 ? v.total : FEN(0), net.fen < 0 ? v.total : FEN(0), 0 }));
    return entry_post(c, &v, str_of(ends[standard].profit), &(struct posting){ "",
        net.fen < 0 ? v.total : FEN(0), net.fen > 0 ? v.total : FEN(0), 0 });
}

int period_uncarry(struct ctx *c, struct period *p, const struct period_reopen_in *in)
{
    struct voucher_list there;
    struct ledger_book book;

    c->reason = in->reason;
    TRY(book_hold(c, p->company_id, &book));
    TRY(carried(c, p, &there));
    if (there.n == 0)
        return refuse(c, &LEDGER_NOT_CARRIED);
    for (size_t i = there.n; i > 0; i--) {
        struct voucher now = there.v[i - 1];

        now.state = VOUCHER_REVERSED;
        TRY(row_update(c, voucher, &now, &there.v[i - 1]));
        TRY(red_voucher(c, &now, in->reason, in->reason));
    }
    return 0;
}
