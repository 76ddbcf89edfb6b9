/* rate_ratio.h - whether something happens more often than it did before.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_RATE_RATIO_H
#define STATS_RATE_RATIO_H

#include "base/str.h"

/**
 * How likely at least so many of all events would fall into the later span if the rate were the
 * same in both: the exact conditional test of two Poisson counts.
 *
 * formula  P(X >= later), X ~ Binomial(later + before, share), share = later_length / both lengths
 * shape    counts of events, lengths of the two spans in any one unit
 * unit     a probability; 1 when there is no event at all
 * missing  NAN when a count is negative or a length is not positive
 * cost     O(1)
 * source   przyborowski1940
 * test     tests/unit/test_rate_ratio.c
 */
double stat_rate_rise(double later, double later_length, double before, double before_length);

#endif
