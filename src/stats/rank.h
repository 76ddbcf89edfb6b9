/* rank.h - the order of figures: ranks with ties, bands of equal size, medians.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_RANK_H
#define STATS_RANK_H

#include "base/arena.h"

typedef enum { RANK_LOWEST, RANK_MIDDLE } RankTies; /* what equal figures get: 1 1 3 or 1.5 1.5 3 */

/**
 * Ranks from 1 for the lowest figure.
 *
 * shape    v and ret_rank: the same length; they may be the same array
 * missing  NAN has the rank NAN and does not count
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n log n)
 * source   fisher1938
 * test     tests/unit/test_rank.c
 */
ErrCode stat_rank(F64s v, RankTies ties, Arena *mem, double *ret_rank, Err *e) NONNULL MUST_USE;

/**
 * The band from 1 to `bands` of each figure, the lowest figures in band 1; equal figures are in
 * the same band.
 *
 * formula  floor(bands + 1 - ceil((m + 1 - rank) / m x bands)), m figures that are not missing
 * missing  NAN; everything is NAN when there are fewer figures than bands
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   hyndman1996
 * test     tests/unit/test_rank.c, tests/reference/compute_index.py
 */
ErrCode stat_bands(F64s v, int bands, Arena *mem, double *ret_band, Err *e) NONNULL MUST_USE;

/**
 * A quantile, in line between the figures around it.
 *
 * formula  the figure at 1 + (m - 1) p of the m in order (type 7)
 * shape    p from 0 to 1
 * missing  NAN is left out; NAN without a figure
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n log n)
 * source   hyndman1996
 * test     tests/unit/test_rank.c
 */
ErrCode stat_quantile(F64s v, double p, Arena *mem, double *ret, Err *e) NONNULL MUST_USE;

/**
 * The same from figures that are in order already, none of them missing.
 *
 * missing  NAN without a figure
 * source   hyndman1996
 * test     tests/unit/test_rank.c
 */
double stat_quantile_sorted(F64s v, double p) PURE;

/**
 * Puts the figures that are not missing into order, the lowest first; returns how many.
 *
 * source   fisher1938
 * test     tests/unit/test_rank.c
 */
size_t stat_sort(F64s v, double *ret_sorted) NONNULL;

#endif
