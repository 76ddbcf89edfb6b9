/* normalise.h - figures of different units put on one scale, high meaning good.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_NORMALISE_H
#define STATS_NORMALISE_H

#include "base/arena.h"

typedef enum {
    NORMALISE_MINMAX,
    NORMALISE_ZSCORE,
    NORMALISE_ROBUST_Z,
    NORMALISE_SCALED,
    NORMALISE_RANK,
    NORMALISE_BORDA,
    NORMALISE_PRANK,
    NORMALISE_FRACMAX,
    NORMALISE_DIST2TARG,
    NORMALISE_DIST2REF,
    NORMALISE_DIST2MAX,
    NORMALISE_GOALPOSTS,
    NORMALISE_EXPONENTIAL
} NormaliseMethod;

typedef struct {
    NormaliseMethod method;
    double direction;    /* 1: high is good; -1: low is good */
    double lower, upper; /* the scale's ends (minmax, goalposts), mean and deviation (zscore), or
                            the figures that become 0 and 1 (scaled) */
    double target;       /* dist2targ */
    double low, high;    /* goalposts: the figures at the ends, low below high */
    size_t reference;    /* dist2ref: whose figure is 1 */
} Normalise;

/**
 * One indicator on the scale of the method.
 *
 * formula  with x the figure times its direction:
 *          minmax (x - min) / (max - min); zscore (x - mean) / sd; robust-z (x - median) / (1.4826
 *          MAD); scaled (x - a) / (b - a); rank from 1 for the lowest, equal ones the lowest of
 *          theirs; borda rank - 1; prank (rank - 1) / (n - 1); fracmax x / max; dist2targ 1 -
 *          (target - x) / (target - min), at most 1; dist2ref (x - min) / (ref - min); dist2max as
 *          minmax from 0 to 1; goalposts within low and high, linear; exponential -23 ln(1 - R (1 -
 *          exp(-100/23))), R = rank / n
 * shape    ret as long as v; they may be the same array
 * missing  NAN stays and does not count; NAN where nothing varies
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n log n)
 * source   oecd2008, imd2025
 * test     tests/unit/test_normalise.c, tests/reference/compute_composite.py
 */
ErrCode stat_normalise(F64s v, const Normalise *how, Arena *mem, double *ret, Err *e)
    NONNULL MUST_USE;

#endif
