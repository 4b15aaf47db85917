/* supply_report.c - offers compared, stock elsewhere; what verify recounts. */
#include "modules/supply/supply_own.h"

int stock_elsewhere(
    struct ctx *c, const struct stock_elsewhere_in *in, struct stock_elsewhere_row_list *out)
{
    return db_list(c, stock_elsewhere_row, out, "SELECT u.id, u.address,"
        " b.on_hand - b.reserved - b.blocked, (SELECT count(*) FROM arrival a JOIN arrival_line l ON l.arrival_id = a.id"
        " WHERE a.unit_id = u.id AND a.state = 'coming' AND l.part_id = b.part_id)"
        " FROM stock_balance b JOIN unit u ON u.id = b.unit_id WHERE b.part_id = ? AND b.unit_id <> ?"
        " AND b.on_hand > b.reserved + b.blocked AND u.retired_at IS NULL ORDER BY 3 DESC, u.id LIMIT 200",
        in->part_id, c->who->unit_id);
}

/* --- verify ----------------------------------------------------------------------------------- */

static int one_line(struct ctx *c, const void *row, void *arg)
{
    const struct purchase_check *k = row;
    struct verify *v = arg;

    (void)c;
    verify_fact(v, k->received.milli == k->received_again.milli,
        "order line %lld: received %lld, its receipts say %lld", (long long)k->line_id,
        (long long)k->received.milli, (long long)k->received_again.milli);
    verify_fact(v, k->returned.milli == k->returned_again.milli,
        "order line %lld: sent back %lld, its returns say %lld", (long long)k->line_id,
        (long long)k->returned.milli, (long long)k->returned_again.milli);
    return 0;
}

static int one_company(struct ctx *c, const void *row, void *arg)
{
    const struct transit_check *k = row;

    (void)c;
    verify_fact(arg, k->coming.fen == k->booked.fen,
        "company %lld: goods worth %lld on the road, %lld in the ledger", (long long)k->company_id,
        (long long)k->coming.fen, (long long)k->booked.fen);
    return 0;
}

int supply_verify(struct ctx *c, struct verify *v)
{
    TRY(db_each(c, purchase_check, one_line, v, "/* all rows */ SELECT l.id, l.received,"
        " l.returned, CAST(COALESCE((SELECT sum(rl.quantity) FROM order_receipt x"
        " JOIN stock_receipt r ON r.id = x.receipt_id JOIN stock_receipt_line rl ON rl.receipt_id = r.id"
        " WHERE x.order_id = l.order_id AND r.state = 'received' AND rl.part_id = l.part_id), 0) AS BIGINT),"
        " CAST(COALESCE((SELECT sum(bl.quantity) FROM purchase_return b"
        " JOIN purchase_return_line bl ON bl.return_id = b.id WHERE b.order_id = l.order_id"
        " AND b.state = 'sent' AND bl.part_id = l.part_id), 0) AS BIGINT)"
        " FROM purchase_order_line l ORDER BY l.id"));
    return db_each(c, transit_check, one_company, v, "/* all rows */ SELECT x.company_id,"
        " CAST(sum(x.coming) AS BIGINT), CAST(sum(x.booked) AS BIGINT) FROM"
        " (SELECT e.company_id, a.value AS coming, 0 AS booked FROM arrival a"
        " JOIN ledger_entry e ON e.source_id = a.transfer_id AND e.source_entity = 'transfer'"
        " AND e.account = '140201' AND e.debit > 0 WHERE a.state = 'coming' UNION ALL"
        " SELECT company_id, 0, debit - credit FROM ledger_entry WHERE account = '140201') x"
        " GROUP BY x.company_id ORDER BY x.company_id");
}
