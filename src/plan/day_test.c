/* day_test.c - the workshop day: each rule by itself, the least lateness of small days found by
 * trying everything, random days that the judge looks at, one more job put in, and refusals. */
#include "plan/plan_own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { MEM = 64 << 20, ROUNDS = 60 };

struct given { struct arena mem; struct plan_problem p; struct plan_solution s; };

static void read_day(struct given *g, const char *lines)
{
    struct plan_fault why = { 0 };

    g->mem = (struct arena){ .limit = MEM };
    assert_int_equal(plan_read(str_format(&g->mem, "workshop-day 1\n%s", lines), &g->mem, &g->p,
        &why), 0);
}

static void solve_day(struct given *g, int64_t iterations)
{
    struct plan_fault why = { 0 };
    struct plan_limits limits = { .seed = 1, .iterations = iterations };

    assert_int_equal(plan_solve(&g->p, &limits, &g->mem, &g->s, &why), 0);
    assert_int_equal(plan_judge(&g->p, &g->s, false, &why), 0);
}

static void solved(struct given *g, const char *lines)
{
    read_day(g, lines);
    solve_day(g, 300);
}

static void at(const struct given *g, int o, int on, int start, int end)
{
    assert_int_equal(g->s.ops[o].on, on);
    assert_int_equal(g->s.ops[o].start, start);
    assert_int_equal(g->s.ops[o].end, end);
}

static void test_skills_and_hours(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang skills=engine open=8:00-12:00,13:00-17:00\n"
        "technician li skills=body,paint open=8:00-17:00\n"
        "job a\nop time=60 skills=body,paint\nop time=300 skills=engine\n");
    at(&g, 0, 1, 480, 540);
    at(&g, 1, 0, 540, 900);                 /* three hours, the noon, two hours */
    arena_free(&g.mem);
}

static void test_what_may_not_be_interrupted_waits(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang open=8:00-12:00,13:00-17:00\n"
        "job a release=11:00\nop time=90 whole\n");
    at(&g, 0, 0, 780, 870);
    arena_free(&g.mem);
}

static void test_parts_and_arrival_are_waited_for(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\njob a release=100\nop time=10\nop time=10 ready=200\n");
    at(&g, 0, 0, 100, 110);
    at(&g, 1, 0, 200, 210);
    arena_free(&g.mem);
}

static void test_the_bay_is_held_between(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\ntechnician li\nbay lift skills=lift\nbay floor\n"
        "job a bay=lift promise=300\nop time=100\nop time=10 ready=290\n"
        "job b bay=lift promise=1000\nop time=50\n");
    assert_int_equal(g.s.bays[0], 2);
    assert_int_equal(g.s.bays[1], 2);
    /* the other goes before it, for it need not come before its parts let it go on */
    assert_true(g.s.ops[1].end == 300 && g.s.ops[2].end <= g.s.ops[0].start);
    arena_free(&g.mem);
}

static void test_a_bay_out_of_order_holds_nobody(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\nbay lift open=0-100,150-900\njob a bay=any release=60\nop time=60\n");
    at(&g, 0, 0, 150, 210);
    arena_free(&g.mem);
}

static void test_overtime_only_against_lateness(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang open=0-100,200-300 extra=100-150\n"
        "job a promise=140\nop time=130\njob b\nop time=60\n");
    at(&g, 0, 0, 0, 130);
    assert_int_equal(plan_cost_of(&g.p, &g.s).overload, 30);
    at(&g, 1, 0, 200, 260);
    arena_free(&g.mem);
    solved(&g, "technician zhang open=0-100,200-300 extra=100-150\njob a promise=230\nop time=130\n");
    at(&g, 0, 0, 0, 230);
    assert_int_equal(plan_cost_of(&g.p, &g.s).overload, 0);
    arena_free(&g.mem);
}

static void test_the_dearer_promise_goes_first(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\njob a promise=50 weight=1\nop time=50\n"
        "job b promise=50 weight=9\nop time=50\n");
    at(&g, 1, 0, 0, 50);
    assert_int_equal(plan_cost_of(&g.p, &g.s).late, 50);
    arena_free(&g.mem);
}

static void test_work_is_shared_evenly(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\ntechnician li\ntechnician wang\njob a\nop time=30\nop time=30\n"
        "job b\nop time=30\nop time=30\njob c\nop time=30\nop time=30\n");
    assert_int_equal(plan_cost_of(&g.p, &g.s).peak, 60);
    arena_free(&g.mem);
}

static void test_the_published_plan_is_kept(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang\ntechnician li\nbay one\nbay two\n"
        "job a bay=any was-bay=two\nop time=30 was=li@40\njob b\nop time=30 was=zhang@70\n");
    at(&g, 0, 1, 40, 70);
    at(&g, 1, 0, 70, 100);
    assert_int_equal(g.s.bays[0], 3);
    assert_int_equal(plan_cost_of(&g.p, &g.s).changes, 0);
    arena_free(&g.mem);
}

static void test_what_is_frozen_stays(void **state)
{
    struct given g;

    (void)state;
    solved(&g, "technician zhang open=8:00-12:00\ntechnician li\nbay one\n"
        "job late promise=0 weight=1000\nop on=zhang:60\n"
        "job begun bay=any was-bay=one\nop time=60 was=zhang@7:30 frozen\nop time=30\n"
        "job next bay=any promise=0\nop on=li:10\n");
    at(&g, 1, 0, 450, 540);                 /* it was begun before eight: what is open counts */
    at(&g, 0, 0, 540, 600);
    assert_true(g.s.ops[3].end <= 450 || g.s.ops[3].start >= g.s.ops[2].end);
    assert_true(g.s.ops[2].start >= 540);
    arena_free(&g.mem);
}

/* Two technicians, jobs of one or two operations: every order, everybody who can. */
struct all { const struct plan_problem *p; int at[8], job_end[8], on[4]; int64_t best; };

static void try_all(struct all *a, int left, int64_t late)
{
    if (late >= a->best)
        return;
    if (left == 0)
        a->best = late;
    for (int j = 0; j < a->p->n_jobs; j++) {
        const struct plan_job *job = &a->p->jobs[j];
        const struct plan_op *op = &a->p->ops[job->first + a->at[j]];

        for (int r = 0; r < a->p->n_resources && a->at[j] < job->n; r++) {
            int before = a->job_end[j], busy = a->on[r], from = busy > before ? busy : before;
            int64_t more = 0;

            if (!plan_can(a->p, op, r))
                continue;
            from = from > job->release ? from : job->release;
            a->job_end[j] = a->on[r] = from + op->time;
            if (++a->at[j] == job->n && a->job_end[j] > job->promise)
                more = (int64_t)job->weight * (a->job_end[j] - job->promise);
            try_all(a, left - 1, late + more);
            a->at[j]--;
            a->job_end[j] = before;
            a->on[r] = busy;
        }
    }
}

static void test_the_least_lateness_of_small_days_is_nearly_always_found(void **state)
{
    struct rng rng = { 21 };
    int found = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct given g = { .mem = { .limit = MEM } };
        struct text t = text_in(&g.mem, 1 << 16);
        struct all a = { .p = &g.p, .best = INT64_MAX };
        struct plan_fault why;

        text_c(&t, "workshop-day 1\ntechnician zhang skills=a,b\ntechnician li skills=b\n");
        for (int j = 0; j < 4; j++) {
            text_f(&t, "job j%d release=%d promise=%d weight=%d\n", j, rng_below(&rng, 30),
                20 + rng_below(&rng, 60), 1 + rng_below(&rng, 4));
            for (int i = 0; i <= rng_below(&rng, 2); i++)
                text_f(&t, "op time=%d skills=%s\n", 5 + rng_below(&rng, 30),
                    rng_below(&rng, 3) == 0 ? "a" : "b");
        }
        assert_int_equal(plan_read(text_str(&t), &g.mem, &g.p, &why), 0);
        try_all(&a, g.p.n_ops, 0);
        solve_day(&g, 3000);
        found += plan_cost_of(&g.p, &g.s).late == a.best;
        assert_true(plan_cost_of(&g.p, &g.s).late >= a.best);
        arena_free(&g.mem);
    }
    assert_true(found >= ROUNDS - 3);      /* a search that is no proof */
}

/* A workshop of some technicians and bays over three days, by chance. */
static str random_day(struct arena *mem, struct rng *rng, int jobs)
{
    static const char *const skills[] = { "engine", "body", "paint", "electric" };
    struct text t = text_in(mem, 1 << 20);

    text_c(&t, "workshop-day 1\n");
    for (int r = 0; r < 6; r++)
        text_f(&t, "technician t%d skills=engine,%s open=8:00-12:00,13:00-17:30,32:00-36:00,"
            "37:00-41:00,56:00-90:00 extra=%s\n", r, skills[r % 4], r % 2 ? "17:30-20:00" :
            "17:30-19:00,41:00-43:00");
    for (int r = 0; r < 5; r++)
        text_f(&t, "bay b%d skills=%s open=0:00-40:00,41:00-100:00\n", r, r % 2 ? "lift" : "floor");
    for (int j = 0; j < jobs; j++) {
        int release = rng_below(rng, 1500);

        text_f(&t, "job j%d release=%d", j, release);
        if (rng_below(rng, 4) > 0)
            text_f(&t, " promise=%d weight=%d", release + 60 + rng_below(rng, 900),
                rng_below(rng, 6));
        text_c(&t, rng_below(rng, 3) == 0 ? "\n"
            : rng_below(rng, 2) ? " bay=any\n" : " bay=lift\n");
        for (int i = 0, n = 1 + rng_below(rng, 4); i < n; i++) {
            text_f(&t, "op time=%d skills=%s", rng_below(rng, 90), skills[rng_below(rng, 4)]);
            if (rng_below(rng, 5) == 0)
                text_f(&t, " ready=%d", rng_below(rng, 2000));
            if (rng_below(rng, 5) == 0)
                text_f(&t, " was=t%d@%d", rng_below(rng, 6), rng_below(rng, 2000));
            text_c(&t, rng_below(rng, 5) == 0 ? " whole\n" : "\n");
        }
    }
    assert_false(t.failed);
    return text_str(&t);
}

static void test_random_days_are_planned_rightly(void **state)
{
    struct rng rng = { 31 };

    (void)state;
    for (int round = 0; round < 30; round++) {
        struct given g = { .mem = { .limit = MEM } };
        struct plan_limits limits = { .seed = (uint64_t)round, .iterations = 200 };
        struct plan_solution again;
        struct plan_fault why = { 0 };
        struct plan_cost first;

        assert_int_equal(plan_read(random_day(&g.mem, &rng, 3 + round), &g.mem, &g.p, &why), 0);
        solve_day(&g, 1);
        first = plan_cost_of(&g.p, &g.s);
        assert_int_equal(plan_improve(&g.p, &limits, &g.mem, &g.s, &why), 0);
        assert_int_equal(plan_judge(&g.p, &g.s, false, &why), 0);
        assert_true(plan_cost_cmp(plan_cost_of(&g.p, &g.s), first) <= 0);
        assert_int_equal(plan_solve(&g.p, &limits, &g.mem, &g.s, &why), 0);
        assert_int_equal(plan_solve(&g.p, &limits, &g.mem, &again, &why), 0);
        for (int o = 0; o < g.p.n_ops; o++)
            assert_true(g.s.ops[o].on == again.ops[o].on && g.s.ops[o].start == again.ops[o].start);
        arena_free(&g.mem);
    }
}

/* The last job is put into the plan of the others: nobody is moved. */
static void test_one_more_job_moves_nobody(void **state)
{
    struct rng rng = { 41 };

    (void)state;
    for (int round = 0; round < 30; round++) {
        struct given g = { .mem = { .limit = MEM } };
        struct plan_fault why = { 0 };
        struct plan_offer offer;
        struct plan_place *was;
        int last, job;

        assert_int_equal(plan_read(random_day(&g.mem, &rng, 20), &g.mem, &g.p, &why), 0);
        solve_day(&g, 20);
        job = rng_below(&rng, g.p.n_jobs);
        last = g.p.jobs[job].first;
        for (int o = last; o < last + g.p.jobs[job].n; o++)
            g.s.ops[o].on = PLAN_NONE;
        g.s.bays[job] = PLAN_NONE;
        was = arena_alloc(&g.mem, (size_t)g.p.n_ops * sizeof *was);
        memcpy(was, g.s.ops, (size_t)g.p.n_ops * sizeof *was);
        assert_int_equal(plan_insert(&g.p, &g.s, job, 0, &g.mem, &offer, &why), 0);
        assert_int_equal(plan_judge(&g.p, &g.s, false, &why), 0);
        for (int o = 0; o < g.p.n_ops; o++)
            if (o < last || o >= last + g.p.jobs[job].n)
                assert_int_equal(was[o].start, g.s.ops[o].start);
        assert_int_equal(offer.start, g.s.ops[last].start);
        assert_int_equal(plan_insert(&g.p, &g.s, job, 0, &g.mem, &offer, &why), 1);
        arena_free(&g.mem);
    }
}

struct why { const char *lines; enum plan_reason reason; int because, start; };

static const struct why whys[] = {
    { "technician zhang\njob a\nop time=10\n", PLAN_AT_ONCE, PLAN_NONE, 0 },
    { "technician zhang\njob a release=70\nop time=10\n", PLAN_RELEASE, PLAN_NONE, 70 },
    { "technician zhang\njob a release=70\nop time=10 ready=80\n", PLAN_PARTS, PLAN_NONE, 80 },
    { "technician zhang open=90-200\njob a\nop time=10\n", PLAN_CLOSED, 0, 90 },
    { "technician zhang\njob a\nop time=10\njob b\nop time=50 was=zhang@0 frozen\n", PLAN_BUSY, 0, 50 },
    { "technician zhang\ntechnician li\nbay one\njob a bay=any\nop time=10\n"
      "job b bay=any was-bay=one\nop time=50 was=zhang@0 frozen\n", PLAN_BAY_HELD, PLAN_NONE, 50 },
};

static void test_the_offer_says_why_not_sooner(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(whys); i++) {
        struct given g;
        struct plan_offer offer;
        struct plan_fault why;

        solved(&g, whys[i].lines);
        g.s.ops[0].on = g.s.bays[0] = PLAN_NONE;
        assert_int_equal(plan_insert(&g.p, &g.s, 0, 0, &g.mem, &offer, &why), 0);
        assert_int_equal(offer.reason, whys[i].reason);
        assert_int_equal(offer.because, whys[i].because);
        assert_int_equal(offer.start, whys[i].start);
        assert_true(plan_reason_text(offer.reason, true)[0] != 0);
        arena_free(&g.mem);
    }
}

struct refusal { const char *lines; int line; const char *says; };

static const struct refusal refusals[] = {
    { "spaceship x\n", 2, "a line begins with" },
    { "technician\n", 2, "a name" },
    { "technician a\ntechnician a\n", 3, "taken" },
    { "technician a color=red\n", 2, "no such key" },
    { "technician a open=8:00\n", 2, "whole number" },
    { "technician a open=8:60-9:00\n", 2, "whole number" },
    { "technician a open=8:5-9:00\n", 2, "hours:minutes" },
    { "technician a skills=x,,y\n", 2, "skill" },
    { "op time=3\n", 2, "below its job" },
    { "technician a\njob j\nop\n", 4, "either" },
    { "technician a\njob j\nop time=3 on=a:4\n", 4, "either" },
    { "technician a\njob j\nop on=b:4\n", 4, "stand above" },
    { "technician a\njob j\nop on=a:4,a:5\n", 3, "named twice" },
    { "technician a\njob j\nop time=3 was=b@4\n", 4, "stand above" },
    { "technician a\njob j weight=1001\n", 3, "too large" },
    { "technician a\njob j\nop time=500000001\n", 4, "too large" },
    { "technician a\njob j\nop time=3 skills=x\n", 3, "no technician has" },
    { "technician a\njob j bay=any\nop time=3\n", 3, "no bay" },
    { "technician a open=5-9,8-12\njob j\nop time=3\n", 0, "from earlier to later" },
    { "technician a open=9-5\njob j\nop time=3\n", 0, "from earlier to later" },
    { "technician a\njob j\nop time=3 frozen\n", 3, "say who and when" },
    { "technician a\njob j\nop time=3\nop time=3 was=a@5 frozen\n", 3, "freeze that too" },
    { "bay a\njob j\nop on=a:3\n", 3, "no machine or technician" },
};

static void test_days_are_refused_with_line_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct arena mem = { .limit = MEM };
        struct plan_problem p;
        struct plan_fault why = { 0 };
        str file = str_format(&mem, "workshop-day 1\n%s", refusals[i].lines);

        assert_int_equal(plan_read(file, &mem, &p, &why), 1);
        assert_int_equal(why.line, refusals[i].line);
        assert_non_null(strstr(why.en, refusals[i].says));
        arena_free(&mem);
    }
}

static void test_where_there_is_no_room_the_job_is_named(void **state)
{
    struct given g;
    struct plan_fault why;

    (void)state;
    read_day(&g, "technician zhang open=0-100\njob a\nop time=60\njob b promise=9\nop time=60\n");
    assert_int_equal(plan_solve(&g.p, &(struct plan_limits){ .iterations = 1 }, &g.mem, &g.s,
        &why), 1);
    assert_int_equal(why.job, 0);           /* b is urgent and was first */
    assert_non_null(strstr(why.en, "no room"));
    arena_free(&g.mem);
}

const struct CMUnitTest day_tests[] = {
    cmocka_unit_test(test_skills_and_hours),
    cmocka_unit_test(test_what_may_not_be_interrupted_waits),
    cmocka_unit_test(test_parts_and_arrival_are_waited_for),
    cmocka_unit_test(test_the_bay_is_held_between),
    cmocka_unit_test(test_a_bay_out_of_order_holds_nobody),
    cmocka_unit_test(test_overtime_only_against_lateness),
    cmocka_unit_test(test_the_dearer_promise_goes_first),
    cmocka_unit_test(test_work_is_shared_evenly),
    cmocka_unit_test(test_the_published_plan_is_kept),
    cmocka_unit_test(test_what_is_frozen_stays),
    cmocka_unit_test(test_the_least_lateness_of_small_days_is_nearly_always_found),
    cmocka_unit_test(test_random_days_are_planned_rightly),
    cmocka_unit_test(test_one_more_job_moves_nobody),
    cmocka_unit_test(test_the_offer_says_why_not_sooner),
    cmocka_unit_test(test_days_are_refused_with_line_and_reason),
    cmocka_unit_test(test_where_there_is_no_room_the_job_is_named),
};
const size_t day_tests_n = COUNT(day_tests);
