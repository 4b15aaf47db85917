/* accident_print.c - the assessment, the authority to claim, the list of papers handed over. */
#include "kernel/print.h"
#include "modules/accident/accident_own.h"

static int parties(struct ctx *c, const struct accident_case *a, struct print *p)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, a->vehicle_id));
    print_fields(p, accident_case, a, "party_id insurer_id policy_no report_no");
    print_fields(p, vehicle, &v, "plate vin brand series");
    print_fields(p, accident_case, a, "kind accident_on place");
    return 0;
}

int loss_sheet(struct ctx *c, const struct loss_assessment *l, struct print *p)
{
    static const struct print_column columns[] = {
        { SAY("序号", "No."), 6, SIDE_LEFT }, { SAY("类别", "Kind"), 14, SIDE_LEFT },
        { SAY("项目", "Item"), 34, SIDE_LEFT }, { SAY("数量", "Quantity"), 10, SIDE_RIGHT },
        { SAY("报价", "Asked"), 13, SIDE_RIGHT }, { SAY("核定", "Agreed"), 13, SIDE_RIGHT },
        { SAY("差额处理", "Difference"), 14, SIDE_LEFT },
    };
    struct loss_line_list lines;
    struct accident_case a;

    TRY(db_get(c, accident_case, &a, l->case_id));
    TRY(db_list(c, loss_line, &lines, "WHERE assessment_id = ? AND retired_at IS NULL"
        " ORDER BY id", l->id));
    if (l->state == LOSS_REJECTED)
        p->mark = print_code(p, &loss_state_choices, l->state);
    print_pair(p, SAY("案件号", "Case"), a.number);
    print_fields(p, loss_assessment, l, "edition supplement state");
    TRY(parties(c, &a, p));
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < lines.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &loss_kind_choices, (int)lines.v[i].kind), lines.v[i].title,
            print_qty(p, lines.v[i].quantity), print_money(p, lines.v[i].asked),
            print_money(p, lines.v[i].agreed),
            print_code(p, &loss_difference_choices, (int)lines.v[i].decision));
    print_fields(p, loss_assessment, l, "asked agreed salvage deductible");
    print_total(p, SAY("保险应付 ¥", "Insurer pays ¥"), print_money(p, l->due));
    print_total(p, SAY("客户自付 ¥", "Customer pays ¥"), print_money(p, l->self_pay));
    if (l->note.n > 0)
        print_fields(p, loss_assessment, l, "note");
    print_sign(p, SAY("保险公司核损员", "Insurer's assessor"), SAY("承修方", "Workshop"),
        SAY("被保险人签字、日期", "Insured, date"));
    return 0;
}

int accident_survey_sheet(struct ctx *c, const struct accident_case *a, struct print *p)
{
    if (a->surveyed_on.day == 0)
        return refuse(c, &ACCIDENT_NOT_SURVEYED, a->number);
    TRY(parties(c, a, p));
    print_fields(p, accident_case, a, "driver_name driver_phone third_plate third_name third_insurer");
    print_fields(p, accident_case, a, "liability surveyed_on surveyor");
    print_wide(p, SAY("查勘结果", "Survey"), a->survey);
    print_sign(p, SAY("查勘员签字", "Surveyor"), SAY("承修方接车员签字", "Workshop"),
        SAY("被保险人（驾驶人）签字、日期", "Insured or driver, date"));
    return 0;
}

int claim_authority(struct ctx *c, const struct accident_case *a, struct print *p)
{
    TRY(parties(c, a, p));
    print_text(p, print_say(p, SAY(
        "本人（单位）系上述车辆的被保险人，就上述事故委托承修方代为向保险公司办理索赔手续、提交索赔资料，"
        "并授权保险公司将经核定的维修费用赔款直接支付至承修方下列账户。赔款不足以支付维修费用的部分由本人（单位）承担。",
        "The insured of the vehicle named above authorises the workshop to claim for this accident, to hand in "
        "the papers, and the insurer to pay the agreed cost of repair to the account of the workshop below. What "
        "the insurer does not pay is borne by the insured.")));
    print_pair(p, SAY("收款单位", "Payee"), p->company);
    print_pair(p, SAY("统一社会信用代码", "Credit code"), p->credit_code);
    print_pair(p, SAY("开户银行", "Bank"), p->bank);
    print_pair(p, SAY("账号", "Account"), p->bank_account);
    print_sign(p, SAY("被保险人签字（盖章）", "Insured"), SAY("身份证号", "Identity number"),
        SAY("承修方（盖章）", "Workshop's seal"), SAY("日期", "Date"));
    return 0;
}

int claim_handover(struct ctx *c, const struct accident_case *a, struct print *p)
{
    static const struct print_column columns[] = {
        { SAY("序号", "No."), 8, SIDE_LEFT }, { SAY("资料", "Paper"), 22, SIDE_LEFT },
        { SAY("说明", "Title"), 30, SIDE_LEFT }, { SAY("状态", "State"), 14, SIDE_LEFT },
        { SAY("收到日期", "Received on"), 16, SIDE_LEFT },
    };
    struct claim_paper_list papers;

    TRY(db_list(c, claim_paper, &papers, "WHERE case_id = ? ORDER BY kind, id", a->id));
    TRY(parties(c, a, p));
    if (a->claim_no.n > 0)
        print_fields(p, accident_case, a, "claim_no submitted_on");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < papers.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &claim_paper_kind_choices, (int)papers.v[i].kind), papers.v[i].title,
            print_code(p, &claim_paper_state_choices, (int)papers.v[i].state),
            print_date(p, papers.v[i].received_on));
    print_sign(p, SAY("移交人", "Handed over by"), SAY("接收人（保险公司）", "Received by (insurer)"),
        SAY("日期", "Date"));
    return 0;
}
