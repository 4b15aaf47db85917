/* agency_print.c - the receipt for what the customer leaves with us, and for what he gets back. */
#include "kernel/print.h"
#include "modules/agency/agency.h"

static int head(struct ctx *c, const struct agency_case *a, struct print *p)
{
    struct vehicle v;

    TRY(db_get(c, vehicle, &v, a->vehicle_id));
    print_fields(p, agency_case, a, "kind party_id agent_id due_at");
    print_fields(p, vehicle, &v, "plate vin brand series");
    return 0;
}

int agency_receipt(struct ctx *c, const struct agency_case *a, struct print *p)
{
    static const struct print_column columns[] = {
        { SAY("序号", "No."), 8, SIDE_LEFT }, { SAY("资料", "Paper"), 26, SIDE_LEFT },
        { SAY("名称或编号", "Title or number"), 34, SIDE_LEFT }, { SAY("份数", "Copies"), 10, SIDE_RIGHT },
        { SAY("交件人", "Left by"), 22, SIDE_LEFT },
    };
    struct agency_paper_list all;

    TRY(db_list(c, agency_paper, &all, "WHERE case_id = ? ORDER BY id", a->id));
    TRY(head(c, a, p));
    print_fields(p, agency_case, a, "fee advanced");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < all.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &agency_paper_kind_choices, (int)all.v[i].kind), all.v[i].title,
            print_int(p, all.v[i].copies), all.v[i].taken_from);
    print_text(p, print_say(p, SAY(
        "受委托代为办理上列事项。规费按办理机关票据实收实付，不加价；代办服务费另计。"
        "所列资料由本店保管，办结或取消时凭本单签字领回。",
        "We act for the customer in the matter above. Official fees are passed on as the office charges them; "
        "our fee is apart. The papers listed are kept by the store and given back against this receipt.")));
    print_sign(p, SAY("客户签字", "Customer"), SAY("经办人", "Agent"), SAY("日期", "Date"));
    return 0;
}

int agency_handback(struct ctx *c, const struct agency_case *a, struct print *p)
{
    static const struct print_column columns[] = {
        { SAY("序号", "No."), 8, SIDE_LEFT }, { SAY("资料", "Paper"), 22, SIDE_LEFT },
        { SAY("名称或编号", "Title or number"), 28, SIDE_LEFT }, { SAY("份数", "Copies"), 8, SIDE_RIGHT },
        { SAY("状态", "State"), 14, SIDE_LEFT }, { SAY("领回人", "Given back to"), 20, SIDE_LEFT },
    };
    struct agency_paper_list all;

    TRY(db_list(c, agency_paper, &all, "WHERE case_id = ? ORDER BY id", a->id));
    TRY(head(c, a, p));
    print_fields(p, agency_case, a, "state valid_until result fee advanced");
    print_table(p, columns, COUNT(columns));
    for (size_t i = 0; i < all.n; i++)
        print_row(p, print_int(p, (int64_t)i + 1),
            print_code(p, &agency_paper_kind_choices, (int)all.v[i].kind), all.v[i].title,
            print_int(p, all.v[i].copies),
            print_code(p, &agency_paper_state_choices, (int)all.v[i].state), all.v[i].back_to);
    print_sign(p, SAY("领回人签字", "Received by"), SAY("交还人", "Given back by"), SAY("日期", "Date"));
    return 0;
}
