/* estimate_verify.c - what must hold of the lines of all orders, of packages and of options. */
#include "modules/service/quote.h"

static int check_line(struct ctx *c, const void *row, void *arg)
{
    const struct line_check *k = row;
    struct ro_line l = { .quantity = k->quantity, .price = k->price, .discount = k->discount };
    money due = money_add(line_alone(&l), k->spread);

    (void)c;
    verify_fact(arg, due.fen == k->amount.fen, "order line %lld: amount %lld, its price %lld",
        (long long)k->line_id, (long long)k->amount.fen, (long long)due.fen);
    return 0;
}

static int check_group(struct ctx *c, const void *row, void *arg)
{
    const struct group_check *k = row;

    (void)c;
    verify_fact(arg, k->due.fen == k->amount.fen, "package %lld of an order: %lld, its lines %lld",
        (long long)k->group_id, (long long)k->due.fen, (long long)k->amount.fen);
    return 0;
}

int estimate_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_each(c, line_check, check_line, v, "SELECT id, quantity, price, discount, spread, amount"
        " FROM ro_line WHERE retired_at IS NULL /* all rows */ ORDER BY id"));
    TRY(db_each(c, group_check, check_group, v, "SELECT g.id, CASE WHEN g.broken = 1 THEN 0 ELSE g.price END,"
        " CASE WHEN g.broken = 1 THEN COALESCE((SELECT CAST(sum(abs(l.spread)) AS BIGINT) FROM ro_line l"
        " WHERE l.repair_order_id = g.repair_order_id AND l.group_id = g.id AND l.retired_at IS NULL), 0)"
        " ELSE COALESCE((SELECT CAST(sum(l.amount) AS BIGINT) FROM ro_line l WHERE l.repair_order_id = g.repair_order_id"
        " AND l.group_id = g.id AND l.retired_at IS NULL), 0) END"
        " FROM ro_group g WHERE g.retired_at IS NULL /* all rows */ ORDER BY g.id"));
    TRY(db_int(c, &n, "SELECT count(*) FROM repair_order o WHERE o.outside_cost <> COALESCE((SELECT"
        " CAST(sum(j.cost) AS BIGINT) FROM outside_job j WHERE j.repair_order_id = o.id), 0) /* all rows */"));
    verify_fact(v, n == 0, "%lld orders have another cost of outside work than their slips", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM (SELECT option_id FROM ro_line WHERE approval = 'approved'"
        " AND option_id IS NOT NULL AND retired_at IS NULL GROUP BY option_id"
        " HAVING count(DISTINCT tier) > 1) t /* all rows */"));
    verify_fact(v, n == 0, "%lld needs have more than one option approved", (long long)n);
    return 0;
}
