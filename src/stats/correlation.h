/* correlation.h - how figures go together.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_CORRELATION_H
#define STATS_CORRELATION_H

#include "base/arena.h"

typedef struct {
    size_t n;    /* pairs */
    double r, p; /* two-sided; NAN below three pairs, or when one of them does not vary */
} Correlation;

/**
 * Pearson's correlation of the pairs that are both there.
 *
 * formula  r = sum (a - mean)(b - mean) / sqrt(...); p of t = r sqrt((n - 2) / (1 - r^2))
 * missing  a pair with a figure missing is left out
 * source   student1908
 * test     tests/unit/test_correlation.c, tests/reference/compute_composite.py
 */
Correlation stat_pearson(F64s a, const double *b) NONNULL PURE;

/**
 * Spearman's: Pearson's of the ranks.
 *
 * missing  as stat_pearson
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   fisher1938
 * test     tests/unit/test_correlation.c
 */
ErrCode stat_spearman(F64s a, const double *b, Arena *mem, Correlation *ret, Err *e)
    NONNULL MUST_USE;

/**
 * Cronbach's alpha: how far several figures measure one thing.
 *
 * formula  n / (n - 1) (1 - sum of variances / sum of all covariances), each of the units that have
 *          both figures
 * shape    v: n columns of units figures
 * missing  NAN below two columns, or when figures have no unit in common
 * source   cronbach1951
 * test     tests/unit/test_correlation.c, tests/reference/compute_composite.py
 */
double stat_cronbach(const double *const *v, size_t n, size_t units) NONNULL PURE;

#endif
