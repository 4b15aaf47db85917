/* tool.c - tools lent, calibrated, maintained; old parts kept; a batch found again. */
#include "kernel/print.h"
#include "modules/storage/storage.h"

enum { RECALL_MOST = 5000 };

/* --- tools ------------------------------------------------------------------------------------ */

int tool_judge(struct ctx *c, struct tool *now, const struct tool *before)
{
    if (before == NULL)
        now->state = TOOL_THERE;
    if (now->maintain_days == 0)
        now->maintain_on.day = 0;
    else if (before == NULL || before->maintain_days != now->maintain_days)
        now->maintain_on.day = c->today.day + now->maintain_days;
    return 0;
}

static int record(struct ctx *c, const struct tool *t, struct tool_record r)
{
    r.unit_id = t->unit_id;
    r.tool_id = t->id;
    if (r.day.day == 0)
        r.day = c->today;
    return row_insert(c, tool_record, &r);
}

int tool_lend(struct ctx *c, struct tool *t, const struct tool_lend_in *in)
{
    if (in->due_on.day < c->today.day)
        return refuse_field(c, "due_on", &TOOL_DUE_PAST);
    if (t->calibrated && t->calibrated_until.day < c->today.day)
        return refuse(c, &TOOL_UNCALIBRATED, t->name);
    t->holder_id = in->holder_id;
    t->due_on = in->due_on;
    return record(c, t, (struct tool_record){ .event = TOOL_WAS_LENT,
        .employee_id = in->holder_id });
}

int tool_back(struct ctx *c, struct tool *t, const struct tool_back_in *in)
{
    rid holder = t->holder_id;

    t->holder_id = 0;
    t->due_on.day = 0;
    return record(c, t, (struct tool_record){ .event = TOOL_CAME_BACK, .employee_id = holder,
        .note = in->note });
}

int tool_send(struct ctx *c, struct tool *t, const struct stock_reason_in *in)
{
    return record(c, t, (struct tool_record){ .event = TOOL_WAS_SENT, .note = in->reason });
}

int tool_calibrate(struct ctx *c, struct tool *t, const struct tool_calibrate_in *in)
{
    if (in->day.day > c->today.day)
        return refuse_field(c, "day", &STOCK_FUTURE);
    if (in->until.day <= in->day.day)
        return refuse_field(c, "until", &TOOL_UNTIL);
    t->calibrated = true;
    t->calibrated_until = in->until;
    return record(c, t, (struct tool_record){ .event = TOOL_WAS_CALIBRATED, .day = in->day,
        .certificate = in->certificate });
}

int tool_maintain(struct ctx *c, struct tool *t, const struct tool_maintain_in *in)
{
    if (t->maintain_days > 0)
        t->maintain_on.day = c->today.day + t->maintain_days;
    return record(c, t, (struct tool_record){ .event = TOOL_WAS_MAINTAINED, .note = in->note,
        .employee_id = c->who->employee_id });
}

int tool_stop(struct ctx *c, struct tool *t, const struct stock_reason_in *in)
{
    return record(c, t, (struct tool_record){ .event = TOOL_WAS_STOPPED, .note = in->reason });
}

int tool_tag(struct ctx *c, const struct tool *t, struct print *p)
{
    str until = t->calibrated_until.day == 0 ? STR("")
              : str_format(&c->mem, "%s %.*s", c->english ? "calibrated until" : "检定有效至",
                    (int)print_date(p, t->calibrated_until).n,
                    print_date(p, t->calibrated_until).s);

    print_tag(p, t->name, print_title(p, bin, t->bin_id), until, t->code);
    return 0;
}

/* --- old parts -------------------------------------------------------------------------------- */

/* What was taken out is as much as was put in, at most. */
int old_part_keep(struct ctx *c, struct old_part *o, const struct old_part_keep_in *in)
{
    struct repair_order ro;
    int64_t fitted, kept;
    str part = row_title(c, &part_model, in->part_id);

    TRY(row_known(c, &repair_order_model, in->repair_order_id));
    TRY(db_get(c, repair_order, &ro, in->repair_order_id));
    TRY(db_int(c, &fitted, "SELECT CAST(COALESCE(sum(issued), 0) AS BIGINT) FROM ro_line"
        " WHERE repair_order_id = ? AND part_id = ? AND retired_at IS NULL", ro.id, in->part_id));
    TRY(db_int(c, &kept, "SELECT CAST(COALESCE(sum(quantity), 0) AS BIGINT) FROM old_part"
        " WHERE unit_id = ? AND repair_order_id = ? AND part_id = ?", ro.unit_id, ro.id,
        in->part_id));
    if (kept + in->quantity.milli > fitted)
        return refuse_field(c, "quantity", &OLD_PART_TOO_MANY, part, (qty){ fitted - kept });
    if (in->keep_until.day < c->today.day)
        return refuse_field(c, "keep_until", &TOOL_DUE_PAST);
    o->unit_id = ro.unit_id;
    o->repair_order_id = ro.id;
    o->part_id = in->part_id;
    o->quantity = in->quantity;
    o->bin_id = in->bin_id;
    o->keep_until = in->keep_until;
    o->label = str_format(&c->mem, "%.*s · %.*s", (int)ro.number.n, ro.number.s, (int)part.n,
        part.s);
    return 0;
}

static int gone(struct ctx *c, struct old_part *o, const struct stock_reason_in *in)
{
    o->reason = c->reason = in->reason;
    return 0;
}

int old_part_give(struct ctx *c, struct old_part *o, const struct stock_reason_in *in)
{
    return gone(c, o, in);
}

int old_part_send(struct ctx *c, struct old_part *o, const struct stock_reason_in *in)
{
    return gone(c, o, in);
}

int old_part_dispose(struct ctx *c, struct old_part *o, const struct stock_reason_in *in)
{
    return gone(c, o, in);
}

int old_part_tag(struct ctx *c, const struct old_part *o, struct print *p)
{
    str number = print_title(p, repair_order, o->repair_order_id);

    (void)c;
    print_tag(p, print_title(p, part, o->part_id), print_title(p, bin, o->bin_id),
        print_date(p, o->keep_until), number);
    return 0;
}

/* --- recall ----------------------------------------------------------------------------------- */

int batch_recall(struct ctx *c, const struct batch_recall_in *in, struct batch_recall_row_list *out)
{
    struct batch_recall_row_list all;

    TRY(db_list(c, batch_recall_row, &all, "/* all rows */ SELECT x.store_id, x.bin_id,"
        " x.quantity, x.order_id,"
        " r.vehicle_id, r.party_id FROM (SELECT unit_id AS store_id, bin_id AS bin_id,"
        " on_hand AS quantity, CAST(NULL AS BIGINT) AS order_id FROM stock_lot"
        " WHERE batch_id = ? AND on_hand > 0 UNION ALL"
        " SELECT unit_id, CAST(NULL AS BIGINT), CAST(-sum(quantity) AS BIGINT), source_id"
        " FROM stock_lot_move WHERE batch_id = ? AND source_entity = 'repair_order'"
        " GROUP BY unit_id, source_id HAVING sum(quantity) < 0) x"
        " LEFT JOIN repair_order r ON r.id = x.order_id"
        " ORDER BY x.store_id, CASE WHEN x.order_id IS NULL THEN 0 ELSE 1 END, x.order_id, x.bin_id"
        " LIMIT 5001", in->batch_id, in->batch_id));
    if (all.n > RECALL_MOST)
        return refuse(c, &STOCK_TOO_MANY, (int)RECALL_MOST);
    out->v = all.v;
    for (size_t i = 0; i < all.n; i++)
        if (who_reads(c->who, all.v[i].store_id))
            out->v[out->n++] = all.v[i];
    return 0;
}
