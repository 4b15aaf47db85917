/* planning_test.c - a plan computed on facts that have changed since is not published. */
#include "kernel/db_test.h"
#include "kernel/row.h"
#include "kernel/setup.h"
#include "modules/planning/plan_own.h"

extern const struct CMUnitTest planning_tests[];
extern const size_t planning_tests_n;

static int store_make(struct ctx *c, void *arg)
{
    struct making *m = arg;
    struct unit company = { .name = STR("甲公司"), .code = STR("C1"), .kind = UNIT_COMPANY };
    struct shop_plan p;

    TRY(db_int(c, &company.parent_id, "SELECT id FROM unit WHERE parent_id IS NULL"));
    TRY(command_call_(c, command_named(STR("unit_create")), 0, &company, &company.id));
    TRY(org_make_store(c, company.id, STR("S1"), STR("一店"), &m->unit_id));
    TRY(plan_of_store(c, m->unit_id, true, &p));
    m->plan_id = p.id;
    return 0;
}

static int bay_make(struct ctx *c, void *arg)
{
    struct bay b = { .unit_id = ((struct making *)arg)->unit_id, .code = STR("B1"),
        .trade = TRADE_MECHANIC, .state = BAY_OPEN };

    return row_insert(c, bay, &b);
}

static void test_old_facts(void **state)
{
    struct making m = { 0 };
    struct ctx c;

    ON_PLACE(place, state);
    test_ctx(&c, place.db);
    c.mem.limit = 64 << 20;
    assert_int_equal(setup_chain(&c), 0);
    assert_int_equal(db_transaction(&c, store_make, &m), 0);
    assert_int_equal(db_snapshot(&c, plan_look, &m), 0);
    assert_int_equal(schedule_make(&c, &m.facts, 0, &m.made), 0);
    assert_int_equal(db_transaction(&c, plan_publish, &m), 0);
    assert_int_equal(db_transaction(&c, bay_make, &m), 0);
    assert_true(db_transaction(&c, plan_publish, &m) > 0);
    assert_ptr_equal(c.refused, &PLAN_OLD_FACTS);
    assert_int_equal(db_snapshot(&c, plan_look, &m), 0);
    assert_int_equal(schedule_make(&c, &m.facts, 0, &m.made), 0);
    assert_int_equal(db_transaction(&c, plan_publish, &m), 0);
    ctx_end(&c);
    place_close(&place);
}

const struct CMUnitTest planning_tests[] = { BOTH(test_old_facts) };
const size_t planning_tests_n = COUNT(planning_tests);
