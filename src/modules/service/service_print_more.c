/* service_print_more.c - papers on the way: consent to more work, rework, parts that go back, old
 * parts, the tag on the key. */
#include "facts/rmb.h"
#include "modules/service/paper.h"

static const struct print_column added_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT }, { { "类别", "Kind" }, 12, SIDE_LEFT },
    { { "项目", "Work or part" }, 34, SIDE_LEFT }, { { "工时/数量", "Hours, qty" }, 12, SIDE_RIGHT },
    { { "单价", "Price" }, 14, SIDE_RIGHT }, { { "金额", "Amount" }, 14, SIDE_RIGHT },
    { { "同意请打√", "Tick to agree" }, 12, SIDE_CENTRE },
};

/* What the customer has not decided on while the car is in work already. */
int repair_order_added_sheet(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct ro_line_list lines;
    money sum = FEN(0);
    str none = { "", 0 };
    int64_t n = 0;

    TRY(order_lines(c, ro->id, &lines));
    TRY(paper_car(c, ro, true, p));
    print_fields(p, repair_order, ro, "promised_at adviser_id");
    print_table(p, added_columns, COUNT(added_columns));
    for (size_t i = 0; i < lines.n; i++) {
        const struct ro_line *l = &lines.v[i];

        if (l->approval != LINE_PROPOSED)
            continue;
        sum = money_add(sum, l->amount);
        print_row(p, print_int(p, ++n), print_code(p, &line_kind_choices, l->kind), l->title,
            print_qty(p, l->quantity), print_price(p, l->price), print_money(p, l->amount),
            STR("□"));
    }
    if (ro->business != RO_IN_WORK || n == 0)
        return refuse(c, &PAPER_NOTHING_ADDED, ro->number);
    print_sum(p, none, none, print_say(p, SAY("追加合计", "Added")), none, none, print_money(p, sum),
        none);
    print_pair(p, SAY("已同意", "Agreed before"), print_money(p, ro->total));
    print_pair(p, SAY("全部同意后合计", "With all of it"), print_money(p, money_add(ro->total, sum)));
    print_wide(p, SAY("大写", "In words"), rmb_capitals(&c->mem, money_add(ro->total, sum)));
    print_small(p, print_say(p, SAY("未经同意的项目不施工、不收费。追加后预计交车时间如有变化，由服务顾问告知。",
        "What is not agreed to is neither done nor charged. The adviser tells when the promise changes.")));
    print_sign(p, SAY("客户签字、日期", "Customer, date"), SAY("服务顾问签字", "Service adviser"));
    return 0;
}

/* --- work done again -------------------------------------------------------------------------- */

static const struct print_column rework_columns[] = {
    { { "检验时间", "Inspected at" }, 22, SIDE_LEFT }, { { "级别", "Level" }, 12, SIDE_LEFT },
    { { "不合格情况", "What is wrong" }, 46, SIDE_LEFT }, { { "检验员", "Inspector" }, 20, SIDE_LEFT },
};

int repair_order_rework_sheet(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct inspection_list all;

    TRY(db_list(c, inspection, &all, "WHERE unit_id = ? AND repair_order_id = ? AND passed = 0"
        " ORDER BY id /* all rows */", ro->unit_id, ro->id));
    if (all.n == 0)
        return refuse(c, &PAPER_NO_REWORK, ro->number);
    TRY(paper_car(c, ro, false, p));
    print_fields(p, repair_order, ro, "promised_at adviser_id rework_count workshop");
    print_table(p, rework_columns, COUNT(rework_columns));
    for (size_t i = 0; i < all.n; i++)
        print_row(p, print_when(p, all.v[i].created_at),
            print_code(p, &inspection_level_choices, (int)all.v[i].level), all.v[i].note,
            print_title(p, employee, all.v[i].inspector_id));
    print_section(p, SAY("返工记录（手写）", "What was done (by hand)"));
    print_text(p, STR("\n\n\n"));
    print_sign(p, SAY("返工技师签字", "Technician"), SAY("车间主管签字", "Workshop supervisor"),
        SAY("复检合格、检验员签字", "Passed, inspector"));
    return 0;
}

/* --- parts ------------------------------------------------------------------------------------ */

static const struct print_column return_columns[] = {
    { { "退料时间", "Returned at" }, 22, SIDE_LEFT }, { { "编码", "Code" }, 18, SIDE_LEFT },
    { { "名称", "Part" }, 38, SIDE_LEFT }, { { "单位", "Unit" }, 8, SIDE_LEFT },
    { { "数量", "Quantity" }, 14, SIDE_RIGHT },
};

int repair_order_returns_list(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct stock_move_list moves;

    TRY(db_list(c, stock_move, &moves, "WHERE source_entity = 'repair_order' AND source_id = ?"
        " AND unit_id = ? AND place_from = 'job' ORDER BY id /* all rows */", ro->id, ro->unit_id));
    if (moves.n == 0)
        return refuse(c, &PAPER_NO_RETURNS, ro->number);
    TRY(paper_car(c, ro, false, p));
    print_table(p, return_columns, COUNT(return_columns));
    for (size_t i = 0; i < moves.n; i++) {
        struct part part;

        TRY(db_get(c, part, &part, moves.v[i].part_id));
        print_row(p, print_when(p, moves.v[i].created_at), part.code, part.name, part.unit,
            print_qty(p, moves.v[i].quantity));
    }
    print_sign(p, SAY("退料人", "Returned by"), SAY("仓管员", "Storekeeper"));
    return 0;
}

static const struct print_column old_columns[] = {
    { { "序号", "No." }, 8, SIDE_RIGHT }, { { "更换的配件", "Part replaced" }, 56, SIDE_LEFT },
    { { "数量", "Quantity" }, 16, SIDE_RIGHT }, { { "旧件去向（手写）", "Where the old one went" }, 20, SIDE_LEFT },
};

/* The three ticks of the settlement form: taken back, given up, none. */
int repair_order_old_parts_slip(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    static const struct label ways[] = { { "已确认并收回", "Shown, and taken back" },
        { "已确认声明放弃", "Shown, and given up" }, { "无旧件", "There are none" } };
    const bool ticked[] = { ro->old_parts == OLD_TAKEN, ro->old_parts == OLD_GIVEN_UP,
        ro->old_parts == OLD_NONE };
    struct ro_line_list lines;
    int64_t n = 0;

    TRY(order_lines(c, ro->id, &lines));
    TRY(paper_car(c, ro, true, p));
    print_table(p, old_columns, COUNT(old_columns));
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].kind == LINE_PART && lines.v[i].issued.milli > 0)
            print_row(p, print_int(p, ++n), lines.v[i].title, print_qty(p, lines.v[i].issued),
                (str){ "", 0 });
    print_ticks(p, SAY("旧件处理", "Old parts"), ways, ticked, COUNT(ways));
    print_small(p, print_say(p, SAY("放弃的旧件由承修方依法处理；危险废物不交客户带走。",
        "The workshop disposes of those given up by law; hazardous waste is not handed out.")));
    print_sign(p, SAY("客户签字、日期", "Customer, date"), SAY("服务顾问签字", "Service adviser"));
    return 0;
}

int repair_order_key_tag(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    print_tag(p, v.plate.n > 0 ? v.plate : v.vin, paper_model(c, &v),
        print_when(p, ro->promised_at), ro->number);
    return 0;
}
