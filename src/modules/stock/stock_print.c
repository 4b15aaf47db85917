/* stock_print.c - papers of the warehouse: the label of a part, the sheets of a goods receipt and
 * of an adjustment. */
#include "facts/rmb.h"
#include "kernel/print.h"
#include "modules/stock/stock.h"

int part_tag(struct ctx *c, const struct part *part, struct print *p)
{
    str spec = str_format(&c->mem, "%.*s%s%.*s", (int)part->spec.n, part->spec.s,
        part->spec.n > 0 && part->brand.n > 0 ? " · " : "", (int)part->brand.n, part->brand.s);
    str unit = str_format(&c->mem, "%.*s / %.*s", (int)part->code.n, part->code.s,
        (int)part->unit.n, part->unit.s);

    print_tag(p, part->name, spec, unit, part->barcode.n > 0 ? part->barcode : part->code);
    return 0;
}

static const struct print_column columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },       { { "编码", "Code" }, 14, SIDE_LEFT },
    { { "名称规格", "Part" }, 34, SIDE_LEFT }, { { "单位", "Unit" }, 7, SIDE_LEFT },
    { { "数量", "Quantity" }, 10, SIDE_RIGHT }, { { "进价", "Price" }, 14, SIDE_RIGHT },
    { { "金额", "Amount" }, 16, SIDE_RIGHT },
};

static int line_row(struct ctx *c, const struct stock_receipt_line *l, size_t number,
    struct print *p)
{
    struct part part;

    TRY(db_get(c, part, &part, l->part_id));
    print_row(p, print_int(p, (int64_t)number), part.code,
        str_format(&c->mem, "%.*s %.*s", (int)part.name.n, part.name.s, (int)part.spec.n, part.spec.s),
        part.unit, print_qty(p, l->quantity), print_price(p, l->price), print_money(p, l->amount));
    return 0;
}

int stock_receipt_sheet(struct ctx *c, const struct stock_receipt *r, struct print *p)
{
    struct stock_receipt_line_list lines;
    str none = { "", 0 };

    if (r->state != RECEIPT_RECEIVED)
        p->mark = print_code(p, &stock_receipt_state_choices, r->state);
    TRY(db_list(c, stock_receipt_line, &lines,
        "WHERE receipt_id = ? AND retired_at IS NULL ORDER BY id", r->id));
    print_fields(p, stock_receipt, r, "supplier_id delivery_note state received_at");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        TRY(line_row(c, &lines.v[i], i + 1, p));
    print_sum(p, none, none, print_say(p, SAY("合计", "Total")), none, none, none,
        print_money(p, r->total));
    print_pair(p, SAY("货款", "Value of goods"), print_money(p, r->total));
    print_pair(p, SAY("可抵扣进项税", "Deductible input VAT"), print_money(p, r->tax));
    print_wide(p, SAY("货款大写", "In words"), rmb_capitals(&c->mem, r->total));
    if (r->note.n > 0)
        print_wide(p, SAY("备注", "Note"), r->note);
    print_bars(p, r->number);
    print_sign(p, SAY("送货人", "Delivered by"), SAY("验收人", "Checked by"),
        SAY("仓管员", "Storekeeper"), SAY("财务", "Accounts"));
    return 0;
}

static const struct print_column adjusted_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },       { { "编码", "Code" }, 18, SIDE_LEFT },
    { { "名称规格", "Part" }, 40, SIDE_LEFT },  { { "单位", "Unit" }, 8, SIDE_LEFT },
    { { "盈亏数量", "Difference" }, 13, SIDE_RIGHT }, { { "盈亏金额", "Value" }, 15, SIDE_RIGHT },
};

int stock_adjustment_sheet(struct ctx *c, const struct stock_adjustment *a, struct print *p)
{
    struct stock_adjustment_line_list lines;
    str none = { "", 0 };

    TRY(db_list(c, stock_adjustment_line, &lines,
        "WHERE adjustment_id = ? AND retired_at IS NULL ORDER BY id", a->id));
    print_pair(p, SAY("盘点时间", "Counted at"), print_when(p, a->created_at));
    print_wide(p, SAY("原因", "Reason"), a->reason);
    print_table(p, adjusted_columns, COUNT(adjusted_columns));
    for (size_t i = 0; i < lines.n; i++) {
        struct part part;

        TRY(db_get(c, part, &part, lines.v[i].part_id));
        print_row(p, print_int(p, (int64_t)i + 1), part.code,
            str_format(&c->mem, "%.*s %.*s", (int)part.name.n, part.name.s, (int)part.spec.n,
                part.spec.s),
            part.unit, print_qty(p, lines.v[i].change), print_money(p, lines.v[i].value));
    }
    print_sum(p, none, none, print_say(p, SAY("盘盈合计", "Surplus")), none, none,
        print_money(p, a->gain));
    print_sum(p, none, none, print_say(p, SAY("盘亏合计", "Shortage")), none, none,
        print_money(p, a->loss));
    print_bars(p, a->number);
    print_sign(p, SAY("盘点人", "Counted by"), SAY("监盘人", "Witness"),
        SAY("配件经理", "Parts manager"), SAY("店长批准", "Store manager"));
    return 0;
}

static const struct print_column spread_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },       { { "名称规格", "Part" }, 40, SIDE_LEFT },
    { { "入库数量", "Came" }, 12, SIDE_RIGHT }, { { "当时余量", "Left then" }, 12, SIDE_RIGHT },
    { { "分摊", "Share" }, 10, SIDE_RIGHT },    { { "计入库存", "To the stock" }, 10, SIDE_RIGHT },
    { { "计入成本", "To cost" }, 10, SIDE_RIGHT },
};

int stock_late_cost_sheet(struct ctx *c, const struct stock_late_cost *k, struct print *p)
{
    struct stock_late_cost_line_list lines;
    str none = { "", 0 };

    if (k->state != LATE_COST_POSTED)
        p->mark = print_code(p, &stock_late_cost_state_choices, k->state);
    TRY(db_list(c, stock_late_cost_line, &lines,
        "WHERE late_cost_id = ? AND retired_at IS NULL ORDER BY id", k->id));
    print_fields(p, stock_late_cost, k, "receipt_id kind party_id happened_on note");
    print_table(p, spread_columns, COUNT(spread_columns));
    for (size_t i = 0; i < lines.n; i++) {
        const struct stock_late_cost_line *l = &lines.v[i];

        print_row(p, print_int(p, (int64_t)i + 1), row_title(c, &part_model, l->part_id),
            print_qty(p, l->received), print_qty(p, l->remaining), print_money(p, l->share),
            print_money(p, l->in_stock), print_money(p, l->gone));
    }
    print_sum(p, none, print_say(p, SAY("合计", "Total")), none, none, print_money(p, k->amount),
        print_money(p, k->in_stock), print_money(p, k->gone));
    print_pair(p, SAY("可抵扣进项税", "Deductible input VAT"), print_money(p, k->tax));
    print_bars(p, k->number);
    print_sign(p, SAY("经办人", "Made by"), SAY("采购", "Purchasing"), SAY("财务", "Accounts"));
    return 0;
}
