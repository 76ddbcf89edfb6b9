/* run_length.h - how long a CUSUM runs until it alarms, so that a threshold can be chosen for the
 * false alarms that it will cost.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_RUN_LENGTH_H
#define STATS_RUN_LENGTH_H

#include "base/arena.h"

enum { RUN_LENGTH_MAX_STATES = 1000 };

typedef struct {
    double plain; /* mean number of periods to the first alarm, from a sum of 0 */
    double fast;  /* the same from half the threshold: the fast initial response */
} RunLength;

/**
 * The mean run length of S_t = max(0, S_(t-1) + X_t - k), alarm when S_t >= h, X_t Poisson.
 *
 * formula  states 0, 1/q, ..., h - 1/q of a Markov chain; q the common denominator of h and k;
 *          states are eliminated one by one without a subtraction, so that no digit is lost
 * unit     periods
 * own      scratch in mem
 * error    ERR_INPUT  h, k or mean out of range, or no common denominator up to 1000
 *          ERR_LIMIT  no room
 * cost     O(states^3)
 * source   brook1972, lucas1982
 * test     tests/unit/test_run_length.c, tests/reference/compute_series.py
 */
ErrCode stat_poisson_cusum_arl(double h, double k, double mean, Arena *mem, RunLength *ret, Err *e)
    NONNULL MUST_USE;

typedef struct {
    double kappa;       /* change looked for, on the log scale, above 0 */
    double limit;       /* h: alarm when S_t > h */
    const double *mu0;  /* means in control, for each period */
    const double *mean; /* true means */
    size_t n;           /* periods */
    int intervals;      /* 0: exact; else so many equal intervals of (0, h], as the peer does */
} LrRunLength;

/**
 * The distribution of the run length of a Poisson likelihood-ratio CUSUM: the chance that period t
 * has the first alarm.
 *
 * formula  S_t = max(0, S_(t-1) + kappa X_t - (e^kappa - 1) mu0_t); exact: all sums that can be
 *          reached, by the period since which they count and their cases; intervals: Simpson's
 *          rule over each (Hawkins 1992)
 * shape    ret: n numbers
 * unit     probabilities
 * own      fills ret; scratch in mem
 * error    ERR_INPUT  kappa, limit or a mean out of range
 *          ERR_LIMIT  no room
 * cost     exact O(n^2 h / kappa x cases)
 * source   brook1972, hawkins1992
 * test     tests/unit/test_run_length.c, tests/reference/compute_series.py
 */
ErrCode stat_lr_run_length(const LrRunLength *c, Arena *mem, double *ret, Err *e) NONNULL MUST_USE;

#endif
