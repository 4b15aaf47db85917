/* recall.c - campaigns that name a make, a model and model years, and what was done of them. */
#include "modules/record/record.h"
#include "facts/car.h"

enum { ANY_YEAR = 9999 };

static str key_of(struct ctx *c, str name)
{
    char key[CAR_KEY];

    car_key(name, key);
    return str_copy(&c->mem, str_of(key));
}

/* Two digits of the year, V for vehicles, E for equipment, C for child seats, T for tyres, three
 * digits: a number of the American authority. */
static bool is_nhtsa(str number)
{
    for (size_t i = 0; i < number.n; i++)
        if (i != 2 && (number.s[i] < '0' || number.s[i] > '9'))
            return false;
    return number.n == 6 && strchr("VECT", number.s[2]) != NULL;
}

int recall_campaign_judge(
    struct ctx *c, struct recall_campaign *now, const struct recall_campaign *before)
{
    (void)before;
    if (now->source.n == 0 && is_nhtsa(now->number))
        now->source = STR("NHTSA (US)");
    if (now->year_from == ANY_YEAR)         /* as that authority writes an unknown year */
        now->year_from = 0, now->year_to = ANY_YEAR;
    if (now->year_to == 0)
        now->year_to = now->year_from != 0 ? now->year_from : ANY_YEAR;
    if (now->year_to < now->year_from)
        return refuse_field(c, "year_to", &RECALL_YEARS);
    now->make_key = key_of(c, now->brand);
    now->series_key = key_of(c, now->series);
    return 0;
}

/* What names this car, by number. Its series may stand in either name; without a year none. */
static int campaigns_of(struct ctx *c, const struct vehicle *v, struct recall_campaign_list *out)
{
    return db_list(c, recall_campaign, out, "WHERE make_key = ? AND series_key IN (?, ?)"
        " AND year_to >= ? AND year_from <= ? AND retired_at IS NULL ORDER BY number, id LIMIT 200",
        key_of(c, v->brand), key_of(c, v->series), key_of(c, v->model),
        v->model_year != 0 ? v->model_year : ANY_YEAR + 1, v->model_year);
}

static int done_of(struct ctx *c, rid vehicle_id, struct recall_done_list *out)
{
    return db_list(c, recall_done, out, "WHERE vehicle_id = ? AND retired_at IS NULL ORDER BY id",
        vehicle_id);
}

static const struct recall_done *done_find(const struct recall_done_list *done, str number)
{
    for (size_t i = 0; i < done->n; i++)
        if (str_eq(done->v[i].number, number))
            return &done->v[i];
    return NULL;
}

int recall_done_judge(struct ctx *c, struct recall_done *now, const struct recall_done *before)
{
    struct recall_campaign_list campaigns;
    struct recall_done_list done;
    struct vehicle vehicle;
    bool named = false;

    TRY(vehicle_living(c, &now->vehicle_id));
    TRY(db_get(c, vehicle, &vehicle, now->vehicle_id));
    TRY(campaigns_of(c, &vehicle, &campaigns));
    for (size_t i = 0; i < campaigns.n; i++)
        named = named || str_eq(campaigns.v[i].number, now->number);
    if (!named)
        return refuse_field(c, "number", &RECALL_NOT_OF_CAR, now->number);
    if (now->done_on.day > c->today.day)
        return refuse_field(c, "done_on", &LEGACY_FUTURE);
    TRY(done_of(c, now->vehicle_id, &done));
    for (size_t i = 0; i < done.n; i++)
        if (str_eq(done.v[i].number, now->number) &&
            (before == NULL || before->id != done.v[i].id))
            return refuse(c, &RECALL_DONE_ALREADY, now->number, done.v[i].done_on);
    return 0;
}

int recall_close(struct ctx *c, rid vehicle_id, str number, struct anyref source)
{
    struct recall_done done = { .number = number, .vehicle_id = vehicle_id, .done_on = c->today,
        .source = source };

    TRY(recall_done_judge(c, &done, NULL));
    return row_insert(c, recall_done, &done);
}

int vehicle_recalls(
    struct ctx *c, const struct vehicle_recalls_in *in, struct vehicle_recalls_row_list *out)
{
    struct recall_campaign_list campaigns;
    struct recall_done_list done;
    struct vehicle vehicle;
    rid id = in->vehicle_id;

    TRY(vehicle_living(c, &id));
    TRY(db_get(c, vehicle, &vehicle, id));
    TRY(campaigns_of(c, &vehicle, &campaigns));
    TRY(done_of(c, id, &done));
    *out = (struct vehicle_recalls_row_list){
        arena_alloc(&c->mem, (campaigns.n + 1) * sizeof *out->v), 0 };
    if (out->v == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < campaigns.n; i++) {
        const struct recall_campaign *k = &campaigns.v[i];
        const struct recall_done *d = done_find(&done, k->number);

        if (i > 0 && str_eq(k->number, campaigns.v[i - 1].number))
            continue;
        out->v[out->n++] = (struct vehicle_recalls_row){ .number = k->number, .source = k->source,
            .summary = k->summary, .published = k->published,
            .state = d != NULL ? RECALL_DONE : RECALL_OPEN,
            .done_on = d != NULL ? d->done_on : (date){ 0 } };
    }
    return 0;
}

int recall_open_numbers(struct ctx *c, rid vehicle_id, str *out)
{
    const struct vehicle_recalls_in in = { .vehicle_id = vehicle_id };
    struct vehicle_recalls_row_list rows;
    struct text t = text_in(&c->mem, 200);

    TRY(vehicle_recalls(c, &in, &rows));
    for (size_t i = 0; i < rows.n && t.n < 180; i++)
        if (rows.v[i].state == RECALL_OPEN) {
            text_c(&t, t.n > 0 ? ", " : "");
            text_add(&t, rows.v[i].number);
        }
    *out = text_str(&t);
    return 0;
}
