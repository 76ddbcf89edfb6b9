/* count_glm.h - regression of counts on anything: Poisson, or negative binomial with its spread
 * given or estimated.  The baseline under CUSUM, likelihood ratios and the regressions of our own.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_COUNT_GLM_H
#define STATS_COUNT_GLM_H

#include "base/arena.h"
#include "stats/least_squares.h"

typedef struct {
    size_t n;
    int p;
    const double *x;      /* the columns of the design, one after another, n numbers each */
    const double *y;      /* counts; NAN counts for nothing, but is predicted */
    const double *offset; /* added to the log of the mean; NULL for none */
    const double *prior;  /* weight of each observation; NULL for 1 */
    double alpha;         /* variance is mu + alpha mu^2; 0 is Poisson */
    bool means_only;      /* leave the log-likelihood out, which costs as much as the fit */
    double epsilon;       /* relative change of the deviance at which it is done; 0 for 1e-12 */
} CountGlm;

typedef struct {
    bool converged;
    size_t used;             /* observations that are not missing */
    double deviance, loglik; /* loglik NAN when left out */
    double alpha, alpha_se;  /* of a fit that estimates it: the spread 1/theta; NAN se at 0 */
    double *mean;            /* n fitted or predicted means */
    LeastSquares ls;         /* coefficients and the triangle of the information */
} CountFit;

/**
 * Fits log mean = X b + offset by iterated weighted least squares, at most 50 steps.
 *
 * formula  W = mu / (1 + alpha mu), z = eta + (y - mu) / mu; maximises the log-likelihood
 * shape    p at most LEAST_SQUARES_MAX
 * unit     counts; coefficients on the log scale
 * missing  a NAN count has no weight; its mean is predicted
 * own      *ret and its arrays live in mem
 * error    ERR_LIMIT  no room
 *          ERR_INPUT  more columns than LEAST_SQUARES_MAX
 * cost     O(n p^2) a step, 4 to 8 steps as a rule
 * source   nelder1972
 * test     tests/unit/test_count_glm.c, tests/reference/compute_golden.py
 */
ErrCode stat_count_glm(const CountGlm *d, Arena *mem, CountFit **ret, Err *e) NONNULL MUST_USE;

/**
 * The same with alpha estimated by maximum likelihood together with the coefficients (d->alpha is
 * not read).  Without overdispersion alpha is 0 and the fit Poisson.
 *
 * formula  maximises sum log NB(y; mu, theta = 1/alpha)
 * unit     alpha as in var = mu + alpha mu^2
 * missing  as stat_count_glm
 * own      *ret and its arrays live in mem
 * error    ERR_LIMIT  no room
 *          ERR_INPUT  more columns than LEAST_SQUARES_MAX
 * cost     that of about 5 fits
 * source   lawless1987
 * test     tests/unit/test_count_glm.c, tests/reference/compute_golden.py
 */
ErrCode stat_count_glm_nb(const CountGlm *d, Arena *mem, CountFit **ret, Err *e) NONNULL MUST_USE;

/**
 * Standard errors of the coefficients at dispersion 1.
 *
 * formula  roots of the diagonal of (X'WX)^-1
 * shape    ret: p numbers, NAN for a column left out
 * source   nelder1972
 * test     tests/reference/compute_golden.py
 */
void stat_count_glm_se(const CountFit *f, double *ret) NONNULL;

/**
 * log P(Y = y) of a negative binomial count (Poisson when alpha is 0).
 *
 * formula  y log(alpha mu) - (y + 1/alpha) log(1 + alpha mu) + lgamma(y + 1/alpha)
 *          - lgamma(1/alpha) - lgamma(y + 1)
 * source   lawless1987
 * test     tests/unit/test_count_glm.c
 */
double stat_count_logp(double y, double mu, double alpha) PURE;

#endif
