/* supplier.c - who may be ordered from, at which prices, and how well it went (PRT-03). */
#include "modules/supply/supply_own.h"

enum { PASS_A = 90, PASS_B = 75, PASS_C = 60 };

int supplier_judge(struct ctx *c, struct supplier *now, const struct supplier *before)
{
    return (void)c, (void)now, (void)before, 0;
}

int supplier_propose(struct ctx *c, struct supplier *s, const struct supplier_propose_in *in)
{
    struct party party;
    rid there, party_id = in->party_id;

    TRY(party_living(c, &party_id));
    TRY(db_get(c, party, &party, party_id));
    if (party.kind != PARTY_SUPPLIER)
        return refuse_field(c, "party_id", &SUPPLIER_KIND, party.name);
    TRY(db_int(c, &there, "SELECT id FROM supplier WHERE party_id = ?", party_id));
    if (there != 0)
        return refuse(c, &SUPPLIER_THERE, party.name);
    s->name = party.name;
    s->party_id = party_id;
    s->range = in->range;
    s->lead_days = in->lead_days;
    s->terms_days = in->terms_days;
    s->licence_number = in->licence_number;
    s->licence = in->licence;
    s->proposed_by_id = c->who->employee_id;
    return 0;
}

/* Two people at least: who proposed it does not let it through, whatever the rules of approval. */
int supplier_by_another(struct ctx *c, const struct supplier *s)
{
    return c->who->employee_id != 0 && c->who->employee_id == s->proposed_by_id
        ? refuse(c, &SUPPLIER_OWN) : 0;
}

int supplier_hand_in(struct ctx *c, struct supplier *s, const struct no_input *none)
{
    bool waits;

    (void)none;
    if (s->licence_number.n == 0)
        return refuse(c, &SUPPLIER_LICENCE);
    TRY(approval_ask(c, &matter_supplier, s->id, c->who->unit_id, s->name, FEN(0), &waits));
    s->state = waits ? SUPPLIER_ASKED : SUPPLIER_APPROVED;
    return 0;
}

int supplier_granted(struct ctx *c, struct supplier *s, const struct no_input *none)
{
    return (void)c, (void)s, (void)none, 0;
}

int supplier_returned(struct ctx *c, struct supplier *s, const struct no_input *none)
{
    (void)none;
    s->reason = c->reason;
    return 0;
}

int supplier_suspend(struct ctx *c, struct supplier *s, const struct supply_reason_in *in)
{
    s->reason = c->reason = in->reason;
    return 0;
}

int supplier_good(struct ctx *c, rid supplier_id, struct supplier *s)
{
    TRY(db_get(c, supplier, s, supplier_id));
    return s->state == SUPPLIER_APPROVED
        ? 0 : refuse_field(c, "supplier_id", &SUPPLIER_NOT_GOOD, s->name);
}

int supplier_price_judge(
    struct ctx *c, struct supplier_price *now, const struct supplier_price *before)
{
    str supplier = row_title(c, &supplier_model, now->supplier_id);
    str part = row_title(c, &part_model, now->part_id);

    (void)before;
    if (now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day)
        return refuse_field(c, "valid_to", &SUPPLY_DAYS);
    now->label = utf8_cut(str_format(&c->mem, "%.*s %.*s", (int)supplier.n, supplier.s,
        (int)part.n, part.s), 100);
    return 0;
}

/* --- how well it went ------------------------------------------------------------------------- */

/* A hundredth of the whole, 100 where there was nothing to judge. */
static int64_t share(int64_t part, int64_t whole) { return whole > 0 ? part * 100 / whole : 100; }

/* Delivery: of the orders due in the period those that were whole in time. Quality: of what came,
 * what was neither rejected nor sent back for its quality. */
static int measure(struct ctx *c, const struct supplier *s, struct supplier_evaluation *e)
{
    int64_t due, in_time, received, rejected, returned;

    TRY(db_int(c, &due, "SELECT count(*) FROM purchase_order WHERE supplier_id = ?"
        " AND expected_on >= ? AND expected_on <= ? AND state IN ('placed', 'part', 'received', 'closed')",
        s->id, e->day_from, e->day_to));
    TRY(db_int(c, &in_time, "SELECT count(*) FROM purchase_order WHERE supplier_id = ?"
        " AND expected_on >= ? AND expected_on <= ? AND state = 'received'"
        " AND whole_at < (expected_on + 1) * 86400000 - 28800000", s->id, e->day_from, e->day_to));
    TRY(db_int(c, &received, "SELECT CAST(COALESCE(sum(l.received), 0) AS BIGINT)"
        " FROM purchase_order o JOIN purchase_order_line l ON l.order_id = o.id"
        " WHERE o.supplier_id = ? AND o.expected_on >= ? AND o.expected_on <= ?", s->id, e->day_from,
        e->day_to));
    TRY(db_int(c, &rejected, "SELECT CAST(COALESCE(sum(l.rejected), 0) AS BIGINT)"
        " FROM purchase_order o JOIN purchase_order_line l ON l.order_id = o.id"
        " WHERE o.supplier_id = ? AND o.expected_on >= ? AND o.expected_on <= ?", s->id, e->day_from,
        e->day_to));
    TRY(db_int(c, &returned, "SELECT CAST(COALESCE(sum(l.quantity), 0) AS BIGINT)"
        " FROM purchase_return r JOIN purchase_return_line l ON l.return_id = r.id"
        " JOIN purchase_order o ON o.id = r.order_id"
        " WHERE o.supplier_id = ? AND o.expected_on >= ? AND o.expected_on <= ?"
        " AND r.state = 'sent' AND r.cause = 'quality'", s->id, e->day_from, e->day_to));
    e->delivery = share(in_time, due);
    e->quality = share(received - returned, received + rejected);
    return 0;
}

static enum supplier_grade grade_of(int64_t score)
{
    return score >= PASS_A ? GRADE_A
         : score >= PASS_B ? GRADE_B
         : score >= PASS_C ? GRADE_C : GRADE_D;
}

/* Delivery and quality count three tenths each, price and service two: our weights. */
int supplier_evaluate(struct ctx *c, struct supplier *s, const struct supplier_evaluate_in *in)
{
    struct supplier_evaluation e = { .supplier_id = s->id, .day_from = in->day_from,
        .day_to = in->day_to, .price = in->price, .service = in->service, .note = in->note };

    if (in->day_to.day < in->day_from.day)
        return refuse_field(c, "day_to", &SUPPLY_DAYS);
    TRY(measure(c, s, &e));
    e.score = (e.delivery * 3 + e.quality * 3 + e.price * 2 + e.service * 2) / 10;
    e.grade = grade_of(e.score);
    if (e.grade > GRADE_B && in->note.n == 0)
        return refuse_field(c, "note", &SUPPLIER_NOTE);
    e.label = s->name;
    s->grade = e.grade;
    s->state = e.grade == GRADE_D ? SUPPLIER_SUSPENDED : SUPPLIER_APPROVED;
    return row_insert(c, supplier_evaluation, &e);
}

int supplier_scores(
    struct ctx *c, const struct supplier_scores_in *in, struct supplier_scores_row_list *out)
{
    date to = in->day_to.day != 0 ? in->day_to : c->today, from = in->day_from;
    int year, month, day;

    if (from.day == 0) {
        date_parts(to, &year, &month, &day);
        from = date_of(year, 1, 1);
    }
    return db_list(c, supplier_scores_row, out, "/* all rows */ SELECT s.id, s.grade,"
        " CAST(COALESCE(x.orders, 0) AS BIGINT), CAST(COALESCE(x.amount, 0) AS BIGINT),"
        " CAST(COALESCE(x.due, 0) AS BIGINT), CAST(COALESCE(x.in_time, 0) AS BIGINT),"
        " CAST(COALESCE(y.received, 0) AS BIGINT), CAST(COALESCE(y.rejected, 0) AS BIGINT),"
        " CAST(COALESCE(y.returned, 0) AS BIGINT)"
        " FROM supplier s LEFT JOIN (SELECT supplier_id, count(*) AS orders, sum(total) AS amount,"
        " sum(CASE WHEN expected_on <= ? THEN 1 ELSE 0 END) AS due,"
        " sum(CASE WHEN state = 'received' AND whole_at < (expected_on + 1) * 86400000 - 28800000"
        " THEN 1 ELSE 0 END) AS in_time FROM purchase_order WHERE expected_on >= ? AND expected_on <= ?"
        " AND state IN ('placed', 'part', 'received', 'closed') GROUP BY supplier_id) x ON x.supplier_id = s.id"
        " LEFT JOIN (SELECT o.supplier_id, sum(l.received) AS received, sum(l.rejected) AS rejected,"
        " sum(l.returned) AS returned FROM purchase_order o JOIN purchase_order_line l ON l.order_id = o.id"
        " WHERE o.expected_on >= ? AND o.expected_on <= ? GROUP BY o.supplier_id) y ON y.supplier_id = s.id"
        " WHERE s.retired_at IS NULL ORDER BY s.id LIMIT 2000", c->today, from, to, from, to);
}
