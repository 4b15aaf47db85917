/* demand_test.c - forecasts worked out by hand, and what must hold of any. */
#include "modules/storage/demand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define NEAR(a, b) assert_true((a) - (b) < 1e-9 && (b) - (a) < 1e-9)

/* Two, nothing, nothing, four: intervals 1 and 3, sizes 2 and 4, each smoothed by a tenth. */
static void test_by_hand(void **state)
{
    static const double v[] = { 2, 0, 0, 4 };
    double size = 2 + 0.1 * (4 - 2), interval = 1 + 0.1 * (3 - 1);

    (void)state;
    NEAR(demand_next(DEMAND_NAIVE, v, 4), 4);
    NEAR(demand_next(DEMAND_MEAN, v, 4), 1.5);
    NEAR(demand_next(DEMAND_CROSTON, v, 4), size / interval);
    NEAR(demand_next(DEMAND_SBA, v, 4), 0.95 * size / interval);
    /* half of the first two have demand; then one without, one with */
    NEAR(demand_next(DEMAND_TSB, v, 4), ((0.5 * 0.9) * 0.9 + 0.1) * (2 + 0.1 * (4 - 2)));
}

static void test_what_must_hold(void **state)
{
    double none[24] = { 0 }, each[24], faded[48] = { 0 };

    (void)state;
    for (size_t i = 0; i < 24; i++)
        each[i] = 3, faded[i] = 3;
    for (int m = 0; m < DEMAND_METHODS; m++) {
        NEAR(demand_next((enum demand_method)m, none, 24), 0);
        NEAR(demand_next((enum demand_method)m, none, 0), 0);
        NEAR(demand_spread((enum demand_method)m, none, 24), 0);
    }
    NEAR(demand_next(DEMAND_CROSTON, each, 24), 3);
    NEAR(demand_next(DEMAND_TSB, each, 24), 3);
    NEAR(demand_spread(DEMAND_MEAN, each, 24), 0);
    /* what is not asked for any more fades with TSB, and never does with Croston */
    assert_true(demand_next(DEMAND_TSB, faded, 48) < 0.3);
    NEAR(demand_next(DEMAND_CROSTON, faded, 48), 3);
    NEAR(demand_target(2, 0.5, 4, 2), 2 * 4 + 2 * 0.5 * 2);
    NEAR(demand_target(2, 0.5, 0, 2), 0);
}

const struct CMUnitTest demand_tests[] = {
    cmocka_unit_test(test_by_hand), cmocka_unit_test(test_what_must_hold),
};
const size_t demand_tests_n = sizeof demand_tests / sizeof *demand_tests;
