/* usage.c - how well the next service is foretold, on real odometer readings.
 *
 * The cards of a workshop: for each vehicle with at least three readings on different days, from the
 * second on: when will it show what it showed at the next visit? Asked with the readings until then
 * only, and compared with the day on which it really came. Beside it three simpler guesses: that all
 * are driven as the usual vehicle is, that it goes on as between the last two readings, and as over
 * all of them. The readings are typed by hand: what goes down, or stands at 0, is left in, as it is
 * in life; a visit at which no kilometres were driven asks nothing.
 *
 *   usage FILE.csv [--usual METRES A DAY]
 * FILE has the columns job_card_date, customer_vehicle_id, odometer_km. */
#include "bench/bench.h"
#include "modules/vehicle/usage.h"

#include <stdlib.h>

enum { ROWS = 200000, POINTS = 400, GUESSES = 4, WITHIN = 14 };

struct reading { char who[24]; struct odometer_point at; };
static struct reading rows[ROWS];
static int64_t off[GUESSES][ROWS];
static int n_rows, n_asked, n_in, n_soon[GUESSES];

static char *column(char *line, int n)
{
    for (char *at = line; at != NULL; at = strchr(at, ','), at = at != NULL ? at + 1 : NULL)
        if (n-- == 0)
            return at;
    return NULL;
}

static int column_of(char *head, const char *name)
{
    for (int i = 0;; i++) {
        const char *at = column(head, i);

        if (at == NULL)
            return -1;
        if (strncmp(at, name, strlen(name)) == 0)
            return i;
    }
}

static bool take(char *line, const int at[3])
{
    char *day = column(line, at[0]), *who = column(line, at[1]), *km = column(line, at[2]);
    struct reading *r = &rows[n_rows];

    if (day == NULL || who == NULL || km == NULL || n_rows == ROWS - 1 ||
        !date_parse((str){ day, 10 }, &r->at.day))
        return false;
    snprintf(r->who, sizeof r->who, "%.*s", (int)strcspn(who, ","), who);
    r->at.km = strtoll(km, NULL, 10);
    n_rows++;
    return true;
}

static int in_order(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;
    int who = strcmp(x->who, y->who);

    return who != 0 ? who
         : x->at.day.day != y->at.day.day ? (x->at.day.day > y->at.day.day ? 1 : -1)
         : x->at.km > y->at.km ? 1 : x->at.km < y->at.km ? -1 : 0;
}

static date at_rate(struct odometer_point from, int64_t km, int64_t metres)
{
    struct usage u = { .metres_a_day = metres > 0 ? metres : 1 };
    int64_t error;

    return usage_reaches(&u, from.day, from.km, km, &error);
}

static int64_t went(struct odometer_point a, struct odometer_point b, int64_t usual)
{
    int64_t days = b.day.day - a.day.day;

    return days > 0 && b.km > a.km ? (b.km - a.km) * 1000 / days : usual;
}

static void ask(const struct odometer_point *p, int n, int64_t usual)
{
    struct usage u = usage_of(p, (size_t)n, usual);
    struct odometer_point now = p[n - 1], next = p[n];
    int64_t error;
    date said[GUESSES];

    if (next.km <= now.km || next.day.day <= now.day.day)
        return;
    said[0] = usage_reaches(&u, now.day, now.km, next.km, &error);
    said[1] = at_rate(now, next.km, usual);
    said[2] = at_rate(now, next.km, went(p[n - 2], now, usual));
    said[3] = at_rate(now, next.km, went(p[0], now, usual));
    for (int i = 0; i < GUESSES; i++) {
        off[i][n_asked] = llabs(said[i].day - next.day.day);
        n_soon[i] += off[i][n_asked] <= WITHIN;
    }
    n_in += off[0][n_asked] <= error;
    n_asked++;
}

static int vehicle(int from, int64_t usual)
{
    struct odometer_point p[POINTS];
    int n = 0, i = from;

    for (; i < n_rows && strcmp(rows[i].who, rows[from].who) == 0; i++)
        if (n < POINTS && (n == 0 || rows[i].at.day.day != p[n - 1].day.day))
            p[n++] = rows[i].at;
    for (int k = 2; k < n; k++)
        ask(p, k, usual);
    return i;
}

static int smaller(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void tell(const char *name, int guess)
{
    int64_t sum = 0;

    for (int i = 0; i < n_asked; i++)
        sum += off[guess][i];
    qsort(off[guess], (size_t)n_asked, sizeof off[0][0], smaller);
    printf("%-28s off by %lld days (median), %lld (mean), %lld (nine in ten); within %d days: %d %%\n",
        name, (long long)off[guess][n_asked / 2], (long long)(sum / n_asked),
        (long long)off[guess][n_asked * 9 / 10], WITHIN, n_soon[guess] * 100 / n_asked);
}

int main(int argc, char **argv)
{
    int64_t usual = bench_option(argc, argv, "--usual", 33333);
    FILE *f = argc > 1 ? fopen(argv[1], "r") : NULL;
    char line[4096];
    int at[3];

    if (f == NULL || fgets(line, sizeof line, f) == NULL)
        return fprintf(stderr, "usage FILE.csv [--usual METRES]\n"), 2;
    at[0] = column_of(line, "job_card_date");
    at[1] = column_of(line, "customer_vehicle_id");
    at[2] = column_of(line, "odometer_km");
    while (fgets(line, sizeof line, f) != NULL)
        (void)take(line, at);
    fclose(f);
    qsort(rows, (size_t)n_rows, sizeof *rows, in_order);
    for (int i = 0; i < n_rows;)
        i = vehicle(i, usual);
    if (n_asked == 0)
        return fprintf(stderr, "no vehicle has three readings\n"), 1;
    printf("%d lines, %d questions, usual %lld metres a day\n", n_rows, n_asked, (long long)usual);
    tell("as we foretell", 0);
    printf("  the truth lay within our own error: %d %%\n", n_in * 100 / n_asked);
    tell("all as usual", 1);
    tell("as since the last reading", 2);
    tell("as over all readings", 3);
    return 0;
}
