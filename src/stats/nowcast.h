/* nowcast.h - how many cases of the latest periods are still to come: the distribution of the
 * reporting delay from a triangle of counts by period and delay, and what it says of each period.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_NOWCAST_H
#define STATS_NOWCAST_H

#include "base/arena.h"

enum { NOWCAST_MAX_DELAY = 400 };

/* Counts by period and delay.  A cell (t, d) counts when t + d is at most the last period. */
typedef struct {
    size_t periods;
    int most;            /* D: the longest delay */
    const double *count; /* periods x (D + 1), row by row */
    int window;          /* the latest periods that the delay is learnt from; 0 for all */
} NowcastTriangle;

typedef enum {
    NOWCAST_DIRICHLET, /* chances of each delay given that it is not longer, from all that was seen
                        */
    NOWCAST_CLOSED,    /* the same as if nothing were cut off: the peer's closed form */
    NOWCAST_LAWLESS    /* Lawless's estimate */
} NowcastMethod;

/* What is known of the share reported by d periods later, for d = 0..most. */
typedef struct {
    int most;
    double *share, *variance;
    double *a, *b; /* the beta distribution of the share; b = 0: all of it */
} NowcastDelay;

typedef struct {
    double median, lower, upper; /* cases in the end; NAN when there is no bound */
} NowcastRange;

/**
 * Learns the delay.
 *
 * formula  n_x cases with delay x, N_x with delay <= x, both from periods seen for x or more;
 *          g_x = n_x / N_x, F(d) = product over x > d of (1 - g_x);
 *          Dirichlet: g_x ~ Beta(kappa + n_x, x kappa + N_x - n_x), F's first two moments matched
 * by a beta distribution; closed: F ~ Beta of the sums of kappa + n_x; Lawless: Var F = F^2 sum
 * over x > d of g_x / (N_x (1 - g_x)) shape    ret: most + 1 numbers each unit     shares of 1
 * missing  a NAN cell counts as not seen
 * own      *ret lives in mem
 * error    ERR_INPUT  D beyond NOWCAST_MAX_DELAY, kappa not above 0, or an empty triangle
 *          ERR_LIMIT  no room
 * cost     O(periods x D)
 * source   lawless1994, hoehle2014
 * test     tests/unit/test_nowcast.c, tests/reference/compute_series.py
 */
ErrCode stat_nowcast_delay(const NowcastTriangle *t, NowcastMethod method, double kappa, Arena *mem,
                           NowcastDelay *ret, Err *e) NONNULL MUST_USE;

/**
 * How many of a period's cases there will be, when `reported` have come after d periods.
 *
 * formula  cases still to come ~ beta negative binomial (reported + 1, a, b)
 * unit     cases; level of the interval in (0, 1)
 * missing  NAN where the distribution has no bound within 10^7 cases
 * cost     O(cases to come)
 * source   hoehle2014
 * test     tests/unit/test_nowcast.c, tests/reference/compute_series.py
 */
NowcastRange stat_nowcast_range(const NowcastDelay *f, int d, double reported, double level)
    NONNULL;

/**
 * The same by Lawless: a normal distribution cut off at what has come.
 *
 * formula  mean N/F, variance N (N + 1) / F^4 Var F + N (1 - F) / F^2; compat leaves out the first
 *          term and does not take the part cut off from the distribution, as the peer does
 * unit     cases
 * missing  NAN where nothing is ever reported so soon
 * source   lawless1994
 * test     tests/unit/test_nowcast.c, tests/reference/compute_series.py
 */
NowcastRange stat_nowcast_lawless(const NowcastDelay *f, int d, double reported, double level,
                                  bool compat) NONNULL;

#endif
