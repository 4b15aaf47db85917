/* member_print.c - what the holder of a card signs and is given. */
#include "facts/rmb.h"
#include "kernel/print.h"
#include "modules/member/member.h"

static void terms(struct print *p)
{
    print_section(p, SAY("约定", "Terms"));
    print_text(p, print_say(p, SAY("1. 本金与赠送分别记账，消费时按比例使用；只有本金可退。",
        "1. What was paid and what was given are kept apart and spent in proportion; what was paid is given back.")));
    print_text(p, print_say(p, SAY("2. 付款之日起七日内未消费的，可无理由全额退还本金；之后随时可退，按实际支付价格计算已消费部分，退还余额。",
        "2. Within seven days of payment what is unspent goes back whole and without a reason; later at any time, what was used being reckoned at the price actually paid.")));
    print_text(p, print_say(p, SAY("3. 本卡在本集团各门店通用；门店歇业不影响使用和退款。",
        "3. The card is good in every store of the group; a store that closes changes nothing of that.")));
    print_text(p, print_say(p, SAY("4. 遗失请即挂失；挂失后的余额不受影响。充值开具不征税发票，消费时不再开票。",
        "4. Report a loss at once; the balance is then safe. A top-up is invoiced without tax, its use not again.")));
}

int member_contract(struct ctx *c, const struct member_card *m, struct print *p)
{
    (void)c;
    if (m->state != CARD_ACTIVE)
        p->mark = print_code(p, &card_state_choices, (int)m->state);
    print_fields(p, member_card, m, "party_id level_id issued_on company_id unnamed");
    print_fields(p, member_card, m, "principal gift points");
    print_wide(p, SAY("本金大写", "Principal in words"), rmb_capitals(&p->c->mem, m->principal));
    terms(p);
    print_sign(p, SAY("持卡人签字、日期", "Holder, date"), SAY("发卡单位（盖章）", "Issuer, seal"));
    return 0;
}

static const struct print_column statement_columns[] = {
    { SAY("日期", "Date"), 5, SIDE_LEFT }, { SAY("事项", "What"), 4, SIDE_LEFT },
    { SAY("本金", "Principal"), 4, SIDE_RIGHT }, { SAY("赠送", "Gift"), 4, SIDE_RIGHT },
};

int member_statement(struct ctx *c, const struct member_card *m, struct print *p)
{
    struct member_move_list moves;

    TRY(db_list(c, member_move, &moves, "WHERE card_id = ? ORDER BY id DESC LIMIT 40", m->id));
    print_fields(p, member_card, m, "party_id principal gift points");
    print_table(p, statement_columns, COUNT(statement_columns));
    for (size_t i = 0; i < moves.n; i++)
        print_row(p, print_date(p, moves.v[i].day),
            print_code(p, &card_move_kind_choices, (int)moves.v[i].kind),
            print_money(p, moves.v[i].principal), print_money(p, moves.v[i].gift));
    return 0;
}

static const struct print_column item_columns[] = {
    { SAY("序号", "No."), 8, SIDE_RIGHT }, { SAY("项目", "Item"), 40, SIDE_LEFT },
    { SAY("总次数", "Uses"), 14, SIDE_RIGHT }, { SAY("剩余", "Left"), 14, SIDE_RIGHT },
    { SAY("分摊价", "Share of the price"), 24, SIDE_RIGHT },
};

int count_contract(struct ctx *c, const struct count_card *k, struct print *p)
{
    struct count_item_list items;

    TRY(db_list(c, count_item, &items, "WHERE card_id = ? AND retired_at IS NULL ORDER BY id",
        k->id));
    if (k->state != COUNT_GOOD)
        p->mark = print_code(p, &count_state_choices, (int)k->state);
    print_fields(p, count_card, k, "party_id product_id price sold_on good_to company_id");
    print_table(p, item_columns, COUNT(item_columns));
    for (size_t i = 0; i < items.n; i++)
        print_row(p, print_int(p, items.v[i].seq), items.v[i].name, print_int(p, items.v[i].times),
            print_int(p, items.v[i].uses_left), print_money(p, items.v[i].value));
    print_wide(p, SAY("实付大写", "Paid, in words"), rmb_capitals(&p->c->mem, k->price));
    terms(p);
    print_sign(p, SAY("持卡人签字、日期", "Holder, date"), SAY("发卡单位（盖章）", "Issuer, seal"));
    return 0;
}

int coupon_slip(struct ctx *c, const struct coupon *k, struct print *p)
{
    struct coupon_kind kind;

    TRY(db_get(c, coupon_kind, &kind, k->kind_id));
    if (k->state != COUPON_GOOD)
        p->mark = print_code(p, &coupon_state_choices, (int)k->state);
    print_big(p, kind.name);
    if (kind.off.fen > 0)
        print_fields(p, coupon_kind, &kind, "off");
    else
        print_fields(p, coupon_kind, &kind, "rate_off");
    print_fields(p, coupon_kind, &kind, "minimum first_day last_day");
    print_bars(p, k->number);
    return 0;
}

int card_top_up_receipt(struct ctx *c, const struct card_top_up *t, struct print *p)
{
    struct member_card m;

    TRY(db_get(c, member_card, &m, t->card_id));
    print_pair(p, SAY("持卡人", "Holder"), print_title(p, party, m.party_id));
    print_fields(p, card_top_up, t, "card_id day method");
    print_total(p, SAY("充值 ¥", "Paid ¥"), print_money(p, t->amount));
    print_text(p, rmb_capitals(&p->c->mem, t->amount));
    print_fields(p, card_top_up, t, "gift");
    print_fields(p, member_card, &m, "principal gift");
    print_small(p, print_say(p, SAY("七日内未消费可全额退还本金；充值开具不征税发票。",
        "Within seven days what is unspent goes back whole; a top-up is invoiced without tax.")));
    print_sign(p, SAY("收款人", "Cashier"), SAY("持卡人", "Holder"));
    return 0;
}
