/* cusum.h - small rises that last: adds up how far each count lies above what is usual, less an
 * allowance, and signals when the sum is large (Rossi et al. 1999).
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_CUSUM_H
#define STATS_CUSUM_H

#include "base/arena.h"

/* How a count is made comparable with a standard normal variable. */
typedef enum {
    CUSUM_STANDARD,
    CUSUM_ROSSI,
    CUSUM_ANSCOMBE,
    CUSUM_ANSCOMBE_2ND,
    CUSUM_PEARSON_NB,
    CUSUM_ANSCOMBE_NB,
    CUSUM_NONE
} CusumTransform;

typedef enum { CUSUM_MEAN, CUSUM_GLM, CUSUM_GIVEN } CusumBaseline;

typedef struct {
    CusumTransform transform;
    double k, h;  /* allowance and threshold, in standard deviations */
    double alpha; /* of the negative binomial transforms: var = m + alpha m^2 */
    CusumBaseline baseline;
    double mean;      /* for CUSUM_GIVEN, above 0 */
    int frequency;    /* periods a year, for CUSUM_GLM */
    int start_sample; /* number of the first period within its year */
    bool reset;       /* begin again after an alarm */
    bool compat;      /* as R surveillance 1.20.3 does */
} CusumControl;

typedef enum {
    CUSUM_FINE,
    CUSUM_SHORT_HISTORY, /* nothing before the first period judged */
    CUSUM_MISSING,       /* the count itself is missing */
    CUSUM_ALL_ZERO,      /* nothing was ever counted before */
    CUSUM_NO_FIT,        /* the regression did not converge */
    CUSUM_OUT_OF_RANGE   /* the figures are too large for the transform */
} CusumReason;

typedef struct {
    double mean, sum, upperbound; /* NAN when there is none */
    int alarm;                    /* 1 yes, 0 no, -1 cannot tell */
    CusumReason reason;
} CusumPoint;

/**
 * Judges the periods from `from` (from 0) to the last; what comes before gives the usual mean.
 *
 * formula  S_t = max(0, S_(t-1) + z(y_t) - k), alarm when S_t >= h; U is the count from which
 *          period t is an alarm: z(U) = h + k - S_(t-1)
 * shape    ret: y.n - from points
 * unit     counts per period; sums in standard deviations
 * missing  a NAN count leaves the sum as it is and has no verdict
 * own      fills ret; scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n)
 * source   rossi1999
 * test     tests/unit/test_cusum.c, tests/law/test_cusum_law.c, tests/reference/compute_golden.py
 */
ErrCode stat_cusum(F64s y, size_t from, const CusumControl *c, Arena *mem, CusumPoint *ret, Err *e)
    NONNULL MUST_USE;

/**
 * A count on the scale of a standard normal variable; NAN when the mean is not above 0.
 *
 * formula  standard (x-m)/sqrt(m); rossi (x - 3m + 2 sqrt(xm)) / (2 sqrt(m)); anscombe
 *          1.5 (x^2/3 - m^2/3) / m^1/6; and those of CusumTransform with alpha
 * source   rossi1999
 * test     tests/law/test_cusum_law.c
 */
double stat_cusum_score(const CusumControl *c, double x, double m) NONNULL PURE;

/** Why there is no verdict, in words; empty when there is one. */
const char *stat_cusum_reason(CusumReason reason);

#endif
