/* dense.h - small symmetric systems of equations.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_DENSE_H
#define STATS_DENSE_H

#include "base/attr.h"

#include <stdbool.h>

/**
 * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor.
 *
 * formula  A = L L'; false when A is not positive definite
 * shape    a: n x n
 * cost     O(n^3)
 * source   golub1965
 * test     tests/unit/test_endemic.c
 */
bool stat_dense_factor(double *a, int n) NONNULL;

/**
 * Solves L L' x = b in place.
 *
 * shape    l: n x n from stat_dense_factor; b: n numbers, becomes x
 * source   golub1965
 * test     tests/unit/test_endemic.c
 */
void stat_dense_solve(const double *l, int n, double *b) NONNULL;

#endif
