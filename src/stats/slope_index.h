/* slope_index.h - how unequal a figure is from the most to the least deprived.
 *
 * Pure functions: no database, no clock. */
#ifndef STATS_SLOPE_INDEX_H
#define STATS_SLOPE_INDEX_H

#include "base/str.h"

typedef struct {
    double bottom, top; /* of the line: at the beginning and the end of the scale of groups */
} SlopeLine;

/**
 * The line behind the slope index of inequality (top - bottom) and the relative one (top / bottom).
 *
 * formula  the population-weighted line of value on the middle of each group's share of all people
 * shape    value and population: one of each group, in the order of the groups
 * missing  NAN with a missing figure, fewer than two groups, or a group without people
 * source   mackenbach1997
 * test     tests/unit/test_slope_index.c, tests/reference/compute_index.py
 */
SlopeLine stat_slope_line(F64s value, const double *population) NONNULL PURE;

#endif
