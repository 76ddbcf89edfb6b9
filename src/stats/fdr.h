/* fdr.h - how many of many small p-values to believe.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_FDR_H
#define STATS_FDR_H

#include "base/arena.h"

/**
 * The p-value up to which tests are believed, so that on average at most the share q of the
 * believed ones are chance (Benjamini and Hochberg's step-up rule).
 *
 * formula  the largest p_(i) with p_(i) <= q i / m; -1 when there is none
 * shape    p: one p-value per test; m counts those that are not NAN
 * unit     probabilities; q in (0, 1)
 * missing  NAN is not a test and is left out
 * own      borrows p; scratch in mem
 * error    ERR_INPUT  q is not in (0, 1), or a p-value is not in [0, 1]
 *          ERR_LIMIT  no room
 * cost     O(m log m)
 * source   benjamini1995
 * test     tests/unit/test_fdr.c
 */
ErrCode stat_benjamini_hochberg(F64s p, double q, Arena *mem, double *ret_cutoff, Err *e)
    NONNULL MUST_USE;

/**
 * Each p-value as the smallest q at which the rule would believe it.
 *
 * formula  min over k >= i of m p_(k) / k, at most 1
 * shape    ret_adjusted: as long as p
 * missing  NAN is not a test and stays NAN
 * own      scratch in mem
 * error    ERR_INPUT  a p-value is not in [0, 1]
 *          ERR_LIMIT  no room
 * cost     O(m log m)
 * source   benjamini1995
 * test     tests/unit/test_fdr.c, tests/reference/compute_index.py
 */
ErrCode stat_benjamini_hochberg_adjusted(F64s p, Arena *mem, double *ret_adjusted, Err *e)
    NONNULL MUST_USE;

#endif
