/* member.c - cards issued, topped up, given back; levels and plans. */
#include "modules/member/member_own.h"

enum { ALL = 1000000 };

/* --- rules ------------------------------------------------------------------------------------ */

int member_level_judge(struct ctx *c, struct member_level *now, const struct member_level *before)
{
    (void)before;
    if (now->labour_off.ppm > ALL)
        return refuse_field(c, "labour_off", &MEMBER_RATE);
    return now->parts_off.ppm > ALL ? refuse_field(c, "parts_off", &MEMBER_RATE) : 0;
}

int top_up_plan_judge(struct ctx *c, struct top_up_plan *now, const struct top_up_plan *before)
{
    (void)before;
    return now->last_day.day != 0 && now->last_day.day < now->first_day.day
        ? refuse_field(c, "last_day", &COUPON_DATES) : 0;
}

/* --- cards found and moved -------------------------------------------------------------------- */

int card_hold(struct ctx *c, const char *field, str number, struct member_card *out)
{
    struct member_card_list found;

    TRY(db_hold(c, member_card, &found, "WHERE number = ? AND retired_at IS NULL", number));
    if (found.n == 0)
        return refuse_field(c, field, &MEMBER_NO_CARD, number);
    if (found.v[0].state != CARD_ACTIVE)
        return refuse(c, &MEMBER_CARD_STOPPED, number);
    *out = found.v[0];
    return 0;
}

int card_of(struct ctx *c, rid party_id, struct member_card *out, bool *found)
{
    struct member_card_list cards;

    TRY(db_hold(c, member_card, &cards, "WHERE party_id = ? AND state <> 'closed'"
        " AND retired_at IS NULL AND state = 'active' ORDER BY id", party_id));
    *found = cards.n > 0;
    if (*found)
        *out = cards.v[0];
    return 0;
}

static int move_store(struct ctx *c, const struct member_card *now,
    const struct member_card *before, enum card_move_kind kind, struct anyref source)
{
    struct member_move m = { .unit_id = c->who->unit_id != 0 ? c->who->unit_id : now->unit_id,
        .card_id = now->id, .kind = kind, .day = c->today, .source = source,
        .principal = money_sub(now->principal, before->principal),
        .gift = money_sub(now->gift, before->gift), .points = now->points - before->points };

    return row_insert(c, member_move, &m);
}

int card_moved(struct ctx *c, const struct member_card *now, const struct member_card *before,
    enum card_move_kind kind, struct anyref source)
{
    struct member_card after = *now;

    TRY(row_update(c, member_card, &after, before));
    return move_store(c, now, before, kind, source);
}

/* --- issued ----------------------------------------------------------------------------------- */

int member_card_issue(
    struct ctx *c, struct member_card *m, const struct member_card_issue_in *in)
{
    struct member_card_list there;

    m->party_id = in->party_id;
    TRY(party_living(c, &m->party_id));
    TRY(db_list(c, member_card, &there, "WHERE party_id = ? AND state <> 'closed'"
        " AND retired_at IS NULL", m->party_id));
    if (there.n > 0)
        return refuse(c, &MEMBER_HAS_CARD, there.v[0].number);
    m->level_id = in->level_id;
    m->unnamed = in->unnamed;
    m->issued_on = c->today;
    m->company_id = unit_company(c, m->unit_id);
    if (m->company_id == 0)
        return refuse(c, &LEDGER_NO_COMPANY);
    return number_next(c, &series_member_card, m->unit_id, &m->number);
}

/* --- topped up, and that undone --------------------------------------------------------------- */

static int gift_of(struct ctx *c, const struct member_card_top_up_in *in, money *gift)
{
    struct top_up_plan plan;

    *gift = FEN(0);
    if (in->plan_id == 0)
        return 0;
    TRY(db_get(c, top_up_plan, &plan, in->plan_id));
    if (plan.retired_at.ms != 0 || plan.first_day.day > c->today.day ||
        (plan.last_day.day != 0 && plan.last_day.day < c->today.day))
        return refuse_field(c, "plan_id", &MEMBER_PLAN_ENDED);
    if (plan.pays.fen != in->amount.fen)
        return refuse_field(c, "amount", &MEMBER_PLAN, plan.pays);
    *gift = plan.gift;
    return 0;
}

static int limit_judge(struct ctx *c, const struct member_card *m, money principal)
{
    money most;

    TRY(setting_int(c, m->unnamed ? &setting_card_limit_unnamed : &setting_card_limit, m->unit_id,
        &most.fen));
    return principal.fen <= most.fen ? 0 : refuse(c, &MEMBER_LIMIT, principal, most);
}

/* The money lies in the drawer of the store where it is paid. */
static struct held held_of(struct ctx *c, const struct member_card *m, rid move_id)
{
    return (struct held){ c->who->unit_id != 0 ? c->who->unit_id : m->unit_id, m->party_id,
        { &member_card_model, m->id }, HELD_CARD, m->unit_id, move_id };
}

int member_card_top_up(
    struct ctx *c, struct member_card *m, const struct member_card_top_up_in *in)
{
    const struct member_card before = *m;
    const struct held h = held_of(c, m, id_new(c));
    money gift;

    TRY(gift_of(c, in, &gift));
    m->principal = money_add(m->principal, in->amount);
    m->gift = money_add(m->gift, gift);
    TRY(limit_judge(c, m, m->principal));
    TRY(held_move_make(c, &h, in->method, in->amount, in->reference));
    return move_store(c, m, &before, MOVE_TOP_UP, (struct anyref){ &held_move_model, h.move_id });
}

int card_top_up_make(struct ctx *c, struct card_top_up *t, const struct card_top_up_make_in *in)
{
    const struct member_card_top_up_in how = { .plan_id = in->plan_id, .amount = in->amount,
        .method = in->method, .reference = in->reference };
    struct member_card m;

    TRY(card_hold(c, "card", in->card, &m));
    t->card_id = m.id;
    t->amount = in->amount;
    t->method = in->method;
    t->day = c->today;
    TRY(gift_of(c, &how, &t->gift));
    TRY(number_next(c, &series_card_top_up, t->unit_id, &t->number));
    return command_call(c, member_card_top_up, m.id, &how);
}

int member_card_top_up_suggest(
    struct ctx *c, const struct member_card *m, struct member_card_top_up_in *in)
{
    struct top_up_plan plan;

    (void)m;
    if (in->plan_id == 0 || in->amount.fen != 0)
        return 0;
    TRY(db_get(c, top_up_plan, &plan, in->plan_id));
    in->amount = plan.pays;
    return 0;
}

int member_card_undo(struct ctx *c, struct member_card *m, const struct member_card_undo_in *in)
{
    const struct member_card before = *m;
    struct anyref source = { &held_move_model, in->move_id };
    struct member_move_list moves;
    money amount;

    TRY(db_list(c, member_move, &moves, "WHERE card_id = ? AND kind = 'top_up'"
        " AND source_entity = 'held_move' AND source_id = ?", m->id, in->move_id));
    if (moves.n == 0)
        return refuse_field(c, "move_id", &MEMBER_MOVE_ELSE);
    m->principal = money_sub(m->principal, moves.v[0].principal);
    m->gift = money_sub(m->gift, moves.v[0].gift);
    if (m->principal.fen < 0 || m->gift.fen < 0)
        return refuse(c, &MEMBER_SPENT, before.principal);
    TRY(held_move_undo(c, in->move_id, (struct anyref){ &member_card_model, m->id }, in->reason,
        &amount));
    return move_store(c, m, &before, MOVE_UNDO, source);
}

/* --- lost, found, given back ------------------------------------------------------------------ */

int member_card_lost(struct ctx *c, struct member_card *m, const struct cash_reason_in *in)
{
    (void)m;
    c->reason = in->reason;
    return 0;
}

int member_card_found(struct ctx *c, struct member_card *m, const struct cash_reason_in *in)
{
    (void)m;
    c->reason = in->reason;
    return 0;
}

int member_card_close(struct ctx *c, struct member_card *m, const struct member_card_close_in *in)
{
    const struct member_card before = *m;
    const struct held h = held_of(c, m, id_new(c));

    if (m->principal.fen == 0)
        return refuse(c, &MEMBER_NOTHING);
    m->close_reason = c->reason = in->reason;
    m->principal = m->gift = FEN(0);
    m->points = 0;
    TRY(held_move_make(
        c, &h, in->method, money_sub(FEN(0), before.principal), in->reference));
    return move_store(c, m, &before, MOVE_REFUND, (struct anyref){ &held_move_model, h.move_id });
}

int member_card_level(struct ctx *c, struct member_card *m, const struct member_card_level_in *in)
{
    c->reason = in->reason;
    m->level_id = in->level_id;
    return 0;
}

int member_card_grant(struct ctx *c, struct member_card *m, const struct member_card_grant_in *in)
{
    const struct member_card before = *m;

    c->reason = in->reason;
    m->points += in->points;
    if (m->points < 0)
        return refuse_field(c, "points", &MEMBER_POINTS, before.points);
    return move_store(c, m, &before, MOVE_GRANT, (struct anyref){ 0 });
}
