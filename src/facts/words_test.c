/* words_test.c - how names are read; what trouble codes mean; cars by their names.
 *
 * Tests named *_shared compare with public lists that do not belong to the project; they are
 * skipped where the folder (WORKBAY_SHARED, else ../shared) is absent. */
#include "facts/car.h"
#include "facts/dtc.h"
#include "facts/pinyin.h"
#include <setjmp.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

extern const struct CMUnitTest words_tests[];
extern const size_t words_tests_n;

static bool has_key(const char *name, bool person, const char *key)
{
    char keys[PINYIN_KEYS][PINYIN_KEY];
    size_t n = pinyin_keys(str_of(name), person, keys);

    for (size_t i = 0; i < n; i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static size_t keys_of(const char *name, bool person)
{
    char keys[PINYIN_KEYS][PINYIN_KEY];

    return pinyin_keys(str_of(name), person, keys);
}

static void test_pinyin_keys(void **state)
{
    (void)state;
    assert_true(has_key("王小明", true, "wangxiaoming"));
    assert_true(has_key("王小明", true, "wxm wang xiao ming"));
    assert_true(has_key("王小明", true, "xm xiao ming"));
    assert_int_equal(keys_of("王小明", true), 3);
    assert_int_equal(keys_of("吕", true), 1);
    assert_true(has_key("吕", true, "lv"));
    assert_true(has_key("全合成机油 5W-30", false, "quanhechengjiyou5w30"));
    assert_true(has_key("机油滤清器", false, "lqq lv qing qi"));
    assert_true(has_key("王小明·A2座", false, "wxmaz wang xiao ming a2 zuo"));
    assert_int_equal(keys_of("Bosch 0 986", false), 0);
    assert_int_equal(keys_of("", false), 0);
    assert_int_equal(keys_of("\xE7\x8E", false), 0);
}

/* Two readings give the keys of both; the first of a person's name is a surname. */
static void test_pinyin_readings(void **state)
{
    static const char *const surnames[][2] = { { "单雄", "shanxiong" }, { "曾伟", "zengwei" },
        { "解静", "xiejing" }, { "仇英", "qiuying" }, { "查良", "zhaliang" }, { "盖芳", "gefang" },
        { "尉迟恭", "yuchigong" }, { "万俟卨", "moqixie" }, { "长孙皇", "zhangsunhuang" },
        { "翟明", "zhaiming" }, { "乐敏", "yuemin" }, { "區志", "ouzhi" } };

    (void)state;
    for (size_t i = 0; i < COUNT(surnames); i++)
        if (!has_key(surnames[i][0], true, surnames[i][1]))
            fail_msg("%s is not %s", surnames[i][0], surnames[i][1]);
    assert_true(has_key("解静", true, "jiejing"));
    assert_false(has_key("仇家庄", false, "moqijiazhuang"));
    assert_true(has_key("万俟公司", false, "wansigongsi"));
    assert_false(has_key("万俟公司", false, "moqigongsi"));
    assert_true(has_key("长城汽车", false, "changchengqiche"));
    assert_true(has_key("长城汽车", false, "zcqc zhang cheng qi che"));
    assert_true(has_key("重庆", false, "chongqing"));
    assert_true(has_key("成都", false, "chengdu"));
}

/* However many characters, and however many of them have two readings. */
static void test_pinyin_bounded(void **state)
{
    static const char longest[] = "长重长重长重长重长重长重长重长重双双双双床床床床双双双双";
    char keys[PINYIN_KEYS][PINYIN_KEY];
    size_t n = pinyin_keys(str_of(longest), true, keys);

    (void)state;
    assert_in_range(n, 4, PINYIN_KEYS);
    for (size_t i = 0; i < n; i++)
        assert_true(strlen(keys[i]) < PINYIN_KEY);
}

static void test_pinyin_typed(void **state)
{
    static const char *const rows[][2] = { { "Wang Xiao-Ming", "wangxiaoming" },
        { "ＷＸＭ", "wxm" }, { "xi'an", "xian" }, { "nü", "nv" }, { "LÜ", "lv" },
        { "５Ｗ３０　jy", "5w30jy" }, { "王xm", "" }, { "100%", "" }, { "", "" } };
    char out[PINYIN_KEY];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        pinyin_typed(str_of(rows[i][0]), out);
        assert_string_equal(out, rows[i][1]);
    }
}

static bool parsed(const char *typed, const char *initials, const char *like)
{
    struct pinyin_parse p[PINYIN_PARSES];
    size_t n = pinyin_parses(typed, p);

    for (size_t i = 0; i < n; i++)
        if (strcmp(p[i].initials, initials) == 0 && strcmp(p[i].like, like) == 0)
            return true;
    return false;
}

static void test_pinyin_parses(void **state)
{
    struct pinyin_parse p[PINYIN_PARSES];

    (void)state;
    assert_true(parsed("wangxm", "wxm", "wxm% wang x% m%"));
    assert_true(parsed("lvqq", "lqq", "lqq% lv q% q%"));
    assert_true(parsed("wxming", "wxm", "wxm% w% x% ming%"));
    assert_true(parsed("zhxm", "zxm", "zxm% zh% x% m%"));
    assert_true(parsed("qingq", "qq", "qq% qing q%"));
    assert_true(parsed("xiaomi", "xm", "xm% xiao mi%"));
    assert_int_equal(pinyin_parses("wxm", p), 0);
    assert_int_equal(pinyin_parses("uvi", p), 0);
    assert_int_equal(pinyin_parses("5w30", p), 0);
    assert_int_equal(pinyin_parses("", p), 0);
    assert_in_range(pinyin_parses("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", p), 0, 3);
    assert_in_range(pinyin_parses("xianxianxianxianxianxianxianxian", p), 0, 3);
}

/* --- trouble codes ---------------------------------------------------------------------------- */

static void test_dtc_read(void **state)
{
    static const char *const good[][2] = { { "p0301", "P0301" }, { " Ｐ０３０１ ", "P0301" },
        { "C1234-1f", "C1234-1F" }, { "U3FFF", "U3FFF" }, { "b 0 0 0 1", "B0001" } };
    static const char *const bad[] = { "", "P", "P030", "P03011", "P0301-1", "P0301-1G", "P0301_11",
        "P4301", "X0301", "0301", "P03O1", "P0301-111", "P030111", "故障301" };
    struct dtc d = { .code = "kept" };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        if (dtc_read(str_of(bad[i]), &d) == 0)
            fail_msg("%s is taken", bad[i]);
    assert_string_equal(d.code, "kept");
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_int_equal(dtc_read(str_of(good[i][0]), &d), 0);
        assert_string_equal(d.code, good[i][1]);
    }
}

static void dtc_says(const char *code, const char *zh, const char *en)
{
    char out[DTC_TEXT_MAX];
    struct dtc d;

    assert_int_equal(dtc_read(str_of(code), &d), 0);
    dtc_text(&d, true, out);
    assert_string_equal(out, zh);
    dtc_text(&d, false, out);
    assert_string_equal(out, en);
}

static void test_dtc_text(void **state)
{
    struct dtc d;

    (void)state;
    dtc_says("P0301", "失火：第 1 缸失火", "Misfire: cylinder 1 misfire detected");
    dtc_says("P0171", "混合气：第 1 列混合气过稀", "Mixture control: system too lean, bank 1");
    dtc_says("U0100-87", "车载网络：与发动机控制单元 A 失去通信（总线信号）",
        "Vehicle network: lost communication with ECM/PCM A (bus signal)");
    dtc_says("P0121-11", "节气门与踏板：节气门或踏板位置传感器 A 信号范围或性能不正常（对地短路）",
        "Throttle and pedal: throttle/pedal position sensor/switch A circuit range/performance"
        " (short to ground)");
    dtc_says("P1345", "动力系统（点火系统或失火）：厂家自定义代码，含义请查该厂家资料",
        "Powertrain (ignition system or misfire): a maker's own code, see the maker's documents");
    dtc_says("C1234", "底盘：厂家自定义代码，含义请查该厂家资料",
        "Chassis: a maker's own code, see the maker's documents");
    dtc_says("B0FFF", "车身：通用代码，本表未收", "Body: a generic code that is not in our table");
    assert_int_equal(dtc_read(STR("P3101"), &d), 0);
    assert_true(d.maker && !d.known);
    assert_int_equal(dtc_read(STR("P3400"), &d), 0);
    assert_false(d.maker);
    assert_int_equal(dtc_read(STR("P0420"), &d), 0);
    assert_true(d.known && !d.maker);
}

/* How many of the words of the shorter text stand in the other. */
static double words_shared(const char *a, const char *b)
{
    const char *few = strlen(a) < strlen(b) ? a : b, *many = few == a ? b : a;
    unsigned n = 0, found = 0;

    while (*few != 0) {
        size_t len = 0;

        while (isalnum((unsigned char)few[len]))
            len++;
        for (const char *m = many; len > 0 && *m != 0; m++)
            if (strncasecmp(m, few, len) == 0 && !isalnum((unsigned char)m[len]) &&
                (m == many || !isalnum((unsigned char)m[-1]))) {
                found++;
                break;
            }
        n += len > 0;
        few += len > 0 ? len : 1;
    }
    return n > 0 ? (double)found / n : 0;
}

static void test_dtc_shared(void **state)
{
    char path[512], line[4096];
    const char *root = getenv("WORKBAY_SHARED");
    unsigned known = 0, odd = 0;
    FILE *in;

    (void)state;
    snprintf(path, sizeof path, "%s/data/dtc/dtc_en_wal33d.csv",
        root != NULL ? root : "../shared");
    in = fopen(path, "r");
    if (in == NULL) {
        print_message("skipped: no %s\n", path);
        skip();
    }
    while (fgets(line, sizeof line, in) != NULL) {
        char out[DTC_TEXT_MAX];
        struct dtc d;

        line[strcspn(line, "\r\n")] = 0;
        if (strncmp(line + 5, ",GENERIC,", 9) != 0 || dtc_read((str){ line, 5 }, &d) != 0 || !d.known)
            continue;
        dtc_text(&d, false, out);
        known++;
        if (words_shared(out, line + 14) < 0.3) {
            print_message("%s | %s\n", line, out);
            odd++;
        }
    }
    fclose(in);
    print_message("trouble codes: %u in both lists, %u with other words\n", known, odd);
    assert_true(known > 300);
    assert_true(odd * 20 < known);
}

/* --- cars ------------------------------------------------------------------------------------- */

static void test_car_key(void **state)
{
    static const char *const rows[][2] = { { "丰田", "TOYOTA" }, { "一汽-丰田", "TOYOTA" },
        { "Toyota", "TOYOTA" }, { "Mercedes-Benz", "MERCEDESBENZ" }, { "cr-v", "CRV" },
        { "3系", "3" }, { "秦PLUS DM-i", "秦PLUSDMI" }, { "", "" } };
    char out[CAR_KEY];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        car_key(str_of(rows[i][0]), out);
        assert_string_equal(out, rows[i][1]);
    }
}

static void test_car_tables(void **state)
{
    struct car_findings f[3];
    struct car_recalled r;
    size_t n = 0;

    (void)state;
    assert_int_equal(car_findings(STR("丰田"), STR("卡罗拉"), (str){ 0 }, 2007, true, f), 3);
    assert_int_equal(f[0].make.n, 0);
    assert_true(str_is(f[2].model, "COROLLA"));
    assert_int_equal(f[2].inspections, 4891);
    assert_int_equal(f[2].failed.ppm, 222900);
    assert_int_equal(f[2].median_km, 202000);
    assert_true(str_is(f[2].reasons[0], "证件不符") && str_is(f[2].reasons[1], "行车制动"));
    assert_int_equal(car_findings(STR("TOYOTA"), STR("卡车"), STR("corolla"), 2008, false, f), 3);
    assert_true(str_is(f[2].reasons[1], "Brakes"));
    assert_int_equal(car_findings(STR("吉利"), STR("帝豪"), (str){ 0 }, 2010, true, f), 1);
    assert_int_equal(car_findings(STR("丰田"), STR("卡罗拉"), (str){ 0 }, 1990, true, f), 0);
    while (car_recall_at(n, &r)) {
        assert_true(r.number.n == 6 && r.chinese.n > 0 && r.published.n > 0 && r.from <= r.to);
        n++;
    }
    assert_int_equal(n, 30);
}

const struct CMUnitTest words_tests[] = {
    cmocka_unit_test(test_pinyin_keys),
    cmocka_unit_test(test_pinyin_readings),
    cmocka_unit_test(test_pinyin_bounded),
    cmocka_unit_test(test_pinyin_typed),
    cmocka_unit_test(test_pinyin_parses),
    cmocka_unit_test(test_dtc_read),
    cmocka_unit_test(test_dtc_text),
    cmocka_unit_test(test_dtc_shared),
    cmocka_unit_test(test_car_key),
    cmocka_unit_test(test_car_tables),
};
const size_t words_tests_n = COUNT(words_tests);
