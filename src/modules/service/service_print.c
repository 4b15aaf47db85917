/* service_print.c - what the customer signs at reception: the contract, the estimate. */
#include "facts/rmb.h"
#include "modules/service/paper.h"

/* --- shared ----------------------------------------------------------------------------------- */

str paper_model(struct ctx *c, const struct vehicle *v)
{
    const str words[] = { v->brand, v->series, v->model };
    struct text t = text_in(&c->mem, 400);

    for (size_t i = 0; i < COUNT(words); i++) {
        text_c(&t, t.n > 0 && words[i].n > 0 ? " " : "");
        text_add(&t, words[i]);
    }
    return text_str(&t);
}

str paper_warranty(struct ctx *c, struct print *p, int64_t days, int64_t km)
{
    return str_format(&c->mem, p->english ? "%lld km / %lld days" : "%lld 公里 / %lld 日", (long long)km,
        (long long)days);
}

int paper_car(struct ctx *c, const struct repair_order *ro, bool contact, struct print *p)
{
    struct vehicle v;
    struct party party;

    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    TRY(db_get(c, party, &party, ro->party_id));
    print_pair(p, SAY("车牌号", "Plate"), v.plate);
    print_pair(p, SAY("厂牌型号", "Make and model"), paper_model(c, &v));
    print_pair(p, SAY("车架号（VIN）", "VIN"), v.vin);
    print_pair(p, SAY("发动机号", "Engine number"), v.engine_no);
    print_pair(p, SAY("托修方", "Customer"), party.name);
    if (contact) {
        print_pair(p, SAY("托修方电话", "Customer's phone"), party.phone);
        print_fields(p, repair_order, ro, "deliverer_name deliverer_phone");
    }
    return 0;
}

int paper_part(struct ctx *c, const struct ro_line *l, struct print *p, struct paper_part *out)
{
    struct part part;

    *out = (struct paper_part){ .title = l->title };
    if (l->part_id == 0)
        return 0;
    TRY(db_get(c, part, &part, l->part_id));
    out->code = part.code;
    out->title = str_format(&c->mem, "%.*s %.*s %.*s", (int)l->title.n, l->title.s,
        (int)part.brand.n, part.brand.s, (int)part.spec.n, part.spec.s);
    out->origin = print_code(p, &part_origin_choices, part.origin);
    out->unit = part.unit;
    return 0;
}

/* --- lines and their price -------------------------------------------------------------------- */

static const struct print_column columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },      { { "类别", "Kind" }, 9, SIDE_LEFT },
    { { "项目", "Work or part" }, 31, SIDE_LEFT }, { { "配件属性", "Origin" }, 12, SIDE_LEFT },
    { { "工时/数量", "Hours, qty" }, 10, SIDE_RIGHT }, { { "单价", "Price" }, 11, SIDE_RIGHT },
    { { "折扣", "Disc." }, 8, SIDE_RIGHT }, { { "金额", "Amount" }, 13, SIDE_RIGHT },
    { { "客户意见", "Approval" }, 11, SIDE_LEFT },
};

/* Of which package or option the line is. */
static str line_words(struct ctx *c, const struct ro_line *l, str title, struct print *p)
{
    str need = row_title(c, &ro_option_model, l->option_id);
    str package = row_title(c, &ro_group_model, l->spread.fen != 0 ? l->group_id : 0);
    str tier = print_code(p, &option_tier_choices, l->tier);

    if (need.n > 0)
        title = str_format(&c->mem, "%.*s〔%.*s：%.*s〕", (int)title.n, title.s, (int)need.n, need.s,
            (int)tier.n, tier.s);
    return package.n == 0 ? title : str_format(&c->mem, "%.*s〔%.*s〕", (int)title.n, title.s,
        (int)package.n, package.s);
}

/* Each package with what it saves, each need of which the customer still has to choose. */
static int packages_and_options(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct ro_group_list groups;
    struct ro_option_list options;

    TRY(db_list(c, ro_group, &groups, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id",
        ro->id));
    for (size_t i = 0; i < groups.n; i++) {
        const struct ro_group *g = &groups.v[i];
        str at = print_money(p, g->price), alone = print_money(p, g->alone);

        print_wide(p, SAY("套餐", "Package"), str_format(&c->mem,
            g->broken ? (p->english ? "%.*s: taken apart, single prices count" : "%.*s：已拆开，按单项价计")
                : p->english ? "%.*s: %.*s (at single prices %.*s)" : "%.*s：%.*s（单项合计 %.*s）",
            (int)g->title.n, g->title.s, (int)at.n, at.s, (int)alone.n, alone.s));
    }
    TRY(db_list(c, ro_option, &options, "WHERE repair_order_id = ? AND retired_at IS NULL ORDER BY id",
        ro->id));
    for (size_t i = 0; i < options.n; i++) {
        const struct ro_option *o = &options.v[i];
        enum option_tier tier = o->decided_at.ms != 0 ? o->chosen : o->recommended;
        str said = tier != 0 ? print_code(p, &option_tier_choices, tier)
                             : print_say(p, SAY("都不做", "none"));

        print_wide(p, SAY("可选方案", "Options"), str_format(&c->mem,
            o->decided_at.ms != 0 ? (p->english ? "%.*s: chosen %.*s" : "%.*s：客户选“%.*s”")
                : p->english ? "%.*s: choose one; the total has %.*s"
                             : "%.*s：请选一个，合计按“%.*s”计",
            (int)o->title.n, o->title.s, (int)said.n, said.s));
    }
    return 0;
}

static int priced(struct ctx *c, const struct repair_order *ro, bool refused_too, struct print *p)
{
    const struct field *discount = field_named(&ro_line_model, STR("discount"));
    struct ro_line_list lines;
    struct repair_order sums = *ro;
    str none = { "", 0 };

    TRY(order_lines(c, ro->id, &lines));
    order_sum(&sums, &lines, true);
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0, n = 0; i < lines.n; i++) {
        const struct ro_line *l = &lines.v[i];
        struct paper_part part;

        if ((l->approval == LINE_REFUSED && !refused_too) ||
            (l->approval == LINE_UNCHOSEN && !refused_too))
            continue;
        TRY(paper_part(c, l, p, &part));
        print_row(p, print_int(p, (int64_t)++n), print_code(p, &line_kind_choices, l->kind),
            line_words(c, l, part.title, p), part.origin, print_qty(p, l->quantity),
            print_price(p, l->price),
            l->discount.ppm > 0 ? print_value(p, discount, l) : none, print_money(p, l->amount),
            print_code(p, &line_approval_choices, l->approval));
    }
    print_sum(p, none, none, print_say(p, SAY("合计（不含不修项目）", "Total, without what is refused")),
        none, none, none, none, print_money(p, sums.total), none);
    TRY(packages_and_options(c, ro, p));
    print_pair(p, SAY("工时费", "Labour"), print_money(p, sums.labour_total));
    print_pair(p, SAY("材料费", "Parts"), print_money(p, sums.parts_total));
    print_pair(p, SAY("其他费用", "Other"), print_money(p, sums.other_total));
    print_pair(p, SAY("预计费用合计", "Estimate"), print_money(p, sums.total));
    print_wide(p, SAY("大写", "In words"), rmb_capitals(&c->mem, sums.total));
    return 0;
}

static void void_marked(const struct repair_order *ro, struct print *p)
{
    if (ro->business == RO_VOID)
        p->mark = print_say(p, SAY("已作废", "VOID"));
}

/* --- the contract ----------------------------------------------------------------------------- */

/* Ticked by hand while both walk round the car. */
static void walk_round(struct print *p)
{
    static const bool none[4];
    static const struct label body[] = { { "完好", "Sound" }, { "划痕", "Scratches" },
        { "凹陷", "Dents" }, { "破损", "Damage" } };
    static const struct label inside[] = { { "完好", "Sound" }, { "破损", "Damage" },
        { "故障灯亮", "Warning lamp on" } };
    static const struct label goods[] = { { "无", "None" }, { "有，已由客户自行带走", "Some, taken by the customer" } };
    static const struct label kit[] = { { "备胎", "Spare wheel" }, { "随车工具", "Tools" },
        { "行驶证", "Vehicle licence" }, { "保养手册", "Service book" } };

    print_ticks(p, SAY("外观", "Body"), body, none, COUNT(body));
    print_ticks(p, SAY("内饰与仪表", "Interior and instruments"), inside, none, COUNT(inside));
    print_ticks(p, SAY("贵重物品", "Valuables"), goods, none, COUNT(goods));
    print_ticks(p, SAY("随车物品", "Kept in the car"), kit, none, COUNT(kit));
}

static void agreed(const struct repair_order *ro, struct print *p)
{
    static const struct label wants[] = { { "在店等候", "Waits in the store" }, { "洗车", "Wash" },
        { "同意路试", "Road test allowed" }, { "带走旧件", "Takes old parts along" } };
    const bool given[] = { ro->waiting, ro->wash, ro->road_test, ro->keep_old_parts };

    print_ticks(p, SAY("客户选择", "The customer's choice"), wants, given, COUNT(wants));
}

static int terms(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    static const struct label fixed[] = {
        { "1. 承修方按上列项目施工。增加项目、更换配件或费用超过预计的，须先经托修方同意（签字、电话或电子确认均可）；未经同意的，托修方可以拒付。",
          "1. The workshop does the work listed. Whatever is added, or costs more than estimated, needs the "
          "customer's consent first, signed, by telephone or electronically; without it he need not pay." },
        { "2. 配件按原厂件、同质件、再制造（修复）件分别标明，由托修方选择；使用修复件须经托修方同意。换下的旧件归托修方，托修方声明放弃的由承修方处理。",
          "2. Parts are marked as original, of equal quality or remanufactured, for the customer to choose. "
          "Replaced parts are his; the workshop disposes of those he gives up." },
        { "3. 车内现金和贵重物品请自行带走。路试由承修方有驾驶资格的人员在约定范围内进行。",
          "3. Please take money and valuables with you. Road tests are driven by licensed staff only." },
    };
    int64_t days, km;
    str span;

    TRY(order_warranty(c, ro, &days, &km));
    span = paper_warranty(c, p, days, km);
    print_section(p, SAY("约定事项", "Terms"));
    for (size_t i = 0; i < COUNT(fixed); i++)
        print_small(p, print_say(p, fixed[i]));
    print_small(p, str_format(&c->mem, p->english
        ? "4. Warranty: %.*s from the day of delivery, whichever ends first. Within it, faults of our "
          "work are put right free of charge."
        : "4. 质量保证期：自竣工出厂之日起 %.*s，以先到者为准。保证期内因维修质量造成车辆不能正常使用的，承修方无偿返修。",
        (int)span.n, span.s));
    print_small(p, print_say(p, SAY("5. 发生争议时双方协商；协商不成的，可以请道路运输管理机构调解，或者依法起诉。",
        "5. Disputes are settled by agreement, by mediation of the road transport authority, or in court.")));
    return 0;
}

int repair_order_contract(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    void_marked(ro, p);
    print_section(p, SAY("客户与车辆", "Customer and vehicle"));
    TRY(paper_car(c, ro, true, p));
    print_pair(p, SAY("进厂时间", "Received at"), print_when(p, ro->created_at));
    print_fields(p, repair_order, ro,
        "odometer_in fuel promised_at nature category adviser_id wish findings");
    print_section(p, SAY("环车检查（请逐项勾选）", "Walk round the car (tick what applies)"));
    walk_round(p);
    print_section(p, SAY("维修项目与预计费用", "Work and estimate"));
    TRY(priced(c, ro, true, p));
    agreed(ro, p);
    TRY(terms(c, ro, p));
    print_sign(p, SAY("托修方（送修人）签字、日期", "Customer, date"),
        SAY("服务顾问签字、日期", "Service adviser, date"), SAY("承修方（盖章）", "Workshop's seal"));
    return 0;
}

int repair_order_estimate_sheet(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    void_marked(ro, p);
    TRY(paper_car(c, ro, true, p));
    print_fields(p, repair_order, ro, "odometer_in promised_at adviser_id wish findings");
    TRY(priced(c, ro, true, p));
    if (ro->first_quote.fen > 0)
        print_pair(p, SAY("首次报价", "First quote"), print_money(p, ro->first_quote));
    print_small(p, print_say(p, SAY("以上为预计费用，实际以结算清单为准；增加项目或费用须经您同意后施工。",
        "This is an estimate; the settlement list counts. Nothing is added without your consent.")));
    print_sign(p, SAY("客户签字、日期", "Customer, date"), SAY("服务顾问签字、日期", "Service adviser, date"));
    return 0;
}
