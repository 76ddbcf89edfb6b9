/* farrington.h - is this count more than the same season of past years leads one to expect?
 *
 * The flexible Farrington method: a regression on the same weeks (or months) of past years, with
 * past outbreaks weighted down, gives what to expect and the upper bound of what is usual.
 *
 * Two modes.  Strict (the default) does what the papers say and answers "no baseline" with a
 * reason where there is nothing to compare with.  Compat reproduces R surveillance 1.20.3,
 * including two of its faults (docs/generated/methods.md names them).
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_FARRINGTON_H
#define STATS_FARRINGTON_H

#include "base/arena.h"

typedef enum { FARRINGTON_STRICT, FARRINGTON_COMPAT } FarringtonMode;
typedef enum { FARRINGTON_DELTA, FARRINGTON_NB_PLUGIN, FARRINGTON_MUAN } FarringtonThreshold;
typedef enum {
    FARRINGTON_POWER_NONE,
    FARRINGTON_POWER_HALF,
    FARRINGTON_POWER_TWO_THIRDS
} FarringtonPower;

typedef struct {
    int years_back;           /* b: years of history compared with, 1 to 20 */
    int half_window;          /* w: periods on each side of the same period of a past year */
    int season_groups;        /* noPeriods: groups a year is cut into, 1 to 52 */
    int exclude_recent;       /* pastWeeksNotIncluded: latest periods kept out of the baseline */
    bool reweight;            /* weight past outbreaks down */
    double weights_threshold; /* weightsThreshold: Anscombe residual from which it does */
    double alpha;             /* one-sided level of the threshold, in (0, 1) */
    bool trend;               /* allow a linear trend */
    double p_threshold_trend; /* pThresholdTrend: keep the trend when its p-value is below */
    double limit_cases;       /* limit54: fewer cases than this ... */
    int limit_periods;        /* ... in so many periods never alarm */
    FarringtonPower power;    /* powertrans, for the delta threshold */
    bool population_offset;   /* compare rates instead of counts */
    FarringtonThreshold threshold;
    FarringtonMode mode;
} FarringtonControl;

typedef struct {
    F64s count;         /* one per period, NAN when missing, >= 0 */
    const int32_t *day; /* first day of each period; NULL counts periods instead of dates */
    F64s population;    /* one per period when population_offset, else empty */
    int frequency;      /* periods a year */
} FarringtonSeries;

typedef enum {
    FARRINGTON_FINE,
    FARRINGTON_MISSING,       /* the count to judge is missing */
    FARRINGTON_SHORT_HISTORY, /* the series does not reach back far enough */
    FARRINGTON_TOO_FEW,       /* too few past counts to estimate the spread */
    FARRINGTON_ALL_ZERO,      /* nothing was ever counted in the baseline */
    FARRINGTON_NO_FIT,        /* the regression did not converge */
    FARRINGTON_UNBOUNDED,     /* the threshold has no finite value */
    FARRINGTON_FEW_CASES,     /* fewer cases of late than limit54 asks for */
    FARRINGTON_GROUPS         /* the seasons are too short for so many groups */
} FarringtonReason;

typedef struct {
    double observed, expected, upperbound, score, pvalue, phi; /* NAN when there is none */
    double slope; /* of the trend per unit of time, NAN when not kept */
    bool trend;   /* the trend was kept */
    int alarm;    /* 1 yes, 0 no, -1 cannot tell */
    FarringtonReason reason;
    size_t baseline_n, baseline_first, baseline_last; /* number, first and last period (from 0) */
    size_t downweighted_n;
    const size_t *downweighted; /* periods (from 0) whose weight was lowered, in time order */
} FarringtonResult;

typedef struct FarringtonWork FarringtonWork;

/**
 * Room for any number of fits on one series, one after another.
 *
 * own     *ret lives in mem and borrows s
 * error   ERR_LIMIT  no room
 *         ERR_INPUT  populations missing, not positive, or of another length than the counts
 */
ErrCode stat_farrington_open(const FarringtonSeries *s, const FarringtonControl *c, Arena *mem,
                             FarringtonWork **ret, Err *e) NONNULL MUST_USE;

/**
 * Judges period k (from 0): what was to be expected, what would have been unusual, and whether
 * the count is.
 *
 * formula  log mu = group + slope t [+ log population]; var = phi mu, phi = max(1, Pearson);
 *          nbPlugin: U = smallest u with NB(mu, phi)(u) >= 1 - alpha; alarm when y > U
 *          delta: U = (mu^e + z s)^(1/e), s from phi and the standard error of mu
 * shape    k below the number of periods
 * unit     counts per period; pvalue and alpha are probabilities
 * missing  a missing count in the baseline is left out; a missing current count is no alarm
 * own      ret->downweighted lives in the work until the next call
 * cost     O(n) a step of the regression, n the baseline's length; two to four regressions
 * source   noufaily2013, farrington1996
 * test     tests/reference/test_farrington_golden.c, tests/law/test_farrington_law.c
 */
void stat_farrington(FarringtonWork *work, size_t k, FarringtonResult *ret) NONNULL;

/** Why there is no verdict, in words that fit after "no baseline: "; empty when there is one. */
const char *stat_farrington_reason(FarringtonReason reason);

#endif
