/* rmb_test.c - amounts in words: the regulation's examples, and every place a nought can be. */
#include "facts/rmb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct words { int64_t fen; const char *says; };

static const struct words known[] = {
    { 0, "零元整" },
    { 1, "壹分" },
    { 10, "壹角整" },
    { 11, "壹角壹分" },
    { 100, "壹元整" },
    { 101, "壹元零壹分" },
    { 110, "壹元壹角整" },
    { 1000, "壹拾元整" },
    { 1500, "壹拾伍元整" },
    { 10000, "壹佰元整" },
    { 10100, "壹佰零壹元整" },
    { 11000, "壹佰壹拾元整" },
    { 100005, "壹仟元零伍分" },
    { 100050, "壹仟元伍角整" },
    { 100100, "壹仟零壹元整" },
    { 101000, "壹仟零壹拾元整" },
    { 110100, "壹仟壹佰零壹元整" },
    /* the regulation's own */
    { 140950, "壹仟肆佰零玖元伍角整" },
    { 600714, "陆仟零柒元壹角肆分" },
    { 168032, "壹仟陆佰捌拾元叁角贰分" },
    { 10700053, "壹拾万柒仟元伍角叁分" },
    { 1640902, "壹万陆仟肆佰零玖元零贰分" },
    { 32504, "叁佰贰拾伍元零肆分" },
    /* groups of four */
    { 1000000, "壹万元整" },
    { 1000100, "壹万零壹元整" },
    { 1100000, "壹万壹仟元整" },
    { 1010000, "壹万零壹佰元整" },
    { 10000000, "壹拾万元整" },
    { 10000100, "壹拾万零壹元整" },
    { 1001000000, "壹仟零壹万元整" },
    { 1000100000, "壹仟万壹仟元整" },
    { 10000000000, "壹亿元整" },
    { 10000000100, "壹亿零壹元整" },
    { 10000100000, "壹亿零壹仟元整" },
    { 10001000000, "壹亿零壹万元整" },
    { 10010001000, "壹亿零壹拾万零壹拾元整" },
    { 15000000000, "壹亿伍仟万元整" },
    { 1000000000000, "壹佰亿元整" },
    { 100000000000000, "壹万亿元整" },
    { 100001000000000, "壹万亿零壹仟万元整" },
    { 100010000000000, "壹万零壹亿元整" },
    { 123456789012345, "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分" },
    { 999999999999999999, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
    { -100005, "负壹仟元零伍分" },
};

static void test_known(void **state)
{
    struct arena mem = { .limit = 1 << 20 };

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++)
        assert_string_equal(str_c(&mem, rmb_capitals(&mem, FEN(known[i].fen))),
            str_c(&mem, str_format(&mem, "人民币%s", known[i].says)));
    assert_int_equal(rmb_capitals(&mem, FEN(1000000000000000000)).n, 0);
    assert_int_equal(rmb_capitals(&mem, FEN(INT64_MIN)).n, 0);
    arena_free(&mem);
}

/* The words say the amount again: read back by somebody who knows only what the signs are worth. */
static int64_t worth(str s)
{
    static const struct { const char *sign; int64_t digit, place; } signs[] = {
        { "零", 0, 0 }, { "壹", 1, 0 }, { "贰", 2, 0 }, { "叁", 3, 0 }, { "肆", 4, 0 }, { "伍", 5, 0 },
        { "陆", 6, 0 }, { "柒", 7, 0 }, { "捌", 8, 0 }, { "玖", 9, 0 }, { "拾", 0, 10 },
        { "佰", 0, 100 }, { "仟", 0, 1000 }, { "万", 0, 10000 }, { "亿", 0, 100000000 },
        { "元", 0, 1 }, { "角", 0, -10 }, { "分", 0, -1 },
    };
    int64_t fen = 0, all = 0, group = 0, digit = 0;

    for (size_t at = 9; at + 3 <= s.n; at += 3)
        for (size_t i = 0; i < COUNT(signs); i++) {
            if (memcmp(s.s + at, signs[i].sign, 3) != 0)
                continue;
            if (signs[i].place == 0)
                digit = signs[i].digit;
            else if (signs[i].place < 0)
                fen += digit * -signs[i].place, digit = 0;
            else if (signs[i].place == 1)
                all += group + digit, group = digit = 0;
            else if (signs[i].place < 10000)
                group += digit * signs[i].place, digit = 0;
            else if (signs[i].place == 10000)
                all += (group + digit) * 10000, group = digit = 0;
            else
                all = (all + group + digit) * 100000000, group = digit = 0;
        }
    return all * 100 + fen;
}

static void test_back(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct arena mem = { .limit = 1 << 16 };
        int64_t fen;

        seed = seed * 6364136223846793005u + 1442695040888963407u;
        fen = i < 12000 ? i : (int64_t)((seed >> 8) % (UINT64_C(1) << (i % 49 + 1)));
        assert_int_equal(worth(rmb_capitals(&mem, FEN(fen))), fen);
        arena_free(&mem);
    }
}

const struct CMUnitTest rmb_tests[] = { cmocka_unit_test(test_known), cmocka_unit_test(test_back) };
const size_t rmb_tests_n = COUNT(rmb_tests);
