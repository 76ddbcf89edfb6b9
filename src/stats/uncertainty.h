/* uncertainty.h - how much of an index is its figures, and how much the choices of its makers.
 *
 * Pure functions: no database, no clock; chance comes from counters, so the digits do not depend on
 * threads. */
#ifndef STATS_UNCERTAINTY_H
#define STATS_UNCERTAINTY_H

#include "base/arena.h"
#include "stats/aggregate.h"
#include "stats/normalise.h"

enum { UNCERTAIN_NO_PARENT = -1, UNCERTAIN_MOST = 8 };

/* An indicator, or a group; groups come after their members. */
typedef struct {
    int parent;
    int indicator; /* column, or -1 for a group */
    double weight, direction;
} UncertainNode;

/* What may differ from one replicate to the next. */
typedef enum {
    UNCERTAIN_FIGURES, /* each figure within its error */
    UNCERTAIN_TREATMENT,
    UNCERTAIN_NORMALISE,
    UNCERTAIN_WEIGHTS,
    UNCERTAIN_AGGREGATE,
    UNCERTAIN_LEFT_OUT, /* one indicator, or none */
    UNCERTAIN_FACTORS
} UncertainFactor;

typedef struct {
    size_t units, indicators, nodes;
    const UncertainNode *node;
    size_t treatments;            /* sets of figures, the nominal one first */
    const double *const *figure;  /* treatments x indicators columns of units figures */
    const double *const *error;   /* standard errors of the figures, or NULL */
    size_t normalisations, means; /* up to UNCERTAIN_MOST, the nominal one first */
    NormaliseMethod normalise[UNCERTAIN_MOST];
    AggregateMethod mean[UNCERTAIN_MOST];
    double weight_noise; /* weights vary evenly within this share of themselves */
    bool leave_out;
    double least; /* share of a group's members that must be there */
} UncertainIndex;

/* Which draw of each factor a replicate has; the nominal index when `nominal`. */
typedef struct {
    bool nominal;
    uint64_t seed, stream[UNCERTAIN_FACTORS];
} UncertainDraw;

/**
 * The scores of the last node under one draw.
 *
 * formula  minmax from 1 to 100, zscore or the like; means of groups as stat_aggregate
 * missing  a figure that is missing stays so; NAN for a unit whose last group is not there
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(units x indicators)
 * source   saisana2005
 * test     tests/unit/test_uncertainty.c, tests/reference/compute_composite.py
 */
ErrCode stat_uncertain_scores(const UncertainIndex *x, const UncertainDraw *d, Arena *mem,
                              double *ret_score, Err *e) NONNULL MUST_USE;

/**
 * Ranks from 1 for the highest score, equal ones the best of theirs.
 *
 * missing  0 for a unit without a score
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   saisana2005
 * test     tests/unit/test_uncertainty.c
 */
ErrCode stat_uncertain_ranks(F64s score, Arena *mem, uint32_t *ret_rank, Err *e) NONNULL MUST_USE;

/* Outputs of a Sobol design: base points A and B, and A with one factor from B. */
typedef struct {
    size_t points, factors;
    const double *a, *b; /* points */
    const double *ab;    /* factors x points */
} SobolDesign;

typedef struct {
    double first, total; /* NAN when the output does not vary */
} SobolIndex;

/**
 * First-order and total indices of one factor from the points named, by Jansen's estimators.
 *
 * formula  first = 1 - mean (b - ab)^2 / 2V; total = mean (a - ab)^2 / 2V; V of a and b together
 * shape    pick: points to use, with repeats when they are drawn for an interval; NULL: each once
 * missing  NAN when V is 0
 * source   jansen1999, saltelli2010
 * test     tests/unit/test_uncertainty.c
 */
SobolIndex stat_sobol(const SobolDesign *d, size_t factor, const uint32_t *pick)
    __attribute__((nonnull(1), pure));

#endif
