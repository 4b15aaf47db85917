/* spend.c - cards at the till: stored value spent and given back; points earned and used. */
#include "modules/member/member_own.h"

/* --- stored value ----------------------------------------------------------------------------- */

/* Of `amount`, what comes off the principal: in proportion, at least a fen of it while there is
 * any, and all of both when all is spent. */
static money principal_share(const struct member_card *m, money amount)
{
    money all = money_add(m->principal, m->gift);
    money p = money_share(amount, m->principal.fen, all.fen);

    if (amount.fen == all.fen)
        return m->principal;
    if (p.fen == 0 && m->principal.fen > 0)
        p = FEN(1);
    if (p.fen > m->principal.fen)
        p = m->principal;
    return amount.fen - p.fen > m->gift.fen ? money_sub(amount, m->gift) : p;
}

static int stored_take(struct ctx *c, const struct settlement *s, str number, money amount,
    struct card_taken *out)
{
    struct member_card m, before;
    money all;

    TRY(card_hold(c, "reference", number, &m));
    before = m;
    all = money_add(m.principal, m.gift);
    if (amount.fen > all.fen)
        return refuse(c, &MEMBER_SHORT, all, amount);
    *out = (struct card_taken){ .card = { &member_card_model, m.id }, .unit_id = m.unit_id,
        .party_id = m.party_id, .paid = principal_share(&m, amount) };
    out->allowed = money_sub(amount, out->paid);
    TRY(ledger_hold(c, unit_company(c, s->unit_id), m.company_id));
    m.principal = money_sub(m.principal, out->paid);
    m.gift = money_sub(m.gift, out->allowed);
    return card_moved(c, &m, &before, MOVE_SPEND, (struct anyref){ &settlement_model, s->id });
}

static int stored_give_back(struct ctx *c, const struct payment *p)
{
    struct member_card_list held;
    struct member_card m;

    TRY(db_hold(c, member_card, &held, "WHERE id = ?", p->card.id));
    if (held.n == 0)
        return DB_FAILED;
    m = held.v[0];
    if (m.state == CARD_CLOSED)
        return refuse(c, &MEMBER_CARD_STOPPED, m.number);
    TRY(ledger_hold(c, unit_company(c, p->unit_id), m.company_id));
    m.principal = money_add(m.principal, p->amount);
    m.gift = money_add(m.gift, p->gift);
    return card_moved(c, &m, &held.v[0], MOVE_BACK, (struct anyref){ &payment_model, p->id });
}

int card_take(struct ctx *c, const struct settlement *s, enum payment_method method, str number,
    money amount, struct card_taken *out)
{
    return method == PAY_COUNT ? count_take(c, s, number, amount, out)
                               : stored_take(c, s, number, amount, out);
}

int card_give_back(struct ctx *c, const struct payment *p)
{
    return p->method == PAY_COUNT ? count_give_back(c, p) : stored_give_back(c, p);
}

int member_rates(struct ctx *c, rid party_id, rate *labour, rate *parts)
{
    struct member_level_list levels;

    *labour = *parts = (rate){ 0 };
    TRY(db_list(c, member_level, &levels, "WHERE id = (SELECT m.level_id FROM member_card m"
        " WHERE m.party_id = ? AND m.state = 'active' AND m.retired_at IS NULL)", party_id));
    if (levels.n > 0) {
        *labour = levels.v[0].labour_off;
        *parts = levels.v[0].parts_off;
    }
    return 0;
}

/* --- points ----------------------------------------------------------------------------------- */

int points_take(struct ctx *c, const struct settlement *s, int64_t points, money base, money *worth,
    struct anyref *card)
{
    struct member_card m, before;
    money each, most;
    rate share;
    bool found;

    TRY(card_of(c, s->party_id, &m, &found));
    if (!found)
        return refuse_field(c, "points", &MEMBER_NO_MEMBER);
    if (points > m.points)
        return refuse_field(c, "points", &MEMBER_POINTS, m.points);
    TRY(setting_int(c, &setting_points_worth, s->unit_id, &each.fen));
    TRY(setting_int(c, &setting_points_share, s->unit_id, &share.ppm));
    *worth = money_times(price_of(each), (qty){ points * 1000 });
    most = money_rate(base, share);
    if (worth->fen > most.fen)
        return refuse_field(c, "points", &MEMBER_POINTS_SHARE, most);
    before = m;
    m.points -= points;
    *card = (struct anyref){ &member_card_model, m.id };
    return card_moved(c, &m, &before, MOVE_POINTS, (struct anyref){ &settlement_model, s->id });
}

static int points_give_back(struct ctx *c, const struct settlement_reduction *r)
{
    struct member_card_list held;
    struct member_card m;

    TRY(db_hold(c, member_card, &held, "WHERE id = ?", r->source.id));
    if (held.n == 0 || held.v[0].state == CARD_CLOSED)
        return 0;
    m = held.v[0];
    m.points += r->points;
    return card_moved(c, &m, &held.v[0], MOVE_BACK,
        (struct anyref){ &settlement_model, r->settlement_id });
}

int reduction_give_back(struct ctx *c, const struct settlement_reduction *r)
{
    if (r->kind == REDUCE_COUPON)
        return command_call(c, coupon_return, r->source.id, &(struct no_input){ });
    return r->kind == REDUCE_POINTS ? points_give_back(c, r) : 0;
}

/* What the moves of this settlement have earned so far. */
static int earned_of(struct ctx *c, rid settlement_id, int64_t *points)
{
    return db_int(c, points, "SELECT CAST(COALESCE(sum(points), 0) AS BIGINT) FROM member_move"
        " WHERE source_entity = 'settlement' AND source_id = ? AND kind IN ('earn', 'unearn')",
        settlement_id);
}

static int due_of(struct ctx *c, const struct settlement *s, const struct member_card *m,
    int64_t *points)
{
    struct member_level_list levels;

    TRY(db_list(c, member_level, &levels, "WHERE id = ?", m->level_id));
    *points = levels.n == 0 || s->state != SETTLEMENT_PAID ? 0
        : money_rate(s->paid, levels.v[0].points_rate).fen / 100;
    return 0;
}

/* To what it should have earned as it stands; never below nothing on the card. */
static int earn(struct ctx *c, rid settlement_id)
{
    struct anyref source = { &settlement_model, settlement_id };
    struct member_card m, before;
    struct settlement s;
    int64_t due, had;
    bool found;

    TRY(db_get(c, settlement, &s, settlement_id));
    TRY(card_of(c, s.party_id, &m, &found));
    if (!found)
        return 0;
    TRY(due_of(c, &s, &m, &due));
    TRY(earned_of(c, settlement_id, &had));
    if (due == had)
        return 0;
    before = m;
    m.points += due - had;
    if (m.points < 0)
        m.points = 0;
    return card_moved(c, &m, &before, due > had ? MOVE_EARN : MOVE_UNEARN, source);
}

int member_on_payment(struct ctx *c, const struct happening *h) { return earn(c, h->id); }

int member_on_reversal(struct ctx *c, const struct happening *h)
{
    struct payment p;

    TRY(db_get(c, payment, &p, h->id));
    return earn(c, p.settlement_id);
}
