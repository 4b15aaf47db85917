/* commands.c - how much of bare SQL's speed the commands keep.
 *
 * Eight threads, each in a store of its own, run whole visits (open, estimate, approve, dispatch,
 * issue, start, finish, inspect, wash, settle, take the payment, deliver), each command with an
 * idempotency key, on SQLite, durable, in one process. The same visits are run again on a copy, and
 * every statement with its values is written down; on a third copy one thread then executes just
 * those statements, prepared once, their values at hand, with as many commands in each transaction
 * as the first run had. Ratio = commands/s of the first over the third.
 *
 *   commands [--visits N per thread] [--rounds N] [--ours 1: only the first, for a profiler]
 *   BENCH_STATEMENTS=1: in the first round also what each statement cost */
#include "bench/trace.h"
#include "cli/demo_own.h"
#include "kernel/setup.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 8, ROUNDS_MAX = 99 };

/* --- the work --------------------------------------------------------------------------------- */

struct worker { pthread_t thread; struct demo demo; int store, visits, failed; };

static void *work(void *arg)
{
    struct worker *w = arg;

    for (int i = 0; i < w->visits; i++)
        if (demo_visit(&w->demo, &w->demo.stores[w->store], false, DEMO_STEPS) != 0)
            w->failed++;
    return NULL;
}

struct result { int64_t commands, commits; struct spent spent; };

static struct result visits_run(struct demo *d, const char *where, int visits, uint64_t seed)
{
    static struct worker workers[THREADS];
    struct result r = { 0 };
    struct db *db = db_open(&(struct db_options){ .where = where });
    struct spent began;

    if (db == NULL)
        exit(3);
    began = spent_now();
    r.commits = commits_counted();
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ .demo = *d, .store = i, .visits = visits };
        workers[i].demo.db = db;
        workers[i].demo.seed = seed + (uint64_t)i;
        workers[i].demo.commands = 0;
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        r.commands += workers[i].demo.commands;
        if (workers[i].failed > 0)
            printf("thread %d: %d visits failed\n", i, workers[i].failed);
    }
    r.spent = spent_since(began);
    r.commits = commits_counted() - r.commits;
    db_close(db);
    return r;
}

/* --- a chain of eight stores, with stock for all visits ---------------------------------------- */

static struct demo *make(const char *dir)
{
    static const struct demo_size size = { .stores = THREADS, .vehicles = 4000, .days = 3 };
    struct db *db = db_open(&(struct db_options){ .where = dir, .create = true, .bulk = true });
    struct demo *d = NULL;
    struct ctx c;
    int r;

    if (db == NULL)
        exit(3);
    ctx_begin(&c, db, &who_system, demo_start(clock_now(), &size), 256 << 20);
    r = setup_chain(&c);
    ctx_end(&c);
    if (r != 0 || demo_story(db, &size, &d) != 0)
        exit(3);
    for (int i = 0; i < 40 && r == 0; i++)
        for (int s = 0; s < THREADS && r == 0; s++)
            r = demo_restock(d, &d->stores[s], clock_now());
    d->now = clock_now();
    d->keyed = true;
    db_close(db);
    if (r != 0)
        exit(3);
    return d;
}

/* --- the whole -------------------------------------------------------------------------------- */

static double per_second(int64_t commands, int64_t us)
{
    return (double)commands * 1e6 / (double)us;
}

static void ours_print(int round, const struct result *r, int visits)
{
    printf("round %d: %lld commands in %lld commits, %.0f commands/s (%.0f visits/s), CPU %.0f us"
        " and %.1f KiB written a command", round, (long long)r->commands, (long long)r->commits,
        per_second(r->commands, r->spent.us), per_second(THREADS * visits, r->spent.us),
        (double)r->spent.cpu_us / (double)r->commands,
        (double)r->spent.written / 1024 / (double)r->commands);
}

struct ratios { double wall, cpu; };

static struct ratios a_round(
    struct demo *d, const char *home, const char *first, int round, int visits)
{
    bool each = round == 1 && getenv("BENCH_STATEMENTS") != NULL;
    char a[500], b[500], c[500];
    struct result ours, again;
    struct spent bare;
    struct ratios ratios;

    snprintf(a, sizeof a, "%s/a%d", home, round);
    snprintf(b, sizeof b, "%s/b%d", home, round);
    snprintf(c, sizeof c, "%s/c%d", home, round);
    bench_copy(first, a), bench_copy(first, b), bench_copy(first, c);
    ours = visits_run(d, a, visits, 1000 + (uint64_t)round);
    ours_print(round, &ours, visits);
    trace_begin();
    again = visits_run(d, b, visits, 1000 + (uint64_t)round);
    trace_end();
    bare = trace_replay(c, (unsigned)((ours.commands + ours.commits / 2) / ours.commits), each);
    if (each)
        putchar('\n'), trace_print(again.commands);
    ratios.wall = per_second(ours.commands, ours.spent.us) / per_second(again.commands, bare.us);
    ratios.cpu = (double)bare.cpu_us / (double)again.commands /
        ((double)ours.spent.cpu_us / (double)ours.commands);
    printf("; bare SQL of %lld commands, %zu statements: %.0f commands/s, CPU %.0f us"
        " and %.1f KiB a command; ratio %.2f, of CPU %.2f\n", (long long)again.commands, trace_statements(),
        per_second(again.commands, bare.us), (double)bare.cpu_us / (double)again.commands,
        (double)bare.written / 1024 / (double)again.commands, ratios.wall, ratios.cpu);
    fflush(stdout);
    bench_remove(a), bench_remove(b), bench_remove(c);
    return ratios;
}

static void ours_only(struct demo *d, const char *first, int visits, int rounds)
{
    for (int round = 1; round <= rounds; round++) {
        struct result r = visits_run(d, first, visits, (uint64_t)round);

        ours_print(round, &r, visits);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    int visits = bench_option(argc, argv, "--visits", 40);
    int rounds = bench_option(argc, argv, "--rounds", 7);
    const char *home = bench_dir();
    double wall[ROUNDS_MAX], cpu[ROUNDS_MAX];
    char first[480];
    struct demo *d;

    rounds = rounds < 1 ? 1 : rounds < ROUNDS_MAX ? rounds : ROUNDS_MAX;
    memory_keep();
    if (!model_start())
        return 3;
    snprintf(first, sizeof first, "%s/first", home);
    d = make(first);
    commits_count();
    printf("commands: %d threads, %d visits each, SQLite, synchronous=FULL\n", THREADS, visits);
    if (bench_option(argc, argv, "--ours", 0) > 0)
        ours_only(d, first, visits, rounds);
    else {
        for (int round = 1; round <= rounds; round++) {
            struct ratios r = a_round(d, home, first, round, visits);

            wall[round - 1] = r.wall, cpu[round - 1] = r.cpu;
        }
        bench_spread("ratio of commands/s to bare SQL", wall, rounds);
        bench_spread("the same by CPU time", cpu, rounds);
    }
    bench_remove(home);
    return 0;
}
