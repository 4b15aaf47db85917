/* stock_document.c - parts kept in order, goods receipts and adjustments. */
#include "modules/stock/stock.h"

#include "modules/stock/stock_own.h"

/* --- the catalogue --------------------------------------------------------------------------- */

/* Capitals, without blanks: as it is printed on boxes and typed by hand in many ways. */
static str squeezed(struct ctx *c, str s)
{
    char *out = arena_alloc(&c->mem, s.n + 1);
    size_t n = 0;

    if (out == NULL)
        return s;
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] != ' ')
            out[n++] = s.s[i] >= 'a' && s.s[i] <= 'z' ? (char)(s.s[i] - 32) : s.s[i];
    return (str){ out, n };
}

static bool code_good(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.s[i] >= 'A' && s.s[i] <= 'Z') || (s.s[i] >= '0' && s.s[i] <= '9') ||
              strchr("-./_", s.s[i]) != NULL))
            return false;
    return s.n > 0;
}

/* A GTIN ends in a check digit; a store's own labels of other lengths or with letters are free. */
static bool barcode_good(str s)
{
    int sum = 0;

    if (s.n != 8 && s.n != 12 && s.n != 13 && s.n != 14)
        return true;
    for (size_t i = 0; i < s.n; i++) {
        if (s.s[i] < '0' || s.s[i] > '9')
            return true;
        sum += (s.s[i] - '0') * ((s.n - i) % 2 == 0 ? 3 : 1);
    }
    return sum % 10 == 0;
}

int part_judge(struct ctx *c, struct part *now, const struct part *before)
{
    (void)before;
    now->code = squeezed(c, now->code);
    now->oe_number = squeezed(c, now->oe_number);
    now->barcode = squeezed(c, now->barcode);
    if (!code_good(now->code))
        return refuse_field(c, "code", &STOCK_CODE_FORM);
    return barcode_good(now->barcode) ? 0 : refuse_field(c, "barcode", &STOCK_BARCODE);
}

/* --- goods receipts -------------------------------------------------------------------------- */

static struct anyref receipt_ref(const struct stock_receipt *r)
{
    return (struct anyref){ &stock_receipt_model, r->id };
}

static const char *text_of(struct ctx *c, const char *what, str number)
{
    return str_c(&c->mem, str_format(&c->mem, "%s %.*s", what, (int)number.n, number.s));
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
    TRY(party_living(c, &r->supplier_id));
    TRY(number_next(c, &series_stock_receipt, r->unit_id, &r->number));
    for (size_t i = 0; i < in->lines.n; i++) {
        const struct stock_receipt_line_in *l = &in->lines.v[i];
        struct stock_receipt_line line = { .unit_id = r->unit_id, .receipt_id = r->id,
            .part_id = l->part_id, .quantity = l->quantity, .price = l->price,
            .amount = money_times(l->price, l->quantity) };

        TRY(row_insert(c, stock_receipt_line, &line));
        r->total = money_add(r->total, line.amount);
    }
    return 0;
}

static int receipt_lines(struct ctx *c, const struct stock_receipt *r,
    struct stock_receipt_line_list *out)
{
    return db_list(c, stock_receipt_line, out, "WHERE receipt_id = ? ORDER BY part_id, id", r->id);
}

int stock_receipt_receive(struct ctx *c, struct stock_receipt *r, const struct no_input *in)
{
    const struct posting p[] = {
        { ACCOUNT_PARTS, r->total, FEN(0), 0 },
        { ACCOUNT_INPUT_VAT, r->tax, FEN(0), 0 },
        { ACCOUNT_PAYABLE, FEN(0), money_add(r->total, r->tax), r->supplier_id },
    };
    struct stock_receipt_line_list lines;

    (void)in;
    TRY(receipt_lines(c, r, &lines));
    for (size_t i = 0; i < lines.n; i++)
        TRY(stock_in(c, r->unit_id, lines.v[i].part_id, lines.v[i].quantity, lines.v[i].amount,
            PLACE_SUPPLIER, receipt_ref(r)));
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

/* What a received line takes along when it goes back: what it cost, unless the shelf is by now
 * worth less than that, or is emptied and worth something else; then its share. */
static money worth_back(const struct stock_balance *b, const struct stock_receipt_line *l)
{
    bool all = b->on_hand.milli == l->quantity.milli;

    if (all || b->value.fen < l->amount.fen)
        return balance_share(b, l->quantity);
    return l->amount;
}

static int line_back(
    struct ctx *c, const struct stock_receipt *r, const struct stock_receipt_line *l, money *worth)
{
    struct stock_balance b;

    TRY(balance_hold(c, r->unit_id, l->part_id, &b));
    if (balance_free(&b).milli < l->quantity.milli)
        return stock_short(c, l->part_id, balance_free(&b), l->quantity);
    *worth = worth_back(&b, l);
    return stock_out(c, &b, l->quantity, (qty){ 0 }, *worth, PLACE_SUPPLIER, receipt_ref(r));
}

/* The payable is reversed as it was posted. Where the goods left at another value, because others
 * were bought or used at other prices meanwhile, the difference belongs to the cost of parts. */
int stock_receipt_reverse(struct ctx *c, struct stock_receipt *r, const struct stock_reason_in *in)
{
    struct stock_receipt_line_list lines;
    money difference = r->total;

    c->reason = in->reason;
    TRY(receipt_lines(c, r, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        money worth;

        TRY(line_back(c, r, &lines.v[i], &worth));
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

static int surplus(struct ctx *c, const struct stock_balance *b, const struct sorted *s,
    struct anyref source, money *value)
{
    const struct stock_adjust_line_in *l = s->line;

    if (l->price.micro != NO_NUMBER)
        *value = money_times(l->price, l->change);
    else if (b->on_hand.milli > 0)
        *value = money_share(b->value, l->change.milli, b->on_hand.milli);
    else
        return refuse_field(c, line_field(c, s->at, "price"), &STOCK_PRICE_NEEDED,
            row_title(c, &part_model, l->part_id));
    return stock_in(c, b->unit_id, l->part_id, l->change, *value, PLACE_ADJUST, source);
}

static int shortage(struct ctx *c, const struct stock_balance *b, qty n, struct anyref source,
    money *value)
{
    if (balance_free(b).milli < n.milli)
        return stock_short(c, b->part_id, balance_free(b), n);
    *value = balance_share(b, n);
    return stock_out(c, b, n, (qty){ 0 }, *value, PLACE_ADJUST, source);
}

static int line_adjust(struct ctx *c, struct stock_adjustment *a, const struct sorted *s)
{
    struct anyref source = { &stock_adjustment_model, a->id };
    struct stock_adjustment_line line = { .unit_id = a->unit_id, .adjustment_id = a->id,
        .part_id = s->line->part_id, .change = s->line->change };
    struct stock_balance b;
    money value;

    if (line.change.milli == 0)
        return refuse_field(c, line_field(c, s->at, "change"), &STOCK_QUANTITY);
    TRY(balance_hold(c, a->unit_id, line.part_id, &b));
    if (line.change.milli > 0) {
        TRY(surplus(c, &b, s, source, &value));
        a->gain = money_add(a->gain, value);
        line.value = value;
    } else {
        TRY(shortage(c, &b, qty_sub((qty){ 0 }, line.change), source, &value));
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
