/* level.c - how much to have: levels by store, alerts, what to order by what was really used. */
#include "modules/storage/demand.h"
#include "modules/storage/storage.h"

#include <math.h>

enum { WEEKS = 52, ROWS_MOST = 5000 };

int part_level_judge(struct ctx *c, struct part_level *now, const struct part_level *before)
{
    (void)before;
    if (now->maximum.milli != 0 && now->maximum.milli < now->minimum.milli)
        return refuse_field(c, "maximum", &LEVEL_BACKWARDS);
    now->label = row_title(c, &part_model, now->part_id);
    return 0;
}

/* --- alerts ----------------------------------------------------------------------------------- */

int stock_alerts(struct ctx *c, const struct stock_alerts_in *in, struct stock_alerts_row_list *out)
{
    str kind = str_of(in->kind != 0 ? stock_alert_kind_choices.v[in->kind].code : "");
    int64_t dead, warn;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(setting_int(c, &setting_dead_stock_days, store_id, &dead));
    TRY(setting_int(c, &setting_expiry_warn_days, store_id, &warn));
    TRY(db_list(c, stock_alerts_row, out, "/* all rows */ SELECT x.kind, p.code, p.name,"
        " x.quantity, x.level, x.value,"
        " x.since, x.batch_id FROM (SELECT CASE WHEN b.on_hand - b.reserved - b.blocked <"
        " COALESCE(l.minimum, q.minimum) THEN 'below' ELSE 'above' END AS kind, b.part_id AS part_id,"
        " b.on_hand - b.reserved - b.blocked AS quantity,"
        " CASE WHEN b.on_hand - b.reserved - b.blocked < COALESCE(l.minimum, q.minimum)"
        " THEN COALESCE(l.minimum, q.minimum) ELSE l.maximum END AS level, b.value AS value,"
        " CAST(NULL AS BIGINT) AS since, CAST(NULL AS BIGINT) AS batch_id FROM stock_balance b"
        " JOIN part q ON q.id = b.part_id LEFT JOIN part_level l ON l.unit_id = b.unit_id"
        " AND l.part_id = b.part_id AND l.retired_at IS NULL WHERE b.unit_id = ?"
        " AND (b.on_hand - b.reserved - b.blocked < COALESCE(l.minimum, q.minimum)"
        " OR (l.maximum > 0 AND b.on_hand > l.maximum)) UNION ALL"
        " SELECT 'dead', b.part_id, b.on_hand, 0, b.value, (SELECT max(m.happened_on) FROM stock_move m"
        " WHERE m.unit_id = b.unit_id AND m.part_id = b.part_id), CAST(NULL AS BIGINT)"
        " FROM stock_balance b WHERE b.unit_id = ? AND b.on_hand > 0 AND NOT EXISTS"
        " (SELECT 1 FROM stock_move m WHERE m.unit_id = b.unit_id AND m.part_id = b.part_id"
        " AND m.happened_on > ?) UNION ALL"
        " SELECT CASE WHEN t.expires_on < ? THEN 'expired' ELSE 'expiring' END, l.part_id,"
        " CAST(sum(l.on_hand) AS BIGINT), 0, 0, t.expires_on, t.id FROM stock_lot l"
        " JOIN part_batch t ON t.id = l.batch_id WHERE l.unit_id = ? AND t.expires_on <= ?"
        " GROUP BY l.part_id, t.id, t.expires_on) x JOIN part p ON p.id = x.part_id"
        " WHERE (? = '' OR x.kind = ?) ORDER BY x.kind, p.code, x.batch_id LIMIT 5001",
        store_id, store_id, (date){ c->today.day - dead }, c->today, store_id,
        (date){ c->today.day + warn }, kind, kind));
    return out->n <= ROWS_MOST ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ROWS_MOST);
}

/* --- what to order ---------------------------------------------------------------------------- */

/* Parts and what was used of them both come by ascending part, so one pass over each will do. */
struct planner {
    const struct part_stand_list *stands;
    size_t at;                          /* whose weeks are being filled */
    double weeks[WEEKS];                /* oldest first */
    int some;
    int64_t now_week;
    double lead, review, factor;        /* in weeks */
    bool everything;
    struct stock_proposals_row_list *out;
};

/* Whole units, upwards: nobody orders a third of a filter. */
static qty whole(double units) { return (qty){ (int64_t)ceil(units - 1e-9) * 1000 }; }

static void propose(
    const struct planner *p, const struct part_stand *s, struct stock_proposals_row *row)
{
    double forecast = demand_next(DEMAND_TSB, p->weeks, WEEKS);
    double spread = demand_spread(DEMAND_TSB, p->weeks, WEEKS);
    int64_t have = s->free.milli + s->coming.milli;

    *row = (struct stock_proposals_row){ .part_id = s->part_id, .code = s->code, .free = s->free,
        .coming = s->coming, .weeks = p->some };
    row->weekly.milli = (int64_t)llround(forecast * 1000);
    row->point = whole(demand_target(forecast, spread, p->lead, p->factor));
    row->target = whole(demand_target(forecast, spread, p->lead + p->review, p->factor));
    if (row->point.milli < s->minimum.milli)
        row->point = s->minimum;
    if (row->target.milli < row->point.milli)
        row->target = row->point;
    if (s->maximum.milli > 0 && row->target.milli > s->maximum.milli)
        row->target = s->maximum;
    if (have < row->point.milli && row->target.milli > have)
        row->propose.milli = row->target.milli - have;
}

/* The part is through: its row, and on to the next. */
static void part_done(struct planner *p)
{
    struct stock_proposals_row *row = &p->out->v[p->out->n];

    propose(p, &p->stands->v[p->at++], row);
    p->out->n += p->everything || row->propose.milli > 0;
    memset(p->weeks, 0, sizeof p->weeks);
    p->some = 0;
}

static int week_take(struct ctx *c, const void *row, void *arg)
{
    const struct part_week *w = row;
    struct planner *p = arg;
    int64_t ago = p->now_week - w->week;

    (void)c;
    while (p->at < p->stands->n && p->stands->v[p->at].part_id < w->part_id)
        part_done(p);
    if (p->at == p->stands->n || p->stands->v[p->at].part_id != w->part_id)
        return 0;
    if (ago < 1 || ago > WEEKS || w->used.milli <= 0)
        return 0;
    p->weeks[WEEKS - ago] = (double)w->used.milli / 1000;
    p->some++;
    return 0;
}

static int stands(struct ctx *c, rid store_id, struct part_stand_list *out)
{
    TRY(db_list(c, part_stand, out, "SELECT p.id, p.code,"
        " COALESCE(b.on_hand - b.reserved - b.blocked, 0),"
        " CAST(COALESCE((SELECT sum(o.quantity - o.received) FROM purchase_order_line o"
        " JOIN purchase_order h ON h.id = o.order_id WHERE o.part_id = p.id AND o.unit_id = ?"
        " AND o.request_id IS NULL AND h.state IN ('placed', 'part')), 0)"
        " + COALESCE((SELECT sum(x.sent) FROM arrival_line x JOIN arrival a ON a.id = x.arrival_id"
        " WHERE x.part_id = p.id AND a.unit_id = ? AND a.state = 'coming'), 0) AS BIGINT),"
        " COALESCE(l.minimum, p.minimum), COALESCE(l.maximum, 0) FROM part p"
        " JOIN stock_balance b ON b.part_id = p.id AND b.unit_id = ?"
        " LEFT JOIN part_level l ON l.part_id = p.id AND l.unit_id = b.unit_id AND l.retired_at IS NULL"
        " WHERE p.retired_at IS NULL ORDER BY p.id LIMIT 5001", store_id, store_id, store_id));
    return out->n <= ROWS_MOST ? 0 : refuse(c, &STOCK_TOO_MANY, (int)ROWS_MOST);
}

int stock_proposals(
    struct ctx *c, const struct stock_proposals_in *in, struct stock_proposals_row_list *out)
{
    struct planner p = { .now_week = c->today.day / 7, .everything = in->everything, .out = out };
    date since = { c->today.day - WEEKS * 7 };
    struct part_stand_list all;
    int64_t lead, review, factor;
    rid store_id;

    TRY(unit_asked(c, "store_id", in->store_id, &store_id));
    TRY(setting_int(c, &setting_order_lead_days, store_id, &lead));
    TRY(setting_int(c, &setting_order_review_days, store_id, &review));
    TRY(setting_int(c, &setting_order_safety, store_id, &factor));
    TRY(stands(c, store_id, &all));
    out->v = arena_alloc(&c->mem, (all.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    p.stands = &all;
    p.lead = (double)lead / 7;
    p.review = (double)review / 7;
    p.factor = (double)factor / 1000000;
    TRY(db_each(c, part_week, week_take, &p, "SELECT part_id, happened_on / 7,"
        " CAST(sum(CASE WHEN place_to = 'job' THEN quantity ELSE -quantity END) AS BIGINT)"
        " FROM stock_move WHERE unit_id = ? AND created_at >= ? AND happened_on >= ?"
        " AND (place_to = 'job' OR place_from = 'job')"
        " GROUP BY part_id, happened_on / 7 ORDER BY part_id, happened_on / 7", store_id,
        when_at(since, 0, ZONE_S), since));
    while (p.at < all.n)
        part_done(&p);
    return 0;
}
