/* stock_document.c - goods receipts and adjustments. */
#include "modules/stock/stock_own.h"

/* --- goods receipts -------------------------------------------------------------------------- */

static struct anyref receipt_ref(const struct stock_receipt *r)
{
    return (struct anyref){ &stock_receipt_model, r->id };
}

static const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
}

/* Of a tracked part: its batch with its dates, and the bin. */
static int line_batch(struct ctx *c, const struct part *part, struct stock_receipt_line *l)
{
    struct batch_in b = { .number = l->batch_no, .dot = l->dot, .produced_on = l->produced_on,
        .expires_on = l->expires_on };

    if (l->batch_no.n == 0)
        return refuse_field(c, "batch_no", &BATCH_NEEDED, part->name);
    if (part->tracking == TRACK_SERIAL && l->quantity.milli != 1000)
        return refuse_field(c, "quantity", &BATCH_SERIAL_ONE);
    TRY(batch_judge(c, part, &b));
    l->produced_on = b.produced_on;
    l->expires_on = b.expires_on;
    if (l->bin_id == 0)
        TRY(bin_of_part(c, l->unit_id, part->id, &l->bin_id));
    if (l->bin_id == 0)
        return refuse_field(c, "bin_id", &BIN_NEEDED, part->name);
    return bin_ours(c, "bin_id", l->bin_id);
}

/* So many packs are so many pieces; what they cost together stays as it is on the delivery note. */
static int line_unpack(struct ctx *c, const struct part *part,
    const struct stock_receipt_line_in *in, struct stock_receipt_line *l)
{
    struct part_pack pack;

    TRY(db_get(c, part_pack, &pack, in->pack_id));
    if (pack.part_id != part->id)
        return refuse_field(c, "pack_id", &PACK_OTHER_PART, part->name);
    l->quantity.milli = money_share(FEN(in->quantity.milli), pack.holds.milli, 1000).fen;
    if (l->quantity.milli < 1 || l->quantity.milli > QTY_MAX)
        return refuse_field(c, "quantity", &PACK_TOO_MANY);
    l->price.micro = money_share(FEN(in->price.micro), 1000, pack.holds.milli).fen;
    return 0;
}

static int line_open(struct ctx *c, struct stock_receipt *r, const struct stock_receipt_line_in *l)
{
    struct stock_receipt_line line = { .unit_id = r->unit_id, .receipt_id = r->id,
        .part_id = l->part_id, .quantity = l->quantity, .price = l->price,
        .amount = money_times(l->price, l->quantity), .batch_no = code_squeezed(c, l->batch_no),
        .produced_on = l->produced_on, .expires_on = l->expires_on, .dot = l->dot,
        .bin_id = l->bin_id };
    struct part part;

    TRY(db_get(c, part, &part, l->part_id));
    if (l->pack_id != 0)
        TRY(line_unpack(c, &part, l, &line));
    if (part.tracking != 0)
        TRY(line_batch(c, &part, &line));
    TRY(row_insert(c, stock_receipt_line, &line));
    r->total = money_add(r->total, line.amount);
    return 0;
}

int stock_receipt_open(
    struct ctx *c, struct stock_receipt *r, const struct stock_receipt_open_in *in)
{
    if (in->lines.n == 0)
        return refuse_field(c, "lines", &STOCK_NO_LINES);
    r->supplier_id = in->supplier_id;
    r->delivery_note = in->delivery_note;
    r->tax = in->tax;
    r->note = in->note;
    r->happened_on = in->happened_on;
    if (in->happened_on.day != 0)
        TRY(happened_judge(c, r->unit_id, "happened_on", &r->happened_on));
    TRY(party_living(c, &r->supplier_id));
    TRY(number_next(c, &series_stock_receipt, r->unit_id, &r->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        c->path = str_format(&c->mem, "lines[%zu].", i);
        TRY(line_open(c, r, &in->lines.v[i]));
    }
    c->path = (str){ 0 };
    return 0;
}

static int receipt_lines(struct ctx *c, const struct stock_receipt *r,
    struct stock_receipt_line_list *out)
{
    return db_list(c, stock_receipt_line, out, "WHERE receipt_id = ? ORDER BY part_id, id", r->id);
}

/* The batches come before the goods: who holds a batch holds the balances under it afterwards. */
static int line_lot(struct ctx *c, const struct stock_receipt *r,
    const struct stock_receipt_line *l, struct lot_at *lot)
{
    struct part part;

    TRY(db_get(c, part, &part, l->part_id));
    if (part.tracking == 0)
        return 0;
    if (l->batch_no.n == 0 || l->bin_id == 0)
        return refuse(c, &BATCH_LINE_WITHOUT, part.name);
    lot->bin_id = l->bin_id;
    return batch_of(c, &part, &(struct batch_in){ .number = l->batch_no, .dot = l->dot,
        .produced_on = l->produced_on, .expires_on = l->expires_on, .supplier_id = r->supplier_id,
        .receipt_id = r->id }, &lot->batch_id);
}

int receipt_moves(struct ctx *c, rid receipt_id, struct stock_move_list *out)
{
    return db_list(c, stock_move, out, "WHERE source_entity = 'stock_receipt' AND source_id = ?"
        " AND place_from = 'supplier' ORDER BY part_id, id", receipt_id);
}

int stock_receipt_receive(struct ctx *c, struct stock_receipt *r, const struct no_input *in)
{
    const struct posting p[] = {
        { ACCOUNT_PARTS, r->total, FEN(0), 0 },
        { ACCOUNT_INPUT_VAT, r->tax, FEN(0), 0 },
        { ACCOUNT_PAYABLE, FEN(0), money_add(r->total, r->tax), r->supplier_id },
    };
    struct stock_receipt_line_list lines;
    struct lot_at *lots;

    (void)in;
    TRY(happened_judge(c, r->unit_id, "happened_on", &r->happened_on));
    TRY(receipt_lines(c, r, &lines));
    lots = arena_alloc(&c->mem, (lines.n + 1) * sizeof *lots);
    if (lots == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < lines.n; i++)
        TRY(line_lot(c, r, &lines.v[i], &lots[i]));
    for (size_t i = 0; i < lines.n; i++)
        TRY(stock_in(c, r->unit_id, lines.v[i].part_id, &(struct arrival){ .n = lines.v[i].quantity,
            .value = lines.v[i].amount, .from = PLACE_SUPPLIER, .source = receipt_ref(r),
            .on = r->happened_on, .lot = lots[i] }));
    r->received_at = c->now;
    return ledger_post(c, r->unit_id, p, COUNT(p), receipt_ref(r),
        text_of(c, "采购入库", r->number), text_of(c, "Goods receipt", r->number));
}

int stock_receipt_cancel(struct ctx *c, struct stock_receipt *r, const struct stock_reason_in *in)
{
    (void)r;
    c->reason = in->reason;
    return 0;
}

/* What is left of the very goods goes back first, at what they cost; where some of them are gone,
 * older ones go in their place. */
static int goods_back(struct ctx *c, const struct stock_receipt *r, const struct stock_move *came,
    rid batch_id, money *worth)
{
    const struct leaving l = { .n = came->quantity, .layer_id = came->id, .to = PLACE_SUPPLIER,
        .source = receipt_ref(r), .lot = { .batch_id = batch_id } };
    struct stock_balance b;

    TRY(balance_hold(c, r->unit_id, came->part_id, &b));
    return stock_out(c, &b, &l, worth);
}

/* The payable is reversed as it was posted. Where the goods left at another value, because others
 * were bought or used at other prices meanwhile, the difference belongs to the cost of parts. */
int stock_receipt_reverse(struct ctx *c, struct stock_receipt *r, const struct stock_reason_in *in)
{
    struct stock_move_list came;
    struct stock_lot_move_list lots;
    money difference = r->total;
    size_t at = 0;

    c->reason = in->reason;
    TRY(receipt_moves(c, r->id, &came));
    TRY(db_list(c, stock_lot_move, &lots, "WHERE source_entity = 'stock_receipt' AND source_id = ?"
        " ORDER BY part_id, id", r->id));
    for (size_t i = 0; i < came.n; i++) {
        bool tracked = at < lots.n && lots.v[at].part_id == came.v[i].part_id;
        money worth;

        TRY(goods_back(c, r, &came.v[i], tracked ? lots.v[at++].batch_id : 0, &worth));
        difference = money_sub(difference, worth);
    }
    TRY(ledger_reverse(c, receipt_ref(r), text_of(c, "冲销入库", r->number),
        text_of(c, "Goods receipt reversed", r->number)));
    const struct posting p[] = {
        { ACCOUNT_PARTS, difference, FEN(0), 0 }, { ACCOUNT_PARTS_COST, FEN(0), difference, 0 },
    };
    return ledger_post(c, r->unit_id, p, COUNT(p), receipt_ref(r),
        text_of(c, "冲销入库成本差异", r->number), text_of(c, "Difference of cost, reversed receipt", r->number));
}

/* --- adjustments ----------------------------------------------------------------------------- */

struct sorted { const struct stock_adjust_line_in *line; size_t at; };

static int by_part(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;

    if (x->line->part_id != y->line->part_id)
        return x->line->part_id < y->line->part_id ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

static const char *line_field(struct ctx *c, size_t at, const char *field)
{
    return str_c(&c->mem, str_format(&c->mem, "lines[%zu].%s", at, field));
}

/* Where a surplus of a tracked part goes: somebody read its batch on the box. */
static int surplus_lot(struct ctx *c, const struct sorted *s)
{
    const struct stock_adjust_line_in *l = s->line;
    struct part_batch batch;
    struct part part;

    TRY(db_get(c, part, &part, l->part_id));
    if (part.tracking == 0)
        return l->batch_id == 0 ? 0
             : refuse_field(c, line_field(c, s->at, "batch_id"), &BATCH_NOT_TRACKED, part.name);
    if (l->batch_id == 0)
        return refuse_field(c, line_field(c, s->at, "batch_id"), &BATCH_NEEDED, part.name);
    TRY(db_get(c, part_batch, &batch, l->batch_id));
    if (batch.part_id != l->part_id)
        return refuse_field(c, line_field(c, s->at, "batch_id"), &BATCH_OTHER_PART, part.name);
    if (l->bin_id == 0)
        return refuse_field(c, line_field(c, s->at, "bin_id"), &BIN_NEEDED, part.name);
    return bin_ours(c, line_field(c, s->at, "bin_id"), l->bin_id);
}

static int surplus(struct ctx *c, const struct stock_balance *b, const struct sorted *s,
    const struct arrival *of, money *value)
{
    const struct stock_adjust_line_in *l = s->line;
    struct arrival a = *of;

    TRY(surplus_lot(c, s));
    if (l->price.micro != NO_NUMBER)
        a.value = money_times(l->price, l->change);
    else if (b->on_hand.milli > 0)
        a.value = money_share(b->value, l->change.milli, b->on_hand.milli);
    else
        return refuse_field(c, line_field(c, s->at, "price"), &STOCK_PRICE_NEEDED,
            row_title(c, &part_model, l->part_id));
    *value = a.value;
    return stock_in(c, b->unit_id, l->part_id, &a);
}

static int line_adjust(struct ctx *c, struct stock_adjustment *a, const struct sorted *s)
{
    struct anyref source = { &stock_adjustment_model, a->id };
    struct stock_adjustment_line line = { .unit_id = a->unit_id, .adjustment_id = a->id,
        .part_id = s->line->part_id, .change = s->line->change, .batch_id = s->line->batch_id };
    struct lot_at lot = { s->line->batch_id, s->line->bin_id };
    struct stock_balance b;
    money value;

    if (line.change.milli == 0)
        return refuse_field(c, line_field(c, s->at, "change"), &STOCK_QUANTITY);
    TRY(balance_hold(c, a->unit_id, line.part_id, &b));
    if (line.change.milli > 0) {
        TRY(surplus(c, &b, s, &(struct arrival){ .n = line.change, .from = PLACE_ADJUST,
            .source = source, .on = a->happened_on, .lot = lot }, &value));
        a->gain = money_add(a->gain, value);
        line.value = value;
    } else {
        TRY(stock_out(c, &b, &(struct leaving){ .n = qty_sub((qty){ 0 }, line.change),
            .to = PLACE_ADJUST, .source = source, .on = a->happened_on, .lot = lot }, &value));
        a->loss = money_add(a->loss, value);
        line.value = money_sub(FEN(0), value);
    }
    return row_insert(c, stock_adjustment_line, &line);
}

int stock_adjust(struct ctx *c, struct stock_adjustment *a, const struct stock_adjust_in *in)
{
    struct sorted *s = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *s);

    if (s == NULL)
        return DB_FAILED;
    if (in->lines.n == 0)
        return refuse_field(c, "lines", &STOCK_NO_LINES);
    a->reason = c->reason = in->reason;
    a->happened_on = in->happened_on;
    TRY(happened_judge(c, a->unit_id, "happened_on", &a->happened_on));
    TRY(number_next(c, &series_stock_adjustment, a->unit_id, &a->number));
    for (size_t i = 0; i < in->lines.n; i++)
        s[i] = (struct sorted){ &in->lines.v[i], i };
    qsort(s, in->lines.n, sizeof *s, by_part);
    for (size_t i = 0; i < in->lines.n; i++)
        TRY(line_adjust(c, a, &s[i]));
    const struct posting p[] = {
        { ACCOUNT_PARTS, a->gain, FEN(0), 0 }, { ACCOUNT_SHORTAGE, FEN(0), a->gain, 0 },
        { ACCOUNT_SHORTAGE, a->loss, FEN(0), 0 }, { ACCOUNT_PARTS, FEN(0), a->loss, 0 },
    };
    return ledger_post(c, a->unit_id, p, COUNT(p),
        (struct anyref){ &stock_adjustment_model, a->id }, text_of(c, "库存调整", a->number),
        text_of(c, "Stock adjustment", a->number));
}
