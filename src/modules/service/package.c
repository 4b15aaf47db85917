/* package.c - whole packages on an order: what fits the car, and a price spread over the lines. */
#include "modules/service/proposal.h"
#include "modules/service/quote.h"

enum { ITEMS_MAX = 200 };

/* --- what fits the car ------------------------------------------------------------------------ */

/* How much a row says about this car; 0: it is not for it. */
static int says(
    const struct package_item *i, const struct vehicle *v, enum vehicle_band band)
{
    if ((i->band != 0 && i->band != band) || (i->brand.n > 0 && !str_eq(i->brand, v->brand)) ||
        (i->series.n > 0 && !str_eq(i->series, v->series)))
        return 0;
    return 1 + (i->band != 0) + 2 * (i->brand.n > 0) + 4 * (i->series.n > 0);
}

/* Is there a row for the same place that says more, or as much and stands before it? */
static bool bettered(const struct package_item_list *items, size_t at, const struct vehicle *v,
    enum vehicle_band band)
{
    const struct package_item *one = &items->v[at];
    int mine = says(one, v, band);

    for (size_t i = 0; one->place.n > 0 && i < items->n; i++) {
        int other = str_eq(items->v[i].place, one->place) ? says(&items->v[i], v, band) : 0;

        if (other > mine || (other == mine && i < at))
            return true;
    }
    return false;
}

static int place_filled(struct ctx *c, const struct service_package *p,
    const struct package_item_list *items, size_t at, const struct vehicle *v,
    enum vehicle_band band)
{
    const struct package_item *one = &items->v[at];

    if (one->place.n == 0)
        return 0;
    for (size_t i = 0; i < items->n; i++)
        if (str_eq(items->v[i].place, one->place) && says(&items->v[i], v, band) > 0)
            return 0;
    return refuse_field(c, "package_id", &PACKAGE_NO_FIT, p->title, one->place);
}

static int item_draft(struct ctx *c, const struct repair_order *ro, const struct package_item *i,
    struct ro_line *l)
{
    struct ro_line_in in = { .kind = LINE_PART, .part_id = i->part_id,
        .labour_item_id = i->labour_item_id, .package_id = i->package_id,
        .quantity = i->quantity, .price = { NO_NUMBER } };
    struct labour_item item;

    if (i->labour_item_id != 0) {
        TRY(db_get(c, labour_item, &item, i->labour_item_id));
        in.kind = item.kind;
    }
    return line_make(c, ro, &in, l);
}

/* --- its price -------------------------------------------------------------------------------- */

static int package_price_of(struct ctx *c, const struct service_package *p,
    enum vehicle_band band, struct package_price *out)
{
    str code = str_of(band != 0 ? vehicle_band_choices.v[band].code : "");
    struct package_price_list rows;
    date next = { 0 }, last = { 0 };

    TRY(db_list(c, package_price, &rows, "WHERE package_id = ? AND (band IS NULL OR band = ?)"
        " AND retired_at IS NULL AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " ORDER BY CASE WHEN band IS NULL THEN 1 ELSE 0 END, id LIMIT 1", p->id, code, c->today,
        c->today));
    if (rows.n > 0) {
        *out = rows.v[0];
        return 0;
    }
    TRY(db_int(c, &next.day, "SELECT min(valid_from) FROM package_price WHERE package_id = ?"
        " AND (band IS NULL OR band = ?) AND retired_at IS NULL AND valid_from > ?", p->id, code, c->today));
    TRY(db_int(c, &last.day, "SELECT max(valid_to) FROM package_price WHERE package_id = ?"
        " AND (band IS NULL OR band = ?) AND retired_at IS NULL AND valid_to < ?", p->id, code, c->today));
    return price_absent(c, "package_id", p->title, next, last, &PACKAGE_NO_PRICE);
}

/* Each line gets its share by what it costs alone, rounded so that together they are the price. */
static void spread(struct drafts *d)
{
    money so_far = FEN(0), given = FEN(0);

    for (size_t i = 0; i < d->n; i++)
        d->group.alone = money_add(d->group.alone, d->v[i].amount);
    for (size_t i = 0; i < d->n; i++) {
        struct ro_line *l = &d->v[i];
        money upto, share;

        so_far = money_add(so_far, l->amount);
        upto = i + 1 == d->n || d->group.alone.fen == 0 ? d->group.price
             : money_share(d->group.price, so_far.fen, d->group.alone.fen);
        share = i + 1 < d->n && d->group.alone.fen == 0 ? FEN(0) : money_sub(upto, given);
        given = money_add(given, share);
        l->spread = money_sub(share, l->amount);
        l->amount = share;
    }
}

static int package_drafts(struct ctx *c, const struct repair_order *ro, rid package_id,
    struct drafts *d)
{
    struct package_item_list items;
    struct package_price due = { 0 };
    struct service_package p;
    enum vehicle_band band;
    struct vehicle v;
    char day[16];

    TRY(db_get(c, service_package, &p, package_id));
    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    TRY(car_band_of(c, &v, &band));
    TRY(db_list(c, package_item, &items, "WHERE package_id = ? AND retired_at IS NULL ORDER BY id"
        " LIMIT ?", p.id, (int)ITEMS_MAX));
    for (size_t i = 0; i < items.n; i++) {
        TRY(place_filled(c, &p, &items, i, &v, band));
        if (says(&items.v[i], &v, band) == 0 || bettered(&items, i, &v, band))
            continue;
        if (d->n == DRAFTS_MAX)
            return refuse_field(c, "package_id", &PACKAGE_LONG, p.title, (int64_t)DRAFTS_MAX);
        TRY(item_draft(c, ro, &items.v[i], &d->v[d->n++]));
    }
    if (d->n == 0)
        return refuse_field(c, "package_id", &PACKAGE_EMPTY, p.title);
    TRY(package_price_of(c, &p, band, &due));
    (void)date_print(due.valid_from, day);
    d->group = (struct ro_group){ .repair_order_id = ro->id, .package_id = p.id, .title = p.title,
        .price = due.price,
        .rule = str_format(&c->mem, "%.*s · %.*s · %s", (int)p.code.n, p.code.s,
            (int)due.label.n, due.label.s, day) };
    spread(d);
    return 0;
}

/* --- on the order ----------------------------------------------------------------------------- */

int drafts_add(struct ctx *c, const struct repair_order *ro, const struct ro_line_in *in,
    struct drafts *d)
{
    struct ro_line_in one = *in;

    if (in->package_id == 0) {
        d->n = 1;
        TRY(line_of_proposal(c, ro, &one));
        TRY(line_make(c, ro, &one, &d->v[0]));
        return line_price_judge(c, &d->v[0], one.reason);
    }
    if (in->quantity.milli != NO_NUMBER || in->price.micro != NO_NUMBER || in->discount.ppm != 0 ||
        in->part_id != 0 || in->labour_item_id != 0 || in->proposal_id != 0)
        return refuse_field(c, "package_id", &PACKAGE_LINE_ELSE);
    return package_drafts(c, ro, in->package_id, d);
}

int drafts_store(struct ctx *c, struct drafts *d)
{
    if (d->group.package_id != 0)
        TRY(row_insert(c, ro_group, &d->group));
    for (size_t i = 0; i < d->n; i++) {
        d->v[i].group_id = d->group.id;
        TRY(row_insert(c, ro_line, &d->v[i]));
        TRY(proposal_is_taken(c, &d->v[i]));
    }
    return 0;
}

int repair_order_add_package(
    struct ctx *c, struct repair_order *ro, const struct repair_order_package_in *in)
{
    struct drafts d = { 0 };

    TRY(package_drafts(c, ro, in->package_id, &d));
    return drafts_store(c, &d);
}

int group_mark_broken(struct ctx *c, rid group_id)
{
    struct ro_group before, now;

    TRY(db_get(c, ro_group, &before, group_id));
    now = before;
    now.broken = true;
    return before.broken ? 0 : row_update(c, ro_group, &now, &before);
}

int group_break(struct ctx *c, rid group_id)
{
    struct ro_group g;
    struct ro_line_list lines;

    TRY(db_get(c, ro_group, &g, group_id));
    if (g.broken)
        return 0;
    TRY(group_mark_broken(c, group_id));
    TRY(db_list(c, ro_line, &lines, "WHERE repair_order_id = ? AND group_id = ? AND retired_at IS NULL"
        " ORDER BY id", g.repair_order_id, group_id));
    for (size_t i = 0; i < lines.n; i++) {
        struct ro_line l = lines.v[i];

        l.spread = FEN(0);
        l.amount = line_alone(&l);
        TRY(row_update(c, ro_line, &l, &lines.v[i]));
    }
    return 0;
}

int repair_order_remove_group(
    struct ctx *c, struct repair_order *ro, const struct repair_order_group_in *in)
{
    struct ro_group before, now;
    struct ro_line_list lines;

    TRY(db_get(c, ro_group, &before, in->group_id));
    if (before.repair_order_id != ro->id || before.retired_at.ms != 0)
        return refuse_field(c, "group_id", &RO_LINE_ELSEWHERE);
    TRY(db_list(c, ro_line, &lines, "WHERE repair_order_id = ? AND group_id = ? AND retired_at IS NULL"
        " ORDER BY id", ro->id, before.id));
    for (size_t i = 0; i < lines.n; i++) {
        struct ro_line l = lines.v[i];

        TRY(line_undecided(c, &l));
        l.retired_at = c->now;
        TRY(row_update(c, ro_line, &l, &lines.v[i]));
    }
    now = before;
    now.retired_at = c->now;
    return row_update(c, ro_group, &now, &before);
}
