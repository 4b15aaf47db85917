/* service_print_end.c - papers at the end of a visit: settlement list, certificate, gate pass. */
#include "facts/rmb.h"
#include "modules/service/paper.h"

/* --- the settlement list (JT/T 1133): first the sums, then each charge ------------------------ */

static const struct print_column sum_columns[] = {
    { { "诊断费", "Diagnosis" }, 10, SIDE_RIGHT }, { { "检测费", "Testing" }, 10, SIDE_RIGHT },
    { { "材料费", "Parts" }, 12, SIDE_RIGHT },     { { "工时费", "Labour" }, 12, SIDE_RIGHT },
    { { "加工费", "Processing" }, 10, SIDE_RIGHT }, { { "其他费用", "Other" }, 10, SIDE_RIGHT },
    { { "优惠", "Discount" }, 10, SIDE_RIGHT },    { { "合计", "Total" }, 13, SIDE_RIGHT },
    { { "实收", "Paid" }, 13, SIDE_RIGHT },
};

static money sum_of(const struct ro_line_list *lines, enum line_kind kind)
{
    money sum = FEN(0);

    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].kind == kind && lines->v[i].approval == LINE_APPROVED)
            sum = money_add(sum, lines->v[i].amount);
    return sum;
}

/* What a settlement calls other is split as far as its order does. */
static void sums(const struct settlement *s, const struct ro_line_list *lines, struct print *p)
{
    money diagnosis = sum_of(lines, LINE_DIAGNOSIS), testing = sum_of(lines, LINE_TESTING),
          processing = sum_of(lines, LINE_PROCESSING), other = s->other_total;

    other = money_sub(other, money_add(diagnosis, money_add(testing, processing)));
    print_section(p, SAY("一、费用合计", "1. Charges"));
    print_table(p, sum_columns, COUNT(sum_columns));
    print_row(p, print_money(p, diagnosis), print_money(p, testing), print_money(p, s->parts_total),
        print_money(p, s->labour_total), print_money(p, processing), print_money(p, other),
        print_money(p, s->discount), print_money(p, s->total), print_money(p, s->paid));
    print_wide(p, SAY("合计大写", "Total in words"), rmb_capitals(&p->c->mem, s->total));
    print_wide(p, SAY("实收大写", "Paid in words"), rmb_capitals(&p->c->mem, s->paid));
    print_pair(p, SAY("未收", "Still open"), print_money(p, money_sub(s->total, s->paid)));
    print_fields(p, settlement, s, "tax_rate tax");
}

static const struct print_column part_columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },      { { "名称、厂牌规格", "Part, make" }, 28, SIDE_LEFT },
    { { "配件属性", "Origin" }, 12, SIDE_LEFT }, { { "单位", "Unit" }, 6, SIDE_LEFT },
    { { "数量", "Qty" }, 7, SIDE_RIGHT },      { { "单价", "Price" }, 10, SIDE_RIGHT },
    { { "折扣", "Disc." }, 8, SIDE_RIGHT }, { { "金额", "Amount" }, 11, SIDE_RIGHT },
    { { "质量保证期", "Warranty" }, 17, SIDE_LEFT },
};
static const struct print_column labour_columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },     { { "维修项目", "Work" }, 36, SIDE_LEFT },
    { { "结算工时", "Hours" }, 9, SIDE_RIGHT }, { { "工时单价", "Rate" }, 11, SIDE_RIGHT },
    { { "折扣", "Disc." }, 8, SIDE_RIGHT }, { { "金额", "Amount" }, 12, SIDE_RIGHT },
    { { "质量保证期", "Warranty" }, 18, SIDE_LEFT },
};
static const struct print_column other_columns[] = {
    { { "序号", "No." }, 5, SIDE_RIGHT },   { { "费用类别", "Kind" }, 14, SIDE_LEFT },
    { { "项目", "Charge" }, 40, SIDE_LEFT }, { { "数量", "Qty" }, 9, SIDE_RIGHT },
    { { "单价", "Price" }, 13, SIDE_RIGHT }, { { "金额", "Amount" }, 14, SIDE_RIGHT },
};

static str discount_of(const struct ro_line *l, struct print *p)
{
    const struct field *f = field_named(&ro_line_model, STR("discount"));

    return l->discount.ppm > 0 ? print_value(p, f, l) : (str){ "", 0 };
}

static int line_row(struct ctx *c, const struct ro_line *l, int64_t n, str warranty,
    struct print *p)
{
    struct paper_part part;

    if (l->kind == LINE_LABOUR)
        print_row(p, print_int(p, n), l->title, print_qty(p, l->quantity), print_price(p, l->price),
            discount_of(l, p), print_money(p, l->amount), warranty);
    else if (l->kind == LINE_PART) {
        TRY(paper_part(c, l, p, &part));
        print_row(p, print_int(p, n), part.title, part.origin, part.unit, print_qty(p, l->quantity),
            print_price(p, l->price), discount_of(l, p), print_money(p, l->amount), warranty);
    } else
        print_row(p, print_int(p, n), print_code(p, &line_kind_choices, l->kind), l->title,
            print_qty(p, l->quantity), print_price(p, l->price), print_money(p, l->amount));
    return 0;
}

static bool of_class(const struct ro_line *l, int class)
{
    return l->approval == LINE_APPROVED &&
        class == (l->kind == LINE_PART ? 0 : l->kind == LINE_LABOUR ? 1 : 2);
}

/* Below its column: the sum of a class. */
static void class_sum(size_t columns, size_t at, money sum, struct print *p)
{
    str cells[PRINT_COLUMNS] = { { 0 } };

    cells[1] = print_say(p, SAY("小计", "Sum"));
    cells[at] = print_money(p, sum);
    print_row_(p, cells, columns, true);
}

static int charges(struct ctx *c, const struct ro_line_list *lines, str warranty, struct print *p)
{
    static const struct { struct label title; const struct print_column *columns; size_t n, amount;
    } classes[] = {
        { { "二、材料费", "2. Parts" }, part_columns, COUNT(part_columns), 7 },
        { { "三、工时费", "3. Labour" }, labour_columns, COUNT(labour_columns), 5 },
        { { "四、诊断、检测、加工和其他费用", "4. Diagnosis, testing, processing, other" },
            other_columns, COUNT(other_columns), 5 },
    };

    for (int k = 0; k < (int)COUNT(classes); k++) {
        money sum = FEN(0);
        int64_t n = 0;

        for (size_t i = 0; i < lines->n; i++) {
            if (!of_class(&lines->v[i], k))
                continue;
            sum = money_add(sum, lines->v[i].amount);
            if (n == 0) {
                print_section(p, classes[k].title);
                print_table(p, classes[k].columns, classes[k].n);
            }
            TRY(line_row(c, &lines->v[i], ++n, warranty, p));
        }
        if (n > 0)
            class_sum(classes[k].n, classes[k].amount, sum, p);
    }
    return 0;
}

/* The law names the work after which a car leaves with a certificate. */
static bool needs_certificate(const struct repair_order *ro)
{
    return ro->category == CATEGORY_SECOND || ro->category == CATEGORY_ASSEMBLY ||
        ro->category == CATEGORY_VEHICLE;
}

static int visit_boxes(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    TRY(paper_car(c, ro, true, p));
    print_pair(p, SAY("合同号、工单号", "Contract and order"), ro->number);
    print_fields(p, repair_order, ro, "category");
    print_pair(p, SAY("进厂日期", "Received"), print_when(p, ro->created_at));
    print_pair(p, SAY("出厂日期", "Delivered"), print_when(p, ro->delivered_at));
    if (needs_certificate(ro))
        print_pair(p, SAY("合格证号（同工单号）", "Certificate, as the order"), ro->number);
    print_fields(p, repair_order, ro, "odometer_in");
    if (ro->odometer_out > 0)
        print_fields(p, repair_order, ro, "odometer_out");
    return 0;
}

/* Of an order that several pay for: who owes what of it, so that the lines and the sum agree. */
static int payers(struct ctx *c, const struct settlement *s, struct print *p)
{
    static const struct print_column columns[] = {
        { { "付款人", "Payer" }, 50, SIDE_LEFT }, { { "结算单号", "Settlement" }, 30, SIDE_LEFT },
        { { "应付", "Due" }, 20, SIDE_RIGHT },
    };
    struct settlement_list all;

    TRY(db_list(c, settlement, &all, "WHERE source_entity = 'repair_order' AND source_id = ?"
        " AND state <> 'reversed' ORDER BY id", s->source.id));
    if (all.n < 2)
        return 0;
    print_section(p, SAY("付款分摊", "Shared by"));
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < all.n; i++)
        print_row(p, print_title(p, party, all.v[i].party_id), all.v[i].number,
            print_money(p, all.v[i].total));
    return 0;
}

static int with_order(struct ctx *c, const struct settlement *s, struct print *p)
{
    bool fate[old_parts_count - 1] = { false };
    struct label fates[old_parts_count - 1];
    enum old_parts agreed;
    struct repair_order ro;
    struct ro_line_list lines;
    int64_t days, km;

    TRY(db_get(c, repair_order, &ro, s->source.id));
    TRY(order_lines(c, ro.id, &lines));
    TRY(order_warranty(c, &ro, &days, &km));
    TRY(visit_boxes(c, &ro, p));
    sums(s, &lines, p);
    TRY(charges(c, &lines, paper_warranty(c, p, days, km), p));
    TRY(payers(c, s, p));
    agreed = ro.old_parts;
    if (agreed == 0)
        TRY(old_parts_agreed(c, &ro, &agreed));
    for (size_t i = 0; i < COUNT(fates); i++)
        fates[i] = old_parts_choices.v[i + 1].label;
    fate[agreed - 1] = true;
    print_ticks(p, SAY("旧件", "Old parts"), fates, fate, COUNT(fates));
    print_small(p, print_say(p, SAY(
        "质量保证期自竣工出厂之日起计算，里程和日期以先到者为准。保证期内因维修质量造成车辆不能正常使用的，承修方无偿返修。",
        "The warranty runs from the day of delivery and ends with the kilometres or the days, whichever is "
        "first. Within it, faults of our work are put right free of charge.")));
    return 0;
}

static int payments(struct ctx *c, const struct settlement *s, struct print *p)
{
    struct payment_list all;
    struct text t = text_in(&c->mem, 2000);

    TRY(db_list(c, payment, &all, "WHERE settlement_id = ? AND state = 'received' ORDER BY id",
        s->id));
    for (size_t i = 0; i < all.n; i++) {
        str day = print_date(p, all.v[i].day),
            method = print_code(p, &payment_method_choices, all.v[i].method),
            amount = print_money(p, all.v[i].amount);

        text_f(&t, "%s%.*s %.*s %.*s", i > 0 ? p->english ? "; " : "；" : "", (int)day.n, day.s,
            (int)method.n, method.s, (int)amount.n, amount.s);
    }
    print_wide(p, SAY("收款方式", "Paid by"), text_str(&t));
    if (p->bank_account.n > 0) {
        print_pair(p, SAY("承修方开户银行", "Workshop's bank"), p->bank);
        print_pair(p, SAY("账号", "Account"), p->bank_account);
    }
    return 0;
}

int settlement_list(struct ctx *c, const struct settlement *s, struct print *p)
{
    if (s->state == SETTLEMENT_REVERSED)
        p->mark = print_code(p, &settlement_state_choices, s->state);
    print_fields(p, settlement, s, "party_id day state");
    if (s->source.on == &repair_order_model)
        TRY(with_order(c, s, p));
    else
        sums(s, &(struct ro_line_list){ 0 }, p);
    TRY(payments(c, s, p));
    if (s->note.n > 0)
        print_wide(p, SAY("备注", "Note"), s->note);
    print_sign(p, SAY("托修方（送修人）签字、日期", "Customer, date"), SAY("结算员签字", "Settlement clerk"),
        SAY("承修方（盖章）", "Workshop's seal"));
    print_small(p, print_say(p, SAY("本清单一式两份，托修方和承修方各执一份。",
        "Two copies: one for the customer, one for the workshop.")));
    return 0;
}

/* --- the certificate: for the work that the law names ----------------------------------------- */

static const struct print_column rework_columns[] = {
    { { "返修日期", "Date" }, 16, SIDE_LEFT }, { { "里程", "km" }, 12, SIDE_LEFT },
    { { "返修项目", "Work" }, 44, SIDE_LEFT }, { { "检验员", "Inspector" }, 18, SIDE_LEFT },
};

/* The newest inspection passed, and nothing was done to the car since. */
static int inspected(struct ctx *c, const struct repair_order *ro, struct inspection *last)
{
    bool after = ro->workshop == WS_WASH || ro->workshop == WS_READY ||
        ro->workshop == WS_HANDOVER || ro->workshop == WS_LEFT;

    struct inspection_list newest;

    TRY(db_list(c, inspection, &newest, "WHERE unit_id = ? AND repair_order_id = ? AND level = 'final'"
        " ORDER BY id DESC LIMIT 1", ro->unit_id, ro->id));
    if (newest.n == 0 || !newest.v[0].passed || !after)
        return refuse(c, &RO_NOT_INSPECTED, ro->number);
    *last = newest.v[0];
    return 0;
}

static int certified_work(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct ro_line_list lines;
    struct text t = text_in(&c->mem, 8000);

    TRY(order_lines(c, ro->id, &lines));
    for (size_t i = 0; i < lines.n; i++)
        if (of_class(&lines.v[i], 1))
            text_f(&t, "%s%.*s", t.n > 0 ? p->english ? "; " : "；" : "", (int)lines.v[i].title.n,
                lines.v[i].title.s);
    print_wide(p, SAY("维修项目", "Work done"), text_str(&t));
    return 0;
}

int repair_order_certificate(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    const struct label kind = ro_category_choices.v[ro->category].label;
    struct inspection last = { 0 };
    int64_t days, km;
    str none = { "", 0 };

    if (!needs_certificate(ro))
        return refuse(c, &RO_NO_CERTIFICATE, str_of(c->english ? kind.en : kind.zh));
    TRY(inspected(c, ro, &last));
    TRY(order_warranty(c, ro, &days, &km));
    TRY(visit_boxes(c, ro, p));
    print_pair(p, SAY("检验员", "Inspector"), print_title(p, employee, last.inspector_id));
    print_pair(p, SAY("检验时间", "Inspected at"), print_when(p, last.created_at));
    TRY(certified_work(c, ro, p));
    print_text(p, print_say(p, SAY("该车按维修合同维修，经竣工检验合格，准予出厂。",
        "This vehicle was repaired as agreed in the contract, passed its final inspection and is released.")));
    print_sign(p, SAY("质量检验员（签章）", "Inspector's seal"), SAY("承修单位（盖章）", "Workshop's seal"),
        SAY("接车人签字、日期", "Taken over by, date"));
    print_section(p, SAY("质量保证卡", "Warranty card"));
    print_pair(p, SAY("质量保证期", "Warranty"), paper_warranty(c, p, days, km));
    print_pair(p, SAY("起算日", "From"), print_when(p, ro->delivered_at));
    print_small(p, print_say(p, SAY("里程和日期以先到者为准。保证期内因维修质量造成车辆不能正常使用的，凭本卡无偿返修。",
        "Whichever ends first. Within it, faults of our work are put right free of charge on this card.")));
    print_table(p, rework_columns, COUNT(rework_columns));
    for (int i = 0; i < 3; i++)
        print_row(p, none, none, none, none);
    return 0;
}

/* --- the gate --------------------------------------------------------------------------------- */

int repair_order_gate_pass(struct ctx *c, const struct repair_order *ro, struct print *p)
{
    struct vehicle v;

    TRY(repair_order_is_paid(c, ro));
    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    print_big(p, v.plate.n > 0 ? v.plate : v.vin);
    print_pair(p, SAY("厂牌型号", "Make and model"), paper_model(c, &v));
    print_fields(p, repair_order, ro, "party_id money settlement_id");
    print_pair(p, SAY("放行人", "Released by"), c->who->name);
    print_pair(p, SAY("放行时间", "Released at"), print_when(p, c->now));
    print_sign(p, SAY("门卫签字", "Gate keeper"));
    return 0;
}
