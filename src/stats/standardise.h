/* standardise.h - rates of places with different ages made comparable.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_STANDARDISE_H
#define STATS_STANDARDISE_H

#include "stats/interval.h"

enum { STANDARDISE_LEAST = 10 }; /* events below which no rate is made */

/* Bands of one place. */
typedef struct {
    size_t n;
    const double *events, *population;
    const double *weight; /* the standard population, or the reference rate */
} Bands;

typedef struct {
    double value, variance, events, population; /* value and variance NAN when there are none */
} Standardised;

/**
 * A directly standardised rate.
 *
 * formula  sum(w e / n) / sum(w); variance sum(w^2 e / n^2) / sum(w)^2
 * unit     events for each person
 * missing  NAN with a missing figure, fewer than 10 events, or a band without population
 * source   dobson1991
 * test     tests/unit/test_standardise.c, tests/reference/compute_index.py
 */
Standardised stat_direct(const Bands *b) NONNULL PURE;

/**
 * Dobson's interval of a directly standardised rate.
 *
 * formula  value + sqrt(variance / events) (limit of the count of events - events)
 * missing  NAN without a value
 * source   dobson1991
 * test     tests/unit/test_standardise.c, tests/reference/compute_index.py
 */
Interval stat_dobson(Standardised s, double confidence) PURE;

/**
 * An indirectly standardised ratio: value is events / expected; population holds expected.
 *
 * formula  expected = sum(weight x population), weight the reference rate of the band
 * missing  NAN with a missing figure, or nothing expected
 * source   breslow1987
 * test     tests/unit/test_standardise.c, tests/reference/compute_index.py
 */
Standardised stat_indirect(const Bands *b) NONNULL PURE;

/**
 * The interval of an indirectly standardised ratio.
 *
 * formula  limits of the count (exact below 10, Byar from 10) / expected
 * missing  NAN without a value
 * source   breslow1987
 * test     tests/unit/test_standardise.c, tests/reference/compute_index.py
 */
Interval stat_indirect_interval(Standardised s, double confidence) PURE;

#endif
