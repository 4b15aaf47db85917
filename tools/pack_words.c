/* pack_words.c - packs readings of characters, trouble codes, names of cars and what is known of
 * their faults. */
#include "pack.h"

static struct pinyin_char reading[32768];
static uint32_t reading_n, also_n, syllable[512], syllable_n;
static struct { uint32_t code; uint16_t syllable; } also[1024];
static struct pinyin_surname surname[128];
static uint32_t surname_n;

/* The code point at *s, which moves on. */
static uint32_t character(const char **s)
{
    const unsigned char *b = (const unsigned char *)*s;
    unsigned n = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    uint32_t code = n == 1 ? b[0] : b[0] & (0x7Fu >> n);

    for (unsigned i = 1; i < n; i++) {
        if ((b[i] & 0xC0) != 0x80)
            die("not UTF-8");
        code = code << 6 | (b[i] & 0x3F);
    }
    *s += n;
    return code;
}

static void row_reading(void)
{
    if (syllable_n > 1 && strcmp(text + syllable[syllable_n - 1], field[0]) >= 0)
        die("syllables are not in order");
    *ADD(syllable, syllable_n) = text_put(field[0]);
    for (const char *s = field[1]; *s != 0; )
        *ADD(reading, reading_n) =
            (struct pinyin_char){ character(&s), (uint16_t)(syllable_n - 1), 0 };
    for (const char *s = field[2]; *s != 0; also_n++) {
        if (also_n == COUNT(also))
            die("too many second readings");
        also[also_n].code = character(&s);
        also[also_n].syllable = (uint16_t)(syllable_n - 1);
    }
}

static int reading_order(const void *a, const void *b)
{
    const struct pinyin_char *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

static void row_surname(void)
{
    struct pinyin_surname *s = ADD(surname, surname_n);

    s->text = text_put(field[0]);
    s->reading = text_put(field[1]);
}

static void pack_pinyin(const char *dir)
{
    text_reset();
    *ADD(syllable, syllable_n) = 0;                              /* item 0: none */
    file_read("pinyin/readings.csv", 3, row_reading);
    file_read("pinyin/surnames.csv", 2, row_surname);
    qsort(reading, reading_n, sizeof *reading, reading_order);
    for (uint32_t i = 1; i < reading_n; i++)
        if (reading[i].code == reading[i - 1].code)
            die("U+%X is read twice", reading[i].code);
    for (uint32_t i = 0; i < also_n; i++) {
        struct pinyin_char *c = bsearch(&(struct pinyin_char){ .code = also[i].code }, reading,
            reading_n, sizeof *reading, reading_order);

        if (c == NULL || c->also != 0 || c->syllable == also[i].syllable)
            die("U+%X: second reading without a first, twice, or the same", also[i].code);
        c->also = also[i].syllable;
    }
    out_open(dir, "pinyin.bin", PINYIN_SECTIONS);
    out_section(PINYIN_SYLLABLE, syllable, sizeof *syllable, syllable_n);
    out_section(PINYIN_CHAR, reading, sizeof *reading, reading_n);
    out_section(PINYIN_SURNAME, surname, sizeof *surname, surname_n);
    out_section(PINYIN_TEXT, text, 1, text_n);
    out_close(PINYIN_SECTIONS);
}

/* --- trouble codes --------------------------------------------------------------------------- */
static struct dtc_row dtc[2048];
static uint32_t dtc_n;

static void row_dtc(void)
{
    struct dtc_row *d = ADD(dtc, dtc_n);

    if (strlen(field[0]) != 5 || (dtc_n > 1 && memcmp(d[-1].code, field[0], 5) >= 0))
        die("codes have 5 characters and are in order: %s", field[0]);
    memcpy(d->code, field[0], 5);
    d->zh = text_put(field[1]);
    d->en = text_put(field[2]);
}

static void pack_dtc(const char *dir)
{
    text_reset();
    file_read("dtc/dtc.csv", 3, row_dtc);
    out_open(dir, "dtc.bin", DTC_SECTIONS);
    out_section(DTC_ROW, dtc, sizeof *dtc, dtc_n);
    out_section(DTC_TEXT, text, 1, text_n);
    out_close(DTC_SECTIONS);
}

/* --- cars: names, recalls, results of inspections -------------------------------------------- */
static struct car_name car_name[512];
static struct car_recall recall[256];
static struct car_faults faults[4096];
static uint32_t car_name_n, recall_n, faults_n, reason[64][2], reason_n;

static void row_car_name(void)
{
    *ADD(car_name, car_name_n) = (struct car_name){ text_put(field[0]), text_put(field[1]) };
}

static void row_recall(void)
{
    *ADD(recall, recall_n) = (struct car_recall){ text_put(field[0]), text_put(field[1]),
        text_put(field[2]), (uint16_t)number(field[3]), (uint16_t)number(field[4]),
        text_put(field[5]), text_put(field[6]) };
}

static void row_reason(void)
{
    if (reason_n == COUNT(reason))
        die("too many reasons");
    reason[reason_n][0] = text_put(field[0]);
    reason[reason_n++][1] = text_put(field[1]);
}

/* "32.64" in millionths. */
static uint32_t percent(const char *s)
{
    char *end;
    double v = strtod(s, &end);

    if (end == s || *end != 0 || v < 0 || v > 100)
        die("not a percentage: %s", s);
    return (uint32_t)(v * 10000 + 0.5);
}

static void row_faults(void)
{
    struct car_faults *f = ADD(faults, faults_n);

    *f = (struct car_faults){ .year = (uint16_t)number(field[0]), .make = text_put(field[1]),
        .model = text_put(field[2]), .inspections = number(field[3]), .fail_ppm = percent(field[4]),
        .median_km = number(field[5]) };
    for (int i = 0; i < 3; i++) {
        uint32_t en = text_put(field[6 + i]), at = 0;

        while (en != 0 && at < reason_n && reason[at][0] != en)
            at++;
        if (en != 0 && at == reason_n)
            die("a reason without a translation: %s", field[6 + i]);
        f->reason[i] = en;
        f->reason_zh[i] = en != 0 ? reason[at][1] : 0;
    }
}

static void pack_car(const char *dir)
{
    text_reset();
    file_read("car/names.csv", 2, row_car_name);
    file_read("recall/nhtsa.csv", 7, row_recall);
    file_read("inspection/reasons.csv", 2, row_reason);
    file_read("inspection/finland_2022.csv", 9, row_faults);
    out_open(dir, "car.bin", CAR_SECTIONS);
    out_section(CAR_NAME, car_name, sizeof *car_name, car_name_n);
    out_section(CAR_RECALL, recall, sizeof *recall, recall_n);
    out_section(CAR_FAULTS, faults, sizeof *faults, faults_n);
    out_section(CAR_TEXT, text, 1, text_n);
    out_close(CAR_SECTIONS);
}

void pack_words(const char *dir)
{
    pack_pinyin(dir);
    pack_dtc(dir);
    pack_car(dir);
}
