/* arrow_glm.h - the quasi-Poisson regression behind Farrington's method, solved exactly without a
 * matrix: one mean per season group and, when asked for, one slope over time.  The normal
 * equations of such a model form an arrow, so that each step costs one pass over the data.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_ARROW_GLM_H
#define STATS_ARROW_GLM_H

#include "base/str.h"

enum { ARROW_MAX_GROUPS = 64, ARROW_MAX_STEPS = 25 };

/* The observations of one fit, and the room that it works in; all arrays hold n numbers. */
typedef struct {
    size_t n;
    const double *count;        /* persons, offences ... per period, >= 0 */
    const double *log_count;    /* count * log(count), 0 for a count of 0 */
    const double *log_start;    /* log(count + 0.1); NULL: taken here */
    const double *time;         /* any origin, best near the middle */
    const double *offset;       /* log of the population at risk; NULL for none */
    const unsigned char *group; /* season group of each observation, below groups */
    int groups;
    const double *prior;               /* weight of each observation; NULL for 1 */
    double *mean, *predictor, *weight; /* filled: fitted mean, its log, weight of the last step */
} ArrowData;

typedef struct {
    bool converged, has_slope;
    int rank;                           /* groups that hold observations, plus the slope */
    double slope;                       /* per unit of time, on the log scale */
    double intercept[ARROW_MAX_GROUPS]; /* log mean of a group at time 0; NAN for an empty one */
    double group_weight[ARROW_MAX_GROUPS], group_time[ARROW_MAX_GROUPS];
    double slope_information; /* 1 / variance of the slope at dispersion 1 */
} ArrowFit;

/**
 * Fits log mean = group intercept [+ slope * time] + offset by iterated weighted least squares,
 * as generalised linear models of Poisson kind are fitted everywhere: at most 25 steps, until the
 * deviance changes by less than one part in 10^8.
 *
 * formula  minimises D = 2 sum w (y log(y/mu) - (y - mu))
 * shape    n observations in at most ARROW_MAX_GROUPS groups
 * unit     counts per period; slope per unit of time on the log scale
 * missing  the caller leaves missing observations out
 * own      fills d->mean, d->predictor and d->weight; allocates nothing
 * cost     O(n) a step, 4 to 7 steps as a rule
 * source   nelder1972
 * test     tests/unit/test_arrow_glm.c
 */
void stat_arrow_fit(const ArrowData *d, bool with_slope, ArrowFit *ret) NONNULL;

/**
 * How strongly one observation pulls its own fit: the diagonal of the hat matrix divided by the
 * observation's weight, x'(X'WX)^-1 x.
 *
 * formula  1 / W_g + (t - t_g)^2 / A, with the slope's information A; without the slope 1 / W_g
 * unit     inverse of the weights'
 * own      borrows the fit
 * source   farrington1996
 * test     tests/unit/test_arrow_glm.c
 */
double stat_arrow_variance(const ArrowFit *f, int group, double time) NONNULL;

#endif
