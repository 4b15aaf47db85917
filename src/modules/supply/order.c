/* order.c - a purchase order until it is with the supplier (PRT-03). */
#include "modules/supply/supply_own.h"

const char *line_field(struct ctx *c, const char *list, size_t i, const char *field)
{
    return str_c(&c->mem, str_format(&c->mem, "%s[%zu].%s", list, i, field));
}

int part_once(struct ctx *c, const char *list, size_t i, rid part_id, rid before)
{
    return part_id != before ? 0
         : refuse_field(c, line_field(c, list, i, "part_id"), &SUPPLY_TWICE,
               row_title(c, &part_model, part_id));
}

const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
}

int ordered_line(struct ctx *c, rid order_id, rid part_id, const char *field,
    struct purchase_order_line *out)
{
    struct purchase_order_line_list found;

    TRY(db_list(c, purchase_order_line, &found, "WHERE order_id = ? AND part_id = ?"
        " AND retired_at IS NULL", order_id, part_id));
    if (found.n == 0)
        return refuse_field(c, field, &ORDER_STRANGE, row_title(c, &part_model, part_id));
    *out = found.v[0];
    return 0;
}

/* --- opened ----------------------------------------------------------------------------------- */

/* The agreed price of today for so many; NO_NUMBER when there is none. */
static int agreed(struct ctx *c, rid supplier_id, rid part_id, qty n, price *out)
{
    struct supplier_price_list found;

    TRY(db_list(c, supplier_price, &found, "WHERE part_id = ? AND supplier_id = ?"
        " AND quantity_from <= ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " AND retired_at IS NULL ORDER BY quantity_from DESC, valid_from DESC LIMIT 1",
        part_id, supplier_id, n, c->today, c->today));
    out->micro = found.n > 0 ? found.v[0].price.micro : NO_NUMBER;
    return 0;
}

static int request_judge(struct ctx *c, size_t i, const struct purchase_order_line_in *in)
{
    struct purchase_request request;

    if (in->request_id == 0)
        return 0;
    TRY(db_get(c, purchase_request, &request, in->request_id));
    return request.part_id == in->part_id && request.state == PURCHASE_ASKED
        ? 0 : refuse_field(c, line_field(c, "lines", i, "request_id"), &ORDER_REQUEST);
}

static int line_make(struct ctx *c, struct purchase_order *o, size_t i,
    const struct purchase_order_line_in *in)
{
    struct purchase_order_line l = { .unit_id = o->unit_id, .order_id = o->id,
        .part_id = in->part_id, .quantity = in->quantity, .price = in->price,
        .request_id = in->request_id };

    TRY(request_judge(c, i, in));
    if (l.price.micro == NO_NUMBER)
        TRY(agreed(c, o->supplier_id, l.part_id, l.quantity, &l.price));
    if (l.price.micro == NO_NUMBER)
        return refuse_field(c, line_field(c, "lines", i, "price"), &ORDER_NO_PRICE,
            row_title(c, &part_model, l.part_id));
    l.amount = money_times(l.price, l.quantity);
    o->total = money_add(o->total, l.amount);
    return row_insert(c, purchase_order_line, &l);
}

int purchase_order_open(
    struct ctx *c, struct purchase_order *o, const struct purchase_order_open_in *in)
{
    struct supplier supplier;

    TRY(supplier_good(c, in->supplier_id, &supplier));
    if (in->lines.n == 0)
        return refuse_field(c, "lines", &SUPPLY_NO_LINES);
    o->supplier_id = in->supplier_id;
    o->expected_on = in->expected_on.day != 0
        ? in->expected_on : (date){ c->today.day + supplier.lead_days };
    if (o->expected_on.day < c->today.day)
        return refuse_field(c, "expected_on", &SUPPLY_PAST);
    o->note = in->note;
    o->buyer_id = c->who->employee_id;
    TRY(setting_int(c, &setting_purchase_tax, o->unit_id, &o->tax_rate.ppm));
    TRY(number_next(c, &series_purchase_order, o->unit_id, &o->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        for (size_t k = 0; k < i; k++)
            TRY(part_once(c, "lines", i, in->lines.v[i].part_id, in->lines.v[k].part_id));
        TRY(line_make(c, o, i, &in->lines.v[i]));
    }
    o->tax = money_share(o->total, o->tax_rate.ppm, 1000000);
    return 0;
}

/* --- handed in -------------------------------------------------------------------------------- */

static int lines_of(struct ctx *c, rid order_id, struct purchase_order_line_list *out)
{
    return db_list(c, purchase_order_line, out, "WHERE order_id = ? AND retired_at IS NULL"
        " ORDER BY part_id", order_id);
}

/* By the end of that day. */
static when end_of(date day) { return when_at(day, 86399, ZONE_S); }

int order_placed(struct ctx *c, struct purchase_order *o)
{
    struct purchase_request_order_in in = { .expected_at = end_of(o->expected_on) };
    struct purchase_order_line_list lines;
    struct supplier supplier;

    TRY(db_get(c, supplier, &supplier, o->supplier_id));
    in.supplier_id = supplier.party_id;
    TRY(lines_of(c, o->id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].request_id != 0)
            TRY(command_call(c, purchase_request_order, lines.v[i].request_id, &in));
    o->placed_at = c->now;
    return 0;
}

int purchase_order_hand_in(struct ctx *c, struct purchase_order *o, const struct no_input *none)
{
    str supplier = row_title(c, &supplier_model, o->supplier_id);
    bool waits;

    (void)none;
    TRY(approval_ask(c, &matter_purchase_order, o->id, o->unit_id,
        str_format(&c->mem, "%.*s %.*s", (int)o->number.n, o->number.s, (int)supplier.n, supplier.s),
        money_add(o->total, o->tax), &waits));
    o->state = waits ? ORDER_ASKED : ORDER_PLACED;
    return waits ? 0 : order_placed(c, o);
}

int purchase_order_granted(struct ctx *c, struct purchase_order *o, const struct no_input *none)
{
    (void)none;
    return order_placed(c, o);
}

int purchase_order_returned(struct ctx *c, struct purchase_order *o, const struct no_input *none)
{
    (void)none;
    o->reason = c->reason;
    return 0;
}

/* --- changed, ended --------------------------------------------------------------------------- */

int purchase_order_expect(
    struct ctx *c, struct purchase_order *o, const struct purchase_order_expect_in *in)
{
    struct purchase_request_expect_in told = { end_of(in->expected_on), in->reason };
    struct purchase_order_line_list lines;

    c->reason = in->reason;
    if (in->expected_on.day < c->today.day)
        return refuse_field(c, "expected_on", &SUPPLY_PAST);
    TRY(lines_of(c, o->id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].request_id != 0 && lines.v[i].received.milli < lines.v[i].quantity.milli)
            TRY(command_call(c, purchase_request_expect, lines.v[i].request_id, &told));
    o->expected_on = in->expected_on;
    return 0;
}

/* What the order will not bring is to be ordered elsewhere. */
static int requests_back(struct ctx *c, const struct purchase_order *o, str reason)
{
    struct stock_reason_in why = { reason };
    struct purchase_order_line_list lines;

    if (o->placed_at.ms == 0)
        return 0;
    TRY(lines_of(c, o->id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].request_id != 0 && lines.v[i].received.milli < lines.v[i].quantity.milli)
            TRY(command_call(c, purchase_request_reopen, lines.v[i].request_id, &why));
    return 0;
}

int purchase_order_close(
    struct ctx *c, struct purchase_order *o, const struct supply_reason_in *in)
{
    o->reason = c->reason = in->reason;
    return requests_back(c, o, in->reason);
}

int purchase_order_cancel(
    struct ctx *c, struct purchase_order *o, const struct supply_reason_in *in)
{
    o->reason = c->reason = in->reason;
    TRY(approval_drop(c, (struct anyref){ &purchase_order_model, o->id }, in->reason));
    return requests_back(c, o, in->reason);
}

/* Ours, until headquarters makes its own. */
int supply_seed(struct ctx *c)
{
    static const char *const posts[] = { "store_general_manager", "hq_purchasing" };

    TRY(approval_rule_seed(c, &matter_purchase_order, STR("采购五千元以上"), FEN(500000), posts, 1));
    return approval_rule_seed(c, &matter_purchase_order, STR("采购五万元以上"), FEN(5000000), posts,
        2);
}
