/* unit.c - runs the tests that stand beside the code (src/floor/x_test.c), a group for each file.
 *   unit [GROUP…]     all, or those named
 * Tests on PostgreSQL use the server that WORKBAY_TEST_PG names and are skipped without it.
 * The last line is 'N passed, N failed'. */
#include "kernel/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>

#define GROUPS(g) \
    g(base_tests) g(number_tests) \
    g(facts_tests) g(words_tests) g(rmb_tests) g(usage_tests) \
    g(shop_tests) g(day_tests) g(db_tests) g(db_place_tests) g(db_run_tests) \
    g(db_sqlite_log_tests) \
    g(schema_tests) g(migrate_tests) \
    g(http_parse_tests) g(http_tests) g(http_work_tests) g(http_stream_tests) \
    g(auth_tests) g(happen_tests) g(print_tests) g(print_run_tests) \
    g(party_tests) g(record_tests) g(stock_tests) g(ledger_tests) g(cash_tests) g(member_tests) \
    g(statement_tests) g(html_tests) \
    g(health_tests) g(planning_tests) g(demand_tests)

#define DECLARE(name) extern const struct CMUnitTest name[]; extern const size_t name##_n;
GROUPS(DECLARE)

#define ROW(name) { #name, name, &name##_n },
static const struct group {
    const char *name;
    const struct CMUnitTest *tests;
    const size_t *n;
} groups[] = { GROUPS(ROW) };

static bool asked_for(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strncmp(argv[i], name, strlen(argv[i])) == 0)
            return true;
    return argc == 1;
}

int main(int argc, char **argv)
{
    size_t run = 0, failed = 0;

    signal(SIGPIPE, SIG_IGN);
    if (sodium_init() < 0 || !model_start())
        return 2;
    cmocka_set_message_output(CM_OUTPUT_STDOUT);
    for (const struct group *g = groups; g < groups + COUNT(groups); g++) {
        if (!asked_for(g->name, argc, argv))
            continue;
        failed += (size_t)_cmocka_run_group_tests(g->name, g->tests, *g->n, NULL, NULL);
        run += *g->n;
    }
    printf("%zu passed, %zu failed\n", run - failed, failed);
    return failed > 0;
}
