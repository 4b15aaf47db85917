/* accident_report.c - what is open, how insurers pay, and both checked. */
#include "modules/accident/accident_own.h"

int accident_open(
    struct ctx *c, const struct accident_open_in *in, struct accident_open_row_list *out)
{
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    return db_list(c, accident_open_row, out, "SELECT state, count(*), CAST(max(? - reported_on) AS BIGINT),"
        " CAST(sum(? - reported_on) / count(*) AS BIGINT), CAST(sum(asked) AS BIGINT),"
        " CAST(sum(agreed) AS BIGINT), CAST(sum(due - paid - written_off - charged) AS BIGINT)"
        " FROM accident_case WHERE unit_id = ? AND state IN ('reported', 'surveyed', 'assessing',"
        " 'repair', 'supplement', 'completed', 'claimed') GROUP BY state ORDER BY state",
        c->today, c->today, store);
}

int accident_insurers(
    struct ctx *c, const struct accident_insurers_in *in, struct accident_insurer_row_list *out)
{
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    return db_list(c, accident_insurer_row, out, "SELECT insurer_id, count(*),"
        " CAST(sum(CASE WHEN state = 'closed' THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(asked) AS BIGINT),"
        " CAST(sum(agreed) AS BIGINT), CAST(sum(due) AS BIGINT), CAST(sum(paid) AS BIGINT),"
        " CAST(sum(written_off) AS BIGINT), CAST(COALESCE(sum(CASE WHEN state = 'closed' THEN"
        " closed_on - reported_on END) / NULLIF(sum(CASE WHEN state = 'closed' THEN 1 ELSE 0 END), 0), 0)"
        " AS BIGINT) FROM accident_case WHERE unit_id = ? AND reported_on >= ? AND reported_on <= ?"
        " AND state <> 'withdrawn' GROUP BY insurer_id ORDER BY insurer_id",
        store, in->day_from, in->day_to);
}

/* --- verify ----------------------------------------------------------------------------------- */

static int check_case(struct ctx *c, const void *row, void *arg)
{
    const struct accident_check *k = row;

    (void)c;
    verify_fact(arg, k->total.fen == k->shares.fen,
        "accident case %lld: its order is %lld, its payers and what was written off give %lld",
        (long long)k->case_id, (long long)k->total.fen, (long long)k->shares.fen);
    verify_fact(arg, k->due.fen == k->insurer.fen && k->paid.fen == k->paid_again.fen,
        "accident case %lld: %lld due and %lld paid, the insurer's settlement has %lld and %lld",
        (long long)k->case_id, (long long)k->due.fen, (long long)k->paid.fen,
        (long long)k->insurer.fen, (long long)k->paid_again.fen);
    return 0;
}

static int check_loss(struct ctx *c, const void *row, void *arg)
{
    const struct loss_check *k = row;

    (void)c;
    verify_fact(arg, k->asked.fen == k->asked_again.fen && k->agreed.fen == k->agreed_again.fen,
        "assessment %lld: %lld asked and %lld agreed, its lines give %lld and %lld",
        (long long)k->loss_id, (long long)k->asked.fen, (long long)k->agreed.fen,
        (long long)k->asked_again.fen, (long long)k->agreed_again.fen);
    return 0;
}

/* What an open case was paid is known when its reaction ran; here it must have run. */
int accident_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, accident_check, check_case, v, "SELECT a.id, o.total,"
        " CAST(a.written_off + COALESCE((SELECT sum(s.total) FROM settlement s WHERE"
        " s.source_entity = 'repair_order' AND s.source_id = o.id AND s.state <> 'reversed'), 0) AS BIGINT),"
        " a.due, CAST(COALESCE((SELECT s.total + s.allowed FROM settlement s WHERE s.id = a.settlement_id), 0)"
        " AS BIGINT), a.paid, CAST(COALESCE((SELECT s.paid FROM settlement s WHERE s.id = a.settlement_id), 0)"
        " AS BIGINT) FROM accident_case a JOIN repair_order o ON o.id = a.repair_order_id"
        " WHERE a.state IN ('completed', 'claimed', 'closed') /* all rows */ ORDER BY a.id"));
    return db_each(c, loss_check, check_loss, v, "SELECT l.id, l.asked,"
        " CAST(COALESCE((SELECT sum(x.asked) FROM loss_line x WHERE x.assessment_id = l.id"
        " AND x.retired_at IS NULL AND x.kind <> 'salvage'), 0) AS BIGINT), l.agreed,"
        " CAST(COALESCE((SELECT sum(x.agreed) FROM loss_line x WHERE x.assessment_id = l.id"
        " AND x.retired_at IS NULL AND x.kind <> 'salvage' AND COALESCE(x.decision, '') <> 'drop'), 0)"
        " AS BIGINT) FROM loss_assessment l /* all rows */ ORDER BY l.id");
}
