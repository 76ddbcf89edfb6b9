/* spatial.h - whether places that are neighbours are alike.
 *
 * Pure functions: no database, no clock; chance comes from counters. */
#ifndef STATS_SPATIAL_H
#define STATS_SPATIAL_H

#include "base/arena.h"

/* The neighbours of each place, and what each of them weighs. */
typedef struct {
    size_t n;
    const size_t *at; /* n + 1: where each place's neighbours begin */
    const size_t *to; /* places */
    const double *weight;
} Neighbours;

typedef struct {
    size_t n; /* places with a neighbour */
    double value, expected;
    double variance, z;               /* with the figures given (randomisation) */
    double variance_normal, z_normal; /* with normal figures */
    double p;                         /* by permutation, one-sided towards alike; NAN for none */
} SpatialTest;

/* Figures of the places, none of them missing. */
typedef struct {
    const Neighbours *near;
    const double *v; /* near->n */
    uint64_t seed;
    size_t permutations;
} SpatialCase;

/**
 * Moran's I: positive when neighbours are alike.
 *
 * formula  n / S0 sum_ij w_ij z_i z_j / sum z^2; Cliff and Ord's moments; places without a
 *          neighbour count in neither n nor the weights
 * missing  NAN below four places, or when the figures do not vary
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O((permutations + 1) links)
 * source   cliff1981
 * test     tests/unit/test_spatial.c, tests/reference/compute_space.py
 */
ErrCode stat_moran(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e) NONNULL MUST_USE;

/**
 * Geary's C: below 1 when neighbours are alike; z is positive then.
 *
 * formula  (n - 1) / (2 S0) sum_ij w_ij (x_i - x_j)^2 / sum z^2
 * missing  as stat_moran
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   cliff1981
 * test     tests/unit/test_spatial.c, tests/reference/compute_space.py
 */
ErrCode stat_geary(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e) NONNULL MUST_USE;

typedef struct {
    double value, expected, variance, z, p; /* given the place's own figure */
    double z_unconditional;
    double p_permuted; /* two-sided by conditional permutation; NAN for none */
    double lag;        /* weighted mean of the neighbours' distances from the mean */
    double gi, gi_star;
} LocalSpatial;

/**
 * Local Moran and Getis and Ord's Gi and Gi* of one place.
 *
 * formula  I_i = z_i / m2 sum_j w_ij z_j, moments of Anselin (1995) and, given z_i, of Sokal and
 *          others (1998); Gi and Gi* of Ord and Getis (1995), with the place itself in Gi*: weights
 *          as those of its neighbours, and scaled to sum to one when `standard`
 * missing  z, p and gi NAN for a place without neighbours, whose I is 0
 * cost     O(n), and O(permutations x neighbours)
 * source   anselin1995, sokal1998, ord1995
 * test     tests/unit/test_spatial.c, tests/reference/compute_space.py
 */
void stat_local_spatial(const SpatialCase *s, size_t place, bool standard, LocalSpatial *ret)
    NONNULL;

typedef struct {
    double mean, spread; /* of the prior: mean rate and variance between places, at least 0 */
} BayesPrior;

/**
 * Marshall's prior of the rates of some places.
 *
 * formula  m = sum x / sum n; spread = sum n (x/n - m)^2 / sum n - m / mean(n)
 * shape    pick: the places; x and n their counts and people
 * missing  a place without people is left out; NAN without any
 * source   marshall1991
 * test     tests/unit/test_spatial.c, tests/reference/compute_space.py
 */
BayesPrior stat_bayes_prior(const double *x, const double *n, const size_t *pick, size_t picked)
    __attribute__((nonnull(1, 2), pure));

/**
 * A rate drawn towards the prior, the more so the fewer its people.
 *
 * formula  m + spread (x/n - m) / (spread + m / n); m when there are no people
 * missing  NAN without a prior
 * source   marshall1991
 * test     tests/unit/test_spatial.c, tests/reference/compute_space.py
 */
double stat_bayes_rate(double x, double n, BayesPrior prior) PURE;

#endif
