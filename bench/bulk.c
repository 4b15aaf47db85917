/* bulk.c - a declared generator of large databases. */
#include "bench/bulk.h"
#include "facts/vin.h"

enum { AT_ONCE = 5, PROVINCES = 31, SERIALS = 24 * 24 * 1000, CITIES = 6,
       PLATES = PROVINCES * CITIES * SERIALS, STRIDE = 67867967 };  /* prime to PLATES */

struct bulk { struct demo *d; int from, to; };

/* Every number has a plate of its own, none that the demo gives, and neighbours have nothing in
 * common. */
static str plate_of(struct ctx *c, int number)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    static const char *const provinces[PROVINCES] = { "京", "津", "冀", "晋", "蒙", "辽", "吉", "黑", "沪",
        "苏", "浙", "皖", "闽", "赣", "鲁", "豫", "鄂", "湘", "粤", "桂", "琼", "渝", "川", "贵", "云", "藏", "陕",
        "甘", "青", "宁", "新" };
    int64_t k = (int64_t)number * STRIDE % PLATES;
    int64_t serial = k % SERIALS, place = k / SERIALS;

    return str_format(&c->mem, "%s%c%c%c%03d", provinces[place / CITIES], letters[place % CITIES + 2],
        letters[serial / 24000], letters[serial / 1000 % 24], (int)(serial % 1000));
}

static str vin_of(struct demo *d, struct ctx *c, int number)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    char vin[18] = "LSV";

    for (int i = 3; i < 8; i++)
        vin[i] = letters[demo_random(d, 33)];
    vin[8] = '0';
    vin[9] = "EFGHJKLMNPRST"[demo_random(d, 13)];
    for (int i = 16; i > 9; i--, number /= 10)
        vin[i] = (char)('0' + number % 10);
    vin[8] = vin_check_digit(vin);
    return str_copy(&c->mem, (str){ vin, 17 });
}

static int a_car(struct demo *d, struct ctx *c, int number)
{
    struct party owner = { .name = demo_name(d, c), .kind = PARTY_PERSON,
        .phone = demo_phone(d, c), .source = SOURCE_WALK_IN };
    struct vehicle car = { .plate = plate_of(c, number), .plate_kind = VPK_ORDINARY,
        .vin = vin_of(d, c, number), .brand = STR("大众"), .series = STR("朗逸"),
        .model_year = 2014 + (int)demo_random(d, 12), .energy = ENERGY_PETROL };
    struct vehicle_person since = { .role = ROLE_OWNER, .valid_from = c->today };

    TRY(row_insert(c, party, &owner));
    car.owner_id = owner.id;
    car.label = car.plate;
    TRY(row_insert(c, vehicle, &car));
    since.vehicle_id = car.id;
    since.party_id = owner.id;
    since.label = car.label;
    return row_insert(c, vehicle_person, &since);
}

static int some(struct ctx *c, void *arg)
{
    const struct bulk *b = arg;

    for (int i = b->from; i < b->to; i++)
        TRY(a_car(b->d, c, i));
    return 0;
}

int bulk_vehicles(struct db *db, int n)
{
    struct demo d = { .seed = 20260202 };
    struct bulk b = { .d = &d };

    for (; b.from < n; b.from = b.to) {
        struct ctx c;
        int r;

        b.to = b.from + AT_ONCE < n ? b.from + AT_ONCE : n;
        ctx_begin(&c, db, &who_system, clock_now(), 64 << 20);
        r = db_transaction(&c, some, &b);
        if (r > 0)
            fprintf(stderr, "bulk: %s\n", c.refused->code);
        ctx_end(&c);
        TRY(r);
        if (b.to % 100000 == 0)
            fprintf(stderr, "  %d vehicles\n", b.to);
    }
    return 0;
}
