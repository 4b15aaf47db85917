/* number_test.c - amounts, and days and moments. */
#include "base/base.h"

#include <setjmp.h>
#include <cmocka.h>

extern const struct CMUnitTest number_tests[];
extern const size_t number_tests_n;

static void assert_fault(bool expected)
{
    assert_true((fault_pending() != NULL) == expected);
    fault_clear();
}

/* --- amounts ---------------------------------------------------------------------------------- */

static void test_money_half_up(void **state)
{
    static const struct { int64_t micro, milli, fen; } times[] = {
        { 1000000, 1000, 100 }, { 5000, 1000, 1 }, { 4999, 1000, 0 }, { -5000, 1000, -1 },
        { -4999, 1000, 0 }, { 5000, -1000, -1 }, { -5000, -1000, 1 }, { 15000, 1000, 2 },
        { 680000000, 4000, 272000 }, { 333333, 3, 0 }, { 1, 1, 0 } };
    static const struct { int64_t fen, ppm, is; } rates[] = { { 10000, 130000, 1300 },
        { 50, 10000, 1 }, { 49, 10000, 0 }, { -50, 10000, -1 }, { -49, 10000, 0 } };

    (void)state;
    for (size_t i = 0; i < COUNT(times); i++)
        assert_int_equal(money_times((price){ times[i].micro }, (qty){ times[i].milli }).fen,
            times[i].fen);
    for (size_t i = 0; i < COUNT(rates); i++)
        assert_int_equal(money_rate(FEN(rates[i].fen), (rate){ rates[i].ppm }).fen, rates[i].is);
    assert_int_equal(price_of(FEN(123)).micro, 1230000);
    assert_int_equal(money_times(price_of(FEN(12345)), (qty){ 1000 }).fen, 12345);
    assert_fault(false);
}

/* What is left over is taken by whoever subtracts: the parts and the rest make the whole. */
static void test_money_share(void **state)
{
    money whole = FEN(10001), rest = whole;

    (void)state;
    for (int64_t i = 3; i > 1; i--) {
        money part = money_share(rest, 1, i);

        rest = money_sub(rest, part);
        assert_true(part.fen == 3333 || part.fen == 3334);
    }
    assert_true(rest.fen == 3333 || rest.fen == 3334);
    assert_int_equal(money_share(FEN(1), 1, 2).fen, 1);
    assert_int_equal(money_share(FEN(-1), 1, 2).fen, -1);
    assert_int_equal(money_share(FEN(1), -1, 3).fen, 0);
    assert_int_equal(money_share(FEN(MONEY_MAX), MONEY_MAX, MONEY_MAX).fen, MONEY_MAX);
    assert_fault(false);
    assert_int_equal(money_share(FEN(5), 1, 0).fen, 0);
    assert_fault(true);
    assert_int_equal(money_share(FEN(5), 1, -1).fen, 0);
    assert_fault(true);
}

static void test_money_overflow(void **state)
{
    (void)state;
    assert_int_equal(money_add(FEN(INT64_MAX - 1), FEN(1)).fen, INT64_MAX);
    assert_fault(false);
    assert_int_equal(money_add(FEN(INT64_MAX), FEN(1)).fen, 0);
    assert_fault(true);
    (void)money_sub(FEN(INT64_MIN + 1), FEN(1));    /* the one number that stands for "absent" */
    assert_fault(true);
    (void)qty_add((qty){ INT64_MAX }, (qty){ INT64_MAX });
    assert_fault(true);
    (void)qty_sub((qty){ -2 }, (qty){ INT64_MAX });
    assert_fault(true);
    (void)price_of(FEN(INT64_MAX / 10000 + 1));
    assert_fault(true);
    (void)money_times((price){ INT64_MAX }, (qty){ INT64_MAX });
    assert_fault(true);
    (void)money_rate(FEN(INT64_MAX), (rate){ 2000000 });
    assert_fault(true);
    (void)money_times((price){ MONEY_MAX }, (qty){ QTY_MAX });      /* any that may enter fit */
    assert_fault(false);
}

/* --- days ------------------------------------------------------------------------------------- */

static void test_days(void **state)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t expected = date_of(1900, 1, 1).day;
    int weekday = 1, year, month, day;              /* 1 January 1900 was a Monday */
    char text[16];
    date d, back;

    (void)state;
    assert_int_equal(expected, -25567);
    for (int y = 1900; y <= 2200; y++)
        for (int m = 1; m <= 12; m++) {
            bool leap = m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);

            for (int i = 1; i <= days[m - 1] + leap; i++, expected++, weekday = weekday % 7 + 1) {
                d = date_of(y, m, i);
                date_parts(d, &year, &month, &day);
                assert_true(d.day == expected && year == y && month == m && day == i);
                assert_int_equal(date_weekday(d), weekday);
                date_print(d, text);
                assert_true(date_parse(str_of(text), &back) == (d.day != 0));
                assert_true(d.day == 0 || back.day == d.day);
            }
            assert_int_equal(date_of(y, m, days[m - 1] + leap + 1).day, 0);
        }
}

static void test_date_parse(void **state)
{
    static const char *const bad[] = { "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-00-10",
        "2026-13-01", "2026-01-00", "0000-01-01", "2026-1-01", "2026-01-1", "20260101",
        "2026/01/01", "2026-01-01 ", " 2026-01-01", "-026-01-01", "2026-01-0a", "1970-01-01" };
    date d = { 42 };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(date_parse(str_of(bad[i]), &d));
    assert_int_equal(d.day, 42);
    assert_true(date_parse(STR("2000-02-29"), &d));
    assert_true(date_parse(STR("0001-01-01"), &d) && date_weekday(d) == 1);
    assert_true(date_parse(STR("9999-12-31"), &d) && date_weekday(d) == 5);
    assert_int_equal(date_of(0, 1, 1).day, 0);
    assert_int_equal(date_of(10000, 1, 1).day, 0);
}

/* --- moments ---------------------------------------------------------------------------------- */

static void test_when_parse(void **state)
{
    static const struct { const char *s; int64_t ms; } good[] = {
        { "1970-01-01T00:00:01Z", 1000 }, { "1970-01-01t08:00:01+08:00", 1000 },
        { "1969-12-31T23:59:59.999Z", -1 }, { "2026-11-24 09:30:00z", 1795512600000 },
        { "2026-11-24T09:30:00.1Z", 1795512600100 },
        { "2026-11-24T09:30:00.123456789Z", 1795512600123 },
        { "2026-11-24T09:30:00-00:30", 1795514400000 },
        { "2026-11-24T09:30:00+23:59", 1795426260000 },
        { "9999-12-31T23:59:59.999Z", 253402300799999 },
        { "0001-01-01T00:00:00Z", -62135596800000 } };
    static const char *const bad[] = { "", "2026-11-24", "2026-11-24T09:30:00", "2026-11-24T09:30Z",
        "2026-11-24T24:00:00Z", "2026-11-24T09:60:00Z", "2026-11-24T09:30:60Z",
        "2026-11-24T09:30:00.Z", "2026-11-24T09:30:00.1234567890Z", "2026-11-24T09:30:00+0800",
        "2026-11-24T09:30:00+24:00", "2026-11-24T09:30:00+08:60", "2026-11-24T09:30:00Z ",
        "2026-02-30T09:30:00Z", "2026-11-24T09:30:00ZZ", "2026-11-24_09:30:00Z",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01" };
    char text[32];
    when w, back;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(when_parse(str_of(good[i].s), &w));
        assert_int_equal(w.ms, good[i].ms);
        assert_int_equal(when_print(w, text), 24);
        assert_true(when_parse(str_of(text), &back) && back.ms == w.ms);
    }
    w.ms = 42;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(when_parse(str_of(bad[i]), &w));
    assert_int_equal(w.ms, 42);
    assert_false(when_parse((str){ "2026-11-24T09:30:00\0", 20 }, &w));
}

static void test_when_days(void **state)
{
    date d = date_of(2026, 11, 24);
    char text[32];

    (void)state;
    when_print(when_at(d, 0, 28800), text);
    assert_string_equal(text, "2026-11-23T16:00:00.000Z");
    assert_int_equal(date_at(when_at(d, 0, 28800), 28800).day, d.day);
    assert_int_equal(date_at((when){ when_at(d, 0, 28800).ms - 1 }, 28800).day, d.day - 1);
    assert_int_equal(date_at((when){ -1 }, 0).day, -1);
    assert_int_equal(date_at((when){ -86400000 }, 0).day, -1);
    assert_int_equal(date_at((when){ -86400001 }, 0).day, -2);
    assert_int_equal(date_at((when){ -28800001 }, 28800).day, -1);
    assert_int_equal(date_at((when){ -28800000 }, 28800).day, 0);
}

const struct CMUnitTest number_tests[] = {
    cmocka_unit_test(test_money_half_up), cmocka_unit_test(test_money_share),
    cmocka_unit_test(test_money_overflow), cmocka_unit_test(test_days),
    cmocka_unit_test(test_date_parse), cmocka_unit_test(test_when_parse),
    cmocka_unit_test(test_when_days),
};
const size_t number_tests_n = COUNT(number_tests);
