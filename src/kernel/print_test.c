/* print_test.c - pages, cells and codes without a database: what fits, breaks, is cut. */
#include "kernel/print_draw.h"
#include "test/pdf_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct printout sheet = { .name = "sheet", .label = { "试验单", "Test sheet" },
    .paper = PAPER_A4 };
static const struct printout slip = { .name = "slip", .label = { "小票", "Slip" },
    .paper = PAPER_80MM };
static const struct printout label = { .name = "label", .label = { "标签", "Label" },
    .paper = PAPER_LABEL };

static const struct print_column columns[] = { { { "序号", "No." }, 1, SIDE_RIGHT },
    { { "配件名称", "Part name" }, 4, SIDE_LEFT }, { { "金额", "Amount" }, 2, SIDE_RIGHT } };

struct desk { struct ctx c; struct print p; };

static struct print *desk_open(struct desk *d, const struct printout *out)
{
    ctx_begin(&d->c, NULL, &who_system, (when){ 1764000000000 }, 32 << 20);
    d->p = (struct print){ .c = &d->c, .out = out, .number = STR("NO-0001"),
        .link = STR("https://x.example/go/sheet/1"), .store = { .name = STR("南山店") },
        .row = { .created_at = { 1763900000000 } } };
    d->p.last = &d->p.first;
    fault_clear();
    return &d->p;
}

static void desk_close(struct desk *d)
{
    fault_clear();
    ctx_end(&d->c);
}

static size_t times(str text, const char *what)
{
    size_t n = 0, len = strlen(what);

    for (size_t i = 0; i + len <= text.n; )
        if (memcmp(text.s + i, what, len) == 0)
            n++, i += len;
        else
            i++;
    return n;
}

static size_t pages_of(str pdf) { return times(pdf, "/Type /Page "); }

static str drawn(struct desk *d, str *text)
{
    str pdf;

    assert_int_equal(print_pdf(&d->c, &d->p, &pdf), 0);
    assert_true(pdf_text(&d->c.mem, pdf, text));
    return pdf;
}

/* --- fonts ------------------------------------------------------------------------------------ */

/* Alone in a process, before any other printing: fonts are found once. */
static void test_no_fonts(void **state)
{
    static const char config[] = "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
    char path[] = "/tmp/workbay-fonts-XXXXXX";
    int status = -1, fd = mkstemp(path);
    pid_t child;

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, config, sizeof config - 1), sizeof config - 1);
    close(fd);
    child = fork();
    if (child == 0) {
        struct desk d;
        str pdf;

        setenv("FONTCONFIG_FILE", path, 1);
        (void)!freopen("/dev/null", "w", stderr);
        print_text(desk_open(&d, &sheet), STR("没有字体 no fonts"));
        _exit(print_pdf(&d.c, &d.p, &pdf) == 0 && pages_of(pdf) > 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    unlink(path);
    assert_int_equal(status, 0);
}

/* --- pages ------------------------------------------------------------------------------------ */

static void rows_add(struct print *p, int n)
{
    print_table(p, columns, COUNT(columns));
    for (int i = 1; i <= n; i++)
        print_row(p, print_int(p, i), str_format(&p->c->mem, "货品%d", i), print_money(p, FEN(i)));
    print_sum(p, (str){ 0 }, STR("合计金额"), print_money(p, FEN(123456789)));
}

static void test_pages(void **state)
{
    struct desk d;
    str text, again, pdf;

    (void)state;
    rows_add(desk_open(&d, &sheet), 150);
    pdf = drawn(&d, &text);
    assert_in_range(pages_of(pdf), 3, 8);
    assert_int_equal(times(text, "配件名称"), pages_of(pdf));         /* the header on each page */
    assert_int_equal(times(text, "货品"), 150);
    assert_int_equal(times(text, "1,234,567.89"), 1);
    for (size_t i = 1; i <= pages_of(pdf); i++) {
        str foot = str_format(&d.c.mem, "第%zu页共%zu页", i, pages_of(pdf));

        assert_int_equal(times(text, str_c(&d.c.mem, foot)), 1);
    }
    assert_int_equal(print_pdf(&d.c, &d.p, &again), 0);
    assert_true(str_eq(pdf, again));
    d.p.copy = 2;
    (void)drawn(&d, &text);
    assert_int_equal(times(text, "补打·第2次"), 1);
    desk_close(&d);
}

static void test_too_long(void **state)
{
    struct desk d;
    str pdf;

    (void)state;
    rows_add(desk_open(&d, &sheet), 4000);
    assert_true(print_pdf(&d.c, &d.p, &pdf) > 0);
    assert_ptr_equal(d.c.refused, &PRINT_TOO_LONG);
    desk_close(&d);
}

/* A paragraph goes on on the next page; a roll is as long as what stands on it. */
static void test_paragraph(void **state)
{
    struct desk d;
    struct text t;
    str text, pdf, shorter;

    (void)state;
    t = text_in(&desk_open(&d, &sheet)->c->mem, 20000);
    for (int i = 0; i < 600; i++)
        text_f(&t, "第%d句话说完。", i);
    print_text(&d.p, text_str(&t));
    pdf = drawn(&d, &text);
    assert_int_equal(pages_of(pdf), 2);
    assert_in_range(times(text, "句话说完。"), 599, 600);     /* one may stand on both pages */
    d.p.out = &slip;
    pdf = drawn(&d, &text);
    assert_int_equal(pages_of(pdf), 1);
    desk_close(&d);
    print_text(desk_open(&d, &slip), STR("短"));
    shorter = drawn(&d, &text);
    assert_int_equal(pages_of(shorter), 1);
    desk_close(&d);
}

/* --- what users type -------------------------------------------------------------------------- */

static void test_hostile(void **state)
{
    const struct printout *papers[] = { &sheet, &slip, &label };
    struct desk d;
    str text, pdf, words[6];

    (void)state;
    for (size_t k = 0; k < COUNT(papers); k++) {
        struct print *p = desk_open(&d, papers[k]);
        struct text solid = text_in(&d.c.mem, 1 << 16), lines = text_in(&d.c.mem, 1 << 16);

        for (int i = 0; i < 9000; i++)
            text_c(&solid, "W"), text_c(&lines, "\n");
        words[0] = text_str(&solid);
        words[1] = text_str(&lines);
        words[2] = STR("<b>&amp;\x1b[31m\x01");
        words[3] = STR("a\u202eb\u2066c\ufeff");
        words[4] = STR("\xff\xfe\xc3");
        words[5] = STR("👩‍👩‍👧 مرحبا Ωñ ไทย");
        for (size_t i = 0; i < COUNT(words); i++) {
            print_pair(p, SAY("项", "Item"), words[i]);
            print_wide(p, SAY("项", "Item"), words[i]);
            print_table(p, columns, COUNT(columns));
            print_row(p, words[i], words[i], words[i]);
            print_big(p, words[i]);
            print_total(p, SAY("合计", "Total"), words[i]);
            print_bars(p, words[i]);
            print_tag(p, words[i], words[i], words[i], words[i]);
        }
        assert_int_equal(p->wrong, 0);
        pdf = drawn(&d, &text);
        assert_in_range(pages_of(pdf), 1, 30);
        desk_close(&d);
    }
}

/* No line of a cell is wider than the cell, and no cell higher than so many lines. */
static void test_cells(void **state)
{
    struct flow f = { .size = 9 };
    PangoFontMap *fonts = pango_cairo_font_map_new();
    struct text t = { 0 };
    struct arena mem = { .limit = 1 << 20 };

    (void)state;
    f.pango = pango_font_map_create_context(fonts);
    t = text_in(&mem, 8000);
    for (int i = 0; i < 1500; i++)
        text_c(&t, i % 7 == 0 ? "长" : "x");
    for (int lines = 1; lines <= 8; lines++) {
        PangoLayout *l = flow_text(&f, text_str(&t), 9, 60, lines, SIDE_LEFT);
        int w, h;

        pango_layout_get_size(l, &w, &h);
        assert_true(w <= 60 * PANGO_SCALE);
        assert_in_range(pango_layout_get_line_count(l), 1, lines);
        assert_true(pango_layout_is_ellipsized(l));
        g_object_unref(l);
    }
    g_object_unref(f.pango);
    g_object_unref(fonts);
    arena_free(&mem);
}

/* However little memory there is, the printing fails and nothing else happens. */
static void test_no_memory(void **state)
{
    (void)state;
    for (size_t limit = 4096; limit < 400000; limit += 4096) {
        struct desk d;
        str pdf;
        int r;

        desk_open(&d, &sheet);
        d.c.mem.limit = limit;
        rows_add(&d.p, 60);
        r = d.p.wrong != 0 ? d.p.wrong : print_pdf(&d.c, &d.p, &pdf);
        assert_true(r == 0 || r == DB_FAILED);
        assert_true(r == 0 || limit < 300000);
        desk_close(&d);
    }
}

/* --- codes ------------------------------------------------------------------------------------ */

/* A reader of its own: from widths of bars to values, by the rule that each is 11 modules of three
 * bars and three spaces, and each value has one pattern, learnt from the encoder's own alphabet. */
static unsigned pattern_at(const uint8_t *dark, size_t n)
{
    unsigned p = 0;

    for (size_t i = 0; i < n; i++)
        p = p << 1 | dark[i];
    return p;
}

static int value_of(const unsigned alphabet[], unsigned pattern)
{
    for (int v = 0; v < 95; v++)
        if (alphabet[v] == pattern)
            return v;
    return -1;
}

static void test_code128(void **state)
{
    static const char *const said[] = { "A", "OIL-5W30", "6901234567892", "12", "123", "1234",
        "RO-S1-20261124-0001", "abc123def456789012", "~ !\"#$%&'()*+,-./:;<=>?@[]^_`{|}" };
    struct arena mem = { .limit = 1 << 20 };
    unsigned alphabet[95];
    const uint8_t *dark;
    size_t n;

    (void)state;
    for (int v = 0; v < 95; v++) {          /* one letter: start B, letter, check, stop */
        char letter = (char)(v + 32);

        n = print_code128(&mem, (str){ &letter, 1 }, &dark);
        assert_int_equal(n, 11 * 3 + 13);
        alphabet[v] = pattern_at(dark + 11, 11);
        for (int w = 0; w < v; w++)
            assert_int_not_equal(alphabet[v], alphabet[w]);
        assert_int_equal(pattern_at(dark, 11), 0x690);         /* start B: 11010010000 */
        assert_int_equal(pattern_at(dark + n - 13, 13), 0x18eb);
        if ((104 + v) % 103 < 95)           /* the check of one letter is 104 + v modulo 103 */
            assert_true(v < (104 + v) % 103 ||
                value_of(alphabet, pattern_at(dark + 22, 11)) == (104 + v) % 103);
    }
    for (size_t i = 0; i < COUNT(said); i++) {
        n = print_code128(&mem, str_of(said[i]), &dark);
        assert_true(n > 0 && (n - 13) % 11 == 0);
        for (size_t at = 0; at + 11 <= n - 13; at += 11) {     /* bar first, space last, even */
            assert_true(dark[at] && !dark[at + 10]);
            assert_int_equal(__builtin_popcount(pattern_at(dark + at, 11)) % 2, 0);
        }
    }
    assert_int_equal(print_code128(&mem, STR("1234567890"), &dark), 11 * 7 + 13);   /* pairs */
    assert_int_equal(print_code128(&mem, STR("配件"), &dark), 0);
    assert_int_equal(print_code128(&mem, (str){ "", 0 }, &dark), 0);
    assert_int_equal(print_code128(&mem, str_format(&mem, "%081d", 1), &dark), 0);
    arena_free(&mem);
}

static void test_qr(void **state)
{
    static const uint8_t finder[7] = { 1, 1, 1, 1, 1, 1, 1 }, ring[7] = { 1, 0, 0, 0, 0, 0, 1 };
    struct arena mem = { .limit = 1 << 20 };
    const uint8_t *dark;
    str link = STR("https://workbay.example/go/repair_order/913224971059200000");
    size_t side = print_qr(&mem, link, &dark);

    (void)state;
    assert_in_range(side, 29, 41);
    assert_memory_equal(dark, finder, 7);                      /* a finder in three corners */
    assert_memory_equal(dark + side, ring, 7);
    assert_memory_equal(dark + side - 7, finder, 7);
    assert_memory_equal(dark + side * (side - 1), finder, 7);
    assert_int_equal(print_qr(&mem, str_format(&mem, "%0600d", 1), &dark), 0);
    arena_free(&mem);
}

static void test_values(void **state)
{
    struct desk d;
    struct print *p = desk_open(&d, &sheet);

    (void)state;
    assert_true(str_is(print_money(p, FEN(123456789)), "1,234,567.89"));
    assert_true(str_is(print_money(p, FEN(-5)), "-0.05"));
    assert_true(str_is(print_money(p, FEN(99900)), "999.00"));
    assert_true(str_is(print_price(p, (price){ 12345678 }), "12.345678"));
    assert_true(str_is(print_price(p, (price){ 12000000 }), "12.00"));
    assert_true(str_is(print_qty(p, (qty){ 500 }), "0.5"));
    assert_true(str_is(print_when(p, (when){ 1764000000000 }), "2025-11-25 00:00"));
    assert_int_equal(print_when(p, (when){ 0 }).n, 0);
    assert_int_equal(print_date(p, (date){ 0 }).n, 0);
    desk_close(&d);
}

const struct CMUnitTest print_tests[] = {
    cmocka_unit_test(test_no_fonts), cmocka_unit_test(test_pages), cmocka_unit_test(test_too_long),
    cmocka_unit_test(test_paragraph), cmocka_unit_test(test_hostile), cmocka_unit_test(test_cells),
    cmocka_unit_test(test_no_memory), cmocka_unit_test(test_code128), cmocka_unit_test(test_qr),
    cmocka_unit_test(test_values),
};
const size_t print_tests_n = COUNT(print_tests);
