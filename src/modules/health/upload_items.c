/* upload_items.c - the data items of a repair (JT/T 1132), from what is recorded; what is not on
 * file is named, never made up. */
#include "modules/health/health_own.h"
#include "modules/health/upload_own.h"
#include "facts/plate.h"
#include "facts/vin.h"

enum { CONTENT_MAX = 48000, WORDS_MAX = 580 };

int licence_of(struct ctx *c, rid unit_id, date day, struct repair_licence *out, bool *found)
{
    struct repair_licence_list all;

    TRY(db_list(c, repair_licence, &all, "WHERE unit_id = ? AND valid_from <= ? AND retired_at IS NULL"
        " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY valid_from DESC LIMIT 1", unit_id, day,
        day));
    *found = all.n > 0;
    if (*found)
        *out = all.v[0];
    return 0;
}

/* The nearest division that has one: of the area, the city, the province. */
static int platform_of(struct ctx *c, str division, date day, struct record_platform_list *out)
{
    str area = division.n == 6 ? division : STR("-");
    str city = division.n == 6 ? str_format(&c->mem, "%.4s00", division.s) : STR("-");
    str province = division.n == 6 ? str_format(&c->mem, "%.2s0000", division.s) : STR("-");

    return db_list(c, record_platform, out, "WHERE division IN (?, ?, ?) AND valid_from <= ?"
        " AND (valid_to IS NULL OR valid_to >= ?) AND retired_at IS NULL"
        " ORDER BY division DESC LIMIT 1", area, city, province, day, day);
}

struct gap { struct ctx *c; struct text zh, en; };

static void gap_add(struct gap *g, const char *zh, const char *en)
{
    text_c(&g->zh, g->zh.n > 0 ? "；" : "");
    text_c(&g->zh, zh);
    text_c(&g->en, g->en.n > 0 ? "; " : "");
    text_c(&g->en, en);
}

/* Plate and VIN as the law has them; a remark on a check digit holds up no truthful record. */
static void judge_car(struct gap *g, const struct vehicle *v)
{
    struct vin_facts f;
    struct plate p;

    if (v->plate.n == 0)
        gap_add(g, "车辆档案没有车牌", "the vehicle has no plate on file");
    else if (plate_read(v->plate, &p) != 0)
        gap_add(g, "车牌不合规定", "the plate is not a lawful one");
    if (v->vin.n == 0)
        gap_add(g, "车辆档案没有车架号", "the vehicle has no VIN on file");
    else if (vin_decode(v->vin, g->c->today, &f) != 0 && f.reason != VIN_CHECK_DIGIT)
        gap_add(g, "车架号不合规定", "the VIN is not a lawful one");
}

static void key_text(struct json *j, const char *key, str s) { json_key(j, key), json_str(j, s); }

static str compact(struct ctx *c, date d)
{
    int year, month, day;

    date_parts(d, &year, &month, &day);
    return str_format(&c->mem, "%04d%02d%02d", year, month, day);
}

struct sources {
    struct repair_order ro;
    struct vehicle car;
    struct unit store;
    struct repair_licence licence;
    struct record_platform platform;
    struct ro_line_list lines;
};

/* In the customer's words; else what was found; else what the visit was for. */
static str fault_of(const struct record_upload *u, const struct repair_order *ro)
{
    return u->fault.n > 0     ? u->fault
        : ro->wish.n > 0      ? ro->wish
        : ro->findings.n > 0  ? ro->findings
        : ro->category != 0   ? str_of(ro_category_choices.v[ro->category].label.zh)
                              : (str){ 0 };
}

static int64_t odometer_of(const struct record_upload *u, const struct repair_order *ro)
{
    return u->odometer_km > 0 ? u->odometer_km : ro->odometer_in;
}

static void basic_write(
    struct ctx *c, struct json *j, const struct record_upload *u, const struct sources *s)
{
    const struct repair_order *ro = &s->ro;

    json_key(j, "basicInfo");
    json_open(j);
    key_text(j, "vehicleplatenumber", s->car.plate);
    key_text(j, "companyname", s->store.name);
    key_text(j, "vin", s->car.vin);
    key_text(j, "repairdate", compact(c, ro->day));
    key_text(j, "repairmileage", str_format(&c->mem, "%lld", (long long)odometer_of(u, ro)));
    key_text(j, "settledate", compact(c, date_at(ro->settled_at, ZONE_S)));
    key_text(j, "faultdescription", fault_of(u, ro));
    key_text(j, "costlistcode", ro->number);
    if (s->platform.kind == PLATFORM_CATEGORY) {
        key_text(j, "repaircategory", str_of(ro_category_choices.v[ro->category].label.zh));
        key_text(j, "repairnature", str_of(ro_nature_choices.v[ro->nature].label.zh));
    }
    json_close(j);
}

static int parts_write(struct ctx *c, struct json *j, const struct ro_line_list *lines)
{
    json_key(j, "vehiclepartslist");
    json_list(j);
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];
        struct part part = { 0 };

        if (l->kind != LINE_PART)
            continue;
        if (l->part_id != 0)
            TRY(db_get(c, part, &part, l->part_id));
        json_open(j);
        key_text(j, "partsname", l->title);
        key_text(j, "partsquantity", health_decimal(c, l->quantity));
        key_text(j, "partscode", part.code);
        json_close(j);
    }
    json_list_end(j);
    return 0;
}

static void jobs_write(struct ctx *c, struct json *j, const struct ro_line_list *lines)
{
    json_key(j, "repairprojectlist");
    json_list(j);
    for (size_t i = 0; i < lines->n; i++) {
        const struct ro_line *l = &lines->v[i];

        if (l->kind == LINE_PART || l->kind == LINE_OTHER || l->kind == LINE_ADVANCE)
            continue;
        json_open(j);
        key_text(j, "repairproject", l->title);
        key_text(j, "workinghours", health_decimal(c, l->quantity));
        json_close(j);
    }
    json_list_end(j);
}

static int sources_read(
    struct ctx *c, const struct record_upload *u, struct sources *s, struct gap *g)
{
    struct record_platform_list platforms;
    bool filed;
    rid car;
    date day;

    TRY(db_get(c, repair_order, &s->ro, u->repair_order_id));
    car = s->ro.vehicle_id;
    TRY(vehicle_living(c, &car));
    TRY(db_get(c, vehicle, &s->car, car));
    TRY(db_get(c, unit, &s->store, s->ro.unit_id));
    TRY(db_list(c, ro_line, &s->lines, "WHERE repair_order_id = ? AND approval = 'approved'"
        " AND retired_at IS NULL ORDER BY id", s->ro.id));
    day = s->ro.settled_at.ms != 0 ? date_at(s->ro.settled_at, ZONE_S) : c->today;
    TRY(licence_of(c, s->ro.unit_id, day, &s->licence, &filed));
    TRY(platform_of(c, s->store.division, day, &platforms));
    if (s->ro.settled_at.ms == 0)
        gap_add(g, "工单已反结算，待重新结算", "the order was reopened and is to be settled again");
    if (!filed || s->licence.company_code.n == 0)
        gap_add(g, "门店的维修备案没有平台企业编码", "the store's filing has no company code of the platform");
    if (platforms.n == 0)
        gap_add(g, "门店所在地没有设置档案平台，或门店没有行政区划",
            "no platform is set for the store's division, or the store has none");
    else
        s->platform = platforms.v[0];
    return 0;
}

static bool has_work(const struct ro_line_list *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->v[i].kind != LINE_OTHER && lines->v[i].kind != LINE_ADVANCE)
            return true;
    return false;
}

int items_build(struct ctx *c, const struct record_upload *u, struct items *out)
{
    struct gap g = { c, text_in(&c->mem, WORDS_MAX), text_in(&c->mem, WORDS_MAX) };
    struct json j = json_in(&c->mem, CONTENT_MAX);
    struct sources *s = arena_alloc(&c->mem, sizeof *s);
    char hash[65];

    if (s == NULL)
        return DB_FAILED;
    TRY(sources_read(c, u, s, &g));
    judge_car(&g, &s->car);
    if (odometer_of(u, &s->ro) <= 0)
        gap_add(&g, "没有送修里程", "there is no odometer reading");
    if (!has_work(&s->lines))
        gap_add(&g, "没有维修项目或配件", "there is neither work nor a part");
    json_open(&j);
    basic_write(c, &j, u, s);
    TRY(parts_write(c, &j, &s->lines));
    jobs_write(c, &j, &s->lines);
    json_close(&j);
    if (j.t.failed && !c->mem.exhausted)
        gap_add(&g, "项目太多，平台一次接收不了", "more lines than the platform takes at once");
    *out = (struct items){ .content = text_str(&j.t), .missing = text_str(&g.zh),
        .missing_en = text_str(&g.en), .kind = s->platform.kind,
        .company_code = s->licence.company_code, .licence_id = s->licence.id };
    hash_hex(hash_of(out->content), hash);
    out->hash = str_copy(&c->mem, str_of(hash));
    return 0;
}
