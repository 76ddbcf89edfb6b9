/* interval.h - how well a small count or a share of a small group is known.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include "base/attr.h"

typedef struct {
    double lower, upper; /* NAN when there is none */
} Interval;

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

#endif
