/* endemic.h - does what happens here lead to more here, and next door?  A count is split into what
 * is always there (endemic), what follows from the same place's last count (autoregressive), and
 * what follows from the neighbours' (Held, Hoehle and Hofmann 2005).
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_ENDEMIC_H
#define STATS_ENDEMIC_H

#include "base/arena.h"

enum { ENDEMIC_MAX = 40 };

typedef struct {
    size_t periods, units;
    const double *const *count;      /* units x periods; NAN when missing */
    const double *const *population; /* the same: multiplies the endemic part; NULL for 1 */
    const double
        *weight;     /* units x units: weight[i * units + j] from j to i; NULL: no neighbours */
    bool own;        /* the place's own last count */
    bool poisson;    /* else negative binomial */
    int p;           /* columns of the endemic part */
    const double *x; /* p columns of `periods` numbers */
} EndemicData;

typedef struct {
    bool converged;
    int n; /* parameters: own, neighbours, p endemic, spread: those in use */
    int at_own, at_neighbours, at_spread; /* their places; -1: not in the model */
    int at_endemic;
    double value[ENDEMIC_MAX], se[ENDEMIC_MAX]; /* log scale; NAN se where nothing is known */
    double loglik;
    size_t used; /* counts in the likelihood */
} EndemicFit;

/**
 * Fits by maximum likelihood.
 *
 * formula  mu_it = e^own y_i,t-1 + e^neighbours sum_j w_ji y_j,t-1 + population e^(x_t'b);
 *          var = mu + spread mu^2; spread is kept as its log; Newton's method, damped
 * unit     counts per period; standard errors from the observed information
 * missing  a missing count, or one whose last count or neighbour's is missing, is left out
 * own      fills *ret; scratch in mem
 * error    ERR_INPUT  too few counts, nothing ever counted, or too many columns
 *          ERR_LIMIT  no room
 * cost     O(units periods p^2) a step, 10 to 30 steps
 * source   held2005, paul2011
 * test     tests/unit/test_endemic.c, tests/reference/compute_series.py
 */
ErrCode stat_endemic_fit(const EndemicData *d, Arena *mem, EndemicFit *ret, Err *e)
    NONNULL MUST_USE;

#endif
