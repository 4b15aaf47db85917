/* shop_test.c - the flexible job shop: optima found by trying everything, seeded random shops that
 * the judge looks at, equal answers for equal questions, and every refusal of a file. */
#include "plan/plan_own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { MEM = 64 << 20 };

/* Every order of the next operations of all jobs, each in every way: the least makespan. */
struct all { const struct plan_problem *p; int at[8], job_end[8], machine_end[8], best; };

static void try_all(struct all *a, int left, int end)
{
    if (end >= a->best)
        return;
    if (left == 0) {
        a->best = end;
        return;
    }
    for (int j = 0; j < a->p->n_jobs; j++) {
        const struct plan_op *op = &a->p->ops[a->p->jobs[j].first + a->at[j]];

        if (a->at[j] == a->p->jobs[j].n)
            continue;
        for (int k = 0; k < op->n_ways; k++) {
            int m = op->ways[k].on, job_end = a->job_end[j], machine_end = a->machine_end[m];
            int then = (job_end > machine_end ? job_end : machine_end) + op->ways[k].time;

            a->at[j]++;
            a->job_end[j] = a->machine_end[m] = then;
            try_all(a, left - 1, then > end ? then : end);
            a->at[j]--;
            a->job_end[j] = job_end;
            a->machine_end[m] = machine_end;
        }
    }
}

static int optimum(const struct plan_problem *p)
{
    struct all a = { .p = p, .best = INT32_MAX };

    try_all(&a, p->n_ops, 0);
    return a.best;
}

/* A shop in the public format, by chance. */
static str random_shop(struct arena *mem, struct rng *rng, int jobs, int machines, int most_ops,
    int least_time)
{
    struct text t = text_in(mem, 1 << 20);

    text_f(&t, "%d %d\n", jobs, machines);
    for (int j = 0; j < jobs; j++) {
        int n = 1 + rng_below(rng, most_ops);

        text_f(&t, "%d", n);
        for (int i = 0; i < n; i++) {
            int ways = 1 + rng_below(rng, machines), first = rng_below(rng, machines);

            text_f(&t, "  %d", ways);
            for (int k = 0; k < ways; k++)
                text_f(&t, " %d %d", 1 + (first + k) % machines,
                    least_time + rng_below(rng, 20));
        }
        text_c(&t, "\n");
    }
    assert_false(t.failed);
    return text_str(&t);
}

static struct plan_problem problem_of(struct arena *mem, str file)
{
    struct plan_problem p = { 0 };
    struct plan_fault why = { 0 };

    assert_int_equal(plan_read(file, mem, &p, &why), 0);
    assert_true(plan_is_shop(&p));
    return p;
}

static void test_the_optimum_of_small_shops_is_found(void **state)
{
    struct rng rng = { 7 };

    (void)state;
    for (int round = 0; round < 120; round++) {
        struct arena mem = { .limit = MEM };
        struct plan_problem p = problem_of(&mem,
            random_shop(&mem, &rng, 3, 2 + round % 2, 3, round % 3 == 0 ? 0 : 1));
        struct plan_solution s;
        struct plan_fault why;
        int best = optimum(&p);

        assert_int_equal(plan_solve(&p, &(struct plan_limits){ .seed = 1, .iterations = 4000 },
            &mem, &s, &why), 0);
        assert_int_equal(plan_judge(&p, &s, false, &why), 0);
        assert_int_equal(s.makespan, best);
        assert_true(s.lower_bound <= best);
        arena_free(&mem);
    }
}

static void test_random_shops_are_solved_rightly(void **state)
{
    struct rng rng = { 11 };

    (void)state;
    for (int round = 0; round < 40; round++) {
        struct arena mem = { .limit = MEM };
        struct plan_problem p = problem_of(&mem, random_shop(&mem, &rng, 1 + rng_below(&rng, 12),
            1 + rng_below(&rng, 8), 7, round % 2));
        struct plan_solution s;
        struct plan_fault why;
        int greedy, last = 0;

        assert_int_equal(plan_solve(&p, &(struct plan_limits){ .seed = 3, .iterations = 1 }, &mem,
            &s, &why), 0);
        greedy = s.makespan;
        assert_int_equal(plan_improve(&p, &(struct plan_limits){ .seed = 3, .iterations = 300 },
            &mem, &s, &why), 0);
        assert_int_equal(plan_judge(&p, &s, false, &why), 0);
        for (int o = 0; o < p.n_ops; o++)
            last = s.ops[o].end > last ? s.ops[o].end : last;
        assert_int_equal(s.makespan, last);
        assert_true(s.makespan <= greedy && s.lower_bound <= s.makespan);
        arena_free(&mem);
    }
}

static void test_the_same_seed_gives_the_same_plan(void **state)
{
    struct arena mem = { .limit = MEM };
    struct rng rng = { 5 };
    struct plan_problem p = problem_of(&mem, random_shop(&mem, &rng, 10, 5, 6, 1));
    struct plan_solution a, b, c;
    struct plan_fault why;
    struct plan_limits limits = { .seed = 9, .iterations = 3000 };

    (void)state;
    assert_int_equal(plan_solve(&p, &limits, &mem, &a, &why), 0);
    assert_int_equal(plan_solve(&p, &limits, &mem, &b, &why), 0);
    for (int o = 0; o < p.n_ops; o++) {
        assert_int_equal(a.ops[o].on, b.ops[o].on);
        assert_int_equal(a.ops[o].start, b.ops[o].start);
        assert_int_equal(a.ops[o].end, b.ops[o].end);
    }
    limits.iterations = 100;
    assert_int_equal(plan_solve(&p, &limits, &mem, &c, &why), 0);
    assert_true(c.makespan >= a.makespan);
    arena_free(&mem);
}

static bool twice(void *left) { return (*(int *)left)-- > 0; }

static void test_the_caller_ends_the_search(void **state)
{
    struct arena mem = { .limit = MEM };
    struct rng rng = { 6 };
    struct plan_problem p = problem_of(&mem, random_shop(&mem, &rng, 20, 5, 9, 1));
    struct plan_solution s;
    struct plan_fault why;
    int left = 2;

    (void)state;
    assert_int_equal(plan_solve(&p, &(struct plan_limits){ .more = twice, .with = &left }, &mem, &s,
        &why), 0);
    assert_true(left < 0);
    assert_int_equal(plan_judge(&p, &s, false, &why), 0);
    mem.limit = mem.used + 100;
    assert_int_equal(plan_solve(&p, &(struct plan_limits){ .iterations = 1 }, &mem, &s, &why), -1);
    fault_clear();
    arena_free(&mem);
}

/* Each damage to a right plan is noticed. */
static void test_the_judge_notices(void **state)
{
    struct arena mem = { .limit = MEM };
    struct plan_problem p = problem_of(&mem, STR("2 2\n2 1 1 3 1 2 4\n2 1 1 5 2 1 2 2 2\n"));
    struct plan_solution s;
    struct plan_fault why;

    (void)state;
    assert_int_equal(plan_solve(&p, &(struct plan_limits){ .iterations = 50 }, &mem, &s, &why), 0);
    assert_int_equal(s.makespan, optimum(&p));
    for (int o = 0; o < p.n_ops; o++) {
        struct plan_place right = s.ops[o], wrong[] = {
            { right.on, right.start - 100, right.end - 100, false },
            { right.on, right.start, right.end + 1, false },
            { p.n_resources, right.start, right.end, false },
            { PLAN_NONE, right.start, right.end, false } };

        for (size_t i = 0; i < COUNT(wrong); i++) {
            s.ops[o] = wrong[i];
            assert_int_equal(plan_judge(&p, &s, false, &why), 1);
            s.ops[o] = right;
        }
    }
    s.ops[1].start = s.ops[0].start, s.ops[1].end = s.ops[0].start + 4;
    assert_int_equal(plan_judge(&p, &s, false, &why), 1);   /* before the one before has ended */
    memcpy(s.ops, (struct plan_place[]){ { 0, 0, 3, false }, { 1, 50, 54, false },
        { 0, 2, 7, false }, { 1, 7, 9, false } }, 4 * sizeof *s.ops);
    assert_int_equal(plan_judge(&p, &s, false, &why), 1);   /* two at once on the first machine */
    assert_string_equal(why.en, "two operations at once on one resource");
    arena_free(&mem);
}

struct refusal { const char *file; int line; const char *says; };

static const struct refusal refusals[] = {
    { "", 0, "empty" },
    { "\n \n", 2, "empty" },
    { "x 2\n", 1, "whole number" },
    { "1\n", 1, "a number is missing" },
    { "1 -1\n", 1, "whole number" },
    { "0 1\n", 1, "out of its bounds" },
    { "1001 1\n", 1, "out of its bounds" },
    { "1 1001\n", 1, "out of its bounds" },
    { "1 1 x\n1 1 1 1\n", 1, "no number" },
    { "1 1 1.5.2\n1 1 1 1\n", 1, "the first line is" },
    { "1 1 1 1\n1 1 1 1\n", 1, "the first line is" },
    { "2 1\n1 1 1 1\n", 2, "ends too soon" },
    { "1 1\n1 1 1 1\n1 1 1 1\n", 3, "more lines" },
    { "1 1\n1 1 1 1 1\n", 2, "more than its operations" },
    { "1 1\n\n1 1 1\n", 3, "a number is missing" },
    { "1 1\n0\n", 2, "out of its bounds" },
    { "1 1\n10001 1 1 1\n", 2, "out of its bounds" },
    { "1 1\n1 2 1 1 1 1\n", 2, "out of its bounds" },
    { "1 2\n1 2 1 1 1 1\n", 2, "named twice" },
    { "1 2\n1 1 3 1\n", 2, "out of its bounds" },
    { "1 2\n1 1 0 1\n", 2, "out of its bounds" },
    { "1 2\n1 1 1 1.5\n", 2, "whole number" },
    { "1 2\n1 1 1 500000001\n", 2, "out of its bounds" },
    { "1 2\n1 1 1 99999999999999999999\n", 2, "whole number" },
    { "2 2\n1 1 1 400000000\n1 1 1 400000000\n", 3, "too long" },
};

static void test_files_are_refused_with_line_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct arena mem = { .limit = MEM };
        struct plan_problem p;
        struct plan_fault why = { 0 };

        assert_int_equal(plan_read(str_of(refusals[i].file), &mem, &p, &why), 1);
        assert_int_equal(why.line, refusals[i].line);
        assert_non_null(strstr(why.en, refusals[i].says));
        assert_true(why.zh[0] != 0);
        arena_free(&mem);
    }
}

/* 1,000 jobs of 11 operations: above 10,000 the file is refused where that happens. */
static void test_more_than_the_limit_is_refused(void **state)
{
    struct arena mem = { .limit = MEM };
    struct text t = text_in(&mem, 1 << 20);
    struct plan_problem p;
    struct plan_fault why = { 0 };

    (void)state;
    text_c(&t, "1000 1\n");
    for (int j = 0; j < 1000; j++) {
        text_c(&t, "11");
        for (int i = 0; i < 11; i++)
            text_c(&t, " 1 1 1");
        text_c(&t, "\r\n");
    }
    assert_int_equal(plan_read(text_str(&t), &mem, &p, &why), 1);
    assert_int_equal(why.line, 911);
    assert_non_null(strstr(why.en, "10000 at most"));
    arena_free(&mem);
}

const struct CMUnitTest shop_tests[] = {
    cmocka_unit_test(test_the_optimum_of_small_shops_is_found),
    cmocka_unit_test(test_random_shops_are_solved_rightly),
    cmocka_unit_test(test_the_same_seed_gives_the_same_plan),
    cmocka_unit_test(test_the_caller_ends_the_search),
    cmocka_unit_test(test_the_judge_notices),
    cmocka_unit_test(test_files_are_refused_with_line_and_reason),
    cmocka_unit_test(test_more_than_the_limit_is_refused),
};
const size_t shop_tests_n = COUNT(shop_tests);
