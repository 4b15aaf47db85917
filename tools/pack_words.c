/* pack_words.c - packs how characters are read. */
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

void pack_words(const char *dir)
{
    pack_pinyin(dir);
}
