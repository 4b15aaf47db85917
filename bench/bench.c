/* bench.c - what the measuring programs share. */
#include "bench/bench.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

int64_t bench_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

int64_t bench_written(pid_t pid)
{
    long long n = 0;
    char path[40];
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
    f = fopen(path, "re");

    if (f != NULL && fscanf(f, "rchar: %*d wchar: %lld", &n) != 1)
        n = 0;
    if (f != NULL)
        fclose(f);
    return n;
}

struct spent spent_now(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return (struct spent){ bench_us(), (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * INT64_C(1000000) +
        u.ru_utime.tv_usec + u.ru_stime.tv_usec, bench_written(getpid()) };
}

struct spent spent_since(struct spent began)
{
    struct spent now = spent_now();

    return (struct spent){ now.us - began.us, now.cpu_us - began.cpu_us,
        now.written - began.written };
}

int bench_option(int argc, char **argv, const char *name, int other)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return atoi(argv[i + 1]);
    return other;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void bench_spread(const char *name, double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    printf("%s: median %.2f, from %.2f to %.2f in %d rounds\n", name, v[n / 2], v[0], v[n - 1], n);
}

/* --- places ----------------------------------------------------------------------------------- */

_Noreturn static void stop(const char *what)
{
    perror(what);
    exit(3);
}

const char *bench_dir(void)
{
    const char *tmp = getenv("TMPDIR");
    char path[400];
    struct arena forever = { .limit = 4096 };

    snprintf(path, sizeof path, "%s/workbay-bench-XXXXXX", tmp != NULL ? tmp : "/var/tmp");
    if (mkdtemp(path) == NULL)
        stop(path);
    return str_c(&forever, str_of(path));
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(path);
}

void bench_remove(const char *dir) { nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS); }

void bench_copy(const char *from_dir, const char *to_dir)
{
    char from[500], to[500];
    struct stat st;
    int in, out;

    snprintf(from, sizeof from, "%s/workbay.db", from_dir);
    snprintf(to, sizeof to, "%s/workbay.db", to_dir);
    if (mkdir(to_dir, 0750) != 0 || (in = open(from, O_RDONLY | O_CLOEXEC)) < 0)
        stop(from);
    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (out < 0 || fstat(in, &st) != 0)
        stop(to);
    for (off_t at = 0; at < st.st_size; )
        if (sendfile(out, in, &at, (size_t)(st.st_size - at)) <= 0)
            stop(to);
    if (fsync(out) != 0)
        stop(to);
    close(in);
    close(out);
}

/* --- times ------------------------------------------------------------------------------------ */

struct times times_new(size_t max)
{
    return (struct times){ forever_alloc(max * sizeof(int64_t)), 0, max };
}

void times_add(struct times *t, int64_t us)
{
    if (t->n < t->max)
        t->us[t->n++] = us;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

int64_t times_at(struct times *t, double share)
{
    if (t->n == 0)
        return 0;
    qsort(t->us, t->n, sizeof *t->us, by_size);
    return t->us[(size_t)((double)(t->n - 1) * share)];
}

void times_print(struct times *t, const char *name)
{
    printf("%-28s n %zu, p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", name, t->n,
        (double)times_at(t, 0.5) / 1000, (double)times_at(t, 0.99) / 1000,
        (double)times_at(t, 1) / 1000);
}
