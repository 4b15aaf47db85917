/* late_cost.c - freight, invoice differences and rebates of goods that came before. */
#include "modules/stock/stock_own.h"

static struct anyref itself(const struct stock_late_cost *k)
{
    return (struct anyref){ &stock_late_cost_model, k->id };
}

static const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
}

/* How the whole is spread: by value, or by quantity where all of it came for nothing. The running
 * sum is what is rounded, so that the shares add up. */
struct spread { const struct stock_move_list *came; bool by_value; int64_t whole; };

static int64_t weight(const struct spread *s, size_t i)
{
    return s->by_value ? s->came->v[i].value.fen : s->came->v[i].quantity.milli;
}

static struct spread spread_over(const struct stock_move_list *came)
{
    struct spread s = { .came = came };

    for (size_t i = 0; i < came->n; i++)
        s.by_value = s.by_value || came->v[i].value.fen > 0;
    for (size_t i = 0; i < came->n; i++)
        s.whole += weight(&s, i);
    return s;
}

/* The goods of one move: what is left of them takes its part, the rest is gone. */
static int share_post(struct ctx *c, struct stock_late_cost *k, const struct stock_move *came,
    money share)
{
    struct stock_late_cost_line line = { .unit_id = k->unit_id, .late_cost_id = k->id,
        .part_id = came->part_id, .move_id = came->id, .received = came->quantity, .share = share };
    struct stock_balance b;
    struct stock_layer l;

    TRY(balance_hold(c, k->unit_id, came->part_id, &b));
    TRY(layer_of(c, &b, came->id, &l));
    line.remaining = l.quantity;
    TRY(layer_revalue(c, &l, money_share(share, l.quantity.milli, came->quantity.milli), itself(k),
        k->happened_on, &line.in_stock));
    line.gone = money_sub(share, line.in_stock);
    k->in_stock = money_add(k->in_stock, line.in_stock);
    k->gone = money_add(k->gone, line.gone);
    return row_insert(c, stock_late_cost_line, &line);
}

static int receipt_held(struct ctx *c, rid id, struct stock_receipt *out)
{
    struct stock_receipt_list found;

    TRY(row_known(c, &stock_receipt_model, id));
    TRY(db_hold(c, stock_receipt, &found, "WHERE id = ?", id));
    *out = found.v[0];
    return out->state == RECEIPT_RECEIVED ? 0
         : refuse_field(c, "receipt_id", &LATE_COST_RECEIPT, out->number);
}

static int head_fill(struct ctx *c, struct stock_late_cost *k,
    const struct stock_late_cost_post_in *in)
{
    struct stock_receipt r;

    if (in->amount.fen == 0)
        return refuse_field(c, "amount", &LATE_COST_ZERO);
    TRY(receipt_held(c, in->receipt_id, &r));
    k->unit_id = r.unit_id;
    k->receipt_id = r.id;
    k->kind = in->kind;
    k->party_id = in->party_id != 0 ? in->party_id : r.supplier_id;
    k->amount = in->amount;
    k->tax = in->tax;
    k->note = c->reason = in->note;
    k->happened_on = in->happened_on;
    TRY(happened_judge(c, k->unit_id, "happened_on", &k->happened_on));
    return party_living(c, &k->party_id);
}

int stock_late_cost_post(
    struct ctx *c, struct stock_late_cost *k, const struct stock_late_cost_post_in *in)
{
    struct stock_move_list came;
    struct spread s;
    int64_t until = 0;
    money given = { 0 };

    TRY(head_fill(c, k, in));
    TRY(receipt_moves(c, k->receipt_id, &came));
    s = spread_over(&came);
    for (size_t i = 0; i < came.n; i++) {
        money upto;

        until += weight(&s, i);
        upto = money_share(k->amount, until, s.whole);
        TRY(share_post(c, k, &came.v[i], money_sub(upto, given)));
        given = upto;
    }
    TRY(number_next(c, &series_stock_late_cost, k->unit_id, &k->number));
    const struct posting p[] = {
        { ACCOUNT_PARTS, k->in_stock, FEN(0), 0 }, { ACCOUNT_PARTS_COST, k->gone, FEN(0), 0 },
        { ACCOUNT_INPUT_VAT, k->tax, FEN(0), 0 },
        { ACCOUNT_PAYABLE, FEN(0), money_add(k->amount, k->tax), k->party_id },
    };
    return ledger_post(c, k->unit_id, p, COUNT(p), itself(k), text_of(c, "后到成本", k->number),
        text_of(c, "Late cost", k->number));
}

/* What of the raise is still on the shelf comes off it; what left meanwhile took its part along. */
static int share_back(struct ctx *c, const struct stock_late_cost *k,
    const struct stock_late_cost_line *line, money *back)
{
    struct stock_balance b;
    struct stock_layer l;
    money part;

    TRY(balance_hold(c, k->unit_id, line->part_id, &b));
    TRY(layer_of(c, &b, line->move_id, &l));
    part = line->remaining.milli == 0 ? FEN(0)
         : money_share(line->in_stock, l.quantity.milli, line->remaining.milli);
    TRY(layer_revalue(c, &l, FEN(-part.fen), itself(k), c->today, &part));
    *back = money_add(*back, part);
    return 0;
}

int stock_late_cost_reverse(
    struct ctx *c, struct stock_late_cost *k, const struct stock_reason_in *in)
{
    struct stock_late_cost_line_list lines;
    money back = { 0 }, left;

    c->reason = in->reason;
    TRY(db_list(c, stock_late_cost_line, &lines, "WHERE late_cost_id = ? ORDER BY part_id, move_id",
        k->id));
    for (size_t i = 0; i < lines.n; i++)
        TRY(share_back(c, k, &lines.v[i], &back));
    left = money_add(k->in_stock, back);
    TRY(ledger_reverse(c, itself(k), text_of(c, "冲销后到成本", k->number),
        text_of(c, "Late cost reversed", k->number)));
    const struct posting p[] = {
        { ACCOUNT_PARTS, left, FEN(0), 0 }, { ACCOUNT_PARTS_COST, FEN(0), left, 0 },
    };
    return ledger_post(c, k->unit_id, p, COUNT(p), itself(k),
        text_of(c, "冲销后到成本差异", k->number), text_of(c, "Difference of cost, reversed late cost", k->number));
}
