/* reception.c - the desk: a car by whatever the customer says, and what to tell him about it. */
#include "modules/service/order.h"
#include "kernel/search.h"

enum { CARS_MAX = 12, NOTES_MAX = 40, DECLINED_MAX = 12, TEXT_BYTES = 200 };

static str car_text(struct ctx *c, const struct vehicle *v)
{
    str text = str_format(
        &c->mem, "%.*s %.*s", (int)v->brand.n, v->brand.s, (int)v->series.n, v->series.s);

    return v->model_year == 0 ? text
         : str_format(&c->mem, "%.*s %lld", (int)text.n, text.s, (long long)v->model_year);
}

/* --- finding ---------------------------------------------------------------------------------- */

static int car_add(
    struct ctx *c, rid id, const struct search_hit *hit, struct reception_car_list *out)
{
    struct reception_car *row = &out->v[out->n];
    struct appointment_list today;
    struct repair_order_list open;
    struct vehicle v;

    if (id == 0)
        return 0;
    TRY(vehicle_living(c, &id));
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].vehicle_id == id)
            return 0;
    if (out->n == CARS_MAX)
        return 0;
    TRY(db_get(c, vehicle, &v, id));
    TRY(db_list(c, appointment, &today, "WHERE vehicle_id = ? AND unit_id = ? AND day = ? AND state IN"
        " ('pending', 'confirmed', 'prepared', 'arrived') ORDER BY id LIMIT 1", id, c->who->unit_id, c->today));
    TRY(db_list(c, repair_order, &open, "WHERE vehicle_id = ? AND unit_id = ? AND business IN"
        " ('received', 'estimated', 'in_work', 'settled') ORDER BY id LIMIT 1", id, c->who->unit_id));
    *row = (struct reception_car){ .vehicle_id = id, .vin = v.vin, .owner_id = v.owner_id,
        .odometer_km = v.odometer_km,
        .appointment_id = today.n > 0 ? today.v[0].id : 0,
        .repair_order_id = open.n > 0 ? open.v[0].id : 0,
        .found_by = hit->title };
    row->car = car_text(c, &v);
    out->n++;
    return 0;
}

/* The cars a person owns or brings. */
static int cars_of(
    struct ctx *c, rid party_id, const struct search_hit *hit, struct reception_car_list *out)
{
    struct vehicle_person_list people;

    TRY(db_list(c, vehicle_person, &people, "WHERE party_id = ? AND valid_to IS NULL AND retired_at IS NULL"
        " ORDER BY id DESC LIMIT ?", party_id, (int)CARS_MAX));
    for (size_t i = 0; i < people.n; i++)
        TRY(car_add(c, people.v[i].vehicle_id, hit, out));
    return 0;
}

static int cars_by(struct ctx *c, const struct search_hit *hit, struct reception_car_list *out)
{
    struct appointment a;
    struct repair_order ro;

    if (hit->on == &vehicle_model)
        return car_add(c, hit->id, hit, out);
    if (hit->on == &party_model)
        return cars_of(c, hit->id, hit, out);
    if (hit->on == &appointment_model) {
        TRY(db_get(c, appointment, &a, hit->id));
        return car_add(c, a.vehicle_id, hit, out);
    }
    if (hit->on == &repair_order_model) {
        TRY(db_get(c, repair_order, &ro, hit->id));
        return car_add(c, ro.vehicle_id, hit, out);
    }
    return 0;
}

int reception_find(
    struct ctx *c, const struct reception_find_in *in, struct reception_car_list *out)
{
    struct search_hit hits[SEARCH_HITS];
    size_t n;

    out->v = arena_alloc(&c->mem, (CARS_MAX + 1) * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    TRY(search_find(c, in->q, hits, &n));
    for (size_t i = 0; i < n; i++)
        TRY(cars_by(c, &hits[i], out));
    return 0;
}

/* --- what to tell ----------------------------------------------------------------------------- */

static str short_text(str s) { return utf8_cut(s, TEXT_BYTES); }

static void note(struct reception_note_list *out, struct reception_note row)
{
    if (out->n < NOTES_MAX)
        out->v[out->n++] = row;
}

static int notes_open(struct ctx *c, const struct vehicle *v, struct reception_note_list *out)
{
    struct repair_order_list open;
    struct appointment_list today;

    TRY(db_list(c, repair_order, &open, "WHERE vehicle_id = ? AND business IN ('received', 'estimated',"
        " 'in_work', 'settled') ORDER BY id", v->id));
    for (size_t i = 0; i < open.n; i++)
        if (who_reads(c->who, open.v[i].unit_id))
            note(out, (struct reception_note){ .kind = NOTE_OPEN_ORDER,
                .repair_order_id = open.v[i].id,
                .at = open.v[i].promised_at,
                .amount = open.v[i].total });
    TRY(db_list(c, appointment, &today, "WHERE vehicle_id = ? AND unit_id = ? AND day = ? AND state IN"
        " ('pending', 'confirmed', 'prepared', 'arrived') ORDER BY starts_at, id", v->id,
        c->who->unit_id, c->today));
    for (size_t i = 0; i < today.n; i++)
        note(out, (struct reception_note){ .kind = NOTE_APPOINTMENT,
            .appointment_id = today.v[i].id,
            .at = today.v[i].starts_at,
            .text = short_text(today.v[i].wish) });
    return 0;
}

/* What the owner has not paid in any store, on account or not. */
static int notes_arrears(struct ctx *c, const struct vehicle *v, struct reception_note_list *out)
{
    money due;

    TRY(db_int(c, &due.fen, "SELECT CAST(COALESCE(sum(total - paid), 0) AS BIGINT) FROM settlement"
        " WHERE party_id = ? AND state IN ('open', 'part_paid', 'on_credit')", v->owner_id));
    if (due.fen > 0)
        note(out, (struct reception_note){ .kind = NOTE_ARREARS, .amount = due });
    return 0;
}

static int notes_due(struct ctx *c, const struct vehicle *v, struct reception_note_list *out)
{
    int64_t days, km;
    bool by_day, by_km;
    str recalls;

    TRY(recall_open_numbers(c, v->id, &recalls));
    if (recalls.n > 0)
        note(out, (struct reception_note){ .kind = NOTE_RECALL, .text = short_text(recalls) });
    TRY(setting_int(c, &setting_reception_due_days, c->who->unit_id, &days));
    TRY(setting_int(c, &setting_reception_due_km, c->who->unit_id, &km));
    by_day = v->next_service_date.day != 0 && v->next_service_date.day <= c->today.day + days;
    by_km = v->next_service_km != 0 && v->next_service_km <= v->odometer_km + km;
    if (by_day || by_km)
        note(out, (struct reception_note){ .kind = NOTE_SERVICE, .day = v->next_service_date,
            .km = v->next_service_km });
    if (v->insurance_until.day != 0 && v->insurance_until.day <= c->today.day + days)
        note(out, (struct reception_note){ .kind = NOTE_INSURANCE, .day = v->insurance_until });
    if (v->inspection_until.day != 0 && v->inspection_until.day <= c->today.day + days)
        note(out, (struct reception_note){ .kind = NOTE_INSPECTION, .day = v->inspection_until });
    return 0;
}

/* The last visit, and whether what was done then is still under our warranty: a complaint about it
 * is a comeback, not a new sale. */
static int notes_past(struct ctx *c, const struct vehicle *v, struct reception_note_list *out)
{
    struct repair_order_list past;

    TRY(db_list(c, repair_order, &past, "WHERE vehicle_id = ? AND business = 'delivered' ORDER BY id DESC"
        " LIMIT 5", v->id));
    for (size_t i = 0, seen = 0; i < past.n; i++) {
        const struct repair_order *ro = &past.v[i];

        if (!who_reads(c->who, ro->unit_id))
            continue;
        if (warranty_holds(ro, c->today, v->odometer_km))
            note(out, (struct reception_note){ .kind = NOTE_COMEBACK,
                .repair_order_id = ro->id,
                .day = warranty_until(ro),
                .km = ro->odometer_out + ro->warranty_km });
        if (seen++ == 0)
            note(out, (struct reception_note){ .kind = NOTE_VISIT,
                .repair_order_id = ro->id,
                .day = date_at(ro->delivered_at, ZONE_S),
                .km = ro->odometer_out,
                .amount = ro->total,
                .text = short_text(ro->wish) });
    }
    return 0;
}

/* What was not done and is still proposed, what concerns safety first. */
static int notes_declined(struct ctx *c, const struct vehicle *v, struct reception_note_list *out)
{
    struct proposal_list open;

    TRY(proposals_open(c, v->id, &open));
    for (size_t i = 0; i < open.n && i < DECLINED_MAX; i++)
        if (who_reads(c->who, open.v[i].unit_id))
            note(out, (struct reception_note){ .kind = NOTE_DECLINED,
                .text = open.v[i].title,
                .repair_order_id = open.v[i].repair_order_id,
                .proposal_id = open.v[i].id,
                .amount = open.v[i].amount,
                .day = date_at(open.v[i].created_at, ZONE_S) });
    return 0;
}

int reception_notes(
    struct ctx *c, const struct reception_notes_in *in, struct reception_note_list *out)
{
    struct vehicle v;
    rid id = in->vehicle_id;

    out->v = arena_alloc(&c->mem, NOTES_MAX * sizeof *out->v);
    if (out->v == NULL)
        return DB_FAILED;
    TRY(vehicle_living(c, &id));
    TRY(db_get(c, vehicle, &v, id));
    TRY(notes_open(c, &v, out));
    TRY(notes_arrears(c, &v, out));
    TRY(notes_due(c, &v, out));
    TRY(notes_past(c, &v, out));
    return notes_declined(c, &v, out);
}
