/* pack_facts.c - packs the reference files of data/ into the tables of src/facts/tables.h.
 *
 *     pack_facts DATA OUT      reads DATA/…, writes OUT/vin.bin, division.bin …
 *
 * Runs at build time only. Every array has a bound, and whatever does not fit or does not read
 * stops the build with the file and line. */
#include "pack.h"

/* --- vin: makes, manufacturers --------------------------------------------------------------- */
static struct vin_wmi wmi[16384];
static uint32_t wmi_n, wmi_make[32768], wmi_make_n;
static struct vin_make make[16384];
static uint32_t make_n, spelling[64], spelling_n;

/* Makes are one whatever their capitals; the spelling table says how the maker writes itself. */
static uint32_t make_put(const char *name)
{
    for (uint32_t i = 0; i < spelling_n; i++)
        if (strcasecmp(text + spelling[i], name) == 0)
            name = text + spelling[i];
    for (uint32_t i = 0; i < make_n; i++)
        if (strcasecmp(text + make[i].name, name) == 0)
            return i;
    ADD(make, make_n)->name = text_put(name);
    return make_n - 1;
}

static struct vin_wmi *wmi_find(const char *key)
{
    char wide[6] = { 0 };
    size_t n = strlen(key);

    if (n != 3 && n != 6)
        die("a WMI has 3 or 6 characters: %s", key);
    memcpy(wide, key, n);
    for (uint32_t i = 0; i < wmi_n; i++)
        if (memcmp(wmi[i].key, wide, 6) == 0)
            return &wmi[i];
    return NULL;
}

static struct vin_wmi *wmi_put(const char *key)
{
    struct vin_wmi *w = wmi_find(key);

    if (w == NULL)
        memcpy((w = ADD(wmi, wmi_n))->key, key, strlen(key));
    return w;
}

static void row_spelling(void) { *ADD(spelling, spelling_n) = text_put(field[0]); }

static void row_wmi(void)
{
    struct vin_wmi *w = ADD(wmi, wmi_n);
    const char *type = field[2];

    memcpy(w->key, field[0], strlen(field[0]) == 6 ? 6 : 3);
    w->type = strcmp(type, "Passenger Car") == 0 ? VIN_CAR
            : strncmp(type, "Multipurpose", 12) == 0 ? VIN_MPV
            : strcmp(type, "Truck") == 0 ? VIN_TRUCK : VIN_OTHER;
    w->maker = text_put(field[1]);
    w->country = text_put(field[3]);
    w->make_at = wmi_make_n;
    for (char *at = field[4], *one; (one = strsep(&at, "|")) != NULL; )
        if (*one != 0) {
            *ADD(wmi_make, wmi_make_n) = make_put(one);
            w->make_n++;
        }
}

static void row_name(void) { wmi_put(field[0])->name = text_put(field[1]); }

static void row_own(void)
{
    struct vin_wmi *w = wmi_put(field[0]);

    w->own_make = make[make_put(field[1])].name;
    w->own_maker = text_put(field[2]);
    w->own_maker_zh = text_put(field[3]);
}

static int wmi_order(const void *a, const void *b)
{
    return memcmp(((const struct vin_wmi *)a)->key, ((const struct vin_wmi *)b)->key, 6);
}

static struct vin_country country[128];
static uint32_t country_n;

static void row_country(void)
{
    struct vin_country *c = ADD(country, country_n);

    memcpy(c->from, field[0], 2);
    memcpy(c->to, field[1], 2);
    c->name = text_put(field[2]);
    c->name_zh = text_put(field[3]);
}

/* --- vin: schemas and patterns --------------------------------------------------------------- */
static struct vin_schema schema[16384];
static uint32_t schema_number[16384], schema_n;                  /* ascending, as in the file */
static struct vin_pattern pattern[65536];
static uint32_t pattern_n;
static uint64_t set[4096];
static uint32_t set_n;

static int set_bit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    die("a key has a '%c'", c);
}

/* One position of a key, a character or [..]; moves on past it. */
static uint64_t set_read(const char **at)
{
    uint64_t mask = 0;
    const char *c = *at;

    if (*c != '[') {
        *at = c + 1;
        return UINT64_C(1) << set_bit(*c);
    }
    for (c++; *c != ']'; c++) {
        int from = set_bit(*c), to = from;

        if (c[1] == '-') {
            to = set_bit(c[2]);
            c += 2;
        }
        for (; from <= to; from++)
            mask |= UINT64_C(1) << from;
    }
    *at = c + 1;
    return mask;
}

static uint16_t set_put(uint64_t mask)
{
    for (uint32_t i = 0; i < set_n; i++)
        if (set[i] == mask)
            return (uint16_t)i;
    *ADD(set, set_n) = mask;
    return (uint16_t)(set_n - 1);
}

static void row_pattern(void)
{
    uint32_t n = number(field[0]), place = 0, end = 5;
    struct vin_pattern *p = ADD(pattern, pattern_n);

    if (schema_n == 0 || schema_number[schema_n - 1] != n) {
        if (schema_n > 0 && schema_number[schema_n - 1] > n)
            die("schemas are not in order");
        schema_number[schema_n] = n;
        *ADD(schema, schema_n) = (struct vin_schema){ pattern_n - 1, 0 };
    }
    schema[schema_n - 1].n++;
    p->model = text_put(field[2]);
    for (const char *c = field[1]; *c != 0; ) {
        bool one = *c != '[';

        if (*c == '|') {
            place = 5, end = 13, c++;
            continue;
        }
        if (*c == '*') {
            c++, place++;
            continue;
        }
        if (place >= end)
            die("key too long");
        p->set[place++] = set_put(set_read(&c));
        p->weight = (uint16_t)(p->weight + (one ? 2 : 1));
    }
}

static int number_order(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static uint32_t schema_find(uint32_t n)
{
    const uint32_t *at = bsearch(&n, schema_number, schema_n, sizeof n, number_order);

    if (at == NULL)
        die("no such schema: %u", n);
    return (uint32_t)(at - schema_number);
}

/* --- vin: which schema holds for whom, and when ---------------------------------------------- */
struct raw_link { uint32_t owner; struct vin_link link; };
static struct raw_link raw[262144];
static uint32_t raw_n;
static struct vin_link laid[262144];
static struct vin_model_make model_make[8192];
static uint32_t model_make_n;

static void row_link(void)
{
    const struct vin_wmi *w = wmi_find(field[0]);

    if (w == NULL)
        die("no such WMI: %s", field[0]);
    *ADD(raw, raw_n) = (struct raw_link){ (uint32_t)(w - wmi), { schema_find(number(field[1])),
        *field[2] ? (uint16_t)number(field[2]) : 0,
        *field[3] ? (uint16_t)number(field[3]) : 9999 } };
}

static void row_model_make(void)
{
    *ADD(model_make, model_make_n) = (struct vin_model_make){ text_put(field[1]),
        make_put(field[0]) };
}

static int model_make_order(const void *a, const void *b)
{
    const struct vin_model_make *x = a, *y = b;
    int by = (x->model > y->model) - (x->model < y->model);

    return by ? by : (x->make > y->make) - (x->make < y->make);
}

static int raw_order(const void *a, const void *b)
{
    const struct raw_link *x = a, *y = b;
    uint64_t m = (uint64_t)x->owner << 32 | x->link.schema;
    uint64_t n = (uint64_t)y->owner << 32 | y->link.schema;

    if (m != n)
        return m < n ? -1 : 1;
    return x->link.from != y->link.from ? x->link.from - y->link.from : x->link.to - y->link.to;
}

/* The links sorted by owner, each once; `put` is told where an owner's begin and how many. */
static uint32_t links_lay(void (*put)(uint32_t owner, uint32_t at, uint32_t n))
{
    uint32_t n = 0;

    qsort(raw, raw_n, sizeof *raw, raw_order);
    for (uint32_t i = 0, at = 0; i < raw_n; i++) {
        if (i > 0 && raw_order(&raw[i], &raw[i - 1]) == 0)
            continue;
        if (i == 0 || raw[i].owner != raw[i - 1].owner)
            at = n;
        laid[n++] = raw[i].link;
        put(raw[i].owner, at, n - at);
    }
    return n;
}

static void put_wmi_link(uint32_t w, uint32_t at, uint32_t n)
{
    wmi[w].link_at = at;
    wmi[w].link_n = n;
}

static void put_make_link(uint32_t m, uint32_t at, uint32_t n)
{
    make[m].link_at = at;
    make[m].link_n = n;
}

/* From "this WMI uses the schema" to "this make does": in place of each link one for every make. */
static void links_to_makes(void)
{
    static struct raw_link by_wmi[COUNT(raw)];
    uint32_t n = raw_n;

    memcpy(by_wmi, raw, sizeof raw);
    raw_n = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct vin_wmi *w = &wmi[by_wmi[i].owner];

        for (uint32_t m = 0; m < w->make_n; m++)
            *ADD(raw, raw_n) = (struct raw_link){ wmi_make[w->make_at + m], by_wmi[i].link };
    }
}

static void pack_vin(const char *dir)
{
    uint32_t n;

    set[set_n++] = UINT64_MAX;                                   /* item 0 is "any" */
    file_read("vin/make_spelling.csv", 1, row_spelling);
    file_read("vin/wmi_vpic.csv.gz", 5, row_wmi);
    file_read("vin/wmi_vininfo.csv", 2, row_name);
    file_read("vin/wmi_own.csv", 4, row_own);
    file_read("vin/countries.csv", 4, row_country);
    file_read("vin/patterns.csv.gz", 3, row_pattern);
    qsort(wmi, wmi_n, sizeof *wmi, wmi_order);
    file_read("vin/wmi_schema.csv.gz", 4, row_link);
    file_read("vin/make_model.csv.gz", 2, row_model_make);
    qsort(model_make, model_make_n, sizeof *model_make, model_make_order);
    out_open(dir, "vin.bin", VIN_SECTIONS);
    n = links_lay(put_wmi_link);
    out_section(VIN_LINK, laid, sizeof *laid, n);
    links_to_makes();
    n = links_lay(put_make_link);
    out_section(VIN_MAKE_LINK, laid, sizeof *laid, n);
    out_section(VIN_WMI, wmi, sizeof *wmi, wmi_n);
    out_section(VIN_WMI_MAKE, wmi_make, sizeof *wmi_make, wmi_make_n);
    out_section(VIN_SCHEMA, schema, sizeof *schema, schema_n);
    out_section(VIN_PATTERN, pattern, sizeof *pattern, pattern_n);
    out_section(VIN_SET, set, sizeof *set, set_n);
    out_section(VIN_MAKE, make, sizeof *make, make_n);
    out_section(VIN_MODEL_MAKE, model_make, sizeof *model_make, model_make_n);
    out_section(VIN_COUNTRY, country, sizeof *country, country_n);
    out_section(VIN_TEXT, text, 1, text_n);
    out_close(VIN_SECTIONS);
}

/* --- divisions and the calendar -------------------------------------------------------------- */
static struct division_row division[8192];
static uint32_t division_n;

static void row_division(void)
{
    static const uint32_t scale[] = { 0, 0, 10000, 0, 100, 0, 1 };
    size_t n = strlen(field[0]);

    if (n > 6 || scale[n] == 0)
        die("a code has 2, 4 or 6 digits: %s", field[0]);
    if (n == 6 && number(field[0]) % 100 == 0)       /* a city without counties, there once more */
        return;
    *ADD(division, division_n) = (struct division_row){ number(field[0]) * scale[n],
        text_put(field[1]) };
}

static void pack_division(const char *dir)
{
    text_reset();
    file_read("division/provinces.csv", 2, row_division);
    file_read("division/cities.csv", 2, row_division);
    file_read("division/areas.csv", 2, row_division);
    qsort(division, division_n, sizeof *division, number_order);
    for (uint32_t i = 1; i < division_n; i++)
        if (division[i].code == division[i - 1].code)
            die("two divisions have the code %u", division[i].code);
    out_open(dir, "division.bin", DIVISION_SECTIONS);
    out_section(DIVISION_ROW, division, sizeof *division, division_n);
    out_section(DIVISION_TEXT, text, 1, text_n);
    out_close(DIVISION_SECTIONS);
}

static struct calendar_day day[4096];
static uint32_t day_n;

static void row_day(void)
{
    unsigned y, m, d, era, of_year;

    if (sscanf(field[0], "%4u-%2u-%2u", &y, &m, &d) != 3 || y < 1970 || m - 1 > 11 || d - 1 > 30)
        die("not a date: %s", field[0]);
    y -= m <= 2;
    era = y / 400;
    of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    y -= era * 400;
    *ADD(day, day_n) = (struct calendar_day){
        (int32_t)(era * 146097 + y * 365 + y / 4 - y / 100 + of_year) - 719468,
        number(field[2]), text_put(field[1]) };
    if (day_n > 1 && day[day_n - 1].day <= day[day_n - 2].day)
        die("days are not in order");
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: pack_facts DATA OUT\n", stderr);
        return 2;
    }
    data_dir = argv[1];
    pack_vin(argv[2]);
    pack_division(argv[2]);
    text_reset();
    file_read("calendar/holidays.csv", 4, row_day);
    out_open(argv[2], "calendar.bin", CALENDAR_SECTIONS);
    out_section(CALENDAR_DAY, day, sizeof *day, day_n);
    out_section(CALENDAR_TEXT, text, 1, text_n);
    out_close(CALENDAR_SECTIONS);
    pack_words(argv[2]);
    return 0;
}
