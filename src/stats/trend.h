/* trend.h - whether a figure has been rising or falling.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_TREND_H
#define STATS_TREND_H

#include "base/arena.h"
#include "stats/interval.h"

/* Points of one series in time order. */
typedef struct {
    size_t n;
    const double *time, *value;
    const double *error;   /* standard errors; NULL for none */
    const size_t *segment; /* points of different segments are never compared; NULL: all are one */
} TrendPoints;

typedef struct {
    double slope, chi2; /* NAN when there are none */
    bool signs_agree;   /* the slope keeps its sign with any one point left out */
} WeightedTrend;

/**
 * The weighted line through the points and the test of its slope.
 *
 * formula  w = 1 / error^2; slope by weighted least squares; chi2 = slope^2 sum w (t - mean)^2
 * missing  NAN below three points, or with a figure missing or an error of 0
 * source   ohid_trends
 * test     tests/unit/test_trend.c, tests/reference/compute_index.py
 */
WeightedTrend stat_weighted_trend(const TrendPoints *p) NONNULL PURE;

typedef struct {
    size_t pairs;   /* compared */
    double s;       /* pairs that rise less pairs that fall */
    double z, p;    /* two-sided */
    double slope;   /* the median of the slopes of all pairs */
    Interval limit; /* of the slope */
    bool exact;     /* p from the distribution of s itself */
} MonotoneTrend;

/**
 * Mann's and Kendall's test, and Theil's and Sen's slope, across breaks.
 *
 * formula  s = sum of signs of later - earlier within segments; without ties and up to 40 points
 *          its distribution by counting, else z = (s -+ 1) / sqrt V, V corrected for ties;
 *          limits of the slope at the pairs (N -+ z sqrt V) / 2 of N in order
 * missing  a point with a missing figure is left out; NAN below three pairs
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n^2 log n)
 * source   mann1945, sen1968
 * test     tests/unit/test_trend.c
 */
ErrCode stat_monotone_trend(const TrendPoints *p, double confidence, Arena *mem, MonotoneTrend *ret,
                            Err *e) NONNULL MUST_USE;

#endif
