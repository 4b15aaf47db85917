/* demand.h - what a part will be asked for, from a history that is mostly nothing. Pure: no
 * database, no clock, the same answer everywhere.
 *
 * A history is the quantity asked for in each period, oldest first. A forecast is the mean of the
 * periods that follow, as good for the next as for a later one. */
#pragma once
#include <stddef.h>

enum demand_method {
    DEMAND_NAIVE,                       /* as in the last period */
    DEMAND_MEAN,                        /* the mean of all */
    DEMAND_CROSTON,                     /* Croston 1972: size over interval, each smoothed */
    DEMAND_SBA,                         /* the same less its bias (Syntetos and Boylan 2005) */
    DEMAND_TSB,                         /* size times chance (Teunter, Syntetos, Babai 2011) */
    DEMAND_METHODS
};

/* 0 for a history of nothing. */
double demand_next(enum demand_method, const double *history, size_t n);
/* The root of the mean squared error that the method would have made in the second half of the
 * history; what a safety stock is worked out from. */
double demand_spread(enum demand_method, const double *history, size_t n);
/* How much to have for so many periods: the forecast for them, and `factor` times the spread of
 * one, which grows with the root of their number, on top. */
double demand_target(double forecast, double spread, double periods, double factor);
