/* price.c - the price lists: the band of a car, what an hour and a job cost on it there today. */
#include "modules/service/quote.h"

static char letter(enum vehicle_band band)
{
    return (char)(vehicle_band_choices.v[band].code[0] - 32);
}

static str band_code(enum vehicle_band band)
{
    return str_of(band != 0 ? vehicle_band_choices.v[band].code : "");
}

static str car_name(struct ctx *c, str brand, str series)
{
    return series.n == 0 ? brand
         : str_format(&c->mem, "%.*s · %.*s", (int)brand.n, brand.s, (int)series.n, series.s);
}

static int dates_judge(struct ctx *c, date from, date to)
{
    return to.day != 0 && to.day < from.day ? refuse_field(c, "valid_to", &PRICE_DATES) : 0;
}

/* --- the rows --------------------------------------------------------------------------------- */

int car_band_judge(struct ctx *c, struct car_band *now, const struct car_band *before)
{
    (void)before;
    now->label = car_name(c, now->brand, now->series);
    return dates_judge(c, now->valid_from, now->valid_to);
}

int hour_price_judge(struct ctx *c, struct hour_price *now, const struct hour_price *before)
{
    str store = row_title(c, &unit_model, now->store_id);

    (void)before;
    if (now->floor.micro > now->price.micro)
        return refuse_field(c, "floor", &PRICE_FLOOR_HIGH);
    now->label = now->store_id == 0 ? str_format(&c->mem, "%c", letter(now->band))
        : str_format(&c->mem, "%c · %.*s", letter(now->band), (int)store.n, store.s);
    return dates_judge(c, now->valid_from, now->valid_to);
}

int labour_hours_judge(struct ctx *c, struct labour_hours *now, const struct labour_hours *before)
{
    str job = row_title(c, &labour_item_model, now->labour_item_id);

    (void)before;
    now->label = str_format(&c->mem, "%.*s · %c", (int)job.n, job.s, letter(now->band));
    return dates_judge(c, now->valid_from, now->valid_to);
}

int package_price_judge(
    struct ctx *c, struct package_price *now, const struct package_price *before)
{
    str package = row_title(c, &service_package_model, now->package_id);

    (void)before;
    now->label = now->band == 0 ? package
        : str_format(&c->mem, "%.*s · %c", (int)package.n, package.s, letter(now->band));
    return dates_judge(c, now->valid_from, now->valid_to);
}

int package_item_judge(struct ctx *c, struct package_item *now, const struct package_item *before)
{
    str what = now->part_id != 0 ? row_title(c, &part_model, now->part_id)
        : row_title(c, &labour_item_model, now->labour_item_id);

    (void)before;
    if ((now->part_id != 0) == (now->labour_item_id != 0))
        return refuse_field(c, "part_id", &PACKAGE_CONTENT);
    if (now->part_id != 0 && now->quantity.milli == NO_NUMBER)
        return refuse_field(c, "quantity", &PACKAGE_QUANTITY);
    if (now->series.n > 0 && now->brand.n == 0)
        return refuse_field(c, "brand", &PACKAGE_SERIES);
    now->label = now->place.n == 0 ? what : str_format(&c->mem, "%.*s · %.*s", (int)now->place.n,
        now->place.s, (int)what.n, what.s);
    return 0;
}

int service_package_judge(
    struct ctx *c, struct service_package *now, const struct service_package *before)
{
    (void)before;
    return code_capitals(c, &now->code);
}

/* --- the band of a car ------------------------------------------------------------------------ */

int car_band_of(struct ctx *c, const struct vehicle *v, enum vehicle_band *band)
{
    struct car_band_list rows;
    bool by_series = false;

    *band = 0;
    if (v->brand.n == 0)
        return 0;
    TRY(db_list(c, car_band, &rows, "WHERE brand = ? AND retired_at IS NULL AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY id LIMIT 500", v->brand, c->today,
        c->today));
    for (size_t i = 0; i < rows.n; i++) {
        const struct car_band *r = &rows.v[i];

        if (r->series.n > 0 ? !str_eq(r->series, v->series) : by_series)
            continue;
        *band = r->band;
        by_series = r->series.n > 0;
    }
    return 0;
}

int car_band_needed(
    struct ctx *c, const struct vehicle *v, const char *field, enum vehicle_band *band)
{
    TRY(car_band_of(c, v, band));
    if (*band != 0)
        return 0;
    return v->brand.n == 0 ? refuse_field(c, field, &BAND_NO_BRAND, v->label)
         : refuse_field(c, field, &BAND_UNKNOWN, car_name(c, v->brand, v->series));
}

/* --- what holds today ------------------------------------------------------------------------- */

int price_absent(struct ctx *c, const char *field, str what, date next, date last,
    const struct refusal *none)
{
    return next.day != 0 ? refuse_field(c, field, &PRICE_NOT_YET, what, next)
         : last.day != 0 ? refuse_field(c, field, &PRICE_ENDED, what, last)
                         : refuse_field(c, field, none, what);
}

/* None holds today: is one to come, or has one ended? */
static int hour_price_absent(
    struct ctx *c, rid store_id, enum vehicle_band band, const char *field)
{
    str what = str_format(&c->mem, "%c", letter(band));
    date next = { 0 }, last = { 0 };

    TRY(db_int(c, &next.day, "SELECT min(valid_from) FROM hour_price WHERE band = ?"
        " AND retired_at IS NULL AND (store_id = ? OR store_id IS NULL) AND valid_from > ?",
        band_code(band), store_id, c->today));
    TRY(db_int(c, &last.day, "SELECT max(valid_to) FROM hour_price WHERE band = ?"
        " AND retired_at IS NULL AND (store_id = ? OR store_id IS NULL) AND valid_to < ?",
        band_code(band), store_id, c->today));
    return price_absent(c, field, what, next, last, &PRICE_MISSING);
}

/* The store's own price before that of all stores. */
static int hour_price_of(struct ctx *c, rid store_id, enum vehicle_band band, const char *field,
    struct hour_price *out)
{
    struct hour_price_list rows;

    TRY(db_list(c, hour_price, &rows, "WHERE band = ? AND (store_id = ? OR store_id IS NULL)"
        " AND retired_at IS NULL AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " ORDER BY CASE WHEN store_id IS NULL THEN 1 ELSE 0 END, id LIMIT 1", band_code(band),
        store_id, c->today, c->today));
    if (rows.n == 0)
        return hour_price_absent(c, store_id, band, field);
    *out = rows.v[0];
    return 0;
}

static int hours_of(
    struct ctx *c, const struct labour_item *item, enum vehicle_band band, qty *hours)
{
    struct labour_hours_list rows;

    TRY(db_list(c, labour_hours, &rows, "WHERE labour_item_id = ? AND band = ? AND retired_at IS NULL"
        " AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY id LIMIT 1", item->id,
        band_code(band), c->today, c->today));
    *hours = rows.n > 0 ? rows.v[0].hours : item->hours;
    return 0;
}

int job_price_of(struct ctx *c, const struct repair_order *ro, const struct labour_item *item,
    const char *field, struct job_price *out)
{
    char day[16];
    struct hour_price p = { 0 };
    struct vehicle v;

    *out = (struct job_price){ .hours = item->hours, .price = item->price, .rule = item->code };
    if (!item->by_band)
        return 0;
    TRY(db_get(c, vehicle, &v, ro->vehicle_id));
    TRY(car_band_needed(c, &v, field, &out->band));
    TRY(hour_price_of(c, ro->unit_id, out->band, field, &p));
    TRY(hours_of(c, item, out->band, &out->hours));
    out->price = p.price;
    out->floor = p.floor;
    out->price_id = p.id;
    (void)date_print(p.valid_from, day);
    out->rule = str_format(&c->mem, "%.*s · %.*s · %s", (int)item->code.n, item->code.s,
        (int)p.label.n, p.label.s, day);
    return 0;
}

/* --- the line against the list ---------------------------------------------------------------- */

money line_alone(const struct ro_line *l)
{
    money full = money_times(l->price, l->quantity);

    return money_sub(full, money_rate(full, l->discount));
}

int line_price_judge(struct ctx *c, struct ro_line *l, str reason)
{
    money alone = line_alone(l);

    if (l->price_id == 0)
        return 0;
    l->price_reason = alone.fen == l->list_amount.fen ? (str){ 0 } : reason;
    if (alone.fen != l->list_amount.fen && reason.n == 0)
        return refuse_field(c, "reason", &PRICE_REASON, l->list_amount);
    return alone.fen >= l->floor_amount.fen ? 0
         : refuse_field(c, "price", &PRICE_BELOW_FLOOR, l->floor_amount);
}

int repair_order_price_line(
    struct ctx *c, struct repair_order *ro, const struct repair_order_price_line_in *in)
{
    struct ro_line before, now;

    TRY(order_line(c, ro, in->line_id, "line_id", &before));
    TRY(line_undecided(c, &before));
    TRY(line_ungrouped(c, &before));
    if (before.price_id == 0)
        return refuse_field(c, "line_id", &PRICE_NO_LIST, before.title);
    now = before;
    now.price = in->price;
    now.discount = in->discount;
    now.price_reason = in->reason;
    now.amount = line_alone(&now);
    return row_update(c, ro_line, &now, &before);
}

/* --- asked before it is on an order ----------------------------------------------------------- */

int job_quote(struct ctx *c, const struct job_quote_in *in, struct job_quote_row_list *out)
{
    struct repair_order as = { .unit_id = c->who->unit_id, .vehicle_id = in->vehicle_id };
    struct ro_line_in one = { .labour_item_id = in->labour_item_id,
        .package_id = in->package_id, .quantity = { NO_NUMBER }, .price = { NO_NUMBER } };
    enum vehicle_band band;
    struct labour_item item;
    struct drafts d = { 0 };
    struct vehicle v;

    TRY(vehicle_living(c, &as.vehicle_id));
    TRY(db_get(c, vehicle, &v, as.vehicle_id));
    TRY(car_band_of(c, &v, &band));
    if ((in->labour_item_id != 0) == (in->package_id != 0))
        return refuse_field(c, "labour_item_id", &F_REQUIRED);
    if (in->labour_item_id != 0) {
        TRY(db_get(c, labour_item, &item, in->labour_item_id));
        one.kind = item.kind;
    }
    TRY(drafts_add(c, &as, &one, &d));
    out->v = arena_alloc(&c->mem, (d.n + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < d.n; i++)
        out->v[out->n++] = (struct job_quote_row){ .band = band, .kind = d.v[i].kind,
            .title = d.v[i].title, .quantity = d.v[i].quantity, .price = d.v[i].price,
            .amount = d.v[i].amount, .rule = d.group.package_id != 0 ? d.group.rule : d.v[i].rule };
    return 0;
}
