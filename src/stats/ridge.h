/* ridge.h - regression of counts or shares on several conditions, drawn towards nothing so that
 * conditions which go together share what they explain.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_RIDGE_H
#define STATS_RIDGE_H

#include "base/arena.h"

typedef struct {
    size_t n, k;        /* places, conditions */
    const double *x;    /* n x k, place by place, none missing */
    const double *y;    /* counts */
    const double *base; /* what the counts are a part of, above 0 */
    bool logistic;      /* shares of base; else rates of it */
} RidgeData;

/**
 * Fits intercept and slopes.
 *
 * formula  minimises -sum w loglik / sum w + lambda/2 sum (slope x sd)^2, sd of the weighted
 *          places; Poisson: log mean = log base + b0 + b x; logistic: logit share = b0 + b x
 * shape    weight: n, 0 leaves a place out; ret_b: k + 1, the intercept first, in the unit of x
 * missing  the slope of a condition that does not vary is 0
 * own      scratch in mem
 * error    ERR_INPUT  nothing to fit: no weight, or no events
 *          ERR_LIMIT  no room
 * cost     O(n k^2) a step, at most 60 steps
 * source   hoerl1970, nelder1972
 * test     tests/unit/test_ridge.c
 */
ErrCode stat_ridge_fit(const RidgeData *d, const double *weight, double lambda, Arena *mem,
                       double *ret_b, Err *e) NONNULL MUST_USE;

/**
 * The deviance of one place's count under the fit.
 *
 * formula  Poisson: 2 (y ln(y / m) - y + m)
 *          logistic: 2 (y ln(y / m) + (t - y) ln((t - y) / (t - m)))
 * source   nelder1972
 * test     tests/unit/test_ridge.c
 */
double stat_ridge_deviance(const RidgeData *d, const double *b, size_t place) NONNULL PURE;

#endif
