/* base_test.c - memory, strings, text, UTF-8, JSON out, hashes. */
#include "base/base.h"

#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

extern const struct CMUnitTest base_tests[];
extern const size_t base_tests_n;

static void assert_str(str s, const char *expected)
{
    assert_int_equal(s.n, strlen(expected));
    assert_memory_equal(s.s, expected, s.n);
}

/* --- faults ----------------------------------------------------------------------------------- */

static void test_fault_sticks(void **state)
{
    (void)state;
    fault_clear();
    assert_null(fault_pending());
    fault_set("first");
    fault_set("second");
    assert_string_equal(fault_pending(), "first");
    assert_string_equal(fault_pending(), "first");
    fault_clear();
    assert_null(fault_pending());
}

/* --- arena ------------------------------------------------------------------------------------ */

static void test_arena_limit(void **state)
{
    struct arena a = { .limit = 64 };

    (void)state;
    assert_non_null(arena_alloc(&a, 1));            /* takes 16 */
    assert_int_equal(a.used, 16);
    assert_non_null(arena_alloc(&a, 48));
    assert_false(a.exhausted);
    assert_null(fault_pending());
    assert_null(arena_alloc(&a, 1));
    assert_true(a.exhausted);
    assert_non_null(fault_pending());
    fault_clear();
    assert_null(arena_alloc(&a, 0));                /* and stays so */
    assert_non_null(fault_pending());
    fault_clear();
    arena_free(&a);
    assert_int_equal(a.limit, 64);
    assert_non_null(arena_alloc(&a, 64));
    arena_free(&a);
}

static void test_arena_huge(void **state)
{
    struct arena a = { .limit = 1 << 20 }, all = { .limit = SIZE_MAX };

    (void)state;
    assert_null(arena_alloc(&a, SIZE_MAX));         /* rounding up must not wrap to 0 */
    fault_clear();
    assert_null(arena_alloc(&all, SIZE_MAX - 14));
    assert_true(a.exhausted && all.exhausted);
    fault_clear();
    arena_free(&a);
    arena_free(&all);
}

static void test_arena_back(void **state)
{
    struct arena a = { .limit = 1 << 20 }, mark;
    char *kept, *dropped, *again;

    (void)state;
    kept = arena_alloc(&a, 100);
    memcpy(kept, "kept", 5);
    mark = a;
    dropped = arena_alloc(&a, 100);
    memset(dropped, 0xAA, 100);
    for (int i = 0; i < 20; i++)                    /* several blocks */
        memset(arena_alloc(&a, 20000), 0xAA, 20000);
    arena_back(&a, &mark);
    assert_int_equal(a.used, mark.used);
    again = arena_alloc(&a, 100);
    assert_ptr_equal(again, dropped);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    assert_string_equal(kept, "kept");
    assert_null(arena_alloc(&a, 2 << 20));
    arena_back(&a, &mark);
    assert_false(a.exhausted);                      /* as it was at the mark */
    fault_clear();
    arena_free(&a);
}

/* --- str -------------------------------------------------------------------------------------- */

static void test_str(void **state)
{
    struct arena a = { .limit = 4096 };
    const str ab = STR("ab"), none = { 0 };

    (void)state;
    assert_int_equal(str_of(NULL).n, 0);
    assert_true(str_eq(none, STR("")) && str_eq(ab, str_of("ab")) && !str_eq(ab, STR("ac")));
    assert_true(str_is(ab, "ab") && !str_is(ab, "a") && !str_is(ab, "abc"));
    assert_true(str_starts(ab, "a") && str_starts(ab, "") && !str_starts(ab, "abc"));
    assert_true(str_cmp(ab, STR("abc")) < 0 && str_cmp(STR("b"), ab) > 0);
    assert_int_equal(str_cmp(none, STR("")), 0);
    assert_true(str_cmp(STR("\xE4"), STR("z")) > 0);        /* by bytes, without a sign */
    assert_str(str_copy(&a, ab), "ab");
    assert_int_equal(str_copy(&a, none).n, 0);
    assert_string_equal(str_c(&a, (str){ "abc", 2 }), "ab");
    assert_str(str_format(&a, "%d-%s", 7, "x"), "7-x");
    a.limit = a.used;
    assert_string_equal(str_c(&a, ab), "");
    assert_int_equal(str_format(&a, "%d", 7).n, 0);
    fault_clear();
    arena_free(&a);
}

static void test_str_int(void **state)
{
    static const struct { const char *s; int64_t is; } good[] = { { "0", 0 }, { "-0", 0 },
        { "007", 7 }, { "-12", -12 }, { "9223372036854775807", INT64_MAX },
        { "-9223372036854775808", INT64_MIN } };
    static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "--1", "１",
        "9223372036854775808", "-9223372036854775809", "99999999999999999999999999" };
    int64_t n;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(str_int(str_of(good[i].s), &n));
        assert_true(n == good[i].is);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        n = 42;
        assert_false(str_int(str_of(bad[i]), &n));
        assert_int_equal(n, 42);
    }
    assert_false(str_int((str){ "1\0", 2 }, &n));
}

/* --- text ------------------------------------------------------------------------------------- */

static void test_text_bounds(void **state)
{
    struct arena a = { .limit = 1 << 16 };
    struct text t = text_in(&a, 5);

    (void)state;
    assert_int_equal(text_str(&t).n, 0);
    assert_non_null(text_str(&t).s);
    text_c(&t, "abcd");
    text_c(&t, "");
    text_c(&t, "e");
    assert_false(t.failed);
    text_c(&t, "f");
    assert_true(t.failed);
    assert_str(text_str(&t), "abcde");
    t = text_in(&a, 100);
    text_int(&t, INT64_MIN);
    text_c(&t, ",");
    text_int(&t, INT64_MAX);
    text_f(&t, ",%03d", 7);
    assert_str(text_str(&t), "-9223372036854775808,9223372036854775807,007");
    assert_null(fault_pending());
    t = text_in(&a, 1 << 20);                       /* the arena ends before the text may */
    for (int i = 0; i < 200; i++)
        text_f(&t, "%512d", i);
    assert_true(t.failed && a.exhausted && t.n < a.limit);
    fault_clear();
    arena_free(&a);
}

/* --- UTF-8 ------------------------------------------------------------------------------------ */

static void test_utf8_valid(void **state)
{
    static const char *const good[] = { "", "abc\t\n\r", "工位", "\xC2\x80", "\xDF\xBF",
        "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
        "\xF4\x8F\xBF\xBF" };
    static const char *const bad[] = { "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
        "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF", "\xC3", "\xE4\xB8", "\xF0\x9F\x9A", "\xE4\xB8\x41", "\xC3\xC3", "a\x7F", "\x1B[0m",
        "\x01" };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(utf8_valid(str_of(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(utf8_valid(str_of(bad[i])));
    assert_false(utf8_valid((str){ "a\0b", 3 }));
    assert_true(utf8_valid((str){ 0 }));
}

static void test_utf8_count(void **state)
{
    const char *car = "\xF0\x9F\x9A\x97";

    (void)state;
    assert_int_equal(utf8_count(STR("工位 a")), 4);
    assert_int_equal(utf8_count(STR("\xFF\xE4\xB8")), 3);   /* each bad byte is one */
    assert_int_equal(utf8_size(car, car + 4), 4);
    assert_int_equal(utf8_size(car, car + 3), 1);           /* cut off: never past the end */
}

/* --- hashes: the vectors of FIPS 180-2 -------------------------------------------------------- */

static void test_hash(void **state)
{
    static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    static const char none[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    struct hash h, back, chained, whole;
    char hex[65], joined[32 + 3];

    (void)state;
    hash_hex(hash_of(STR("abc")), hex);
    assert_string_equal(hex, abc);
    hash_hex(hash_of(STR("")), hex);
    assert_string_equal(hex, none);
    h = hash_of(STR("abc"));
    assert_true(hash_from_hex(str_of(abc), &back));
    assert_memory_equal(&h, &back, sizeof h);
    chained = hash_chain(h, STR("xyz"));
    memcpy(joined, h.b, 32);
    memcpy(joined + 32, "xyz", 3);
    whole = hash_of((str){ joined, sizeof joined });
    assert_memory_equal(&chained, &whole, sizeof whole);
    assert_false(hash_from_hex((str){ abc, 63 }, &back));
    assert_false(hash_from_hex(STR("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        &back));
    assert_memory_equal(&h, &back, sizeof h);               /* untouched */
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void test_json(void **state)
{
    struct arena a = { .limit = 1 << 16 };
    struct json j = json_in(&a, 4096);

    (void)state;
    json_open(&j);
    json_key(&j, "a"), json_int(&j, -5);
    json_key(&j, "b"), json_id(&j, 9007199254740993);
    json_key(&j, "c"), json_id(&j, 0);
    json_key(&j, "d"), json_bool(&j, true);
    json_key(&j, "e"), json_c(&j, NULL);
    json_key(&j, "f"), json_str(&j, (str){ 0 });
    json_key(&j, "g");
    json_list(&j);
    json_none(&j);
    json_open(&j);
    json_close(&j);
    json_raw(&j, STR("[1]"));
    json_list_end(&j);
    json_key(&j, "h"), json_c(&j, "z");
    json_close(&j);
    assert_str(text_str(&j.t), "{\"a\":-5,\"b\":\"9007199254740993\",\"c\":null,\"d\":true,"
        "\"e\":null,\"f\":\"\",\"g\":[null,{},[1]],\"h\":\"z\"}");
    arena_free(&a);
}

static void test_json_escapes(void **state)
{
    static const struct { str given; const char *is; } texts[] = {
        { STR("\"\\/\n\r\t"), "\"\\\"\\\\/\\n\\r\\t\"" },
        { STR("\x01\x1F"), "\"\\u0001\\u001f\"" },
        { STR("</script>工\xF0\x9F\x9A\x97"), "\"</script>工\xF0\x9F\x9A\x97\"" },
        { STR("a\xE2\x80\xA8" "b\xE2\x80\xA9"), "\"a\\u2028b\\u2029\"" },
        { STR("a\xFF" "b\xE4\xB8"), "\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\"" },
        { { "a\0b", 3 }, "\"a\\u0000b\"" },
    };
    struct arena a = { .limit = 1 << 16 };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct json j = json_in(&a, 200);

        json_str(&j, texts[i].given);
        assert_str(text_str(&j.t), texts[i].is);
    }
    arena_free(&a);
}

const struct CMUnitTest base_tests[] = {
    cmocka_unit_test(test_fault_sticks), cmocka_unit_test(test_arena_limit),
    cmocka_unit_test(test_arena_huge), cmocka_unit_test(test_arena_back),
    cmocka_unit_test(test_str),
    cmocka_unit_test(test_str_int), cmocka_unit_test(test_text_bounds),
    cmocka_unit_test(test_utf8_valid), cmocka_unit_test(test_utf8_count),
    cmocka_unit_test(test_hash), cmocka_unit_test(test_json), cmocka_unit_test(test_json_escapes),
};
const size_t base_tests_n = COUNT(base_tests);
