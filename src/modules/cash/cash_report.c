/* cash_report.c - the cashier's day, and what is owed checked against the ledger. */
#include "modules/cash/cash.h"

/* A payment counts on its day, its reversal on the day it was reversed: a day that was handed over
 * is not changed afterwards. */
int cashier_day(struct ctx *c, const struct cashier_day_in *in, struct cashier_day_row_list *out)
{
    date day = in->day.day != 0 ? in->day : c->today;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    /* all rows of x, which are those of the day */
    TRY(db_list(c, cashier_day_row, out, "SELECT method,"
        " CAST(sum(CASE WHEN day = ? THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN day = ? THEN amount ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN reversed_day = ? THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN reversed_day = ? THEN amount ELSE 0 END) AS BIGINT), 0 FROM"
        " (SELECT method, amount, day, reversed_day FROM payment WHERE ((unit_id = ? AND day = ?)"
        " OR (unit_id = ? AND reversed_day = ?)) AND method NOT IN ('deposit', 'overpaid')"
        " UNION ALL SELECT method, abs(amount), CASE WHEN amount > 0 THEN day ELSE reversed_day END,"
        " CASE WHEN amount > 0 THEN reversed_day ELSE day END FROM held_move"
        " WHERE (unit_id = ? AND day = ?) OR (unit_id = ? AND reversed_day = ?)) x"
        " /* all rows */ GROUP BY method ORDER BY method", day, day, day, day, store_id, day, store_id, day, store_id,
        day, store_id, day));
    for (size_t i = 0; i < out->n; i++)
        out->v[i].net = money_sub(out->v[i].received, out->v[i].reversed);
    return 0;
}

/* --- verify ---------------------------------------------------------------------------------- */

static bool state_fits(const struct cash_check *k)
{
    switch (k->state) {
    case SETTLEMENT_OPEN:      return k->paid.fen == 0 && k->total.fen > 0;
    case SETTLEMENT_PART_PAID: return k->paid.fen > 0 && k->paid.fen < k->total.fen;
    case SETTLEMENT_PAID:      return k->paid.fen == k->total.fen;
    case SETTLEMENT_ON_CREDIT: return k->paid.fen >= 0 && k->paid.fen < k->total.fen;
    case SETTLEMENT_REVERSED:  return k->paid.fen == 0;
    default:                   return false;
    }
}

static int take_settlement(struct ctx *c, const void *row, void *arg)
{
    const struct cash_check *k = row;

    (void)c;
    verify_fact(arg, k->paid.fen == k->paid_again.fen,
        "settlement %lld: paid %lld, its payments give %lld", (long long)k->settlement_id,
        (long long)k->paid.fen, (long long)k->paid_again.fen);
    verify_fact(arg, state_fits(k), "settlement %lld: %s with %lld paid of %lld",
        (long long)k->settlement_id, settlement_state_choices.v[k->state].code,
        (long long)k->paid.fen, (long long)k->total.fen);
    return 0;
}

static int take_receivable(struct ctx *c, const void *row, void *arg)
{
    const struct receivable_check *k = row;

    (void)c;
    verify_fact(arg, k->open.fen == k->booked.fen,
        "party %lld in store %lld: settlements leave %lld open, the ledger has %lld receivable",
        (long long)k->party_id, (long long)k->store_id, (long long)k->open.fen,
        (long long)k->booked.fen);
    return 0;
}

static int take_shift(struct ctx *c, const void *row, void *arg)
{
    const struct shift_check *k = row;

    (void)c;
    verify_fact(arg, k->expected.fen == k->expected_again.fen,
        "shift %lld: closed with %lld expected, its payments give %lld", (long long)k->shift_id,
        (long long)k->expected.fen, (long long)k->expected_again.fen);
    return 0;
}

int cash_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, shift_check, take_shift, v,
        "/* all rows */ SELECT s.id, s.expected, CAST(s.opening_float + COALESCE((SELECT sum(p.amount)"
        " FROM payment p WHERE p.shift_id = s.id), 0) - COALESCE((SELECT sum(p.amount) FROM payment p"
        " WHERE p.reversed_shift_id = s.id), 0) + COALESCE((SELECT sum(h.amount) FROM held_move h"
        " WHERE h.shift_id = s.id), 0) - COALESCE((SELECT sum(h.amount) FROM held_move h"
        " WHERE h.reversed_shift_id = s.id), 0) AS BIGINT) FROM cash_shift s WHERE s.state = 'closed'"));
    TRY(db_each(c, cash_check, take_settlement, v,
        "/* all rows */ SELECT s.id, s.paid, s.total, s.state,"
        " CAST(COALESCE(sum(CASE WHEN p.state = 'received' THEN p.amount ELSE 0 END), 0) AS BIGINT)"
        " FROM settlement s LEFT JOIN payment p ON p.settlement_id = s.id"
        " GROUP BY s.id, s.paid, s.total, s.state"));
    return db_each(c, receivable_check, take_receivable, v,
        "/* all rows */ SELECT x.unit_id, x.party_id,"
        " CAST(sum(x.due) AS BIGINT), CAST(sum(x.booked) AS BIGINT) FROM"
        " (SELECT unit_id, party_id, total - paid AS due, 0 AS booked FROM settlement"
        " WHERE state <> 'reversed' UNION ALL"
        " SELECT unit_id, COALESCE(party_id, 0), 0, debit - credit FROM ledger_entry"
        " WHERE side = ?) x GROUP BY x.unit_id, x.party_id",
        str_of(ACCOUNT_RECEIVABLE));
}
