/* lock.c - a month of commission: its tiers decided, its slips made, its cost posted; reports. */
#include "kernel/print.h"
#include "modules/commission/commission_own.h"

enum { DETAILS_MAX = 5000 };

static struct anyref itself(rid id) { return (struct anyref){ &commission_month_model, id }; }

/* --- tiers ------------------------------------------------------------------------------------ */

static int tier_of(struct ctx *c, rid rule_id, int64_t base, rate *out)
{
    struct commission_tier_list tiers;

    *out = (rate){ 0 };
    TRY(db_list(c, commission_tier, &tiers, "WHERE rule_id = ? AND retired_at IS NULL", rule_id));
    for (int64_t best = -1, i = 0; i < (int64_t)tiers.n; i++)
        if (tiers.v[i].from_amount.fen <= base && tiers.v[i].from_amount.fen > best) {
            best = tiers.v[i].from_amount.fen;
            *out = tiers.v[i].rate;
        }
    return 0;
}

/* For each person and rule with tiers: the rate that the sum of the month reaches. Added to
 * the people's sums, for rows of a document that is being made are not read back. */
static int tiers_decide(
    struct ctx *c, const struct commission_month *m, struct commission_person_list *people)
{
    struct commission_sum_list sums;

    TRY(db_list(c, commission_sum, &sums, "SELECT employee_id, rule_id, 0,"
        " CAST(sum(base) AS BIGINT), CAST(sum(amount) AS BIGINT), 0 FROM commission_line l"
        " WHERE unit_id = ? AND month = ? AND EXISTS (SELECT 1 FROM commission_tier t"
        " WHERE t.rule_id = l.rule_id AND t.retired_at IS NULL) GROUP BY employee_id, rule_id"
        " ORDER BY employee_id, rule_id", m->unit_id, m->month));
    for (size_t i = 0; i < sums.n; i++) {
        const struct commission_sum *s = &sums.v[i];
        struct commission_line line = { .unit_id = m->unit_id, .employee_id = s->employee_id,
            .month = m->month, .day = c->today, .rule_id = s->rule_id, .locked_in_id = m->id };
        rate at;

        TRY(tier_of(c, s->rule_id, s->base, &at));
        line.amount = money_sub(money_rate(FEN(s->base), at), s->amount);
        if (line.amount.fen == 0)
            continue;
        TRY(row_insert(c, commission_line, &line));
        for (size_t k = 0; k < people->n; k++)
            if (people->v[k].employee_id == s->employee_id)
                people->v[k].amount = money_add(people->v[k].amount, line.amount);
    }
    return 0;
}

/* --- locked ----------------------------------------------------------------------------------- */

static int people_of(struct ctx *c, rid unit_id, int64_t month, struct commission_person_list *out)
{
    return db_list(c, commission_person, out, "SELECT employee_id,"
        " CAST(count(DISTINCT repair_order_id) AS BIGINT), CAST(sum(amount) AS BIGINT)"
        " FROM commission_line WHERE unit_id = ? AND month = ? GROUP BY employee_id"
        " ORDER BY employee_id", unit_id, month);
}

static int month_judge(struct ctx *c, const struct commission_month *m)
{
    int64_t locked;

    if (m->month % 100 < 1 || m->month % 100 > 12)
        return refuse_field(c, "month", &COMMISSION_MONTH);
    if (commission_month_of(c->today) <= m->month)
        return refuse(c, &COMMISSION_NOT_OVER, m->month);
    TRY(db_int(c, &locked, "SELECT count(*) FROM commission_month WHERE unit_id = ? AND month = ?"
        " AND state = 'locked'", m->unit_id, m->month));
    return locked == 0 ? 0 : refuse(c, &COMMISSION_LOCKED, m->month);
}

static int month_post(struct ctx *c, const struct commission_month *m)
{
    const struct posting p[] = {
        { ACCOUNT_LABOUR_COST, m->total, FEN(0), 0 }, { ACCOUNT_WAGES, FEN(0), m->total, 0 },
    };

    return ledger_post(c, m->unit_id, p, COUNT(p), itself(m->id),
        str_c(&c->mem, str_format(&c->mem, "计提提成 %lld", (long long)m->month)),
        str_c(&c->mem, str_format(&c->mem, "Commission of %lld", (long long)m->month)));
}

int commission_month_lock(
    struct ctx *c, struct commission_month *m, const struct commission_month_in *in)
{
    struct commission_person_list people;

    m->month = in->month;
    m->label = str_format(&c->mem, "%lld", (long long)in->month);
    m->locked_by_id = c->who->id;
    TRY(month_judge(c, m));
    TRY(people_of(c, m->unit_id, m->month, &people));
    TRY(tiers_decide(c, m, &people));
    if (people.n == 0)
        return refuse(c, &COMMISSION_NOBODY, m->month);
    for (size_t i = 0; i < people.n; i++)
        m->total = money_add(m->total, people.v[i].amount);
    TRY(month_post(c, m));
    for (size_t i = 0; i < people.n; i++) {
        struct commission_slip s = { .unit_id = m->unit_id, .month_id = m->id,
            .employee_id = people.v[i].employee_id, .orders = people.v[i].orders,
            .amount = people.v[i].amount };

        TRY(row_insert(c, commission_slip, &s));
    }
    return 0;
}

/* What the tiers had added is taken back, so that the month can be locked anew. */
int commission_month_unlock(
    struct ctx *c, struct commission_month *m, const struct cash_reason_in *in)
{
    struct commission_line_list tiers;
    int64_t later;

    m->reason = c->reason = in->reason;
    TRY(db_int(c, &later, "SELECT COALESCE(max(month), 0) FROM commission_month WHERE unit_id = ?"
        " AND month > ? AND state = 'locked'", m->unit_id, m->month));
    if (later != 0)
        return refuse(c, &COMMISSION_LATER, later);
    TRY(ledger_reverse(c, itself(m->id), "提成解锁", "Commission unlocked"));
    TRY(db_list(c, commission_line, &tiers, "WHERE unit_id = ? AND month = ? AND locked_in_id = ?"
        " ORDER BY id", m->unit_id, m->month, m->id));
    for (size_t i = 0; i < tiers.n; i++) {
        struct commission_line back = tiers.v[i];

        back.id = 0;
        back.day = c->today;
        back.amount = money_sub(FEN(0), back.amount);
        TRY(row_insert(c, commission_line, &back));
    }
    return 0;
}

/* --- reports ---------------------------------------------------------------------------------- */

int commission_people(
    struct ctx *c, const struct commission_people_in *in, struct commission_person_list *out)
{
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    return people_of(c, store_id, in->month, out);
}

int commission_of_person(
    struct ctx *c, const struct commission_of_person_in *in, struct commission_detail_list *out)
{
    rid store_id, who = in->employee_id != 0 ? in->employee_id : c->who->employee_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    if (who != c->who->employee_id && !who_may(c->who, &duty_incentive_lock, store_id))
        return refuse_field(c, "employee_id", &F_REF);
    TRY(db_list(c, commission_detail, out, "SELECT l.day, COALESCE(o.number, ''),"
        " COALESCE(r.title, ''), k.name, k.principle, l.amount FROM commission_line l"
        " JOIN commission_rule k ON k.id = l.rule_id"
        " LEFT JOIN repair_order o ON o.id = l.repair_order_id"
        " LEFT JOIN ro_line r ON r.id = l.line_id WHERE l.unit_id = ? AND l.month = ?"
        " AND l.employee_id = ? ORDER BY l.id LIMIT 5001", store_id, in->month, who));
    return out->n <= DETAILS_MAX ? 0 : refuse(c, &LEDGER_TOO_LONG, (int)DETAILS_MAX);
}

static const struct print_column sheet_columns[] = {
    { SAY("员工", "Person"), 40, SIDE_LEFT }, { SAY("工单数", "Orders"), 25, SIDE_RIGHT },
    { SAY("提成", "Commission"), 35, SIDE_RIGHT },
};

int commission_sheet(struct ctx *c, const struct commission_month *m, struct print *p)
{
    struct commission_slip_list slips;
    str none = { "", 0 };

    TRY(db_list(c, commission_slip, &slips, "WHERE month_id = ? AND retired_at IS NULL ORDER BY id",
        m->id));
    if (m->state == CM_UNLOCKED)
        p->mark = print_code(p, &commission_month_state_choices, (int)m->state);
    print_fields(p, commission_month, m, "label locked_by_id");
    print_table(p, sheet_columns, COUNT(sheet_columns));
    for (size_t i = 0; i < slips.n; i++)
        print_row(p, print_title(p, employee, slips.v[i].employee_id),
            print_int(p, slips.v[i].orders), print_money(p, slips.v[i].amount));
    print_sum(p, print_say(p, SAY("合计", "Total")), none, print_money(p, m->total));
    print_sign(p, SAY("核定", "Locked by"), SAY("财务", "Accounts"));
    return 0;
}

/* --- verify ----------------------------------------------------------------------------------- */

static int take_month(struct ctx *c, const void *row, void *arg)
{
    const struct commission_check *k = row;

    (void)c;
    verify_fact(arg, k->total.fen == k->slips.fen && k->total.fen == k->lines.fen,
        "commission month %lld: %lld in all, its slips give %lld, its lines %lld",
        (long long)k->id, (long long)k->total.fen, (long long)k->slips.fen,
        (long long)k->lines.fen);
    return 0;
}

int commission_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, commission_check, take_month, v, "/* all rows */ SELECT m.id, m.total,"
        " CAST(COALESCE((SELECT sum(s.amount) FROM commission_slip s WHERE s.month_id = m.id), 0)"
        " AS BIGINT), CAST(COALESCE((SELECT sum(l.amount) FROM commission_line l"
        " WHERE l.unit_id = m.unit_id AND l.month = m.month), 0) AS BIGINT)"
        " FROM commission_month m WHERE m.state = 'locked'");
}
