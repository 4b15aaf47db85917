/* demand.c - forecasts for intermittent demand. */
#include "modules/storage/demand.h"

#include <math.h>

static const double smooth = 0.1;       /* of sizes, intervals, chances: the papers' usual value */

static double mean_of(const double *v, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return n > 0 ? sum / (double)n : 0;
}

/* Size and interval are smoothed at each demand; the first of each begins them. */
static double croston(const double *v, size_t n)
{
    double size = 0, interval = 0;
    size_t since = 1;

    for (size_t i = 0; i < n; i++, since++) {
        if (v[i] <= 0)
            continue;
        if (size > 0) {
            size += smooth * (v[i] - size);
            interval += smooth * ((double)since - interval);
        } else {
            size = v[i];
            interval = (double)since;
        }
        since = 0;
    }
    return interval > 0 ? size / interval : 0;
}

/* The chance is smoothed in each period, so that what is not asked for any more fades away. It
 * begins as the share of periods with demand in the first half. */
static double tsb(const double *v, size_t n)
{
    size_t half = n / 2, some = 0;
    double size = 0, chance;

    for (size_t i = 0; i < half; i++) {
        if (v[i] > 0) {
            size = some == 0 ? v[i] : size + smooth * (v[i] - size);
            some++;
        }
    }
    chance = half > 0 ? (double)some / (double)half : 0;
    for (size_t i = half; i < n; i++) {
        chance += smooth * ((v[i] > 0 ? 1 : 0) - chance);
        if (v[i] > 0)
            size = size > 0 ? size + smooth * (v[i] - size) : v[i];
    }
    return chance * size;
}

double demand_next(enum demand_method method, const double *history, size_t n)
{
    switch (method) {
    case DEMAND_NAIVE:   return n > 0 ? history[n - 1] : 0;
    case DEMAND_MEAN:    return mean_of(history, n);
    case DEMAND_CROSTON: return croston(history, n);
    case DEMAND_SBA:     return (1 - smooth / 2) * croston(history, n);
    case DEMAND_TSB:     return tsb(history, n);
    case DEMAND_METHODS: break;
    }
    return 0;
}

double demand_spread(enum demand_method method, const double *history, size_t n)
{
    double sum = 0;
    size_t from = n / 2;

    for (size_t i = from; i < n; i++) {
        double wrong = history[i] - demand_next(method, history, i);

        sum += wrong * wrong;
    }
    return n > from ? sqrt(sum / (double)(n - from)) : 0;
}

double demand_target(double forecast, double spread, double periods, double factor)
{
    return periods > 0 ? forecast * periods + factor * spread * sqrt(periods) : 0;
}
