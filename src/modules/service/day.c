/* day.c - the day of a store: what came and went against the last four same weekdays, and what is
 * stuck now. Each figure names the list that it is made of. */
#include "modules/service/order.h"

enum { WEEKS = 4, ROWS_MAX = day_measure_count };

/* What was delivered on a day, by what was charged. */
static int delivered_on(struct ctx *c, rid store, date day, struct day_sums *sums)
{
    struct day_sums_list list;

    TRY(db_list(c, day_sums, &list, "SELECT count(*), CAST(COALESCE(sum(labour_total), 0) AS BIGINT),"
        " CAST(COALESCE(sum(parts_total), 0) AS BIGINT), CAST(COALESCE(sum(other_total - advance), 0) AS BIGINT)"
        " FROM repair_order WHERE unit_id = ? AND business = 'delivered' AND delivered_at >= ?"
        " AND delivered_at < ?", store, when_at(day, 0, ZONE_S),
        when_at((date){ day.day + 1 }, 0, ZONE_S)));
    *sums = list.v[0];
    return 0;
}

static int came_on(struct ctx *c, rid store, date day, int64_t *n)
{
    return db_int(c, n, "SELECT count(*) FROM repair_order WHERE unit_id = ? AND day = ?"
        " AND business <> 'void'", store, day);
}

struct usual { int64_t came; struct day_sums gone; };

/* The sums of the last four days of this weekday; a mean is a quarter of them. */
static int usual_of(struct ctx *c, rid store, struct usual *u)
{
    *u = (struct usual){ 0 };
    for (int week = 1; week <= WEEKS; week++) {
        date day = { c->today.day - 7 * week };
        struct day_sums one;
        int64_t came;

        TRY(came_on(c, store, day, &came));
        TRY(delivered_on(c, store, day, &one));
        u->came += came;
        u->gone.orders += one.orders;
        u->gone.labour = money_add(u->gone.labour, one.labour);
        u->gone.parts = money_add(u->gone.parts, one.parts);
        u->gone.other = money_add(u->gone.other, one.other);
    }
    return 0;
}

static struct store_day_row *row_add(
    struct store_day_row_list *out, enum day_measure what, str list)
{
    struct store_day_row *row = &out->v[out->n++];

    *row = (struct store_day_row){ .measure = what, .count = NO_NUMBER, .amount = { NO_NUMBER },
        .usual_count = { NO_NUMBER }, .usual_amount = { NO_NUMBER }, .list = list };
    return row;
}

static void add_count(struct store_day_row_list *out, enum day_measure what, str list, int64_t n)
{
    row_add(out, what, list)->count = n;
}

static void add_usual(struct store_day_row_list *out, enum day_measure what, str list, int64_t n,
    int64_t usual)
{
    struct store_day_row *row = row_add(out, what, list);

    row->count = n;
    row->usual_count = (qty){ usual * 1000 / WEEKS };
}

static void add_money(struct store_day_row_list *out, enum day_measure what, str list, money amount,
    money usual)
{
    struct store_day_row *row = row_add(out, what, list);

    row->amount = amount;
    row->usual_amount = FEN(usual.fen / WEEKS);
}

static int today_of(struct ctx *c, rid store, struct store_day_row_list *out)
{
    char from[32], to[32];
    struct day_sums gone;
    struct usual usual;
    int64_t came;
    str in, list;

    TRY(came_on(c, store, c->today, &came));
    TRY(delivered_on(c, store, c->today, &gone));
    TRY(usual_of(c, store, &usual));
    when_print(when_at(c->today, 0, ZONE_S), from);
    when_print((when){ when_at((date){ c->today.day + 1 }, 0, ZONE_S).ms - 1 }, to);
    list = str_format(&c->mem, "repair_order?unit_id=%lld&business=delivered&delivered_at_from=%s"
        "&delivered_at_to=%s", (long long)store, from, to);
    in = str_format(&c->mem, "repair_order?unit_id=%lld&day=today"
        "&business=received,estimated,in_work,settled,delivered", (long long)store);
    add_usual(out, DAY_CARS_IN, in, came, usual.came);
    add_usual(out, DAY_DELIVERED, list, gone.orders, usual.gone.orders);
    add_money(out, DAY_LABOUR, list, gone.labour, usual.gone.labour);
    add_money(out, DAY_PARTS, list, gone.parts, usual.gone.parts);
    add_money(out, DAY_OTHER, list, gone.other, usual.gone.other);
    return 0;
}

static int now_of(struct ctx *c, rid store, struct store_day_row_list *out)
{
    str all = str_format(&c->mem,
        "repair_order?unit_id=%lld&business=received,estimated,in_work,settled", (long long)store);
    int n = (int)all.n;
    struct day_now_list list;
    char now[32];

    TRY(db_list(c, day_now, &list, "SELECT count(*), count(*) FILTER (WHERE promised_at <= ?),"
        " count(*) FILTER (WHERE business = 'estimated'), count(*) FILTER (WHERE parts = 'short'),"
        " count(*) FILTER (WHERE workshop = 'stopped') FROM repair_order WHERE unit_id = ?"
        " AND business IN ('received', 'estimated', 'in_work', 'settled')", c->now, store));
    when_print(c->now, now);
    add_count(out, DAY_IN_STORE, all, list.v[0].in_store);
    add_count(out, DAY_LATE, str_format(&c->mem, "%.*s&promised_at_to=%s", n, all.s, now),
        list.v[0].late);
    add_count(out, DAY_TO_APPROVE,
        str_format(&c->mem, "repair_order?unit_id=%lld&business=estimated", (long long)store),
        list.v[0].to_approve);
    add_count(out, DAY_SHORT, str_format(&c->mem, "%.*s&parts=short", n, all.s),
        list.v[0].short_);
    add_count(out, DAY_STOPPED, str_format(&c->mem, "%.*s&workshop=stopped", n, all.s),
        list.v[0].stopped);
    return 0;
}

int store_day(struct ctx *c, const struct store_day_in *in, struct store_day_row_list *out)
{
    rid store;

    TRY(unit_asked(c, "store_id", in->store_id, &store));
    out->v = arena_alloc(&c->mem, ROWS_MAX * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    TRY(today_of(c, store, out));
    return now_of(c, store, out);
}
