/* http_parse_test.c - percent-encoding, paths, queries, lists in header values. */
#include "kernel/http_test.h"

extern const struct CMUnitTest http_parse_tests[];
extern const size_t http_parse_tests_n;

static void test_decode(void **state)
{
    static const struct { const char *in, *out; bool plus; } good[] = {
        { "", "", false }, { "abc", "abc", false }, { "%41%42", "AB", false },
        { "a+b", "a+b", false },
        { "a+b", "a b", true }, { "%2B", "+", true }, { "%e5%B7%a5", "工", false },
        { "%0a", "\n", true }, { "100%25", "100%", false },
    };
    static const char *const bad[] = {
        "%", "%4", "%4g", "%g4", "a%", "%00", "a%00b", "%c3", "%ff", "%ed%a0%80", "%c0%af", "%01",
        "%7f", "%0a", "\xff", "%%41", "% 41", "%+1",
    };
    struct arena mem = { .limit = 1 << 20 };
    str out;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(http_decode(&mem, str_of(good[i].in), good[i].plus, &out));
        assert_true(str_is(out, good[i].out));
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        if (http_decode(&mem, str_of(bad[i]), false, &out))
            fail_msg("taken: %s", bad[i]);
    arena_free(&mem);
}

static void test_encode_is_undone_by_decode(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct text t = text_in(&mem, 1000);
    str all = STR("工位 a+b&c=d/e?f%g.~_-"), back;

    (void)state;
    http_encode(&t, all);
    assert_true(str_starts(text_str(&t), "%E5%B7%A5%E4%BD%8D%20a%2Bb%26c"));
    assert_true(http_decode(&mem, text_str(&t), true, &back));
    assert_true(str_eq(back, all));
    arena_free(&mem);
}

static void test_query(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct http_request req = { .mem = &mem };

    (void)state;
    assert_true(http_parse_query(&mem, STR("a=1&b=%E5%B7%A5&&c&d=x=y&a=2"), &req.query,
                                 &req.query_n));
    assert_int_equal(req.query_n, 5);
    assert_true(str_is(http_query(&req, "a"), "1"));
    assert_true(str_is(http_query(&req, "b"), "工"));
    assert_true(http_query(&req, "c").s != NULL && http_query(&req, "c").n == 0);
    assert_true(str_is(http_query(&req, "d"), "x=y"));
    assert_true(http_query(&req, "e").s == NULL);
    assert_true(http_parse_query(&mem, STR(""), &req.query, &req.query_n));
    assert_int_equal(req.query_n, 0);
    assert_false(http_parse_query(&mem, STR("a=%zz"), &req.query, &req.query_n));
    arena_free(&mem);
}

static void test_query_is_bounded(void **state)
{
    struct arena mem = { .limit = 1 << 20 };
    struct text t = text_in(&mem, 4096);
    const struct http_pair *pairs;
    size_t n;

    (void)state;
    for (int i = 0; i < HTTP_PAIRS_MAX; i++)
        text_f(&t, "k%d=v&", i);
    assert_true(http_parse_query(&mem, text_str(&t), &pairs, &n));
    assert_int_equal(n, HTTP_PAIRS_MAX);
    text_c(&t, "one=more");
    assert_false(http_parse_query(&mem, text_str(&t), &pairs, &n));
    arena_free(&mem);
}

static void test_target(void **state)
{
    static const char *const bad[] = {
        "", "x", "//", "//a", "/a//b", "/.", "/..", "/a/../b", "/%2e%2e/b", "/a%2fb", "/a%5Cb",
        "/%00", "/%ff", "/a%", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", "/a?b=%00",
        "/a?%c3=1",
    };
    struct arena mem = { .limit = 1 << 20 };
    struct http_request req = { .mem = &mem };

    (void)state;
    assert_true(http_parse_target(&mem, STR("/"), &req));
    assert_true(req.parts_n == 0 && str_is(req.path, "/"));
    assert_true(http_parse_target(&mem, STR("/api/v%20x/17/?q=a?b"), &req));
    assert_int_equal(req.parts_n, 3);
    assert_true(str_is(req.parts[1], "v x") && str_is(req.path, "/api/v x/17"));
    assert_true(str_is(http_query(&req, "q"), "a?b"));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (http_parse_target(&mem, str_of(bad[i]), &req))
            fail_msg("taken: %s", bad[i]);
    arena_free(&mem);
}

static void test_etags(void **state)
{
    str five = STR("\"5\"");

    (void)state;
    assert_true(http_match(STR("\"5\""), five));
    assert_true(http_match(STR(" \"4\" , \"5\""), five));
    assert_true(http_match(STR("*"), five));
    assert_false(http_match(STR("W/\"5\""), five));
    assert_false(http_match(STR("5"), five));
    assert_false(http_match(STR("\"5"), five));
    assert_false(http_match(STR(""), five));
    assert_false(http_match(STR("\"55\""), five));
    assert_true(http_none_match(STR("W/\"5\""), five));
    assert_true(http_none_match(STR("\"1\",\"a,b\",\"5\""), five));
    assert_false(http_none_match(STR("\"1\",junk,\"5\""), five));
    assert_false(http_none_match((str){ NULL, 0 }, five));
}

static void test_languages(void **state)
{
    static const struct { const char *list; bool named, english; } all[] = {
        { "zh-CN,zh;q=0.9,en;q=0.8", true, false }, { "en", true, true },
        { "en-US,en;q=0.9,zh;q=0.1", true, true }, { "fr, en;q=0.2, zh;q=0.3", true, false },
        { "zh, en", true, false }, { "en, zh", true, true }, { "en;q=0", false, false },
        { "fr", false, false }, { "", false, false }, { "ZH-hant", true, false },
        { "en;q=2", false, false }, { "english", false, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(all); i++) {
        bool english = false, named = http_parse_language(str_of(all[i].list), &english);

        if (named != all[i].named || (named && english != all[i].english))
            fail_msg("%s", all[i].list);
    }
}

static void test_accept_lists(void **state)
{
    (void)state;
    assert_true(http_accepts_gzip(STR("deflate, gzip;q=0.5, br")));
    assert_true(http_accepts_gzip(STR("*")));
    assert_false(http_accepts_gzip(STR("gzip;q=0, *")));
    assert_false(http_accepts_gzip(STR("br")));
    assert_false(http_accepts_gzip(STR("")));
    assert_true(http_accepts_type(STR(""), "text/html"));
    assert_true(http_accepts_type(STR("application/json, TEXT/html;q=0.3"), "text/html"));
    assert_true(http_accepts_type(STR("text/*"), "text/html"));
    assert_true(http_accepts_type(STR("*/*"), "text/html"));
    assert_false(http_accepts_type(STR("application/json"), "text/html"));
    assert_false(http_accepts_type(STR("text/html;q=0"), "text/html"));
    assert_true(http_is_type(STR("Application/JSON; charset=utf-8"), "application/json"));
    assert_false(http_is_type(STR("application/jsonp"), "application/json"));
}

static void test_cookies(void **state)
{
    const struct http_pair headers[] = {
        { STR("Cookie"), STR("a=1; workbay=\"x y\";b = 2 ; c") },
        { STR("COOKIE"), STR("d=4; a=9") }, { STR("Cookie"), STR("e=\"") },
    };
    struct http_request req = { .headers = headers, .headers_n = COUNT(headers) };

    (void)state;
    assert_true(str_is(http_cookie(&req, "a"), "1"));
    assert_true(str_is(http_cookie(&req, "workbay"), "x y"));
    assert_true(str_is(http_cookie(&req, "b"), "2"));
    assert_true(http_cookie(&req, "c").s == NULL);
    assert_true(str_is(http_cookie(&req, "d"), "4"));
    assert_true(str_is(http_cookie(&req, "e"), "\""));
}

const struct CMUnitTest http_parse_tests[] = {
    cmocka_unit_test(test_decode), cmocka_unit_test(test_encode_is_undone_by_decode),
    cmocka_unit_test(test_query), cmocka_unit_test(test_query_is_bounded),
    cmocka_unit_test(test_target), cmocka_unit_test(test_etags), cmocka_unit_test(test_languages),
    cmocka_unit_test(test_accept_lists), cmocka_unit_test(test_cookies),
};
const size_t http_parse_tests_n = COUNT(http_parse_tests);
