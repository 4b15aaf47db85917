/* usage_test.c - how far a car is driven: what counts, what does not, and the far ends. */
#include "modules/vehicle/usage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { USUAL = 30000 };

static struct usage of(const struct odometer_point *p, size_t n) { return usage_of(p, n, USUAL); }

static void test_unknown(void **state)
{
    struct odometer_point one = { { 20000 }, 500, false };
    struct usage u = of(&one, 1);

    (void)state;
    assert_int_equal(u.metres_a_day, USUAL);
    assert_int_equal(u.stretches, 0);
    assert_int_equal(u.error_metres, USUAL / 2);
    assert_int_equal(of(NULL, 0).metres_a_day, USUAL);
}

/* Two months of one's own weigh as much as what others do; years leave nothing of it. */
static void test_own(void **state)
{
    struct odometer_point two[] = { { { 20000 }, 0, false }, { { 20060 }, 5400, false } };
    struct odometer_point many[61] = { { { 20000 }, 0, false } };
    struct usage u = of(two, 2);

    (void)state;
    assert_int_equal(u.metres_a_day, (USUAL + 90000) / 2);
    assert_int_equal(u.stretches, 1);
    for (int i = 1; i < 61; i++)
        many[i] = (struct odometer_point){ { 20000 + 30 * i }, 3000 * i, false };
    u = of(many, 61);
    assert_in_range(u.metres_a_day, 95000, 100000);
    assert_true(u.error_metres < 10000);
}

static void test_recent(void **state)
{
    struct odometer_point slower[] = { { { 20000 }, 0, false }, { { 20400 }, 40000, false },
        { { 20800 }, 44000, false } };
    struct odometer_point faster[] = { { { 20000 }, 0, false }, { { 20400 }, 4000, false },
        { { 20800 }, 44000, false } };

    (void)state;
    assert_true(of(slower, 3).metres_a_day < of(faster, 3).metres_a_day);
}

/* Typed wrongly, a new meter, twice on a day: it counts for nothing. */
static void test_not_believed(void **state)
{
    struct odometer_point odd[] = { { { 20000 }, 50000, false }, { { 20000 }, 50100, false },
        { { 20010 }, 4000, false }, { { 20020 }, 900000, false }, { { 20080 }, 20, true } };

    (void)state;
    assert_int_equal(of(odd, 5).stretches, 0);
    assert_int_equal(of(odd, 5).metres_a_day, USUAL);
}

static void test_reaches(void **state)
{
    struct usage u = { .metres_a_day = 50000, .error_metres = 10000 };
    struct usage still = { .metres_a_day = 1 };
    int64_t error;

    (void)state;
    assert_int_equal(usage_reaches(&u, (date){ 20000 }, 100, 5100, &error).day, 20100);
    assert_int_equal(error, 20);
    assert_int_equal(usage_reaches(&u, (date){ 20000 }, 100, 100, &error).day, 20000);
    assert_int_equal(usage_reaches(&u, (date){ 20000 }, 9999, 100, &error).day, 20000);
    assert_int_equal(error, 0);
    assert_int_equal(usage_reaches(&still, (date){ 20000 }, 0, 5000000, &error).day, 23650);
}

const struct CMUnitTest usage_tests[] = {
    cmocka_unit_test(test_unknown), cmocka_unit_test(test_own), cmocka_unit_test(test_recent),
    cmocka_unit_test(test_not_believed), cmocka_unit_test(test_reaches),
};
const size_t usage_tests_n = COUNT(usage_tests);
