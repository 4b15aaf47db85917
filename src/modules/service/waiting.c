/* waiting.c - a part that the store has not: asked for, expected, set aside when it is there. */
#include "modules/service/waiting.h"

static struct anyref line_ref(const struct ro_line *l)
{
    return (struct anyref){ &ro_line_model, l->id };
}

int part_ask(struct ctx *c, const struct repair_order *ro, const struct ro_line *l, qty missing)
{
    struct purchase_request_ask_in in = { l->part_id, missing, order_ref(ro), line_ref(l) };

    return command_make(c, purchase_request_ask, &in, NULL);
}

/* What is ordered comes to the store all the same. */
int part_unasked(struct ctx *c, const struct repair_order *ro, rid line_id, str why)
{
    struct stock_reason_in in = { why };
    struct purchase_request_list asked;

    TRY(db_list(c, purchase_request, &asked, "WHERE source_entity = 'repair_order'"
        " AND source_id = ? AND state = 'asked' AND retired_at IS NULL ORDER BY id", ro->id));
    for (size_t i = 0; i < asked.n; i++)
        if (line_id == 0 || asked.v[i].line.id == line_id)
            TRY(command_call(c, purchase_request_cancel, asked.v[i].id, &in));
    return 0;
}

/* --- expected --------------------------------------------------------------------------------- */

/* The order of a request, held; *ro stays NULL when it needs nothing any more. */
static int order_of(struct ctx *c, const struct purchase_request *r, struct repair_order_list *held)
{
    held->n = 0;
    if (r->source.on != &repair_order_model)
        return 0;
    TRY(db_hold(c, repair_order, held, "WHERE id = ?", r->source.id));
    if (held->n > 0 && held->v[0].business != RO_IN_WORK)
        held->n = 0;
    return 0;
}

/* The part comes first, then the work: no promise before that holds. */
int service_on_expected(struct ctx *c, const struct happening *h)
{
    struct repair_order_promise_in in = { 0 };
    struct repair_order_list held;
    struct purchase_request r;
    int64_t hours, spare;

    TRY(db_get(c, purchase_request, &r, h->id));
    TRY(order_of(c, &r, &held));
    if (held.n == 0 || r.state != PURCHASE_ORDERED)
        return 0;
    TRY(db_int(c, &hours, "SELECT CAST(COALESCE(sum(quantity), 0) AS BIGINT) FROM ro_line WHERE repair_order_id = ?"
        " AND kind = 'labour' AND approval = 'approved' AND retired_at IS NULL", held.v[0].id));
    TRY(setting_int(c, &setting_promise_spare_minutes, held.v[0].unit_id, &spare));
    in.promised_at.ms = r.expected_at.ms + hours * 3600 + spare * 60000;
    if (in.promised_at.ms <= held.v[0].promised_at.ms || in.promised_at.ms <= c->now.ms)
        return 0;
    in.reason = utf8_cut(str_format(&c->mem, c->english ? "waiting for %.*s" : "等配件：%.*s",
        (int)r.title.n, r.title.s), 200);
    return command_call(c, repair_order_promise, held.v[0].id, &in);
}

/* --- arrived ---------------------------------------------------------------------------------- */

/* As much as the line needs is free now: it is set aside, and no longer missing. */
int repair_order_arrived(
    struct ctx *c, struct repair_order *ro, const struct repair_order_arrived_in *in)
{
    struct ro_line before, now;
    struct ro_line_list lines;
    struct stock_balance b;
    qty owed;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    owed = (qty){ line_outstanding(&before) };
    if (!before.short_ || owed.milli <= 0)
        return 0;
    TRY(stock_of(c, ro->unit_id, before.part_id, &b));
    if (stock_free(&b).milli < owed.milli)
        return 0;
    TRY(stock_reserve(c, ro->unit_id, before.part_id, owed, order_ref(ro)));
    now = before;
    now.short_ = false;
    TRY(row_update(c, ro_line, &now, &before));
    TRY(order_lines(c, ro->id, &lines));
    ro->parts = order_parts(&lines);
    return 0;
}

int service_on_arrived(struct ctx *c, const struct happening *h)
{
    struct repair_order_arrived_in in;
    struct repair_order_list held;
    struct purchase_request r;
    int64_t living;

    TRY(db_get(c, purchase_request, &r, h->id));
    TRY(order_of(c, &r, &held));
    if (held.n == 0)
        return 0;
    in.line_id = r.line.id;
    TRY(db_int(c, &living, "SELECT count(*) FROM ro_line WHERE id = ? AND retired_at IS NULL", in.line_id));
    return living == 0 ? 0 : command_call(c, repair_order_arrived, held.v[0].id, &in);
}
