/* aggregate.h - several figures of a unit become one.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_AGGREGATE_H
#define STATS_AGGREGATE_H

#include "base/str.h"

typedef enum {
    AGGREGATE_AMEAN,
    AGGREGATE_GMEAN,
    AGGREGATE_HMEAN,
    AGGREGATE_GENMEAN,
    AGGREGATE_COPELAND,
    AGGREGATE_SUM
} AggregateMethod;

typedef struct {
    AggregateMethod method;
    double power; /* genmean */
    double least; /* share of the figures that must be there; 0: any */
} Aggregate;

/**
 * The weighted mean of one unit's figures (all but copeland, which stat_copeland does).
 *
 * formula  sum w x / sum w; exp(sum w ln x / sum w); sum w / sum(w / x); (sum w x^p / sum w)^(1/p);
 *          sum w x
 * missing  a figure that is missing is left out with its weight; NAN when fewer than the least
 *          share is there, nothing is, a sum lacks one, or a mean of logarithms, inverses or powers
 *          meets a figure that is not above 0
 * source   oecd2008, hardy1934
 * test     tests/unit/test_aggregate.c, tests/reference/compute_composite.py
 */
double stat_aggregate(F64s x, const double *weight, const Aggregate *how) NONNULL PURE;

/* Figures of a group, column by column. */
typedef struct {
    size_t units, n;
    const double *const *v; /* n columns of units figures */
    const double *weight;   /* n */
} AggregateGroup;

/**
 * The share of weight by which unit a is better than unit b, equal figures counted half.
 *
 * formula  sum of w where a > b, half of it where a = b, over the sum of w of what both have
 * missing  NAN when they have nothing in common
 * source   munda2009
 * test     tests/unit/test_aggregate.c, tests/reference/compute_composite.py
 */
double stat_outranking(const AggregateGroup *g, size_t a, size_t b) NONNULL PURE;

/**
 * Copeland's score of each unit: how many it beats less how many beat it.
 *
 * missing  NAN for a unit without figures, or with fewer than the least share
 * cost     O(units^2 n)
 * source   munda2009
 * test     tests/unit/test_aggregate.c
 */
void stat_copeland(const AggregateGroup *g, double least, double *ret) NONNULL;

#endif
