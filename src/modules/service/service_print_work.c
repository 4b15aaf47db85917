/* service_print_work.c - papers of the workshop: job card, assignment, parts list, inspection. */
#include "modules/service/paper.h"

/* --- job cards: to be read at arm's length ---------------------------------------------------- */

static int car_large(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    p->large = true;
    print_big(p, v.plate.n > 0 ? v.plate : v.vin);
    print_pair(p, SAY("厂牌型号", "Make and model"), paper_model(c, &v));
    print_pair(p, SAY("车架号（VIN）", "VIN"), v.vin);
    print_fields(p, repair_order, ro, "odometer_in promised_at nature category adviser_id road_test wish");
    if (ro->findings.n > 0)
        print_fields(p, repair_order, ro, "findings");
    return 0;
}

/* What a technician does; sundries are not. */
static bool is_work(const struct ro_line *l)
{
    return l->kind != LINE_PART && l->kind != LINE_OTHER && l->kind != LINE_ADVANCE &&
        l->approval == LINE_APPROVED;
}

static const struct print_column job_columns[] = {
    { { "项目", "Task" }, 36, SIDE_LEFT },     { { "工时", "Hours" }, 8, SIDE_RIGHT },
    { { "技师", "Technician" }, 16, SIDE_LEFT }, { { "工位", "Bay" }, 8, SIDE_LEFT },
    { { "状态", "State" }, 12, SIDE_LEFT },    { { "自检", "Checked" }, 12, SIDE_LEFT },
};

static int jobs(struct ctx *c, rid order_id, rid only, struct print *p)
{
    struct assignment_list all;
    str none = { "", 0 };

    TRY(db_list(c, assignment, &all, "WHERE repair_order_id = ? AND state <> 'cancelled' ORDER BY id",
        order_id));
    print_section(p, SAY("施工任务", "Tasks"));
    print_table(p, job_columns, COUNT(job_columns));
    for (size_t i = 0; i < all.n; i++) {
        const struct assignment *a = &all.v[i];

        if (only == 0 || a->id == only)
            print_row(p, a->title, print_qty(p, a->hours),
                print_title(p, employee, a->technician_id), print_title(p, bay, a->bay_id),
                print_code(p, &assignment_state_choices, a->state), none);
    }
    return 0;
}

static const struct print_column labour_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT }, { { "工时项目", "Labour" }, 46, SIDE_LEFT },
    { { "工时", "Hours" }, 10, SIDE_RIGHT }, { { "施工人", "Done by" }, 18, SIDE_LEFT },
    { { "时间", "Time" }, 16, SIDE_LEFT },
};

static void labour(const struct ro_line_list *lines, struct print *p)
{
    str none = { "", 0 };

    print_section(p, SAY("施工项目", "Work"));
    print_table(p, labour_columns, COUNT(labour_columns));
    for (size_t i = 0, n = 0; i < lines->n; i++)
        if (is_work(&lines->v[i]))
            print_row(p, print_int(p, (int64_t)++n), lines->v[i].title,
                print_qty(p, lines->v[i].quantity), none, none);
}

static const struct print_column part_columns[] = {
    { { "序号", "No." }, 6, SIDE_RIGHT },       { { "编码", "Code" }, 16, SIDE_LEFT },
    { { "名称规格", "Part" }, 36, SIDE_LEFT }, { { "属性", "Origin" }, 12, SIDE_LEFT },
    { { "单位", "Unit" }, 8, SIDE_LEFT },       { { "应领", "Due" }, 8, SIDE_RIGHT },
    { { "已发", "Issued" }, 8, SIDE_RIGHT },    { { "备注", "Remark" }, 12, SIDE_LEFT },
};

static int parts(struct ctx *c, const struct ro_line_list *lines, struct print *p)
{
    print_section(p, SAY("配件", "Parts"));
    print_table(p, part_columns, COUNT(part_columns));
    for (size_t i = 0, n = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        struct paper_part part;

        if (l->kind != LINE_PART || l->approval != LINE_APPROVED)
            continue;
        TRY(paper_part(c, l, p, &part));
        print_row(p, print_int(p, (int64_t)++n), part.code, part.title, part.origin, part.unit,
            print_qty(p, l->quantity), print_qty(p, l->issued),
            l->short_ ? print_say(p, SAY("缺件", "Short")) : (str){ "", 0 });
    }
    return 0;
}

int repair_order_job_card(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    TRY(car_large(c, ro, p));
    labour(&lines, p);
    TRY(jobs(c, ro->id, 0, p));
    TRY(parts(c, &lines, p));
    print_sign(p, SAY("施工技师", "Technician"), SAY("自检", "Own check"), SAY("互检", "Next process"),
        SAY("车间主管", "Workshop supervisor"));
    return 0;
}

int assignment_card(struct ctx *c, const struct assignment *a, struct print *p)
{
    struct repair_order ro;
    struct ro_line_list lines;

    TRY(db_get(c, repair_order, &ro, a->repair_order_id));
    TRY(order_lines(c, ro.id, &lines));
    print_pair(p, SAY("工单号", "Order"), ro.number);
    print_fields(p, assignment, a, "technician_id bay_id hours");
    TRY(car_large(c, &ro, p));
    TRY(jobs(c, ro.id, a->id, p));
    TRY(parts(c, &lines, p));
    print_sign(p, SAY("派工人", "Dispatched by"), SAY("技师", "Technician"),
        SAY("开工时间", "Started"), SAY("完工时间", "Finished"));
    return 0;
}

int repair_order_parts_list(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    print_fields(p, repair_order, ro, "vehicle_id adviser_id parts promised_at");
    TRY(parts(c, &lines, p));
    print_bars(p, ro->number);
    print_sign(p, SAY("领料人、日期", "Taken by, date"), SAY("发料人、日期", "Issued by, date"));
    return 0;
}

/* --- inspection ------------------------------------------------------------------------------- */

static const struct print_column check_columns[] = {
    { { "检验项目", "Item" }, 34, SIDE_LEFT },  { { "检验方法", "Method" }, 16, SIDE_LEFT },
    { { "标准值", "Limit" }, 13, SIDE_LEFT },   { { "实测值", "Found" }, 13, SIDE_LEFT },
    { { "判定", "Result" }, 10, SIDE_LEFT },
};
static const struct print_column record_columns[] = {
    { { "时间", "Time" }, 18, SIDE_LEFT },   { { "级别", "Level" }, 14, SIDE_LEFT },
    { { "结果", "Result" }, 12, SIDE_LEFT }, { { "记录", "Note" }, 36, SIDE_LEFT },
    { { "检验员", "Inspector" }, 16, SIDE_LEFT },
};

int repair_order_inspection_report(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    static const struct label results[] = { { "合格，准予出厂", "Passed" }, { "不合格，返工", "Failed: rework" } };
    struct ro_line_list lines;
    struct inspection_list found;
    bool ended[COUNT(results)] = { false };
    str none = { "", 0 };

    TRY(order_lines(c, ro->id, &lines));
    TRY(db_list(c, inspection, &found, "WHERE unit_id = ? AND repair_order_id = ? ORDER BY id",
        ro->unit_id, ro->id));
    TRY(paper_car(c, ro, false, p));
    print_fields(p, repair_order, ro, "nature category odometer_in rework_count");
    print_section(p, SAY("检验项目", "What is inspected"));
    print_table(p, check_columns, COUNT(check_columns));
    for (size_t i = 0; i < lines.n; i++)
        if (is_work(&lines.v[i]))
            print_row(p, lines.v[i].title, none, none, none, none);
    print_section(p, SAY("检验记录", "Inspections"));
    print_table(p, record_columns, COUNT(record_columns));
    for (size_t i = 0; i < found.n; i++) {
        const struct inspection *r = &found.v[i];

        print_row(p, print_when(p, r->created_at),
            print_code(p, &inspection_level_choices, r->level),
            print_say(p, r->passed ? SAY("合格", "Passed") : SAY("不合格", "Failed")), r->note,
            print_title(p, employee, r->inspector_id));
        ended[0] = r->passed;
        ended[1] = !r->passed;
    }
    print_ticks(p, SAY("结论", "Conclusion"), results, ended, COUNT(results));
    print_sign(p, SAY("检验员签字、日期", "Inspector, date"), SAY("技术主管", "Technical supervisor"));
    return 0;
}
