/* agency_money.c - money laid out for the customer, our fee, the cars that are due, all checked. */
#include "modules/agency/agency.h"

static const char *const account_of[] = {
    [PAY_WECHAT] = ACCOUNT_WECHAT, [PAY_ALIPAY] = ACCOUNT_ALIPAY,
    [PAY_CARD] = ACCOUNT_BANK, [PAY_TRANSFER] = ACCOUNT_BANK,
};

/* --- laid out --------------------------------------------------------------------------------- */

/* Not in cash: the drawer is counted by payments, and this is none. */
static int post(struct ctx *c, const struct agency_case *a, enum payment_method method, money out)
{
    if (method == PAY_CASH || !cash_is_money(method))
        return refuse_field(c, "method", &AGENCY_METHOD);
    const struct posting p[] = {
        { ACCOUNT_ADVANCED, out, FEN(0), 0 }, { account_of[method], FEN(0), out, 0 },
    };
    return ledger_post(c, a->unit_id, p, COUNT(p), (struct anyref){ &agency_case_model, a->id },
        str_c(&c->mem, str_format(&c->mem, "代垫规费 %.*s", (int)a->number.n, a->number.s)),
        str_c(&c->mem, str_format(&c->mem, "Laid out for %.*s", (int)a->number.n, a->number.s)));
}

int agency_case_lay_out(struct ctx *c, struct agency_case *a, const struct agency_money_in *in)
{
    a->advanced = money_add(a->advanced, in->amount);
    return post(c, a, in->method, in->amount);
}

int agency_case_got_back(struct ctx *c, struct agency_case *a, const struct agency_money_in *in)
{
    if (in->amount.fen > a->advanced.fen)
        return refuse_field(c, "amount", &AGENCY_MUCH, a->advanced);
    a->advanced = money_sub(a->advanced, in->amount);
    return post(c, a, in->method, money_sub(FEN(0), in->amount));
}

int agency_case_got_back_suggest(
    struct ctx *c, const struct agency_case *a, struct agency_money_in *in)
{
    (void)c;
    if (in->amount.fen == 0)
        in->amount = a->advanced;
    return 0;
}

/* --- billed ----------------------------------------------------------------------------------- */

/* A settlement that was reversed, lines that were removed or refused, an order that is void: then
 * it is to be billed anew. */
static int billed(struct ctx *c, const struct agency_case *a, bool *yes)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT (SELECT count(*) FROM settlement WHERE id = ? AND state <> 'reversed')"
        " + (SELECT count(*) FROM ro_line l JOIN repair_order o ON o.id = l.repair_order_id"
        " WHERE l.id IN (?, ?) AND l.retired_at IS NULL AND l.approval IN ('proposed', 'approved')"
        " AND o.business <> 'void')", a->settlement_id, a->fee_line_id, a->advance_line_id));
    *yes = n > 0;
    return 0;
}

int agency_not_billed(struct ctx *c, const struct agency_case *a)
{
    bool yes;

    TRY(billed(c, a, &yes));
    return yes ? refuse(c, &AGENCY_BILLED, a->number) : 0;
}

static int bill_order(struct ctx *c, struct agency_case *a, const struct repair_order *ro)
{
    str name = str_of(agency_kind_choices.v[a->kind].label.zh);
    struct ro_line_in lines[2];
    struct repair_order_lines_in in = { .lines = { lines, 0 } };

    if (a->fee.fen > 0)
        lines[in.lines.n++] = (struct ro_line_in){ .kind = LINE_OTHER, .quantity = { 1000 },
            .price = price_of(a->fee),
            .title = str_format(&c->mem, "代办费 %.*s", (int)name.n, name.s) };
    if (a->advanced.fen > 0)
        lines[in.lines.n++] = (struct ro_line_in){ .kind = LINE_ADVANCE, .quantity = { 1000 },
            .price = price_of(a->advanced),
            .title = str_format(&c->mem, "代垫规费 %.*s", (int)name.n, name.s) };
    TRY(command_call(c, repair_order_add_lines, ro->id, &in));
    if (a->fee.fen > 0)
        TRY(db_int(c, &a->fee_line_id, "SELECT max(id) FROM ro_line WHERE repair_order_id = ?"
            " AND kind = 'other'", ro->id));
    if (a->advanced.fen > 0)
        TRY(db_int(c, &a->advance_line_id, "SELECT max(id) FROM ro_line"
            " WHERE repair_order_id = ? AND kind = 'advance'", ro->id));
    return 0;
}

int agency_case_bill(struct ctx *c, struct agency_case *a, const struct no_input *none)
{
    const struct settlement_open_in in = { .party_id = a->party_id,
        .source = { &agency_case_model, a->id }, .advance = a->advanced,
        .other_total = money_add(a->fee, a->advanced) };
    struct repair_order ro = { 0 };

    (void)none;
    a->settlement_id = a->fee_line_id = a->advance_line_id = 0;
    if (in.other_total.fen == 0)
        return refuse(c, &AGENCY_NOTHING);
    if (a->repair_order_id != 0)
        TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    if (ro.id == 0 || ro.business >= RO_DELIVERED)
        return command_make(c, settlement_open, &in, &a->settlement_id);
    return ro.business <= RO_IN_WORK ? bill_order(c, a, &ro)
         : refuse(c, &AGENCY_ENDED, ro.number);
}

int agency_paid(struct ctx *c, const struct agency_case *a)
{
    struct repair_order ro;
    bool yes;

    if (a->fee.fen + a->advanced.fen == 0)
        return 0;
    TRY(billed(c, a, &yes));
    if (!yes)
        return a->state == AGENCY_FAILED && a->advanced.fen == 0
            ? 0 : refuse(c, &AGENCY_NOT_BILLED, a->number);
    if (a->settlement_id != 0) {
        TRY(cash_paid(c, a->settlement_id, &yes));
    } else {
        TRY(db_get(c, repair_order, &ro, a->repair_order_id));
        yes = ro.money == MONEY_PAID || ro.money == MONEY_ON_CREDIT;
    }
    return yes ? 0 : refuse(c, &AGENCY_UNPAID);
}

/* --- due -------------------------------------------------------------------------------------- */

int agency_due(struct ctx *c, const struct agency_due_in *in, struct agency_due_row_list *out)
{
    int64_t days;
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    TRY(setting_int(c, &setting_agency_due_days, store, &days));
    return db_list(c, agency_due_row, out, "SELECT x.id, x.owner_id, p.phone, x.kind, x.due,"
        " x.due - ? FROM (SELECT v.id, v.owner_id, 'inspection' AS kind, v.inspection_until AS due"
        " FROM vehicle v WHERE v.retired_at IS NULL AND v.inspection_until <= ? UNION ALL"
        " SELECT v.id, v.owner_id, 'insurance', v.insurance_until FROM vehicle v"
        " WHERE v.retired_at IS NULL AND v.insurance_until <= ?) x"
        " LEFT JOIN party p ON p.id = x.owner_id"
        " WHERE (SELECT o.unit_id FROM repair_order o WHERE o.vehicle_id = x.id"
        " ORDER BY o.id DESC LIMIT 1) = ?"
        " AND NOT EXISTS (SELECT 1 FROM agency_case a WHERE a.vehicle_id = x.id AND a.kind = x.kind"
        " AND a.state IN ('taken', 'submitted')) ORDER BY x.due, x.id, x.kind LIMIT 1000",
        c->today, (date){ c->today.day + days }, (date){ c->today.day + days }, store);
}

/* --- verify ----------------------------------------------------------------------------------- */

static int check(struct ctx *c, const void *row, void *arg)
{
    const struct agency_check *k = row;

    (void)c;
    verify_fact(arg, k->out.fen == k->booked.fen,
        "store %lld: cases laid out %lld that nobody owes yet, the ledger has %lld",
        (long long)k->store_id, (long long)k->out.fen, (long long)k->booked.fen);
    return 0;
}

int agency_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM repair_order o WHERE o.papers_out <> (SELECT count(*)"
        " FROM agency_case a JOIN agency_paper p ON p.case_id = a.id AND p.state = 'held'"
        " WHERE a.repair_order_id = o.id AND a.with_car = 1) /* all rows */"));
    verify_fact(v, n == 0, "%lld orders count other papers than their agency cases hold",
        (long long)n);
    return db_each(c, agency_check, check, v,
        "/* all rows */ SELECT x.unit_id, CAST(sum(x.out) AS BIGINT), CAST(sum(x.booked) AS BIGINT)"
        " FROM (SELECT unit_id, advanced AS out, 0 AS booked FROM agency_case UNION ALL"
        " SELECT unit_id, 0 - advance, 0 FROM settlement WHERE state <> 'reversed' UNION ALL"
        " SELECT unit_id, 0, debit - credit FROM ledger_entry WHERE side = ?) x"
        " GROUP BY x.unit_id", str_of(ACCOUNT_ADVANCED));
}
