/* lot_report.c - labels of bins and batches, where a batch went, where parts came from, and the
 * lots checked. */
#include "kernel/print.h"
#include "modules/stock/stock_own.h"

enum { TRACE_MAX = 5000 };

int bin_tag(struct ctx *c, const struct bin *bin, struct print *p)
{
    (void)c;
    print_tag(p, bin->code, print_title(p, warehouse, bin->warehouse_id),
        print_title(p, zone, bin->zone_id), bin->code);
    return 0;
}

int part_batch_tag(struct ctx *c, const struct part_batch *b, struct print *p)
{
    str until = b->expires_on.day == 0 ? print_title(p, party, b->supplier_id)
              : str_format(&c->mem, "%s %.*s", c->english ? "until" : "有效期至",
                    (int)print_date(p, b->expires_on).n, print_date(p, b->expires_on).s);

    print_tag(p, print_title(p, part, b->part_id), b->number, until, b->number);
    return 0;
}

int batch_trace(struct ctx *c, const struct batch_trace_in *in, struct batch_trace_row_list *out)
{
    struct batch_trace_row_list all;

    TRY(db_list(c, batch_trace_row, &all, "SELECT created_at, unit_id, bin_id, quantity,"
        " source_entity, source_id FROM stock_lot_move WHERE batch_id = ? ORDER BY id LIMIT 5001",
        in->batch_id));
    if (all.n > TRACE_MAX)
        return refuse(c, &STOCK_TOO_MANY, (int)TRACE_MAX);
    out->v = all.v;
    for (size_t i = 0; i < all.n; i++)
        if (who_reads(c->who, all.v[i].store_id))
            out->v[out->n++] = all.v[i];
    return 0;
}

int part_origin_trace(struct ctx *c, const struct part_origin_trace_in *in,
    struct part_origin_trace_row_list *out)
{
    TRY(row_seen(c, in->document.on, in->document.id));
    return db_list(c, part_origin_trace_row, out, "SELECT m.part_id, m.batch_id,"
        " CAST(-sum(m.quantity) AS BIGINT), b.receipt_id, b.supplier_id, b.expires_on"
        " FROM stock_lot_move m JOIN part_batch b ON b.id = m.batch_id"
        " WHERE m.source_entity = ? AND m.source_id = ? AND (? = 0 OR m.part_id = ?)"
        " GROUP BY m.part_id, m.batch_id, b.receipt_id, b.supplier_id, b.expires_on"
        " HAVING sum(m.quantity) <> 0 ORDER BY m.part_id, m.batch_id LIMIT 5000",
        str_of(in->document.on->name), in->document.id, in->part_id, in->part_id);
}

/* --- verify ----------------------------------------------------------------------------------- */

static int take_lots(struct ctx *c, const void *row, void *arg)
{
    const struct lot_check *k = row;

    (void)c;
    verify_fact(arg, k->blocked.milli == k->blocked_lots.milli &&
        (k->tracked != 0 ? k->in_lots.milli == k->on_hand.milli : k->in_lots.milli == 0) &&
        k->in_lots.milli == k->moved.milli,
        "part %lld in store %lld: %lld on hand, %lld blocked; its lots give %lld and %lld, their moves %lld",
        (long long)k->part_id, (long long)k->store_id, (long long)k->on_hand.milli,
        (long long)k->blocked.milli, (long long)k->in_lots.milli,
        (long long)k->blocked_lots.milli, (long long)k->moved.milli);
    return 0;
}

int lot_verify(struct ctx *c, struct verify *v)
{
    int64_t wrong;

    TRY(db_each(c, lot_check, take_lots, v, "/* all rows */ SELECT x.unit_id, x.part_id,"
        " CAST(sum(x.tracked) AS BIGINT), CAST(sum(x.on_hand) AS BIGINT),"
        " CAST(sum(x.blocked) AS BIGINT), CAST(sum(x.in_lots) AS BIGINT),"
        " CAST(sum(x.blocked_lots) AS BIGINT), CAST(sum(x.moved) AS BIGINT) FROM"
        " (SELECT unit_id, part_id, tracked, on_hand, blocked, 0 AS in_lots, 0 AS blocked_lots,"
        " 0 AS moved FROM stock_balance WHERE tracked = 1 OR blocked <> 0 UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, on_hand, CASE WHEN blocked = 1 THEN on_hand ELSE 0 END, 0"
        " FROM stock_lot UNION ALL"
        " SELECT unit_id, part_id, 0, 0, 0, 0, 0, quantity FROM stock_lot_move) x"
        " GROUP BY x.unit_id, x.part_id"));
    TRY(db_int(c, &wrong, "/* all rows */ SELECT count(*) FROM stock_lot l"
        " JOIN part_batch b ON b.id = l.batch_id JOIN bin n ON n.id = l.bin_id"
        " JOIN warehouse w ON w.id = n.warehouse_id WHERE l.blocked <>"
        " CASE WHEN b.state <> 'free' OR w.kind = 'quarantine' THEN 1 ELSE 0 END"));
    verify_fact(v, wrong == 0, "%lld lots are free or blocked, other than batch and bin say",
        (long long)wrong);
    return 0;
}
