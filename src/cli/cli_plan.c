/* cli_plan.c - solve a workshop day or a public flexible job shop: JSON to standard output. */
#include "cli/cli.h"
#include "plan/plan.h"

#include <errno.h>

enum {
    FILE_BYTES = 8 << 20, ANSWER_BYTES = 4 << 20, SECONDS = 86400,
    MARGIN_MS = 30,                         /* for starting and reading … */
    OPS_A_MS = 25                           /* … judging and printing */
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool in_time(void *until)
{
    return now_ms() < *(const int64_t *)until;
}

/* The whole file, or said why not. */
static int read_file(const char *name, struct arena *mem, str *out)
{
    FILE *f = fopen(name, "rb");
    char *bytes = arena_alloc(mem, FILE_BYTES + 1);
    size_t n;
    bool broken;

    if (f == NULL || bytes == NULL) {
        fprintf(stderr, "%s: %s\n", name, strerror(errno));
        if (f != NULL)
            fclose(f);
        return EXIT_REFUSED;
    }
    n = fread(bytes, 1, FILE_BYTES + 1, f);
    broken = ferror(f) != 0;
    fclose(f);
    if (broken || n > FILE_BYTES) {
        fprintf(stderr, cli_english() ? "%s: it cannot be read, or is larger than 8 MiB\n"
            : "%s：无法读取，或超过 8 MiB\n", name);
        return EXIT_REFUSED;
    }
    *out = (str){ bytes, n };
    return EXIT_DONE;
}

static int refused(const char *name, const struct plan_problem *p, int r,
    const struct plan_fault *why)
{
    if (r < 0) {
        fputs("failed: out of memory\n", stderr);
        return EXIT_FAILED;
    }
    fprintf(stderr, "%s", name);
    if (why->line > 0)
        fprintf(stderr, cli_english() ? ", line %d" : "，第 %d 行", why->line);
    if (why->job >= 0)
        fprintf(stderr, cli_english() ? ", job %d" : "，作业 %d", why->job);
    if (why->op >= 0 && p != NULL)
        fprintf(stderr, cli_english() ? ", operation %d" : "，工序 %d",
            why->op - p->jobs[why->job].first);
    fprintf(stderr, ": %s\n", cli_english() ? why->en : why->zh);
    return EXIT_REFUSED;
}

static void print_op(struct json *j, int job, int op, const struct plan_place *at)
{
    json_open(j);
    json_key(j, "job"); json_int(j, job);
    json_key(j, "operation"); json_int(j, op);
    json_key(j, "machine"); json_int(j, at->on);
    json_key(j, "start"); json_int(j, at->start);
    json_key(j, "end"); json_int(j, at->end);
    if (at->extra) {
        json_key(j, "extra"); json_bool(j, true);
    }
    json_close(j);
}

/* What a workshop day has besides: bays, and what the plan costs. */
static void print_day(struct json *j, const struct plan_problem *p, const struct plan_solution *s)
{
    struct plan_cost c = plan_cost_of(p, s);

    json_key(j, "bays");
    json_list(j);
    for (int i = 0; i < p->n_jobs; i++)
        if (s->bays[i] != PLAN_NONE) {
            json_open(j);
            json_key(j, "job"); json_int(j, i);
            json_key(j, "bay"); json_int(j, s->bays[i]);
            json_close(j);
        }
    json_list_end(j);
    json_key(j, "late"); json_int(j, c.late);
    json_key(j, "overload"); json_int(j, c.overload);
    json_key(j, "peak"); json_int(j, c.peak);
    json_key(j, "changes"); json_int(j, c.changes);
}

static int print(const struct plan_problem *p, const struct plan_solution *s, struct arena *mem)
{
    struct json j = json_in(mem, ANSWER_BYTES);

    json_open(&j);
    json_key(&j, "makespan"); json_int(&j, s->makespan);
    json_key(&j, "lower_bound"); json_int(&j, s->lower_bound);
    json_key(&j, "operations");
    json_list(&j);
    for (int i = 0; i < p->n_jobs; i++)
        for (int k = 0; k < p->jobs[i].n; k++)
            print_op(&j, i, k, &s->ops[p->jobs[i].first + k]);
    json_list_end(&j);
    if (!plan_is_shop(p))
        print_day(&j, p, s);
    json_close(&j);
    if (j.t.failed || fwrite(j.t.s, 1, j.t.n, stdout) != j.t.n || putchar('\n') == EOF ||
            fflush(stdout) != 0)
        return EXIT_FAILED;
    return EXIT_DONE;
}

static int solve(const char *name, const struct plan_limits *limits, int64_t *until,
    struct arena *mem)
{
    struct plan_problem p;
    struct plan_solution s;
    struct plan_fault why = { 0 };
    str file = { 0 };
    int r = read_file(name, mem, &file);

    if (r != EXIT_DONE)
        return r;
    r = plan_read(file, mem, &p, &why);
    if (r != 0)
        return refused(name, NULL, r, &why);
    *until -= p.n_ops / OPS_A_MS;
    r = plan_solve(&p, limits, mem, &s, &why);
    if (r != 0)
        return refused(name, &p, r, &why);
    if (plan_judge(&p, &s, false, &why) != 0) {             /* never seen; a wrong plan is worse */
        (void)refused(name, &p, 1, &why);
        return EXIT_FAILED;
    }
    return print(&p, &s, mem);
}

int cli_plan(const struct cli *cli)
{
    struct arena mem = { .limit = (size_t)1 << 30 };
    int64_t begun = now_ms(), seconds, seed, iterations, until;
    struct plan_limits limits = { 0 };
    int code;

    if (cli->n != 1 || !cli_number(cli, "seconds", 10, &seconds) ||
            !cli_number(cli, "seed", 1, &seed) || !cli_number(cli, "iterations", 0, &iterations))
        return EXIT_USAGE;
    if (seconds < 1 || seconds > SECONDS || seed < 0 || iterations < 0) {
        fputs("--seconds takes 1 to 86400; --seed and --iterations a number from 0 up\n", stderr);
        return EXIT_USAGE;
    }
    until = begun + seconds * 1000 - MARGIN_MS;
    limits.seed = (uint64_t)seed;
    limits.iterations = iterations;
    if (iterations == 0 || cli_option(cli, "seconds") != NULL) {
        limits.more = in_time;
        limits.with = &until;
    }
    code = solve(cli->words[0], &limits, &until, &mem);
    arena_free(&mem);
    return code;
}
