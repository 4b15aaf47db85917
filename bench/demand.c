/* demand.c - how well each forecast of src/modules/storage/demand.h does on real histories.
 *
 * Each part's history ends with periods that the forecast has not seen. For each of those it is asked for
 * the next one, and then for the sum of all of them at once, as who orders must know it. A period without
 * a number ends the history (the part was given up); one shorter than twice what is held back is left out.
 *
 *   demand PERIODS FILE.csv…     rows of "part, [price,] number, number …" */
#include "base/base.h"
#include "modules/storage/demand.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PERIODS_MAX = 400, LINE_BYTES = 8192 };

struct score { double off, square, bias, sum_off; };

struct tally { size_t parts, periods, empty; double asked; struct score by[DEMAND_METHODS]; };

static const char *const names[DEMAND_METHODS] = { "naive", "mean", "Croston", "SBA", "TSB" };

static size_t history_read(char *line, size_t skip, double *v)
{
    size_t n = 0, column = 0;

    for (char *rest = line, *cell; (cell = strsep(&rest, ",")) != NULL; column++) {
        char *end;
        double x = strtod(cell, &end);

        if (column < skip)
            continue;
        if (end == cell || n == PERIODS_MAX)
            break;
        v[n++] = x;
    }
    return n;
}

static void judge(struct tally *t, const double *v, size_t n, size_t held)
{
    double sum = 0;

    for (size_t i = n - held; i < n; i++) {
        t->periods++;
        t->empty += v[i] <= 0;
        sum += v[i];
        for (int m = 0; m < DEMAND_METHODS; m++) {
            double wrong = demand_next((enum demand_method)m, v, i) - v[i];

            t->by[m].off += fabs(wrong);
            t->by[m].square += wrong * wrong;
            t->by[m].bias += wrong;
        }
    }
    for (int m = 0; m < DEMAND_METHODS; m++)
        t->by[m].sum_off += fabs(demand_next((enum demand_method)m, v, n - held) * (double)held - sum);
    t->asked += sum;
    t->parts++;
}

static bool file_judge(const char *path, size_t held)
{
    static char line[LINE_BYTES];
    static double v[PERIODS_MAX];
    struct tally t = { 0 };
    FILE *f = fopen(path, "r");
    size_t skip;

    if (f == NULL || fgets(line, sizeof line, f) == NULL)
        return fprintf(stderr, "%s: cannot be read\n", path), false;
    skip = strstr(line, ",price,") != NULL ? 2 : 1;
    while (fgets(line, sizeof line, f) != NULL) {
        size_t n = history_read(line, skip, v);

        if (n >= 2 * held)
            judge(&t, v, n, held);
    }
    fclose(f);
    if (t.parts == 0)
        return fprintf(stderr, "%s: no history is long enough\n", path), false;
    printf("%s: %zu parts, the last %zu periods, %.0f %% of them empty\n", path, t.parts, held,
        100.0 * (double)t.empty / (double)t.periods);
    for (int m = 0; m < DEMAND_METHODS; m++)
        printf("  %-8s next period: mean error %.3f, root mean square %.3f, bias %+.3f;"
            " all %zu together: off by %.1f %% of what was asked for\n", names[m],
            t.by[m].off / (double)t.periods, sqrt(t.by[m].square / (double)t.periods),
            t.by[m].bias / (double)t.periods, held, 100 * t.by[m].sum_off / t.asked);
    return true;
}

int main(int argc, char **argv)
{
    size_t held = argc > 2 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
    bool good = held > 0;

    if (!good)
        fprintf(stderr, "demand PERIODS FILE.csv…\n");
    for (int i = 2; i < argc && good; i++)
        good = file_judge(argv[i], held);
    return good ? 0 : 1;
}
