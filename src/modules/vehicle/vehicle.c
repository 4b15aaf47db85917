/* vehicle.c - vehicles: what is written on them is read, judged and completed. */
#include "modules/vehicle/vehicle.h"
#include "facts/plate.h"
#include "facts/vin.h"

enum { MERGES_MAX = 16 };
/* The kinds of the facts floor and the codes that are stored are the same list. */
_Static_assert(
    (int)VPK_MILITARY == (int)PLATE_MILITARY && (int)VPK_TEMPORARY == (int)PLATE_TEMPORARY,
    "kinds of plates in the same order");

/* --- plate and VIN ---------------------------------------------------------------------------- */

static int judge_plate(struct ctx *c, struct vehicle *v)
{
    struct plate p;
    char zh[160], en[160];

    v->plate_kind = 0;
    if (v->plate.n == 0)
        return 0;
    if (plate_read(v->plate, &p) != 0) {
        plate_refusal_text(&p, true, zh);
        plate_refusal_text(&p, false, en);
        return refuse_field(c, "plate", &VEHICLE_PLATE_BAD, str_of(zh), str_of(en));
    }
    v->plate = str_copy(&c->mem, str_of(p.text));
    v->plate_kind = (enum vehicle_plate_kind)p.kind;
    if (v->energy == 0 && p.electric)
        v->energy = ENERGY_ELECTRIC;
    return 0;
}

/* What the maker wrote into the number fills what nobody has filled yet. A wrong check digit is
 * only remarked: the car stands in the hall all the same. */
static int judge_vin(struct ctx *c, struct vehicle *v)
{
    struct vin_facts f;
    char zh[160], en[160];
    int r;

    v->vin_warning = (str){ 0 };
    if (v->vin.n == 0)
        return 0;
    r = vin_decode(v->vin, c->today, &f);
    vin_reason_text(&f, true, zh);
    vin_reason_text(&f, false, en);
    if (r != 0 && f.reason != VIN_CHECK_DIGIT)
        return refuse_field(c, "vin", &VEHICLE_VIN_BAD, str_of(zh), str_of(en));
    v->vin = str_copy(&c->mem, str_of(f.vin));
    if (r != 0)
        v->vin_warning = str_copy(&c->mem, str_of(zh));
    if (v->brand.n == 0 && f.make.n <= 40)
        v->brand = f.make;
    if (v->model.n == 0 && f.model.n <= 60)
        v->model = f.model;
    if (v->model_year == 0)
        v->model_year = f.year;
    return 0;
}

static int owner_since(struct ctx *c, const struct vehicle *v, rid owner_id, date since)
{
    struct vehicle_person p = { .vehicle_id = v->id, .party_id = owner_id, .role = ROLE_OWNER,
        .valid_from = since };

    p.label = str_format(&c->mem, "%.*s", (int)v->label.n, v->label.s);
    return row_insert(c, vehicle_person, &p);
}

int vehicle_judge(struct ctx *c, struct vehicle *now, const struct vehicle *before)
{
    TRY(judge_plate(c, now));
    TRY(judge_vin(c, now));
    if (now->plate.n == 0 && now->vin.n == 0)
        return refuse_field(c, "plate", &VEHICLE_NAMELESS);
    now->label = now->plate.n > 0 ? now->plate : now->vin;
    if (before == NULL && now->owner_id != 0)
        return owner_since(c, now, now->owner_id, c->today);
    if (before != NULL && now->owner_id != before->owner_id)
        return refuse_field(c, "owner_id", &F_READONLY);
    return 0;
}

int vehicle_person_judge(
    struct ctx *c, struct vehicle_person *now, const struct vehicle_person *before)
{
    str vehicle = row_title(c, &vehicle_model, now->vehicle_id);
    str party = row_title(c, &party_model, now->party_id);

    (void)before;
    if (now->valid_to.day != 0 && now->valid_to.day < now->valid_from.day)
        return refuse_field(c, "valid_to", &DATES_REVERSED);
    now->label = str_format(
        &c->mem, "%.*s · %.*s", (int)vehicle.n, vehicle.s, (int)party.n, party.s);
    return 0;
}

int vehicle_change_owner(struct ctx *c, struct vehicle *v, const struct vehicle_change_owner_in *in)
{
    struct vehicle_person_list owners;

    if (in->owner_id == v->owner_id)
        return refuse_field(c, "owner_id", &VEHICLE_OWNER_SAME);
    TRY(db_list(c, vehicle_person, &owners, "WHERE vehicle_id = ? AND role = 'owner' AND valid_to IS NULL"
        " AND retired_at IS NULL ORDER BY id", v->id));
    for (size_t i = 0; i < owners.n; i++) {
        struct vehicle_person now = owners.v[i];

        if (in->since.day <= now.valid_from.day)
            return refuse_field(c, "since", &DATES_REVERSED);
        now.valid_to = (date){ in->since.day - 1 };
        TRY(row_update(c, vehicle_person, &now, &owners.v[i]));
    }
    v->owner_id = in->owner_id;
    return owner_since(c, v, in->owner_id, in->since);
}

/* --- odometer --------------------------------------------------------------------------------- */

static int reading(
    struct ctx *c, struct vehicle *v, int64_t km, bool changed, str reason, struct anyref source)
{
    struct odometer_reading r = {
        .vehicle_id = v->id, .km = km, .meter_changed = changed, .reason = reason, .source = source
    };

    if (km < v->odometer_km && !changed && reason.n == 0)
        return refuse(c, &VEHICLE_ODOMETER_BACK, km, v->odometer_km);
    v->odometer_km = km;
    return row_insert(c, odometer_reading, &r);
}

int vehicle_read_odometer(
    struct ctx *c, struct vehicle *v, const struct vehicle_read_odometer_in *in)
{
    return reading(c, v, in->km, in->meter_changed, in->reason, (struct anyref){ 0 });
}

int vehicle_odometer(struct ctx *c, rid vehicle_id, int64_t km, str reason, struct anyref source)
{
    struct vehicle_list held;
    struct vehicle now;

    TRY(db_hold(c, vehicle, &held, "WHERE id = ?", vehicle_id));
    if (held.n == 0)
        return refuse(c, &E_NOT_FOUND);
    now = held.v[0];
    TRY(reading(c, &now, km, false, reason, source));
    return row_update(c, vehicle, &now, &held.v[0]);
}

/* --- merging ---------------------------------------------------------------------------------- */

int vehicle_living(struct ctx *c, rid *id)
{
    for (int i = 0; i < MERGES_MAX; i++) {
        rid next;

        TRY(db_int(c, &next, "SELECT merged_into_id FROM vehicle WHERE id = ?", *id));
        if (next == 0)
            return 0;
        *id = next;
    }
    return DB_FAILED;
}

int vehicle_is_merged(struct ctx *c, const struct vehicle *v)
{
    return v->merged_into_id != 0 ? 0 : refuse(c, &VEHICLE_NOT_MERGED);
}

int vehicle_merge(struct ctx *c, struct vehicle *v, const struct vehicle_merge_in *in)
{
    struct vehicle into;

    if (in->into_id == v->id)
        return refuse_field(c, "into_id", &VEHICLE_MERGE_SELF);
    TRY(db_get(c, vehicle, &into, in->into_id));
    if (into.merged_into_id != 0)
        return refuse(c, &VEHICLE_MERGE_CIRCLE, into.label);
    v->merged_into_id = in->into_id;
    return 0;
}

int vehicle_unmerge(struct ctx *c, struct vehicle *v, const struct no_input *in)
{
    (void)c, (void)in;
    v->merged_into_id = 0;
    return 0;
}

int vehicle_verify(struct ctx *c, struct verify *v)
{
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM vehicle v WHERE v.odometer_km <> COALESCE((SELECT r.km"
        " FROM odometer_reading r WHERE r.vehicle_id = v.id ORDER BY r.id DESC LIMIT 1), 0) /* all rows */"));
    verify_fact(
        v, n == 0, "%lld vehicles show another odometer than their last reading", (long long)n);
    TRY(db_int(c, &n, "SELECT count(*) FROM vehicle v WHERE v.owner_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM vehicle_person p WHERE p.vehicle_id = v.id AND p.party_id = v.owner_id"
        " AND p.role = 'owner' AND p.valid_to IS NULL) /* all rows */"));
    verify_fact(v, n == 0, "%lld vehicles have an owner without a record of it", (long long)n);
    return 0;
}
