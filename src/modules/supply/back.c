/* back.c - goods sent back to the supplier: set apart, sent, the payable less; and taken back. */
#include "modules/supply/supply_own.h"

static struct anyref itself(const struct purchase_return *r)
{
    return (struct anyref){ &purchase_return_model, r->id };
}

static int lines_of(struct ctx *c, const struct purchase_return *r,
    struct purchase_return_line_list *out)
{
    return db_list(c, purchase_return_line, out,
        "WHERE return_id = ? AND retired_at IS NULL ORDER BY part_id", r->id);
}

/* --- opened ----------------------------------------------------------------------------------- */

/* Not more than came with the order and has neither gone back nor waits to. */
static int judge_order(struct ctx *c, const struct purchase_return *r, size_t i,
    const struct purchase_return_line_in *in, price *out)
{
    const char *field = line_field(c, "lines", i, "part_id");
    struct purchase_order_line l;
    qty waits;

    TRY(ordered_line(c, r->order_id, in->part_id, field, &l));
    TRY(db_int(c, &waits.milli, "SELECT CAST(COALESCE(sum(x.quantity), 0) AS BIGINT)"
        " FROM purchase_return r JOIN purchase_return_line x ON x.return_id = r.id"
        " WHERE r.unit_id = ? AND r.order_id = ? AND r.state = 'draft' AND x.part_id = ?"
        " AND r.id <> ?", r->unit_id, r->order_id, in->part_id, r->id));
    waits = qty_add(waits, l.returned);
    *out = in->price.micro != NO_NUMBER ? in->price : l.price;
    return qty_add(waits, in->quantity).milli <= l.received.milli ? 0
         : refuse_field(c, line_field(c, "lines", i, "quantity"), &RETURN_TOO_MUCH,
               row_title(c, &part_model, in->part_id), l.received, waits, in->quantity);
}

static int line_make(struct ctx *c, struct purchase_return *r, size_t i,
    const struct purchase_return_line_in *in)
{
    struct purchase_return_line l = { .unit_id = r->unit_id, .return_id = r->id,
        .part_id = in->part_id, .quantity = in->quantity, .price = in->price };

    if (r->order_id != 0)
        TRY(judge_order(c, r, i, in, &l.price));
    if (l.price.micro == NO_NUMBER)
        return refuse_field(c, line_field(c, "lines", i, "price"), &RETURN_NO_PRICE);
    l.amount = money_times(l.price, l.quantity);
    r->total = money_add(r->total, l.amount);
    TRY(stock_reserve(c, r->unit_id, l.part_id, l.quantity, itself(r)));
    return row_insert(c, purchase_return_line, &l);
}

static int head(struct ctx *c, struct purchase_return *r, const struct purchase_return_open_in *in)
{
    struct purchase_order order;
    struct supplier supplier;

    r->order_id = in->order_id;
    r->supplier_id = in->supplier_id;
    r->cause = in->cause;
    r->reason = in->reason;
    if (in->order_id == 0)
        return in->supplier_id != 0 ? party_living(c, &r->supplier_id)
                                    : refuse_field(c, "supplier_id", &RETURN_NO_SUPPLIER);
    TRY(db_get(c, purchase_order, &order, in->order_id));
    TRY(db_get(c, supplier, &supplier, order.supplier_id));
    r->supplier_id = supplier.party_id;
    return 0;
}

struct sorted { const struct purchase_return_line_in *in; size_t at; };

static int by_part(const void *a, const void *b)
{
    rid x = ((const struct sorted *)a)->in->part_id, y = ((const struct sorted *)b)->in->part_id;

    return x < y ? -1 : x > y;
}

int purchase_return_open(
    struct ctx *c, struct purchase_return *r, const struct purchase_return_open_in *in)
{
    struct sorted *s = arena_alloc(&c->mem, (in->lines.n + 1) * sizeof *s);
    rate tax;

    if (s == NULL)
        return DB_FAILED;
    if (in->lines.n == 0)
        return refuse_field(c, "lines", &SUPPLY_NO_LINES);
    TRY(head(c, r, in));
    TRY(setting_int(c, &setting_purchase_tax, r->unit_id, &tax.ppm));
    TRY(number_next(c, &series_purchase_return, r->unit_id, &r->number));
    for (size_t i = 0; i < in->lines.n; i++)
        s[i] = (struct sorted){ &in->lines.v[i], i };
    qsort(s, in->lines.n, sizeof *s, by_part);
    for (size_t i = 0; i < in->lines.n; i++) {
        TRY(part_once(c, "lines", s[i].at, s[i].in->part_id, i > 0 ? s[i - 1].in->part_id : 0));
        TRY(line_make(c, r, s[i].at, s[i].in));
    }
    r->tax = money_share(r->total, tax.ppm, 1000000);
    return 0;
}

/* --- sent, cancelled, reversed ---------------------------------------------------------------- */

static int order_returned(struct ctx *c, const struct purchase_return *r,
    const struct purchase_return_line *l, bool back)
{
    struct purchase_order_line before, now;

    if (r->order_id == 0)
        return 0;
    TRY(ordered_line(c, r->order_id, l->part_id, "order_id", &before));
    now = before;
    now.returned = back ? qty_sub(now.returned, l->quantity) : qty_add(now.returned, l->quantity);
    return row_update(c, purchase_order_line, &now, &before);
}

/* The payable shrinks by what they take it back at; what the shelf thought it worth may differ. */
int purchase_return_send(struct ctx *c, struct purchase_return *r, const struct no_input *none)
{
    struct purchase_return_line_list lines;
    money worth = FEN(0);

    (void)none;
    TRY(lines_of(c, r, &lines));
    for (size_t i = 0; i < lines.n; i++) {
        struct purchase_return_line *l = &lines.v[i];

        TRY(stock_send(c, r->unit_id, l->part_id, l->quantity, PLACE_SUPPLIER, itself(r),
            &l->worth));
        worth = money_add(worth, l->worth);
    }
    const struct posting p[] = {
        { ACCOUNT_PAYABLE, money_add(r->total, r->tax), FEN(0), r->supplier_id },
        { ACCOUNT_INPUT_VAT, FEN(0), r->tax, 0 },
        { ACCOUNT_PARTS, FEN(0), worth, 0 },
        { ACCOUNT_PARTS_COST, FEN(0), money_sub(r->total, worth), 0 },
    };
    TRY(ledger_post(c, r->unit_id, p, COUNT(p), itself(r), text_of(c, "采购退货", r->number),
        text_of(c, "Return to supplier", r->number)));
    for (size_t i = 0; i < lines.n; i++) {
        struct purchase_return_line before = lines.v[i];

        before.worth = FEN(0);
        TRY(row_update(c, purchase_return_line, &lines.v[i], &before));
        TRY(order_returned(c, r, &lines.v[i], false));
    }
    r->sent_at = c->now;
    return 0;
}

int purchase_return_cancel(
    struct ctx *c, struct purchase_return *r, const struct supply_reason_in *in)
{
    c->reason = in->reason;
    return stock_release(c, itself(r));
}

int purchase_return_reverse(
    struct ctx *c, struct purchase_return *r, const struct supply_reason_in *in)
{
    struct purchase_return_line_list lines;

    c->reason = in->reason;
    TRY(lines_of(c, r, &lines));
    for (size_t i = 0; i < lines.n; i++)
        TRY(stock_land(c, r->unit_id, lines.v[i].part_id, lines.v[i].quantity, lines.v[i].worth,
            PLACE_SUPPLIER, itself(r), &(struct stock_went){ r->unit_id, itself(r) }));
    TRY(ledger_reverse(c, itself(r), text_of(c, "冲销采购退货", r->number),
        text_of(c, "Return to supplier reversed", r->number)));
    for (size_t i = 0; i < lines.n; i++)
        TRY(order_returned(c, r, &lines.v[i], true));
    return 0;
}
