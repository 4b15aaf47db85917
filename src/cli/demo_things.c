/* demo_things.c - names, parts and cars, made by a seeded generator. Nobody and nothing real:
 * common surnames and syllables, plates and VINs with true check digits, plausible prices. */
#include "cli/demo_own.h"
#include "facts/car.h"
#include "facts/vin.h"

static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马",
    "朱", "胡", "郭", "何", "林", "罗", "高", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "欧阳" };
static const char *const given[] = { "伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明",
    "超", "霞", "平", "刚", "桂英", "建华", "志强", "海燕", "晓东", "国庆", "丽娟", "子轩", "雨桐", "浩然", "欣怡", "俊杰" };

const char *const demo_posts[POSTS] = { "service_adviser", "receptionist", "technician",
    "workshop_supervisor", "quality_assurance", "storekeeper", "settlement_clerk", "cashier",
    "washer", "parts_manager", "store_general_manager" };

str demo_name(struct demo *d, struct ctx *c)
{
    return str_format(&c->mem, "%s%s", surnames[demo_random(d, COUNT(surnames))], given[demo_random(d, COUNT(given))]);
}

str demo_phone(struct demo *d, struct ctx *c)
{
    static const char *const heads[] = { "138", "139", "136", "150", "158", "186", "188", "177" };

    return str_format(&c->mem, "%s%08u", heads[demo_random(d, COUNT(heads))], demo_random(d, 100000000));
}

/* --- parts ------------------------------------------------------------------------------------ */

static const struct {
    const char *code, *name, *unit;
    int64_t fen;
    enum part_class class;
} catalogue[] = {
    { "OIL-5W30", "全合成机油 5W-30", "升", 8800, CLASS_FLUID },
    { "OIL-0W20", "全合成机油 0W-20", "升", 9800, CLASS_FLUID },
    { "FLT-OIL", "机油滤清器", "只", 4500, CLASS_MAINTENANCE },
    { "FLT-AIR", "空气滤清器", "只", 7800, CLASS_MAINTENANCE },
    { "FLT-CAB", "空调滤清器", "只", 9800, CLASS_MAINTENANCE },
    { "FLT-FUEL", "燃油滤清器", "只", 12800, CLASS_MAINTENANCE },
    { "PLUG-IR", "铱金火花塞", "只", 6800, CLASS_MAINTENANCE },
    { "BRK-FLD", "制动液 DOT4", "升", 9600, CLASS_FLUID },
    { "COOL-40", "防冻液 -40℃", "升", 4800, CLASS_FLUID },
    { "PAD-F", "前制动片", "副", 32000, CLASS_BRAKE },
    { "PAD-R", "后制动片", "副", 28000, CLASS_BRAKE },
    { "DISC-F", "前制动盘", "片", 36000, CLASS_BRAKE },
    { "BAT-60", "蓄电池 60Ah", "只", 58000, CLASS_ELECTRIC },
    { "WIPER", "雨刮片", "对", 12800, CLASS_BODY },
    { "BULB-H7", "前照灯灯泡 H7", "只", 6500, CLASS_LIGHT },
    { "TYRE-205", "轮胎 205/55R16", "条", 52000, CLASS_TYRE },
    { "TYRE-225", "轮胎 225/45R17", "条", 68000, CLASS_TYRE },
    { "BELT", "附件皮带", "条", 18000, CLASS_ENGINE },
    { "SHOCK-F", "前减振器", "支", 48000, CLASS_SUSPENSION },
    { "WATERPUMP", "水泵", "只", 42000, CLASS_COOLING },
};

int demo_parts(struct demo *d)
{
    struct party supplier = { .name = STR("华南汽配供应有限公司"), .kind = PARTY_SUPPLIER, .phone = STR("0755-83001234") };

    TRY(demo_create(d, d->stores[0].by[RECEPTIONIST], &party_model, &supplier, &d->supplier));
    for (size_t i = 0; i < COUNT(catalogue); i++) {
        struct part part = { .code = str_of(catalogue[i].code), .name = str_of(catalogue[i].name),
            .unit = str_of(catalogue[i].unit), .class = catalogue[i].class,
            .origin = i % 3 == 0 ? ORIGIN_ORIGINAL : ORIGIN_EQUAL_QUALITY,
            .price = price_of(FEN(catalogue[i].fen)), .minimum = { 10000 } };
        struct demo_part *p = &d->parts[d->n_parts++];

        p->price_fen = catalogue[i].fen;
        p->name = catalogue[i].name;
        TRY(demo_create(d, d->stores[0].by[CATALOGUE], &part_model, &part, &p->id));
    }
    return 0;
}

/* Those that the program brings with it, of the models that its people drive. */
int demo_recalls(struct demo *d)
{
    struct car_recalled r;
    rid id;

    for (size_t i = 0; car_recall_at(i, &r); i++) {
        struct recall_campaign k = { .number = r.number, .brand = r.make, .series = r.series,
            .year_from = r.from, .year_to = r.to, .summary = r.chinese, .published = r.published };

        TRY(demo_create(d, d->stores[0].by[ADVISER], &recall_campaign_model, &k, &id));
    }
    return 0;
}

/* Once a month of everything, at 60 % of the retail price. */
int demo_restock(struct demo *d, struct demo_store *s, when at)
{
    struct stock_receipt_line_in lines[COUNT(catalogue)];
    struct stock_receipt_open_in in = { .supplier_id = d->supplier,
        .lines = { lines, d->n_parts } };
    rid receipt;

    for (size_t i = 0; i < d->n_parts; i++)
        lines[i] = (struct stock_receipt_line_in){ .part_id = d->parts[i].id,
            .quantity = { catalogue[i].class == CLASS_FLUID ? 400000 : 60000 },
            .price = price_of(FEN(d->parts[i].price_fen * 6 / 10)) };
    d->now = at;
    s->stocked = date_at(at, ZONE_S);
    TRY(demo_run(d, s->by[KEEPER], &stock_receipt_open_command, 0, &in, &receipt));
    return demo_run(
        d, s->by[KEEPER], &stock_receipt_receive_command, receipt, &(struct no_input){}, NULL);
}

/* --- cars ------------------------------------------------------------------------------------- */

static const struct { const char *wmi, *brand, *series; bool electric; } makes[] = {
    { "LSV", "大众", "朗逸", false }, { "LFV", "大众", "迈腾", false }, { "LVG", "丰田", "凯美瑞", false },
    { "LFM", "丰田", "卡罗拉", false }, { "LHG", "本田", "雅阁", false }, { "LVH", "本田", "CR-V", false },
    { "LSG", "别克", "英朗", false }, { "LBE", "现代", "伊兰特", false }, { "LGX", "比亚迪", "秦PLUS DM-i", false },
    { "LGX", "比亚迪", "元PLUS", true }, { "LRW", "特斯拉", "Model Y", true }, { "LB3", "吉利", "帝豪", false },
    { "LGW", "长城", "哈弗H6", false }, { "LBV", "宝马", "3系", false }, { "LE4", "奔驰", "C级", false },
};

static str a_vin(struct demo *d, struct ctx *c, const char *wmi, int year)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
                      years[] = "ABCDEFGHJKLMNPRSTVWXY123456789";
    char vin[18] = "";

    memcpy(vin, wmi, 3);
    for (int i = 3; i < 8; i++)
        vin[i] = letters[demo_random(d, 33)];
    vin[9] = years[(year - 2010) % 30];
    vin[10] = letters[demo_random(d, 23)];
    for (int i = 11; i < 17; i++)
        vin[i] = (char)('0' + demo_random(d, 10));
    vin[8] = '0';
    vin[8] = vin_check_digit(vin);
    return str_copy(&c->mem, (str){ vin, 17 });
}

static str a_plate(struct demo *d, struct ctx *c, bool electric)
{
    static const char serial[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    if (electric)
        return str_format(&c->mem, "粤BD%05u", demo_random(d, 100000));
    return str_format(&c->mem, "粤B%c%c%03u", serial[demo_random(d, 24)], serial[demo_random(d, 24)], demo_random(d, 1000));
}

int demo_credit(struct demo *d, struct demo_store *s, rid party_id, money limit)
{
    struct credit_request_ask_in in = { party_id, limit, STR("按月结算") };

    TRY(demo_run(d, s->by[ADVISER], &credit_request_ask_command, 0, &in, NULL));
    return demo_run(d, s->by[MANAGER], &approval_grant_command, d->created[0],
        &(struct approval_grant_in){ .note = STR("同意") }, NULL);
}

static int a_car(struct demo *d, struct ctx *c, struct demo_car *car, size_t i)
{
    size_t m = demo_random(d, COUNT(makes));
    int year = 2014 + (int)demo_random(d, 11);
    struct party owner = { .name = demo_name(d, c),
        .kind = i % 25 == 0 ? PARTY_COMPANY : PARTY_PERSON,
        .phone = demo_phone(d, c),
        .source = SOURCE_WALK_IN };
    struct vehicle v = { .brand = str_of(makes[m].brand),
        .series = str_of(makes[m].series),
        .model_year = year,
        .energy = makes[m].electric ? ENERGY_ELECTRIC : ENERGY_PETROL };

    if (i % 25 == 0)
        owner.name = str_format(&c->mem, "%.*s商贸有限公司", (int)owner.name.n, owner.name.s);
    car->store =
        (uint8_t)(d->n_stores > 1 && i % 2 == 1 ? 1 + i / 2 % (d->n_stores > 2 ? 2 : 1) : 0);
    const struct who *who = d->stores[car->store].by[ADVISER];
    TRY(demo_create(d, who, &party_model, &owner, &car->owner));
    if (i % 25 == 0)
        TRY(demo_credit(d, &d->stores[car->store], car->owner, FEN(4000000)));
    v.owner_id = car->owner;
    v.vin = a_vin(d, c, makes[m].wmi, year);
    for (int tries = 0; tries < 5; tries++) {       /* a plate may be taken already: another one */
        v.plate = a_plate(d, c, makes[m].electric);
        if (!demo_plate_taken(d, v.plate))
            break;
    }
    car->km = 5000 + demo_random(d, 90000);
    car->next_day = date_at(d->now, ZONE_S).day + demo_random(d, 240);
    return demo_create(d, who, &vehicle_model, &v, &car->id);
}

int demo_cars(struct demo *d, size_t n)
{
    d->cars = arena_alloc(&d->mem, n * sizeof *d->cars);
    if (d->cars == NULL)
        return DB_FAILED;
    for (size_t i = 0; i < n; i++) {
        struct ctx c;
        int r;

        ctx_begin(&c, d->db, &who_system, d->now, 0);
        r = a_car(d, &c, &d->cars[i], i);
        ctx_end(&c);
        TRY(r);
        d->n_cars++;
        d->now.ms += 1000;
    }
    return 0;
}

struct taken { str plate; int64_t n; };

static int count_plate(struct ctx *c, void *arg)
{
    struct taken *t = arg;

    return db_int(c, &t->n, "SELECT count(*) FROM vehicle WHERE plate = ? AND retired_at IS NULL",
        t->plate);
}

bool demo_plate_taken(struct demo *d, str plate)
{
    struct taken t = { plate, 0 };
    struct ctx c;
    bool taken;

    ctx_begin(&c, d->db, &who_system, d->now, 0);
    taken = db_snapshot(&c, count_plate, &t) != 0 || t.n > 0;
    ctx_end(&c);
    return taken;
}
