/* file.c - the record as a file that anybody can read and check (docs/health-record.md).
 *
 * It names no person and no price, nor what a customer said: it may go along with the car. */
#include "kernel/print.h"
#include "modules/health/health_own.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>

enum { SECRET_HEX = 2 * crypto_sign_SECRETKEYBYTES + 1, ONLY_KEY = 1 };

/* --- the key ---------------------------------------------------------------------------------- */

int health_key_make(struct ctx *c)
{
    uint8_t open[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    char open_hex[2 * sizeof open + 1], secret_hex[SECRET_HEX];
    struct record_key k = { .id_ = ONLY_KEY, .made_at = c->now };
    int64_t n;

    TRY(db_int(c, &n, "SELECT count(*) FROM record_key WHERE id_ = ?", (int)ONLY_KEY));
    if (n > 0)
        return 0;
    crypto_sign_keypair(open, secret);
    k.public_key = str_copy(&c->mem, str_of(sodium_bin2hex(open_hex, sizeof open_hex, open,
        sizeof open)));
    k.secret_key = str_copy(&c->mem, str_of(sodium_bin2hex(secret_hex, sizeof secret_hex, secret,
        sizeof secret)));
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(secret_hex, sizeof secret_hex);
    return row_insert(c, record_key, &k);
}

int health_seed(struct ctx *c) { return health_key_make(c); }

static int key_read(struct ctx *c, struct record_key *k)
{
    struct record_key_list keys;

    TRY(db_list(c, record_key, &keys, "WHERE id_ = ?", (int)ONLY_KEY));
    if (keys.n == 0)
        return refuse(c, &HEALTH_NO_KEY);
    *k = keys.v[0];
    return 0;
}

int health_key(struct ctx *c, str *public_hex)
{
    struct record_key k;

    TRY(key_read(c, &k));
    *public_hex = k.public_key;
    return 0;
}

/* --- the record ------------------------------------------------------------------------------- */

static void text_key(struct json *j, const char *key, str s)
{
    if (s.n > 0)
        json_key(j, key), json_str(j, s);
}

static void day_key(struct json *j, const char *key, date d)
{
    char out[16];

    date_print(d, out);
    if (d.day != 0)
        json_key(j, key), json_c(j, out);
}

static void number_key(struct json *j, const char *key, int64_t n)
{
    if (n != 0)
        json_key(j, key), json_int(j, n);
}

static void car_write(struct json *j, const struct vehicle *v)
{
    json_key(j, "vehicle");
    json_open(j);
    text_key(j, "vin", v->vin);
    text_key(j, "vehicleplatenumber", v->plate);
    text_key(j, "brand", v->brand);
    text_key(j, "series", v->series);
    text_key(j, "model", v->model);
    number_key(j, "modelyear", v->model_year);
    text_key(j, "energy", str_of(v->energy != 0 ? vehicle_energy_choices.v[v->energy].code : ""));
    day_key(j, "firstregistered", v->first_registered);
    json_close(j);
}

static void lines_write(
    struct ctx *c, struct json *j, const struct health *h, rid order, const char *key, bool parts)
{
    json_key(j, key);
    json_list(j);
    for (size_t i = 0; i < h->lines.n; i++) {
        const struct health_line *l = &h->lines.v[i];

        if (l->order_id != order || l->approval != LINE_APPROVED ||
            (l->kind == LINE_PART) != parts || l->kind == LINE_OTHER ||
            l->kind == LINE_ADVANCE)
            continue;
        json_open(j);
        text_key(j, parts ? "partsname" : "repairproject", l->title);
        text_key(j, parts ? "partsquantity" : "workinghours", health_decimal(c, l->quantity));
        text_key(j, "partscode", l->code);
        text_key(j, "brand", l->brand);
        text_key(j, "specification", l->spec);
        text_key(j, "oenumber", l->oe_number);
        text_key(j, "origin", str_of(l->origin != 0 ? part_origin_choices.v[l->origin].code : ""));
        json_close(j);
    }
    json_list_end(j);
}

static void proposals_write(struct json *j, const struct health *h, rid order)
{
    json_key(j, "openproposals");
    json_list(j);
    for (size_t i = 0; i < h->lines.n; i++)
        if (h->lines.v[i].order_id == order && health_open_proposal(h, &h->lines.v[i]))
            json_str(j, h->lines.v[i].title);
    json_list_end(j);
}

static void found_write(struct json *j, const struct health *h, rid order)
{
    json_key(j, "troublecodes");
    json_list(j);
    for (size_t i = 0; i < h->codes.n; i++)
        if (h->codes.v[i].order_id == order)
            json_str(j, h->codes.v[i].code);
    json_list_end(j);
    json_key(j, "inspections");
    json_list(j);
    for (size_t i = 0; i < h->inspections.n; i++) {
        const struct health_inspection *k = &h->inspections.v[i];

        if (k->order_id != order)
            continue;
        json_open(j);
        day_key(j, "day", date_at(k->at, ZONE_S));
        json_key(j, "passed"), json_bool(j, k->passed);
        text_key(j, "note", k->note);
        json_close(j);
    }
    json_list_end(j);
}

static void basic_write(struct ctx *c, struct json *j, const struct health *h,
    const struct repair_order *ro)
{
    json_key(j, "basicInfo");
    json_open(j);
    text_key(j, "companyname", row_title(c, &unit_model, ro->unit_id));
    text_key(j, "vehicleplatenumber", h->car.plate);
    text_key(j, "vin", h->car.vin);
    day_key(j, "repairdate", ro->day);
    number_key(j, "repairmileage", ro->odometer_in);
    day_key(j, "settledate", date_at(ro->settled_at, ZONE_S));
    text_key(j, "faultdescription", ro->findings);
    text_key(j, "costlistcode", ro->number);
    text_key(j, "repaircategory", str_of(ro_category_choices.v[ro->category].label.zh));
    text_key(j, "repairnature", str_of(ro_nature_choices.v[ro->nature].label.zh));
    json_close(j);
}

static void repair_write(struct ctx *c, struct json *j, const struct health *h,
    const struct repair_order *ro)
{
    json_open(j);
    basic_write(c, j, h, ro);
    lines_write(c, j, h, ro->id, "vehiclepartslist", true);
    lines_write(c, j, h, ro->id, "repairprojectlist", false);
    proposals_write(j, h, ro->id);
    found_write(j, h, ro->id);
    if (ro->delivered_at.ms != 0) {
        json_key(j, "warranty");
        json_open(j);
        json_key(j, "days"), json_int(j, ro->warranty_days);
        json_key(j, "km"), json_int(j, ro->warranty_km);
        day_key(j, "deliveredon", date_at(ro->delivered_at, ZONE_S));
        number_key(j, "odometerout", ro->odometer_out);
        day_key(j, "until", health_warranty_until(ro));
        json_close(j);
    }
    json_close(j);
}

static void others_write(struct json *j, const struct health *h)
{
    json_key(j, "recalls");
    json_list(j);
    for (size_t i = 0; i < h->recalls.n; i++) {
        const struct vehicle_recalls_row *k = &h->recalls.v[i];

        json_open(j);
        text_key(j, "number", k->number);
        text_key(j, "source", k->source);
        text_key(j, "state", str_of(recall_state_choices.v[k->state].code));
        day_key(j, "doneon", k->done_on);
        json_close(j);
    }
    json_list_end(j);
    json_key(j, "earliervisits");
    json_list(j);
    for (size_t i = 0; i < h->earlier.n; i++) {
        const struct legacy_visit *k = &h->earlier.v[i];

        json_open(j);
        text_key(j, "reference", k->reference);
        day_key(j, "visitedon", k->visited_on);
        text_key(j, "item", k->item);
        number_key(j, "odometerkm", k->odometer_km);
        json_close(j);
    }
    json_list_end(j);
}

static int record_write(struct ctx *c, struct json *j, const struct health *h)
{
    char now[32];
    rid root;

    TRY(db_int(c, &root, "SELECT id FROM unit WHERE parent_id IS NULL"));
    when_print(c->now, now);
    json_open(j);
    json_key(j, "format"), json_c(j, "workbay-vehicle-health-record");
    json_key(j, "version"), json_int(j, 1);
    json_key(j, "issuedat"), json_c(j, now);
    text_key(j, "issuer", row_title(c, &unit_model, root));
    car_write(j, &h->car);
    json_key(j, "repairs");
    json_list(j);
    for (size_t i = 0; i < h->orders.n; i++)
        repair_write(c, j, h, &h->orders.v[i]);
    json_list_end(j);
    others_write(j, h);
    json_close(j);
    return 0;
}

/* --- signed ----------------------------------------------------------------------------------- */

/* The one form that is signed: members in the order of their names, no space between (RFC 8785). */
static int canonical(struct ctx *c, str json, str *out)
{
    json_t *o = json_loadb(json.s, json.n, 0, NULL);
    char *text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);

    *out = str_copy(&c->mem, str_of(text));
    json_decref(o);
    if (text == NULL)
        return DB_FAILED;
    noted_free(text);
    return c->mem.exhausted ? DB_FAILED : 0;
}

static int sign(struct ctx *c, str record, struct json *j)
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES], signature[crypto_sign_BYTES];
    char hex[2 * sizeof signature + 1], hash[65];
    struct record_key k;
    size_t n;

    TRY(key_read(c, &k));
    if (sodium_hex2bin(secret, sizeof secret, k.secret_key.s, k.secret_key.n, NULL, &n,
            NULL) != 0 || n != sizeof secret)
        return DB_FAILED;
    crypto_sign_detached(signature, NULL, (const uint8_t *)record.s, record.n, secret);
    sodium_memzero(secret, sizeof secret);
    hash_hex(hash_of(record), hash);
    sodium_bin2hex(hex, sizeof hex, signature, sizeof signature);
    json_open(j);
    json_key(j, "record"), json_raw(j, record);
    json_key(j, "sha256"), json_c(j, hash);
    json_key(j, "signature");
    json_open(j);
    json_key(j, "algorithm"), json_c(j, "Ed25519");
    json_key(j, "key"), json_str(j, k.public_key);
    json_key(j, "value"), json_c(j, hex);
    json_close(j);
    json_close(j);
    return 0;
}

int health_file(struct ctx *c, rid vehicle_id, str *bytes)
{
    struct json j = json_in(&c->mem, HEALTH_FILE_MAX), file = json_in(&c->mem, HEALTH_FILE_MAX);
    struct health h = { 0 };
    str record;

    TRY(health_read(c, vehicle_id, &h));
    if (h.car.vin.n == 0)
        return refuse(c, &HEALTH_NO_VIN, h.car.label);
    TRY(record_write(c, &j, &h));
    if (j.t.failed)
        return c->mem.exhausted ? DB_FAILED : refuse(c, &HEALTH_TOO_LONG);
    TRY(canonical(c, text_str(&j.t), &record));
    TRY(sign(c, record, &file));
    if (file.t.failed)
        return c->mem.exhausted ? DB_FAILED : refuse(c, &HEALTH_TOO_LONG);
    *bytes = text_str(&file.t);
    return 0;
}

int vehicle_record_file(struct ctx *c, const struct vehicle *v, struct print *p)
{
    str bytes;

    TRY(health_file(c, v->id, &bytes));
    print_file(p, "application/json", "json", bytes);
    return 0;
}
