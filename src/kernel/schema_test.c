/* schema_test.c - the tables of the whole program, and every statement of it. */
#include "kernel/db_check.h"
#include "kernel/db_test.h"

/* --- statements of the section, prepared on the tables of all modules ------------------------- */

static int check_all(struct ctx *c, void *arg)
{
    int n = statements_check(c, arg);

    return n < 0 ? n : 0;
}

static int check_plans(struct ctx *c, void *arg)
{
    int n = plans_check(c, arg);

    return n < 0 ? n : 0;
}

/* The statements of db_*_test.c are of the section, too: their tables are made as well. */
static void checks_out(void **state, work_fn *check)
{
    struct arena mem = { .limit = 8 << 20 };
    struct text report = text_in(&mem, 4 << 20);
    struct ctx c;

    ON_PLACE(p, state);
    ctx_begin(&c, p.db, &who_system, (when){ 1 }, 64 << 20);
    assert_int_equal(schema_create(&c), 0);
    place_tables(&p);
    assert_int_equal(db_transaction(&c, check, &report), 0);
    if (report.n > 0)
        print_message("%.*s", (int)report.n, report.s);
    assert_int_equal(report.n, 0);
    ctx_end(&c);
    arena_free(&mem);
    place_close(&p);
}

static void test_statements(void **state) { checks_out(state, check_all); }
static void test_plans(void **state)      { checks_out(state, check_plans); }

/* --- the checks find what they are for -------------------------------------------------------- */

struct bad { struct statement s; const char *says; };

static int check_bad(struct ctx *c, void *arg)
{
    static const char mine[] = "src/modules/db_test/x.c", other[] = "src/modules/other/x.c";
    const bool pg = *(const bool *)arg;
    const struct bad bad[] = {
        { { DOES_LIST, &db_part_model, "WHERE nosuch = 1", "", mine, 1 }, "nosuch" },
        { { DOES_LIST, &db_part_model, "WHERE id = ?", "ii", mine, 2 }, "parameters" },
        { { DOES_LIST, &db_part_model, "WHERE code ILIKE 'a'", "", mine, 3 }, "ILIKE" },
        { { DOES_INT, NULL, "SELECT 1, 2", "", mine, 4 }, "columns" },
        { { DOES_LIST, &db_sum_model, "SELECT 'red', 1", "", mine, 5 }, "columns" },
        { { DOES_INT, NULL, "SELECT CAST(have AS INTEGER) FROM db_part", "", mine, 6 }, "32 bits" },
        { { DOES_LIST, &db_part_model, "WHERE \"code\" = 'a'", "", mine, 7 }, "quoted" },
        { { DOES_LIST, &db_part_model, "WHERE id = 1 FOR UPDATE", "", mine, 8 }, "db_hold" },
        { { DOES_EXEC, NULL, "UPDATE account SET title = 'x'", "", other, 9 },
            pg ? NULL : "kernel" },
        { { DOES_EXEC, NULL, "DELETE FROM event", "", other, 10 }, pg ? NULL : "kernel" },
        { { DOES_EXEC, NULL, "SELECT 1", "", mine, 11 }, pg ? NULL : "writes nothing" },
        { { DOES_INT, NULL, "SELECT sum(have) FROM db_part", "", mine, 12 }, pg ? "CAST" : NULL },
        { { DOES_LIST, &db_part_model, "WHERE code = 'ILIKE \"x\"'", "", mine, 13 }, NULL },
    };

    for (size_t i = 0; i < COUNT(bad); i++) {
        struct text report = text_in(&c->mem, 4096);
        int n = statement_check(c, &bad[i].s, &report);
        const char *said = str_c(&c->mem, text_str(&report));

        assert_true(n >= 0);
        if (bad[i].says == NULL ? n != 0 : n == 0 || strstr(said, bad[i].says) == NULL)
            fail_msg("statement %d: %s", bad[i].s.line, said);
    }
    return 0;
}

static int check_bad_plans(struct ctx *c, void *arg)
{
    static const char f[] = "src/modules/db_test/x.c";
    const struct bad plans[] = {
        { { DOES_LIST, &db_thing_model, "WHERE total > ?", "i", f, 1 }, "db_thing" },
        { { DOES_INT, NULL, "SELECT count(*) FROM db_thing", "", f, 2 }, "db_thing" },
        { { DOES_INT, NULL, "SELECT /* all rows */ count(*) FROM db_thing", "", f, 3 }, NULL },
        { { DOES_LIST, &db_thing_model, "WHERE id = ?", "i", f, 4 }, NULL },
        { { DOES_LIST, &db_thing_model, "WHERE unit_id = ? AND count = ? ORDER BY id LIMIT 50",
            "ii", f, 5 }, NULL },
        { { DOES_LIST, &db_thing_model, "WHERE unit_id = ? AND name > ? ORDER BY name, id LIMIT 50",
            "it", f, 6 }, NULL },
        { { DOES_INT, NULL, "SELECT count(*) FROM account", "", f, 7 }, NULL },
    };

    for (size_t i = 0; i < COUNT(plans); i++) {
        struct text report = text_in(&c->mem, 4096);
        int n = plan_check(c, &plans[i].s, &report);
        const char *said = str_c(&c->mem, text_str(&report));
        bool only_index = *(const bool *)arg &&
            plans[i].s.line == 2; /* PostgreSQL walks an index */

        if (only_index)
            continue;
        if (plans[i].says == NULL ? n != 0 : n == 0 || strstr(said, plans[i].says) == NULL)
            fail_msg("plan %d: %s", plans[i].s.line, said);
    }
    return 0;
}

static void test_checks_find(void **state)
{
    struct ctx c;

    ON_PLACE(p, state);
    ctx_begin(&c, p.db, &who_system, (when){ 1 }, 64 << 20);
    assert_int_equal(schema_create(&c), 0);
    place_tables(&p);
    assert_int_equal(db_transaction(&c, check_bad, &p.pg), 0);
    assert_int_equal(db_transaction(&c, check_bad_plans, &p.pg), 0);
    ctx_end(&c);
    place_close(&p);
}

const struct CMUnitTest schema_tests[] = {
    BOTH(test_statements), BOTH(test_plans), BOTH(test_checks_find),
};
const size_t schema_tests_n = COUNT(schema_tests);
