/* slots.c - how soon the planning library answers where one more job fits, and what a second of search
 * makes of a full workshop week: 24 technicians, 16 bays, 160 jobs, made by a seed. A job is taken
 * out of the plan and offered a place again, with the reason why not sooner, for each job in turn.
 *
 *   slots [--rounds N] */
#include "plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TECHNICIANS = 24, BAYS = 16, JOBS = 160, DAYS = 5, ROUNDS_MAX = 100 };

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static bool in_time(void *until) { return now_us() < *(int64_t *)until; }

static int chance(uint64_t *seed, int n)    /* 0 … n - 1 */
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((*seed >> 33) % (uint64_t)n);
}

static void openings(struct text *t, const char *key, const char *from_to[2][2])
{
    for (int day = 0; day < DAYS; day++)
        for (int i = 0; i < 2 && from_to[i][0] != NULL; i++)
            text_f(t, "%s%d:%s-%d:%s", day + i == 0 ? key : ",", day * 24 + (i == 0 ? 8 : 13),
                from_to[i][0], day * 24 + (i == 0 ? 12 : 17), from_to[i][1]);
}

static str week(struct arena *mem)
{
    static const char *const skills[] = { "engine", "body", "paint", "electric", "tyre" };
    const char *hours[2][2] = { { "00", "00" }, { "00", "30" } };
    struct text t = text_in(mem, 1 << 20);
    uint64_t seed = 7;

    text_c(&t, "workshop-day 1\n");
    for (int i = 0; i < TECHNICIANS; i++) {
        text_f(&t, "technician t%d skills=%s,%s", i, skills[i % 5], skills[(i / 5 + 1) % 5]);
        openings(&t, " open=", hours);
        text_c(&t, "\n");
    }
    for (int i = 0; i < BAYS; i++)
        text_f(&t, "bay b%d skills=%s\n", i, i % 3 ? "lift" : "floor");
    for (int j = 0; j < JOBS; j++) {
        int release = chance(&seed, DAYS - 2) * 1440 + 480 + chance(&seed, 500);

        text_f(&t, "job j%d release=%d promise=%d weight=%d bay=%s\n", j, release,
            release + 180 + chance(&seed, 600), 1 + chance(&seed, 5), j % 3 ? "any" : "lift");
        for (int i = 0, n = 1 + chance(&seed, 4); i < n; i++)
            text_f(&t, "op time=%d skills=%s\n", 15 + chance(&seed, 90), skills[chance(&seed, 5)]);
    }
    return text_str(&t);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void say(const char *what, int64_t *us, int n)
{
    qsort(us, (size_t)n, sizeof *us, by_size);
    printf("slots: %s: median %.2f ms, p99 %.2f ms, worst %.2f ms, n %d\n", what,
        (double)us[n / 2] / 1000, (double)us[n - 1 - n / 100] / 1000, (double)us[n - 1] / 1000, n);
}

static void offers(const struct plan_problem *p, struct plan_solution *s, struct arena *mem,
    int rounds)
{
    static int64_t us[JOBS * ROUNDS_MAX];
    struct plan_place kept[8];
    struct plan_fault why;
    struct plan_offer offer;
    int n = 0;

    for (int i = 0; i < JOBS * rounds; i++) {
        int j = i % JOBS, first = p->jobs[j].first, bay = s->bays[j];
        size_t bytes = (size_t)p->jobs[j].n * sizeof *kept;
        int64_t begun;

        memcpy(kept, s->ops + first, bytes);
        for (int k = 0; k < p->jobs[j].n; k++)
            s->ops[first + k].on = PLAN_NONE;
        s->bays[j] = PLAN_NONE;
        begun = now_us();
        if (plan_insert(p, s, j, 0, mem, &offer, &why) != 0)
            exit(3);
        us[n++] = now_us() - begun;
        memcpy(s->ops + first, kept, bytes);
        s->bays[j] = bay;
    }
    say("a place for one more job", us, n);
}

int main(int argc, char **argv)
{
    struct arena mem = { .limit = (size_t)256 << 20 };
    int rounds = argc == 3 && strcmp(argv[1], "--rounds") == 0 ? (int)strtol(argv[2], NULL, 10) : 5;
    struct plan_problem p;
    struct plan_solution s;
    struct plan_fault why = { 0 };
    struct plan_cost before, after;
    int64_t begun, until;

    if (rounds < 1 || rounds > ROUNDS_MAX || plan_read(week(&mem), &mem, &p, &why) != 0)
        return 2;
    begun = now_us();
    if (plan_solve(&p, &(struct plan_limits){ .seed = 1, .iterations = 1 }, &mem, &s, &why) != 0)
        return 3;
    printf("slots: %d jobs, %d operations: first plan in %.1f ms\n", p.n_jobs, p.n_ops,
        (double)(now_us() - begun) / 1000);
    before = plan_cost_of(&p, &s);
    until = now_us() + 1000000;
    if (plan_improve(&p, &(struct plan_limits){ .seed = 1, .more = in_time, .with = &until }, &mem,
            &s, &why) != 0)
        return 3;
    after = plan_cost_of(&p, &s);
    printf("slots: weighted lateness %lld, after a second of search %lld\n",
        (long long)before.late, (long long)after.late);
    offers(&p, &s, &mem, rounds);
    arena_free(&mem);
    return 0;
}
