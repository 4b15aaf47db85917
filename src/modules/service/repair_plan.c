/* repair_plan.c - how an order is going to be repaired, and who said that it may be (SVC-08). */
#include "modules/service/order.h"
#include "modules/service/paper.h"

/* --- made by the diagnosis -------------------------------------------------------------------- */

int repair_order_has_lines(struct ctx *c, const struct repair_order *ro)
{
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    return lines.n > 0 ? 0 : refuse(c, &PLAN_EMPTY);
}

static bool planned(const struct ro_line *l)
{
    return l->approval == LINE_PROPOSED || l->approval == LINE_APPROVED;
}

static int lines_copied(
    struct ctx *c, const struct repair_plan *plan, const struct ro_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        struct plan_line row = { .unit_id = plan->unit_id, .repair_plan_id = plan->id,
            .line_id = l->id, .kind = l->kind, .title = l->title, .quantity = l->quantity,
            .tier = l->tier, .section = l->section };

        if (planned(l))
            TRY(row_insert(c, plan_line, &row));
    }
    return 0;
}

/* The one before it, waiting or released, no longer counts. */
int repair_order_plan(
    struct ctx *c, struct repair_order *ro, const struct repair_order_plan_in *in)
{
    struct repair_plan plan = { .unit_id = ro->unit_id, .repair_order_id = ro->id,
        .state = PLAN_DRAFT, .method = in->method, .made_by_id = c->who->employee_id };
    struct repair_plan_list old;
    struct ro_line_list lines;

    TRY(order_lines(c, ro->id, &lines));
    TRY(db_list(c, repair_plan, &old, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY edition", ro->id));
    for (size_t i = 0; i < old.n; i++)
        if (old.v[i].state == PLAN_DRAFT || old.v[i].state == PLAN_RELEASED)
            TRY(command_call(c, repair_plan_replace, old.v[i].id, &(struct no_input){ }));
    plan.edition = (int64_t)old.n + 1;
    plan.title = str_format(&c->mem, "%.*s-%lld", (int)ro->number.n, ro->number.s, (long long)plan.edition);
    for (size_t i = 0; i < lines.n; i++)
        if (planned(&lines.v[i]) && lines.v[i].kind == LINE_LABOUR &&
            (lines.v[i].option_id == 0 || lines.v[i].recommended))
            plan.hours = qty_add(plan.hours, lines.v[i].quantity);
    TRY(row_insert(c, repair_plan, &plan));
    command_created(c, &repair_plan_model, plan.id);
    return lines_copied(c, &plan, &lines);
}

/* --- released by the technical supervisor ----------------------------------------------------- */

int repair_plan_release(struct ctx *c, struct repair_plan *p, const struct no_input *none)
{
    (void)none;
    if (p->made_by_id != 0 && p->made_by_id == c->who->employee_id)
        return refuse(c, &PLAN_OWN);
    p->released_by_id = c->who->employee_id;
    p->released_at = c->now;
    return 0;
}

/* Work that has begun by it goes on; what is dispatched next waits for another. */
int repair_plan_return(
    struct ctx *c, struct repair_plan *p, const struct repair_plan_return_in *in)
{
    (void)c;
    p->return_reason = in->reason;
    return 0;
}

int repair_plan_replace(struct ctx *c, struct repair_plan *p, const struct no_input *none)
{
    (void)c, (void)p, (void)none;
    return 0;
}

/* --- asked for before dispatch ---------------------------------------------------------------- */

int order_plan_needed(struct ctx *c, const struct repair_order *ro, bool *needed)
{
    int64_t major = 0, accident = 0, rework = 0;

    TRY(setting_int(c, &setting_plan_release_major, ro->unit_id, &major));
    TRY(setting_int(c, &setting_plan_release_accident, ro->unit_id, &accident));
    TRY(setting_int(c, &setting_plan_release_rework, ro->unit_id, &rework));
    *needed =
        (major != 0 && (ro->category == CATEGORY_ASSEMBLY || ro->category == CATEGORY_VEHICLE)) ||
        (accident != 0 && ro->nature == NATURE_ACCIDENT) ||
        (rework != 0 && ro->nature == NATURE_REWORK);
    return 0;
}

/* All that the customer agreed to stands in the plan as it is. */
int order_plan_released(struct ctx *c, const struct repair_order *ro)
{
    struct repair_plan_list released;
    struct ro_line_list beside;
    bool needed;

    TRY(order_plan_needed(c, ro, &needed));
    if (!needed)
        return 0;
    TRY(db_list(c, repair_plan, &released, "WHERE repair_order_id = ? AND state = 'released'"
        " AND retired_at IS NULL ORDER BY edition DESC LIMIT 1", ro->id));
    if (released.n == 0)
        return refuse(c, &PLAN_NOT_RELEASED, ro->number);
    TRY(db_list(c, ro_line, &beside, "WHERE repair_order_id = ? AND approval = 'approved'"
        " AND retired_at IS NULL AND NOT EXISTS (SELECT 1 FROM plan_line p WHERE p.repair_plan_id = ?"
        " AND p.line_id = ro_line.id AND p.quantity = ro_line.quantity) ORDER BY id LIMIT 1",
        ro->id, released.v[0].id));
    return beside.n == 0 ? 0 : refuse(c, &PLAN_WITHOUT, beside.v[0].title);
}

/* --- on paper --------------------------------------------------------------------------------- */

int repair_plan_sheet(struct ctx *c, const struct repair_plan *plan, struct print *p)
{
    static const struct print_column columns[] = {
        { { "序号", "No." }, 6, SIDE_RIGHT }, { { "类别", "Kind" }, 14, SIDE_LEFT },
        { { "项目", "Work or part" }, 46, SIDE_LEFT }, { { "部位", "Part of the vehicle" }, 18, SIDE_LEFT },
        { { "方案", "Option" }, 10, SIDE_LEFT }, { { "工时/数量", "Hours, qty" }, 12, SIDE_RIGHT },
    };
    struct plan_line_list lines;
    struct repair_order ro;

    TRY(db_get(c, repair_order, &ro, plan->repair_order_id));
    TRY(paper_car(c, &ro, false, p));
    print_fields(p, repair_order, &ro, "wish findings");
    print_fields(p, repair_plan, plan, "edition state hours method");
    TRY(db_list(c, plan_line, &lines, "WHERE repair_plan_id = ?"
        " AND retired_at IS NULL ORDER BY id", plan->id));
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &line_kind_choices, lines.v[i].kind), lines.v[i].title,
            print_code(p, &labour_section_choices, lines.v[i].section),
            print_code(p, &option_tier_choices, lines.v[i].tier),
            print_qty(p, lines.v[i].quantity));
    print_fields(p, repair_plan, plan, "made_by_id released_by_id released_at");
    print_sign(p, SAY("编制人签字", "Made by"), SAY("技术主管签字", "Technical supervisor"));
    return 0;
}
