/* count_report.c - the sheets of a count, and how right the books were. */
#include "kernel/print.h"
#include "modules/storage/storage.h"

static const struct print_column blind[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },  { { "货位", "Bin" }, 14, SIDE_LEFT },
    { { "配件", "Part" }, 40, SIDE_LEFT }, { { "批次", "Batch" }, 22, SIDE_LEFT },
    { { "实盘数量", "Counted" }, 18, SIDE_RIGHT },
};

int stock_count_sheet(struct ctx *c, const struct stock_count *k, struct print *p)
{
    struct stock_count_line_list lines;

    TRY(db_list(c, stock_count_line, &lines,
        "WHERE count_id = ? AND retired_at IS NULL ORDER BY id", k->id));
    print_fields(p, stock_count, k, "kind class warehouse_id parts");
    print_table(p, blind, COUNT(blind));
    for (size_t i = 0; i < lines.n; i++) {
        const struct stock_count_line *l = &lines.v[i];

        print_row(p, print_int(p, (int64_t)i + 1), print_title(p, bin, l->bin_id), l->label,
            print_title(p, part_batch, l->batch_id),
            l->counted.milli == NO_NUMBER ? STR("") : print_qty(p, l->counted));
    }
    print_bars(p, k->number);
    print_sign(p, SAY("盘点人", "Counted by"), SAY("监盘人", "Witness"));
    return 0;
}

static const struct print_column compared[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },       { { "配件", "Part" }, 42, SIDE_LEFT },
    { { "账面", "Booked" }, 12, SIDE_RIGHT },   { { "实盘", "Counted" }, 12, SIDE_RIGHT },
    { { "差异", "Difference" }, 12, SIDE_RIGHT }, { { "金额（估）", "Value" }, 16, SIDE_RIGHT },
};

int stock_count_differences(struct ctx *c, const struct stock_count *k, struct print *p)
{
    struct stock_count_result_list results;

    TRY(db_list(c, stock_count_result, &results,
        "WHERE unit_id = ? AND count_id = ? AND difference <> 0 ORDER BY id", k->unit_id, k->id));
    print_fields(p, stock_count, k, "kind parts wrong state adjustment_id");
    print_table(p, compared, COUNT(compared));
    for (size_t i = 0; i < results.n; i++) {
        const struct stock_count_result *r = &results.v[i];

        print_row(p, print_int(p, (int64_t)i + 1), r->label, print_qty(p, r->book),
            print_qty(p, r->counted), print_qty(p, r->difference), print_money(p, r->value));
    }
    print_bars(p, k->number);
    print_sign(p, SAY("盘点人", "Counted by"), SAY("审批人", "Approved by"), SAY("财务", "Accounts"));
    return 0;
}

int count_accuracy(
    struct ctx *c, const struct count_accuracy_in *in, struct count_accuracy_row_list *out)
{
    when from = when_at(in->day_from, 0, ZONE_S);
    when to = when_at((date){ in->day_to.day + 1 }, 0, ZONE_S);
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    return db_list(c, count_accuracy_row, out, "SELECT k.id, k.created_at, k.parts,"
        " k.parts - k.wrong, (k.parts - k.wrong) * 1000000 / k.parts, COALESCE(a.gain, 0), COALESCE(a.loss, 0)"
        " FROM stock_count k LEFT JOIN stock_adjustment a ON a.id = k.adjustment_id"
        " WHERE k.unit_id = ? AND k.state = 'posted' AND k.parts > 0 AND k.created_at >= ?"
        " AND k.created_at < ? ORDER BY k.id LIMIT 1000", store_id, from, to);
}
