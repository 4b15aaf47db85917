/* print.c - the inspection report, the report of a nonconformity, the red tag on it. */
#include "kernel/print.h"
#include "modules/checklist/checklist.h"

static const struct print_column columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },      { { "检查项", "Item" }, 30, SIDE_LEFT },
    { { "方法", "Method" }, 9, SIDE_LEFT },    { { "标准", "Limits" }, 14, SIDE_LEFT },
    { { "读数", "Reading" }, 9, SIDE_RIGHT },  { { "结果", "Result" }, 9, SIDE_LEFT },
    { { "说明", "Note" }, 24, SIDE_LEFT },
};

static str limits(struct print *p, const struct check_item *i)
{
    bool low = i->low.milli != NO_NUMBER, high = i->high.milli != NO_NUMBER;
    struct text t = text_in(&p->c->mem, 80);

    if (low)
        text_c(&t, high ? "" : "≥ "), text_add(&t, print_qty(p, i->low));
    if (high)
        text_c(&t, low ? " – " : "≤ "), text_add(&t, print_qty(p, i->high));
    text_c(&t, t.n > 0 ? " " : ""), text_add(&t, i->measure);
    return text_str(&t);
}

static int row_of(struct ctx *c, const struct check_answer *a, struct print *p)
{
    struct check_item item;
    str note = a->note;

    TRY(db_get(c, check_item, &item, a->item_id));
    if (a->countersigned_by_id != 0) {
        str who = print_title(p, employee, a->countersigned_by_id);

        note = str_format(&c->mem, p->english ? "%.*s (second: %.*s)" : "%.*s（复核：%.*s）",
            (int)note.n, note.s, (int)who.n, who.s);
    }
    print_row(p, print_int(p, a->seq),
        p->english && item.title_en.n > 0 ? item.title_en : item.title,
        print_code(p, &check_method_choices, item.method), limits(p, &item),
        a->reading.milli != NO_NUMBER ? print_qty(p, a->reading) : (str){ 0 },
        print_code(p, &check_result_choices, a->result), note);
    return 0;
}

int check_sheet_report(struct ctx *c, const struct check_sheet *s, struct print *p)
{
    struct check_answer_list all;

    print_fields(p, check_sheet, s, "template_id kind about person_id inspector_id accepted_at"
        " finished_at state");
    print_table(p, columns, COUNT(columns));
    TRY(db_list(c, check_answer, &all, "WHERE unit_id = ? AND sheet_id = ? AND retired_at IS NULL"
        " ORDER BY seq", s->unit_id, s->id));
    for (size_t i = 0; i < all.n; i++)
        TRY(row_of(c, &all.v[i], p));
    print_fields(p, check_sheet, s, "failed score conclusion");
    print_sign(p, SAY("检验员签字", "Inspector"), SAY("复核人签字", "Second person"),
        SAY("日期", "Date"));
    return 0;
}

int nonconformity_form(struct ctx *c, const struct nonconformity *n, struct print *p)
{
    (void)c;
    print_fields(p, nonconformity, n, "kind part_id quantity about found_by_id state what");
    print_section(p, SAY("标识与隔离", "Marked and set apart"));
    print_fields(p, nonconformity, n, "place");
    print_section(p, SAY("原因分析与处置", "Cause and disposition"));
    print_fields(p, nonconformity, n, "cause way released_by_id analysis");
    print_section(p, SAY("整改与复查", "Put right and checked again"));
    print_fields(p, nonconformity, n, "correction corrected_by_id rechecked_by_id rechecks_failed"
        " closed_at");
    print_sign(p, SAY("处理人签字", "Handled by"), SAY("批准人签字", "Released by"),
        SAY("复查人签字", "Checked again by"));
    return 0;
}

int nonconformity_tag(struct ctx *c, const struct nonconformity *n, struct print *p)
{
    str part = n->part_id != 0 ? print_title(p, part, n->part_id) : n->what;

    (void)c;
    print_tag(p, print_say(p, SAY("不合格 禁止使用", "REJECTED – DO NOT USE")), part, n->what,
        n->number);
    return 0;
}
