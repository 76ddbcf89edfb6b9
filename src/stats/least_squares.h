/* least_squares.h - the weighted linear regression inside every generalised linear model, by
 * Householder reflections, which lose half as many digits as normal equations do.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_LEAST_SQUARES_H
#define STATS_LEAST_SQUARES_H

#include "base/str.h"

enum { LEAST_SQUARES_MAX = 64 };

/* What is left of a solved regression. */
typedef struct {
    int p, rank;
    bool used[LEAST_SQUARES_MAX];   /* a column that the others already say is left out */
    double coef[LEAST_SQUARES_MAX]; /* 0 for a column that is left out */
    double r[LEAST_SQUARES_MAX * LEAST_SQUARES_MAX]; /* upper triangle of the columns used */
} LeastSquares;

/**
 * Minimises the sum of (z - X b)^2; rows are already multiplied by the roots of their weights.
 *
 * formula  X = Q R, R b = Q'z
 * shape    x: p columns of n numbers, one after another; z: n numbers; p at most LEAST_SQUARES_MAX
 * missing  none; a column within 1e-7 of the span of those before it is left out
 * own      overwrites x and z
 * cost     O(n p^2)
 * source   golub1965
 * test     tests/unit/test_count_glm.c
 */
void stat_least_squares(double *x, double *z, size_t n, int p, LeastSquares *ret) NONNULL;

/**
 * (X'X)^-1 of the columns used, 0 in rows and columns left out.
 *
 * formula  R^-1 R^-T
 * shape    ret: p x p
 * source   golub1965
 * test     tests/unit/test_count_glm.c
 */
void stat_least_squares_inverse(const LeastSquares *s, double *ret) NONNULL;

#endif
