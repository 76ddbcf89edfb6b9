/* interval.h - how well a count, a rate, a share or a mean is known.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include "base/str.h"

typedef struct {
    double lower, upper; /* NAN when there is none */
} Interval;

/** The normal quantile of (1 + confidence) / 2; NAN unless 0 < confidence < 1.
 *
 * source   wilson1927
 * test     tests/unit/test_interval.c
 */
double stat_normal_width(double confidence) PURE;

/**
 * Wilson's score interval of a share.
 *
 * formula  (2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x/n))) / (2 (n + z^2)), z of (1 + confidence) / 2
 * unit     share of 1
 * missing  NAN unless 0 <= x <= n, n > 0 and 0 < confidence < 1
 * source   wilson1927
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_wilson(double x, double n, double confidence) PURE;

/**
 * Byar's interval of a count.
 *
 * formula  x (1 - 1/(9x) - z/(3 sqrt x))^3 and (x+1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3
 * missing  NAN unless x >= 0 and 0 < confidence < 1; a lower limit that would not be above 0
 *          does not exist
 * source   breslow1987
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_byar(double x, double confidence) PURE;

/**
 * The exact interval of a Poisson count.
 *
 * formula  chi2(alpha/2; 2x) / 2 and chi2(1 - alpha/2; 2x + 2) / 2; the lower limit of 0 is 0
 * missing  NAN unless x >= 0 and 0 < confidence < 1
 * source   ulm1990
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_poisson_exact(double x, double confidence) PURE;

/**
 * The interval of a count: exact below 10, Byar's from 10.
 *
 * missing  as stat_poisson_exact
 * source   breslow1987, ulm1990
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_count_interval(double x, double confidence) PURE;

/* What a group of figures is like. */
typedef struct {
    size_t n; /* figures that are not missing */
    double sum, mean, sd;
} Moments;

/**
 * Number, sum, mean and standard deviation.
 *
 * formula  sd^2 = sum (v - mean)^2 / (n - 1)
 * missing  NAN is left out; mean NAN without a figure, sd NAN below two
 * source   welford1962
 * test     tests/unit/test_interval.c
 */
Moments stat_moments(F64s v) PURE;

/**
 * Student's interval of a mean.
 *
 * formula  mean -+ t(n - 1) sd / sqrt n
 * missing  NAN below two figures, or unless 0 < confidence < 1
 * source   student1908
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_mean_interval(Moments m, double confidence) PURE;

/**
 * Within which a share of a group of n lies unless it differs from p.
 *
 * formula  p -+ z sqrt(p (1 - p) / n), within 0 and 1
 * missing  NAN unless 0 <= p <= 1, n > 0 and 0 < confidence < 1
 * source   spiegelhalter2005
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_funnel_share(double p, double n, double confidence) PURE;

/**
 * Between which counts a count lies unless it differs from what was expected: the counts at which
 * stat_poisson_exact just excludes it.
 *
 * formula  lower: upper limit of the count = expected, 0 when there is none
 *          upper: lower limit of the count = expected
 * missing  NAN unless expected > 0 and 0 < confidence < 1
 * source   spiegelhalter2005
 * test     tests/reference/compute_index.py, tests/unit/test_interval.c
 */
Interval stat_poisson_limits(double expected, double confidence) PURE;

/**
 * stat_poisson_exact as the peer finds it, by 24 halvings: right to seven digits or less.
 *
 * missing  as stat_poisson_exact
 * source   ulm1990
 * test     tests/reference/compute_index.py
 */
Interval stat_poisson_halved(double x, double confidence) PURE;

#endif
