/* scan_bound.h - how many cases a cylinder needs before its score passes a threshold; for the fast
 * way of scan_lanes.c. */
#ifndef STATS_SCAN_BOUND_H
#define STATS_SCAN_BOUND_H

#include "stats/scan_priv.h"

enum { SCAN_MOST_CASES = 65535 };

/* base[n] is at least the largest base with which n cases score above the threshold. */
typedef struct {
    double threshold;
    uint32_t n; /* entries in use; base[n - 1] is above every base there is, or n is the most */
    double *base;
} ScanBounds;

/**
 * Makes room for bounds.
 *
 * error  ERR_LIMIT  no memory
 */
ErrCode scan_bounds_open(Arena *mem, ScanBounds *ret, Err *e);

/**
 * Fills them for a threshold, up to the largest base of any cylinder.
 *
 * formula  the score falls as the base grows, so halving finds where it passes; rounded up
 * source   kulldorff1997
 * test     tests/unit/test_scan.c
 */
void scan_bounds_fill(ScanBounds *b, const ScanScale *k, double threshold, double largest);

#endif
