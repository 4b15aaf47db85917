/* service_print_walk.c - the walk-round on paper, as it was signed. */
#include "modules/service/paper.h"

static const struct print_column check_columns[] = {
    { { "序号", "No." }, 8, SIDE_RIGHT }, { { "检查项目", "Item" }, 30, SIDE_LEFT },
    { { "结果", "Result" }, 22, SIDE_LEFT }, { { "说明", "Note" }, 40, SIDE_LEFT },
};
static const struct print_column mark_columns[] = {
    { { "序号", "No." }, 8, SIDE_RIGHT }, { { "损伤", "Damage" }, 30, SIDE_LEFT },
    { { "位置（横、纵，千分）", "Across, down (‰)" }, 22, SIDE_LEFT }, { { "说明", "Note" }, 40, SIDE_LEFT },
};

static int checks_of(struct ctx *c, const struct walk_round *w, struct print *p)
{
    struct walk_check_list checks;

    TRY(db_list(c, walk_check, &checks,
        "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", w->id));
    if (checks.n == 0)
        return 0;
    print_section(p, SAY("检查项目", "Checks"));
    print_table(p, check_columns, COUNT(check_columns));
    for (size_t i = 0; i < checks.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &walk_item_choices, (int)checks.v[i].item),
            print_code(p, &walk_result_choices, (int)checks.v[i].result), checks.v[i].note);
    return 0;
}

static int marks_of(struct ctx *c, const struct walk_round *w, struct print *p)
{
    struct walk_mark_list marks;

    TRY(db_list(c, walk_mark, &marks,
        "WHERE walk_round_id = ? AND retired_at IS NULL ORDER BY id", w->id));
    print_section(p, SAY("车身损伤", "Damage to the body"));
    if (marks.n == 0) {
        print_text(p, print_say(p, SAY("检查时没有发现车身损伤。", "No damage to the body was found.")));
        return 0;
    }
    print_table(p, mark_columns, COUNT(mark_columns));
    for (size_t i = 0; i < marks.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &mark_kind_choices, (int)marks.v[i].kind),
            str_format(&c->mem, "%lld, %lld", (long long)marks.v[i].x, (long long)marks.v[i].y),
            marks.v[i].note);
    return 0;
}

int walk_round_sheet(struct ctx *c, const struct walk_round *w, struct print *p)
{
    struct repair_order ro;

    if (w->state != WALK_SIGNED)
        p->mark = print_code(p, &walk_state_choices, w->state);
    TRY(db_get(c, repair_order, &ro, w->repair_order_id));
    TRY(paper_car(c, &ro, true, p));
    print_pair(p, SAY("工单号", "Order"), ro.number);
    print_fields(p, walk_round, w, "edition odometer_km fuel inspector_id");
    TRY(marks_of(c, w, p));
    TRY(checks_of(c, w, p));
    print_section(p, SAY("轮胎花纹深度", "Tyre tread"));
    print_fields(p, walk_round, w, "tread_fl tread_fr tread_rl tread_rr");
    print_wide(p, SAY("贵重物品和随车物品", "Valuables and belongings"), w->valuables);
    if (w->note.n > 0)
        print_wide(p, SAY("备注", "Note"), w->note);
    if (w->state == WALK_SIGNED)
        print_fields(p, walk_round, w, "signed_name signed_at");
    print_small(p, print_say(p, SAY("以上情况由双方在接车时一起查看并确认。",
        "Both looked at the above together when the car was taken in.")));
    print_sign(p, SAY("客户签字、日期", "Customer, date"), SAY("检查人签字", "Inspected by"));
    return 0;
}
