/* segregation.h - how unevenly groups live (or learn, or work) across small areas.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_SEGREGATION_H
#define STATS_SEGREGATION_H

#include "base/arena.h"

/* Counts of groups in small areas. */
typedef struct {
    size_t units, groups;
    const double *count; /* units x groups, unit by unit, none missing or below 0 */
} SegregationTable;

/* Two groups and everybody, in each small area. */
typedef struct {
    size_t units;
    const double *a, *b, *all;
} SegregationPair;

/**
 * Index of dissimilarity: the share of either group that would have to move for both to be
 * spread alike.
 *
 * formula  sum |a_i / A - b_i / B| / 2
 * missing  NAN when one of the groups has nobody
 * source   duncan1955
 * test     tests/unit/test_segregation.c, tests/reference/compute_space.py
 */
double stat_dissimilarity(const SegregationPair *p) NONNULL PURE;

/**
 * Exposure of a to b: the share of b where an average member of a is; isolation when both are one.
 *
 * formula  sum a_i / A x b_i / all_i
 * missing  NAN when a has nobody
 * source   massey1988
 * test     tests/unit/test_segregation.c, tests/reference/compute_space.py
 */
double stat_exposure(const SegregationPair *p) NONNULL PURE;

/**
 * Gini's index of a against everybody else.
 *
 * formula  sum_ij t_i t_j |p_i - p_j| / (2 T^2 P (1 - P)), p_i = a_i / t_i
 * missing  NAN when a is nobody or everybody
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(units log units)
 * source   massey1988
 * test     tests/unit/test_segregation.c, tests/reference/compute_space.py
 */
ErrCode stat_segregation_gini(const SegregationPair *p, Arena *mem, double *ret, Err *e)
    NONNULL MUST_USE;

typedef struct {
    double total;
    double entropy; /* of the groups, natural logarithm */
    double simpson; /* the chance that two people are of different groups */
    double mutual;  /* Theil's M: entropy less that within the units */
    double theil;   /* H = M / entropy; NAN when there is one group only */
} Mixture;

/**
 * Entropy, Simpson's index, Theil's M and H.
 *
 * formula  E = -sum p ln p; 1 - sum p^2; M = sum_i t_i / T sum_g p_ig ln(p_ig / p_g); H = M / E
 * missing  NAN without people
 * source   theil1971, mora2011
 * test     tests/unit/test_segregation.c, tests/reference/compute_space.py
 */
Mixture stat_mixture(const SegregationTable *t) NONNULL PURE;

/**
 * What one unit adds: M is the sum of local scores times the units' shares of all people.
 *
 * formula  sum_g p_ig ln(p_ig / p_g)
 * missing  NAN for a unit without people
 * source   mora2011
 * test     tests/unit/test_segregation.c, tests/reference/compute_space.py
 */
double stat_local_segregation(const SegregationTable *t, const double *share, size_t unit)
    NONNULL PURE;

/**
 * The share of each group among all people.
 *
 * missing  NAN without people
 * source   theil1971
 * test     tests/unit/test_segregation.c
 */
void stat_group_shares(const SegregationTable *t, double *ret_share) NONNULL;

#endif
