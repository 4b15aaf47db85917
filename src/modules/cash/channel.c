/* channel.c - what payment channels say, against what we have; what they paid out; ageing. */
#include "kernel/print.h"
#include "modules/cash/cash_own.h"

enum { MISSING_MAX = 2000, LINES_OF_PAYOUT = 5000 };

static struct anyref payout_ref(rid id) { return (struct anyref){ &channel_payout_model, id }; }

/* --- matching --------------------------------------------------------------------------------- */

/* A refund of the channel is a payment of ours that was reversed. */
static int match(struct ctx *c, struct channel_line *l)
{
    bool back = l->amount.fen < 0;
    money amount = back ? money_sub(FEN(0), l->amount) : l->amount;
    struct payment_list found;

    l->payment_id = 0;
    TRY(db_list(c, payment, &found, "WHERE method = ? AND reference = ? AND unit_id = ?"
        " AND (? = 0 OR state = 'reversed') ORDER BY id",
        str_of(payment_method_choices.v[l->method].code), l->reference, l->unit_id, back));
    l->state = found.n == 0 ? CL_UNKNOWN : CL_DIFFERENT;
    for (size_t i = 0; i < found.n; i++)
        if (found.v[i].amount.fen == amount.fen) {
            l->payment_id = found.v[i].id;
            l->state = CL_MATCHED;
            return 0;
        }
    if (found.n > 0)
        l->payment_id = found.v[0].id;
    return 0;
}

int channel_line_judge(struct ctx *c, struct channel_line *now, const struct channel_line *before)
{
    if (before != NULL && before->payout.on != NULL)
        return refuse(c, &CHANNEL_PAID_OUT);
    if (!cash_is_money(now->method) || now->method == PAY_CASH)
        return refuse_field(c, "method", &CHANNEL_NO_CHANNEL);
    if (now->amount.fen == 0)
        return refuse_field(c, "amount", &CHANNEL_ZERO);
    return match(c, now);
}

int channel_line_match(struct ctx *c, struct channel_line *l, const struct no_input *in)
{
    (void)in;
    return match(c, l);
}

int channel_line_resolve(struct ctx *c, struct channel_line *l, const struct cash_reason_in *in)
{
    l->resolution = c->reason = in->reason;
    return 0;
}

int channel_line_pay_out(
    struct ctx *c, struct channel_line *l, const struct channel_line_pay_out_in *in)
{
    (void)c;
    l->payout = in->payout;
    return 0;
}

/* --- paid out --------------------------------------------------------------------------------- */

static int lines_waiting(struct ctx *c, const struct channel_payout *p,
    struct channel_line_list *out)
{
    int64_t open;

    TRY(db_int(c, &open, "SELECT count(*) FROM channel_line WHERE unit_id = ? AND method = ?"
        " AND day >= ? AND day <= ? AND state IN ('different', 'unknown') AND retired_at IS NULL",
        p->unit_id, str_of(payment_method_choices.v[p->method].code), p->day_from, p->day_to));
    if (open > 0)
        return refuse(c, &CHANNEL_OPEN, open);
    TRY(db_hold(c, channel_line, out, "WHERE unit_id = ? AND method = ? AND day >= ? AND day <= ?"
        " AND state = 'matched' AND payout_id IS NULL AND retired_at IS NULL ORDER BY id LIMIT 5000",
        p->unit_id, str_of(payment_method_choices.v[p->method].code), p->day_from, p->day_to));
    return out->n > 0 ? 0 : refuse(c, &CHANNEL_NOTHING);
}

static int payout_post(struct ctx *c, const struct channel_payout *p)
{
    const struct posting to[] = {
        { ACCOUNT_BANK, p->received, FEN(0), 0 },
        { ACCOUNT_FINANCE, p->fees, FEN(0), 0 },
        { cash_account(p->method), FEN(0), p->taken, 0 },
    };

    return ledger_post(c, p->unit_id, to, COUNT(to), payout_ref(p->id),
        str_c(&c->mem, str_format(&c->mem, "渠道到账 %.*s", (int)p->number.n, p->number.s)),
        str_c(&c->mem, str_format(&c->mem, "Payout %.*s", (int)p->number.n, p->number.s)));
}

int channel_payout_book(
    struct ctx *c, struct channel_payout *p, const struct channel_payout_in *in)
{
    struct channel_line_list lines;

    if (!cash_is_money(in->method) || in->method == PAY_CASH)
        return refuse_field(c, "method", &CHANNEL_NO_CHANNEL);
    p->method = in->method;
    p->day_from = in->day_from;
    p->day_to = in->day_to;
    p->received = in->received;
    TRY(lines_waiting(c, p, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        p->taken = money_add(p->taken, lines.v[i].amount);
        p->fees = money_add(p->fees, lines.v[i].fee);
    }
    if (money_sub(p->taken, p->fees).fen != in->received.fen)
        return refuse_field(c, "received", &CHANNEL_RECEIVED, p->taken, p->fees,
            money_sub(p->taken, p->fees));
    TRY(number_next(c, &series_channel_payout, p->unit_id, &p->number));
    TRY(payout_post(c, p));
    for (size_t i = 0; i < lines.n; i++)
        TRY(command_call(c, channel_line_pay_out, lines.v[i].id,
            &(struct channel_line_pay_out_in){ payout_ref(p->id) }));
    return 0;
}

int channel_payout_reverse(
    struct ctx *c, struct channel_payout *p, const struct cash_reason_in *in)
{
    const struct channel_line_pay_out_in none = { 0 };
    struct channel_line_list lines;

    p->reverse_reason = c->reason = in->reason;
    TRY(db_hold(c, channel_line, &lines, "WHERE payout_entity = 'channel_payout' AND payout_id = ?"
        " ORDER BY id", p->id));
    TRY(ledger_reverse(c, payout_ref(p->id), "冲销渠道到账", "Payout reversed"));
    for (size_t i = 0; i < lines.n; i++)
        TRY(command_call(c, channel_line_pay_out, lines.v[i].id, &none));
    return 0;
}

static const struct print_column payout_columns[] = {
    { SAY("日期", "Date"), 16, SIDE_LEFT }, { SAY("渠道流水号", "Channel reference"), 44, SIDE_LEFT },
    { SAY("金额", "Amount"), 20, SIDE_RIGHT }, { SAY("手续费", "Fee"), 20, SIDE_RIGHT },
};

int channel_payout_sheet(struct ctx *c, const struct channel_payout *o, struct print *p)
{
    struct channel_line_list lines;
    str none = { "", 0 };

    TRY(db_list(c, channel_line, &lines, "WHERE payout_entity = 'channel_payout' AND payout_id = ?"
        " ORDER BY day, id LIMIT 1000", o->id));
    print_fields(p, channel_payout, o, "method day_from day_to state received");
    print_table(p, payout_columns, COUNT(payout_columns));
    for (size_t i = 0; i < lines.n; i++)
        print_row(p, print_date(p, lines.v[i].day), lines.v[i].reference,
            print_money(p, lines.v[i].amount), print_money(p, lines.v[i].fee));
    print_sum(p, print_say(p, SAY("合计", "Total")), none, print_money(p, o->taken),
        print_money(p, o->fees));
    print_sign(p, SAY("对账人", "Reconciled by"), SAY("复核", "Checked by"));
    return 0;
}

int channel_missing(
    struct ctx *c, const struct channel_missing_in *in, struct channel_missing_row_list *out)
{
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, channel_missing_row, out, "SELECT p.number, p.method, p.day, p.amount,"
        " COALESCE(p.reference, '') FROM payment p WHERE p.unit_id = ? AND p.day >= ? AND p.day <= ?"
        " AND p.state = 'received' AND p.method IN ('wechat', 'alipay', 'card', 'transfer')"
        " AND NOT EXISTS (SELECT 1 FROM channel_line l WHERE l.payment_id = p.id"
        " AND l.state IN ('matched', 'resolved')) ORDER BY p.day, p.id LIMIT 2001",
        store_id, in->day_from, in->day_to));
    return out->n <= MISSING_MAX ? 0 : refuse(c, &CASH_TOO_MANY, (int)MISSING_MAX);
}

/* --- ageing ----------------------------------------------------------------------------------- */

/* From the day of the settlement; overdue from the day it was put on credit and the days of credit.
 */
int receivable_ageing(
    struct ctx *c, const struct receivable_ageing_in *in, struct receivable_ageing_row_list *out)
{
    int64_t days, today = c->today.day;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(setting_int(c, &setting_credit_days, store_id, &days));
    return db_list(c, receivable_ageing_row, out, "SELECT s.party_id,"
        " CAST(sum(CASE WHEN s.day >= ? THEN s.total - s.paid ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.day < ? AND s.day >= ? THEN s.total - s.paid ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.day < ? AND s.day >= ? THEN s.total - s.paid ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN s.day < ? THEN s.total - s.paid ELSE 0 END) AS BIGINT),"
        " CAST(sum(s.total - s.paid) AS BIGINT), max(p.credit_limit),"
        " max(CASE WHEN s.credit_day < ? THEN ? - s.credit_day ELSE 0 END)"
        " FROM settlement s JOIN party p ON p.id = s.party_id WHERE s.unit_id = ?"
        " AND s.state IN ('open', 'part_paid', 'on_credit') GROUP BY s.party_id ORDER BY s.party_id",
        today - 30, today - 30, today - 60, today - 60, today - 90, today - 90, today - days,
        today - days, store_id);
}
