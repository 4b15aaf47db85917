/* member_report.c - what is owed on cards, what was used elsewhere, and both checked. */
#include "modules/member/member.h"

int card_liability(
    struct ctx *c, const struct card_liability_in *in, struct card_liability_row_list *out)
{
    rid company_id;

    TRY(ledger_company(c, in->company_id, &company_id));
    TRY(db_list(c, card_liability_row, out, "SELECT x.unit_id, CAST(sum(x.cards) AS BIGINT),"
        " CAST(sum(x.principal) AS BIGINT), CAST(sum(x.gift) AS BIGINT),"
        " CAST(sum(x.counts) AS BIGINT), CAST(sum(x.worth) AS BIGINT), 0 FROM"
        " (SELECT unit_id, 1 AS cards, principal, gift, 0 AS counts, 0 AS worth FROM member_card"
        " WHERE company_id = ? AND principal + gift > 0 UNION ALL"
        " SELECT k.unit_id, 0, 0, 0, CASE WHEN i.seq = 1 THEN 1 ELSE 0 END, i.value_left"
        " FROM count_card k JOIN count_item i ON i.card_id = k.id"
        " WHERE k.company_id = ? AND k.state = 'good') x /* all rows */ GROUP BY x.unit_id ORDER BY x.unit_id",
        company_id, company_id));
    for (size_t i = 0; i < out->n; i++)
        out->v[i].owed = money_add(out->v[i].principal, out->v[i].count_value);
    return 0;
}

int card_clearing(
    struct ctx *c, const struct card_clearing_in *in, struct card_clearing_row_list *out)
{
    struct card_clearing_row_list all;

    TRY(db_list(c, card_clearing_row, &all, "SELECT v.company_id, p.unit_id, count(*),"
        " CAST(sum(p.amount) AS BIGINT) FROM payment p JOIN voucher v"
        " ON v.source_entity = 'payment' AND v.source_id = p.id AND v.reversal_of_id IS NULL"
        " JOIN ledger_entry e ON e.voucher_id = v.id AND e.side = '" ACCOUNT_INTERNAL "'"
        " AND e.credit > 0 WHERE p.day >= ? AND p.day <= ? AND p.state = 'received'"
        " AND p.method IN ('stored_value', 'count_card') /* all rows */"
        " GROUP BY v.company_id, p.unit_id ORDER BY v.company_id, p.unit_id",
        in->day_from, in->day_to));
    out->v = all.v;
    for (size_t i = 0; i < all.n; i++)
        if (who_reads(c->who, all.v[i].unit_id) || who_reads(c->who, all.v[i].issuer_id))
            out->v[out->n++] = all.v[i];
    return 0;
}

/* --- verify ----------------------------------------------------------------------------------- */

static int take_card(struct ctx *c, const void *row, void *arg)
{
    const struct card_check *k = row;

    (void)c;
    verify_fact(arg, k->principal.fen == k->principal_again.fen &&
            k->gift.fen == k->gift_again.fen && k->points == k->points_again,
        "card %lld: holds %lld + %lld and %lld points, its moves give %lld + %lld and %lld",
        (long long)k->id, (long long)k->principal.fen, (long long)k->gift.fen,
        (long long)k->points, (long long)k->principal_again.fen, (long long)k->gift_again.fen,
        (long long)k->points_again);
    return 0;
}

static int take_item(struct ctx *c, const void *row, void *arg)
{
    const struct card_check *k = row;

    (void)c;
    verify_fact(arg, k->principal.fen == k->principal_again.fen && k->points == k->points_again,
        "count item %lld: %lld uses worth %lld left, its moves give %lld worth %lld",
        (long long)k->id, (long long)k->points, (long long)k->principal.fen,
        (long long)k->points_again, (long long)k->principal_again.fen);
    return 0;
}

static int take_owed(struct ctx *c, const void *row, void *arg)
{
    const struct card_check *k = row;

    (void)c;
    verify_fact(arg, k->principal.fen == k->principal_again.fen,
        "company %lld: cards hold %lld, the ledger owes %lld", (long long)k->id,
        (long long)k->principal.fen, (long long)k->principal_again.fen);
    return 0;
}

int member_verify(struct ctx *c, struct verify *v)
{
    money between;

    TRY(db_each(c, card_check, take_card, v, "/* all rows */ SELECT k.id, k.principal, k.gift,"
        " k.points, CAST(COALESCE(sum(m.principal), 0) AS BIGINT),"
        " CAST(COALESCE(sum(m.gift), 0) AS BIGINT), CAST(COALESCE(sum(m.points), 0) AS BIGINT)"
        " FROM member_card k LEFT JOIN member_move m ON m.card_id = k.id"
        " GROUP BY k.id, k.principal, k.gift, k.points"));
    TRY(db_each(c, card_check, take_item, v, "/* all rows */ SELECT k.id, k.value_left,"
        " 0, k.uses_left,"
        " CAST(COALESCE(sum(m.value), 0) AS BIGINT), 0, CAST(COALESCE(sum(m.times), 0) AS BIGINT)"
        " FROM count_item k LEFT JOIN count_move m ON m.item_id = k.id"
        " GROUP BY k.id, k.value_left, k.uses_left"));
    TRY(db_each(c, card_check, take_owed, v, "/* all rows */ SELECT x.company_id,"
        " CAST(sum(x.held) AS BIGINT), 0, 0, CAST(sum(x.booked) AS BIGINT), 0, 0 FROM"
        " (SELECT company_id, principal AS held, 0 AS booked FROM member_card UNION ALL"
        " SELECT k.company_id, i.value_left, 0 FROM count_card k"
        " JOIN count_item i ON i.card_id = k.id UNION ALL SELECT company_id, 0, credit - debit"
        " FROM ledger_entry WHERE side = '" ACCOUNT_PREPAID "') x"
        " GROUP BY x.company_id"));
    TRY(db_int(c, &between.fen, "/* all rows */ SELECT CAST(COALESCE(sum(debit - credit), 0)"
        " AS BIGINT) FROM ledger_entry WHERE side = '" ACCOUNT_INTERNAL "'"));
    verify_fact(v, between.fen == 0, "companies owe each other %lld in all, not nil",
        (long long)between.fen);
    return 0;
}
