/* ears.h - is today's count more than the last few days lead one to expect?
 *
 * The three rules of the Early Aberration Reporting System: C1 compares with the B periods just
 * before, C2 leaves a gap of two, C3 adds up what C2 found over three periods.  For daily counts
 * without years of history.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_EARS_H
#define STATS_EARS_H

#include "base/str.h"

typedef enum { EARS_C1, EARS_C2, EARS_C3 } EarsRule;

typedef struct {
    EarsRule rule;
    int baseline;     /* B: periods compared with, at least 3 */
    double min_sigma; /* the standard deviation is taken to be at least this */
    double alpha;     /* one-sided level, in (0, 1) */
    double z;         /* normal quantile of 1 - alpha; 0: taken anew for each period */
    bool compat;      /* do as R surveillance 1.20.3 does, fault in C3 included */
} EarsControl;

typedef enum { EARS_FINE, EARS_SHORT_HISTORY, EARS_MISSING, EARS_NO_SPREAD } EarsReason;

typedef struct {
    double observed, expected, upperbound, score; /* NAN when there is none */
    double pvalue; /* C1 and C2: of a t test that knows how short the baseline is; C3: NAN */
    int alarm;     /* 1 yes, 0 no, -1 cannot tell */
    EarsReason reason;
} EarsResult;

/**
 * The first period (from 0) that has a whole baseline before it: B, B + 2 or B + 4.
 *
 * source   hutwagner2003
 * test     tests/unit/test_ears.c
 */
size_t stat_ears_first(const EarsControl *c) NONNULL PURE;

/**
 * Judges period t (from 0).
 *
 * formula  C1, C2: U = mean + z max(sd, min_sigma), alarm when y > U
 *          C3 = sum over t-2..t of max(0, C2 - 1), alarm when C3 >= z
 *          compat C3: U = max(0, y + sd (z - the two lagged terms)), as the peer computes it
 * shape    t below y.n
 * unit     counts per period
 * missing  NAN anywhere in the window: no verdict
 * own      borrows y; allocates nothing
 * cost     O(B)
 * source   hutwagner2003, fricker2008
 * test     tests/reference/test_ears_golden.c, tests/unit/test_ears.c
 */
void stat_ears(F64s y, const EarsControl *c, size_t t, EarsResult *ret) NONNULL;

/**
 * The normal quantile of 1 - alpha, for EarsControl.z.
 *
 * unit     standard deviations
 * source   hutwagner2003
 * test     tests/unit/test_ears.c
 */
double stat_ears_quantile(double alpha);

/** Why there is no verdict, in words; empty when there is one. */
const char *stat_ears_reason(EarsReason reason);

#endif
