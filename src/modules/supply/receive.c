/* receive.c - goods received against an order: so many good, so many rejected, never more than was
 * ordered; and a receipt taken back (PRT-03, PRT-06). */
#include "modules/supply/supply_own.h"

struct taking { struct purchase_order_line line; const struct purchase_order_receive_line_in *in; };
struct takings { struct taking *v; size_t n; };

static int judge(struct ctx *c, size_t i, const struct taking *t)
{
    const struct purchase_order_line *l = &t->line;
    str name;

    if (t->in->quantity.milli == 0 && t->in->rejected.milli == 0)
        return refuse_field(c, line_field(c, "lines", i, "quantity"), &ORDER_NOTHING);
    if (t->in->rejected.milli > 0 && t->in->fault.n == 0)
        return refuse_field(c, line_field(c, "lines", i, "fault"), &ORDER_FAULT);
    if (qty_add(l->received, t->in->quantity).milli <= l->quantity.milli)
        return 0;
    name = row_title(c, &part_model, l->part_id);
    return refuse_field(c, line_field(c, "lines", i, "quantity"), &ORDER_TOO_MUCH, name,
        l->quantity, l->received, t->in->quantity);
}

static int takings_of(struct ctx *c, const struct purchase_order *o,
    const struct purchase_order_receive_line_in_list *in, struct takings *out)
{
    if (in->n == 0)
        return refuse_field(c, "lines", &SUPPLY_NO_LINES);
    out->v = arena_alloc(&c->mem, in->n * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (out->n = 0; out->n < in->n; out->n++) {
        struct taking *t = &out->v[out->n];

        t->in = &in->v[out->n];
        for (size_t k = 0; k < out->n; k++)
            TRY(part_once(c, "lines", out->n, t->in->part_id, in->v[k].part_id));
        TRY(ordered_line(c, o->id, t->in->part_id, line_field(c, "lines", out->n, "part_id"),
            &t->line));
        TRY(judge(c, out->n, t));
    }
    return 0;
}

/* The goods receipt of what is good, received at once; 0 when nothing is. */
static int receipt_make(struct ctx *c, const struct purchase_order *o, const struct takings *t,
    str delivery_note, rid *receipt_id)
{
    struct stock_receipt_open_in in = { .delivery_note = delivery_note, .note = o->number };
    struct stock_receipt_tie_in tie = { { &purchase_order_model, o->id } };
    struct supplier supplier;
    money sum = FEN(0);

    *receipt_id = 0;
    in.lines.v = arena_alloc(&c->mem, t->n * sizeof *in.lines.v);
    if (in.lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < t->n; i++) {
        const struct taking *one = &t->v[i];

        if (one->in->quantity.milli == 0)
            continue;
        in.lines.v[in.lines.n++] = (struct stock_receipt_line_in){ .part_id = one->line.part_id,
            .quantity = one->in->quantity, .price = one->line.price, .batch_no = one->in->batch_no,
            .produced_on = one->in->produced_on, .expires_on = one->in->expires_on,
            .dot = one->in->dot, .bin_id = one->in->bin_id };
        sum = money_add(sum, money_times(one->line.price, one->in->quantity));
    }
    if (in.lines.n == 0)
        return 0;
    TRY(db_get(c, supplier, &supplier, o->supplier_id));
    in.supplier_id = supplier.party_id;
    in.tax = money_share(sum, o->tax_rate.ppm, 1000000);
    TRY(command_make(c, stock_receipt_open, &in, receipt_id));
    TRY(command_call(c, stock_receipt_tie, *receipt_id, &tie));
    return command_call(c, stock_receipt_receive, *receipt_id, &(struct no_input){ });
}

/* What was rejected never was ours: its case says why, and what becomes of it. */
static int rejected(struct ctx *c, const struct purchase_order *o, const struct taking *t)
{
    struct nonconformity_open_in in = { .kind = NC_RECEIPT, .what = t->in->fault,
        .about = { &purchase_order_model, o->id }, .part_id = t->line.part_id,
        .quantity = t->in->rejected };

    return t->in->rejected.milli > 0 ? command_make(c, nonconformity_open, &in, NULL) : 0;
}

static int line_take(struct ctx *c, const struct taking *t)
{
    struct purchase_order_line now = t->line;

    now.received = qty_add(now.received, t->in->quantity);
    now.rejected = qty_add(now.rejected, t->in->rejected);
    TRY(row_update(c, purchase_order_line, &now, &t->line));
    if (now.request_id == 0 || t->in->quantity.milli == 0 ||
        now.received.milli < now.quantity.milli)
        return 0;
    return command_call(c, purchase_request_arrive, now.request_id, &(struct no_input){ });
}

/* How far the order is, by its lines as they are stored. */
static int state_of(struct ctx *c, struct purchase_order *o)
{
    struct purchase_order_line_list lines;
    bool some = false, all = true;

    TRY(db_list(c, purchase_order_line, &lines,
        "WHERE order_id = ? AND retired_at IS NULL", o->id));
    for (size_t i = 0; i < lines.n; i++) {
        some = some || lines.v[i].received.milli > 0;
        all = all && lines.v[i].received.milli == lines.v[i].quantity.milli;
    }
    o->state = all ? ORDER_RECEIVED : some ? ORDER_PART : ORDER_PLACED;
    o->whole_at = all ? c->now : (when){ 0 };
    return 0;
}

int purchase_order_receive(
    struct ctx *c, struct purchase_order *o, const struct purchase_order_receive_in *in)
{
    struct order_receipt r = { .unit_id = o->unit_id, .order_id = o->id, .label = o->number,
        .checked_by_id = c->who->employee_id };
    struct takings t = { 0 };

    TRY(takings_of(c, o, &in->lines, &t));
    TRY(receipt_make(c, o, &t, in->delivery_note, &r.receipt_id));
    if (r.receipt_id != 0)
        TRY(row_insert(c, order_receipt, &r));
    for (size_t i = 0; i < t.n; i++) {
        TRY(line_take(c, &t.v[i]));
        TRY(rejected(c, o, &t.v[i]));
    }
    return state_of(c, o);
}

/* All that is still to come. */
int purchase_order_receive_suggest(
    struct ctx *c, const struct purchase_order *o, struct purchase_order_receive_in *in)
{
    struct purchase_order_line_list lines;

    if (in->lines.n > 0)
        return 0;
    TRY(db_list(c, purchase_order_line, &lines, "WHERE order_id = ? AND retired_at IS NULL"
        " AND received < quantity ORDER BY id", o->id));
    in->lines.v = arena_alloc(&c->mem, (lines.n + 1) * sizeof *in->lines.v);
    if (in->lines.v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines.n; i++)
        in->lines.v[in->lines.n++] = (struct purchase_order_receive_line_in){
            .part_id = lines.v[i].part_id,
            .quantity = qty_sub(lines.v[i].quantity, lines.v[i].received) };
    return 0;
}

/* --- taken back ------------------------------------------------------------------------------- */

static int line_untake(
    struct ctx *c, const struct purchase_order *o, const struct stock_receipt_line *l)
{
    struct purchase_order_line before, now;

    TRY(ordered_line(c, o->id, l->part_id, "receipt_id", &before));
    now = before;
    now.received = qty_sub(now.received, l->quantity);
    if (now.received.milli < now.returned.milli)
        return refuse(c, &ORDER_SENT_BACK, row_title(c, &part_model, l->part_id), now.returned);
    return row_update(c, purchase_order_line, &now, &before);
}

int purchase_order_unreceive(
    struct ctx *c, struct purchase_order *o, const struct purchase_order_unreceive_in *in)
{
    struct stock_reason_in why = { in->reason };
    struct stock_receipt_line_list lines;
    struct stock_receipt receipt;
    int64_t mine;

    c->reason = in->reason;
    TRY(db_get(c, stock_receipt, &receipt, in->receipt_id));
    TRY(db_int(c, &mine, "SELECT count(*) FROM order_receipt WHERE unit_id = ?"
        " AND order_id = ? AND receipt_id = ?", o->unit_id, o->id, in->receipt_id));
    if (mine == 0 || receipt.state != RECEIPT_RECEIVED)
        return refuse_field(c, "receipt_id", &ORDER_RECEIPT);
    TRY(command_call(c, stock_receipt_reverse, receipt.id, &why));
    TRY(db_list(c, stock_receipt_line, &lines,
        "WHERE receipt_id = ? ORDER BY part_id", receipt.id));
    for (size_t i = 0; i < lines.n; i++)
        TRY(line_untake(c, o, &lines.v[i]));
    return state_of(c, o);
}
