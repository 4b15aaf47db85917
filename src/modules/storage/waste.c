/* waste.c - hazardous waste: what arose, what was handed over, what lies there. */
#include "kernel/print.h"
#include "modules/storage/storage.h"

int waste_kind_judge(struct ctx *c, struct waste_kind *now, const struct waste_kind *before)
{
    (void)before;
    return now->code.n >= 5 ? 0 : refuse_field(c, "code", &WASTE_CODE);
}

int waste_rule_judge(struct ctx *c, struct waste_rule *now, const struct waste_rule *before)
{
    str part = row_title(c, &part_model, now->part_id);
    str kind = row_title(c, &waste_kind_model, now->kind_id);

    (void)before;
    now->label = str_format(&c->mem, "%.*s → %.*s", (int)part.n, part.s, (int)kind.n, kind.s);
    return 0;
}

/* --- the weight in store ---------------------------------------------------------------------- */

static int balance_add(struct ctx *c, rid unit_id, rid kind_id, qty kg)
{
    return db_exec(c, "INSERT INTO waste_balance(unit_id, kind_id, kg) VALUES (?, ?, ?)"
        " ON CONFLICT (unit_id, kind_id) DO UPDATE SET kg = waste_balance.kg + excluded.kg",
        unit_id, kind_id, kg);
}

static int balance_take(struct ctx *c, rid unit_id, rid kind_id, qty kg)
{
    int64_t changed, there;

    TRY(db_try(c, &changed, "UPDATE waste_balance SET kg = kg - ?"
        " WHERE unit_id = ? AND kind_id = ? AND kg >= ?", kg, unit_id, kind_id, kg));
    if (changed == 1)
        return 0;
    TRY(db_int(c, &there, "SELECT kg FROM waste_balance WHERE unit_id = ? AND kind_id = ?", unit_id,
        kind_id));
    return refuse(c, &WASTE_SHORT, row_title(c, &waste_kind_model, kind_id), (qty){ there }, kg);
}

/* --- what arose ------------------------------------------------------------------------------- */

int waste_store(struct ctx *c, struct waste_entry *e, const struct waste_store_in *in)
{
    e->kind_id = in->kind_id;
    e->kg = in->kg;
    e->arose_on = in->arose_on.day != 0 ? in->arose_on : c->today;
    e->container = in->container;
    e->place = in->place;
    e->stored_by_id = c->who->employee_id;
    if (e->arose_on.day > c->today.day)
        return refuse_field(c, "arose_on", &STOCK_FUTURE);
    TRY(balance_add(c, e->unit_id, e->kind_id, e->kg));
    return number_next(c, &series_waste_entry, e->unit_id, &e->number);
}

int waste_right(struct ctx *c, const struct waste_entry *e)
{
    return e->wrong ? refuse(c, &WASTE_STRUCK) : 0;
}

int waste_correct(struct ctx *c, struct waste_entry *e, const struct stock_reason_in *in)
{
    e->wrong = true;
    e->reason = c->reason = in->reason;
    return balance_take(c, e->unit_id, e->kind_id, e->kg);
}

/* --- handed over ------------------------------------------------------------------------------ */

int waste_transfer_open(
    struct ctx *c, struct waste_transfer *t, const struct waste_transfer_open_in *in)
{
    t->kind_id = in->kind_id;
    t->kg = in->kg;
    t->receiver_id = in->receiver_id;
    t->licence = in->licence;
    t->carrier = in->carrier;
    t->disposal = in->disposal;
    TRY(party_living(c, &t->receiver_id));
    return number_next(c, &series_waste_transfer, t->unit_id, &t->number);
}

int waste_transfer_hand_over(
    struct ctx *c, struct waste_transfer *t, const struct waste_transfer_hand_over_in *in)
{
    t->manifest = in->manifest;
    t->gone_at = c->now;
    t->handed_by_id = c->who->employee_id;
    return balance_take(c, t->unit_id, t->kind_id, t->kg);
}

int waste_transfer_confirm(
    struct ctx *c, struct waste_transfer *t, const struct waste_transfer_confirm_in *in)
{
    if (in->disposed_on.day > c->today.day)
        return refuse_field(c, "disposed_on", &STOCK_FUTURE);
    if (in->disposed_on.day < date_at(t->gone_at, ZONE_S).day)
        return refuse_field(c, "disposed_on", &WASTE_BEFORE);
    t->disposed_on = in->disposed_on;
    return 0;
}

int waste_transfer_cancel(
    struct ctx *c, struct waste_transfer *t, const struct stock_reason_in *in)
{
    t->reason = c->reason = in->reason;
    return 0;
}

/* --- papers ----------------------------------------------------------------------------------- */

int waste_tag(struct ctx *c, const struct waste_entry *e, struct print *p)
{
    struct waste_kind kind;
    str line;

    TRY(db_get(c, waste_kind, &kind, e->kind_id));
    line = str_format(&c->mem, "%.*s %.*s %.*s kg", (int)kind.category.n, kind.category.s,
        (int)kind.code.n, kind.code.s, (int)print_qty(p, e->kg).n, print_qty(p, e->kg).s);
    print_tag(p, kind.name, line, print_date(p, e->arose_on), e->number);
    return 0;
}

int waste_transfer_sheet(struct ctx *c, const struct waste_transfer *t, struct print *p)
{
    (void)c;
    if (t->state == WASTE_CANCELLED)
        p->mark = print_code(p, &waste_transfer_state_choices, t->state);
    print_fields(p, waste_transfer, t, "manifest kind_id kg receiver_id licence carrier disposal"
        " state gone_at handed_by_id disposed_on");
    print_bars(p, t->number);
    print_sign(p, SAY("移出人", "Handed over by"), SAY("运输人", "Carrier"), SAY("接收人", "Receiver"));
    return 0;
}

/* --- expected and real ------------------------------------------------------------------------ */

int waste_expected(
    struct ctx *c, const struct waste_expected_in *in, struct waste_expected_row_list *out)
{
    when from = when_at(in->day_from, 0, ZONE_S);
    when to = when_at((date){ in->day_to.day + 1 }, 0, ZONE_S);
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(db_list(c, waste_expected_row, out, "SELECT k.id,"
        " CAST(COALESCE((SELECT sum(CASE WHEN m.place_to = 'job' THEN m.quantity ELSE -m.quantity END"
        " * r.kg / 1000) FROM waste_rule r JOIN stock_move m ON m.part_id = r.part_id"
        " WHERE r.kind_id = k.id AND r.retired_at IS NULL AND m.unit_id = ? AND m.happened_on >= ?"
        " AND m.happened_on <= ? AND (m.place_to = 'job' OR m.place_from = 'job')), 0) AS BIGINT),"
        " CAST(COALESCE((SELECT sum(e.kg) FROM waste_entry e WHERE e.kind_id = k.id AND e.unit_id = ?"
        " AND e.arose_on >= ? AND e.arose_on <= ? AND e.wrong = 0), 0) AS BIGINT), 0,"
        " CAST(COALESCE((SELECT sum(t.kg) FROM waste_transfer t WHERE t.kind_id = k.id"
        " AND t.unit_id = ? AND t.gone_at >= ? AND t.gone_at < ?), 0) AS BIGINT),"
        " COALESCE((SELECT b.kg FROM waste_balance b WHERE b.unit_id = ? AND b.kind_id = k.id), 0)"
        " FROM waste_kind k WHERE k.retired_at IS NULL ORDER BY k.code LIMIT 500", store_id,
        in->day_from, in->day_to, store_id, in->day_from, in->day_to, store_id, from, to,
        store_id));
    for (size_t i = 0; i < out->n; i++)
        out->v[i].difference = qty_sub(out->v[i].real, out->v[i].expected);
    return 0;
}

/* --- verify and seed -------------------------------------------------------------------------- */

static int take(struct ctx *c, const void *row, void *arg)
{
    const struct waste_check *k = row;

    (void)c;
    verify_fact(arg, k->kg.milli == k->again.milli,
        "waste %lld in store %lld: %lld in store, its entries and transfers give %lld",
        (long long)k->kind_id, (long long)k->store_id, (long long)k->kg.milli,
        (long long)k->again.milli);
    return 0;
}

int waste_verify(struct ctx *c, struct verify *v)
{
    return db_each(c, waste_check, take, v, "/* all rows */ SELECT x.unit_id, x.kind_id,"
        " CAST(sum(x.kg) AS BIGINT), CAST(sum(x.again) AS BIGINT) FROM"
        " (SELECT unit_id, kind_id, kg, 0 AS again FROM waste_balance UNION ALL"
        " SELECT unit_id, kind_id, 0, kg FROM waste_entry WHERE wrong = 0 UNION ALL"
        " SELECT unit_id, kind_id, 0, -kg FROM waste_transfer WHERE state IN ('gone', 'disposed')) x"
        " GROUP BY x.unit_id, x.kind_id");
}

/* Those of a repair shop, by the national list of hazardous wastes. */
int waste_seed(struct ctx *c)
{
    static const struct { const char *code, *name, *category, *hazard; } kinds[] = {
        { "900-214-08", "废矿物油（废机油等）", "HW08", "毒性、易燃性" },
        { "900-041-49", "沾染废物（油滤、抹布、漆桶）", "HW49", "毒性、感染性" },
        { "900-052-31", "废铅蓄电池", "HW31", "毒性、腐蚀性" },
        { "900-252-12", "废漆渣", "HW12", "毒性、易燃性" },
    };

    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct waste_kind k = { .code = str_of(kinds[i].code), .name = str_of(kinds[i].name),
            .category = str_of(kinds[i].category), .hazard = str_of(kinds[i].hazard) };

        TRY(row_insert(c, waste_kind, &k));
    }
    return 0;
}
