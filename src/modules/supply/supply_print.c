/* supply_print.c - the papers of the supply: order, return, transfer. */
#include "facts/rmb.h"
#include "kernel/print.h"
#include "modules/supply/supply.h"

static const struct print_column columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },       { { "编码", "Code" }, 16, SIDE_LEFT },
    { { "名称规格", "Part" }, 34, SIDE_LEFT },  { { "单位", "Unit" }, 7, SIDE_LEFT },
    { { "数量", "Quantity" }, 10, SIDE_RIGHT }, { { "单价", "Price" }, 13, SIDE_RIGHT },
    { { "金额", "Amount" }, 15, SIDE_RIGHT },
};

static int line_row(struct ctx *c, struct print *p, size_t number, rid part_id, qty n, str at,
    money amount)
{
    struct part part;

    TRY(db_get(c, part, &part, part_id));
    print_row(p, print_int(p, (int64_t)number), part.code,
        str_format(&c->mem, "%.*s %.*s", (int)part.name.n, part.name.s, (int)part.spec.n, part.spec.s),
        part.unit, print_qty(p, n), at, print_money(p, amount));
    return 0;
}

static void sum_row(struct print *p, money total)
{
    str none = { "", 0 };

    print_sum(p, none, none, print_say(p, SAY("合计", "Total")), none, none, none,
        print_money(p, total));
}

int purchase_order_sheet(struct ctx *c, const struct purchase_order *o, struct print *p)
{
    struct purchase_order_line_list lines;

    if (o->state == ORDER_DRAFT || o->state == ORDER_ASKED || o->state == ORDER_CANCELLED)
        p->mark = print_code(p, &purchase_order_state_choices, o->state);
    TRY(db_list(c, purchase_order_line, &lines,
        "WHERE order_id = ? AND retired_at IS NULL ORDER BY id", o->id));
    print_fields(p, purchase_order, o, "supplier_id expected_on buyer_id placed_at");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        TRY(line_row(c, p, i + 1, lines.v[i].part_id, lines.v[i].quantity,
            print_price(p, lines.v[i].price), lines.v[i].amount));
    sum_row(p, o->total);
    print_pair(p, SAY("进项税", "VAT"), print_money(p, o->tax));
    print_pair(p, SAY("价税合计", "With tax"), print_money(p, money_add(o->total, o->tax)));
    print_wide(p, SAY("大写", "In words"), rmb_capitals(&c->mem, money_add(o->total, o->tax)));
    if (o->note.n > 0)
        print_wide(p, SAY("备注", "Note"), o->note);
    print_bars(p, o->number);
    print_sign(p, SAY("采购员", "Buyer"), SAY("批准人", "Granted by"), SAY("供应商确认", "Supplier"));
    return 0;
}

int purchase_return_sheet(struct ctx *c, const struct purchase_return *r, struct print *p)
{
    struct purchase_return_line_list lines;

    if (r->state != RETURN_SENT)
        p->mark = print_code(p, &purchase_return_state_choices, r->state);
    TRY(db_list(c, purchase_return_line, &lines,
        "WHERE return_id = ? AND retired_at IS NULL ORDER BY id", r->id));
    print_fields(p, purchase_return, r, "supplier_id order_id cause sent_at");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        TRY(line_row(c, p, i + 1, lines.v[i].part_id, lines.v[i].quantity,
            print_price(p, lines.v[i].price), lines.v[i].amount));
    sum_row(p, r->total);
    print_pair(p, SAY("税额", "VAT"), print_money(p, r->tax));
    print_wide(p, SAY("说明", "Note"), r->reason);
    print_bars(p, r->number);
    print_sign(p, SAY("仓管员", "Storekeeper"), SAY("供应商签收", "Taken back by"));
    return 0;
}

static const struct print_column sent_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },       { { "编码", "Code" }, 18, SIDE_LEFT },
    { { "名称规格", "Part" }, 42, SIDE_LEFT },  { { "要货", "Asked for" }, 12, SIDE_RIGHT },
    { { "实发", "Sent" }, 11, SIDE_RIGHT },     { { "实收", "Received" }, 11, SIDE_RIGHT },
};

/* The last column is filled in by hand where it arrives. */
int transfer_sheet(struct ctx *c, const struct transfer *t, struct print *p)
{
    struct transfer_line_list lines;

    TRY(db_list(c, transfer_line, &lines,
        "WHERE transfer_id = ? AND retired_at IS NULL ORDER BY id", t->id));
    print_pair(p, SAY("发货单位", "From"), print_title(p, unit, t->unit_id));
    print_fields(p, transfer, t, "to_id order_number wanted_on carrier sent_at");
    print_table(p, sent_columns, COUNT(sent_columns));
    for (size_t i = 0; i < lines.n; i++) {
        struct part part;

        TRY(db_get(c, part, &part, lines.v[i].part_id));
        print_row(p, print_int(p, (int64_t)i + 1), part.code,
            str_format(&c->mem, "%.*s %.*s", (int)part.name.n, part.name.s, (int)part.spec.n,
                part.spec.s),
            print_qty(p, lines.v[i].asked), print_qty(p, lines.v[i].sent), (str){ "", 0 });
    }
    print_bars(p, t->number);
    print_sign(p, SAY("发货人", "Sent by"), SAY("承运人", "Carrier"), SAY("收货人", "Received by"));
    return 0;
}
