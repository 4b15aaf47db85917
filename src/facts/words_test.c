/* words_test.c - how names are read. */
#include "facts/pinyin.h"
#include <setjmp.h>
#include <cmocka.h>

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

const struct CMUnitTest words_tests[] = {
    cmocka_unit_test(test_pinyin_keys),
    cmocka_unit_test(test_pinyin_readings),
    cmocka_unit_test(test_pinyin_bounded),
    cmocka_unit_test(test_pinyin_typed),
    cmocka_unit_test(test_pinyin_parses),
};
const size_t words_tests_n = COUNT(words_tests);
