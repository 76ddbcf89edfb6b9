/* glr.h - has the level of a series changed, and since when does not matter: likelihood-ratio and
 * generalised likelihood-ratio CUSUM for Poisson and negative binomial counts with season and
 * trend (Hoehle and Paul 2008).
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_GLR_H
#define STATS_GLR_H

#include "base/arena.h"

typedef struct {
    double alpha;        /* spread: variance mu + alpha mu^2; 0 is Poisson */
    bool estimate_alpha; /* by maximum likelihood from what comes before */
    bool known;          /* the size of the change is known: likelihood ratio, not generalised */
    double kappa;        /* ... on the log scale, not 0 */
    double limit;        /* c.ARL: the statistic from which it is an alarm */
    int window;          /* M: changes at most so many periods ago; -1 any time */
    int least;           /* Mtilde: at least so many periods are needed for an estimate */
    bool epidemic;       /* change: mu0 + lambda y(t-1) instead of mu0 exp(kappa); Poisson only */
    int direction;       /* 1 rises, -1 falls */
    bool cases;          /* tell the count that would have been an alarm instead of the statistic */
    bool bound_last;     /* the same for the last period, beside the statistic */
    int harmonics;       /* S: waves a year in the usual mean */
    bool trend;          /* and a trend */
    bool refit;          /* fit the usual mean anew after each alarm */
    int frequency;       /* periods a year */
    bool compat;         /* as R surveillance 1.20.3 does */
} GlrControl;

typedef enum {
    GLR_FINE,
    GLR_SHORT_HISTORY, /* too little before the first period judged */
    GLR_MISSING,       /* the count itself is missing */
    GLR_ALL_ZERO,      /* nothing was ever counted before */
    GLR_NO_FIT         /* the regression did not converge */
} GlrReason;

typedef struct {
    double mean, statistic, upperbound; /* NAN when there is none */
    int alarm;                          /* 1 yes, 0 no, -1 cannot tell */
    GlrReason reason;
} GlrPoint;

/**
 * Judges the periods from `from` (from 0) to the last; what comes before gives the usual mean.
 * After an alarm it begins again with the next period.
 *
 * formula  LR: S_t = max(0, S_(t-1) + l_t(kappa)), alarm when S_t > c;
 *          GLR: max over k of sup over kappa of the sum of l_k(kappa)..l_t(kappa), alarm when >= c;
 *          Poisson l = kappa x + (1 - e^kappa) mu0;
 *          NB l = kappa x + (x + 1/alpha) log((1 + alpha mu0) / (1 + alpha mu0 e^kappa))
 * shape    ret: y.n - from points
 * unit     counts per period; statistics in units of the log-likelihood
 * missing  a NAN count says nothing about a change and has no verdict
 * own      fills ret; scratch in mem
 * error    ERR_LIMIT  no room
 *          ERR_INPUT  more waves than a regression has columns for
 * cost     O(n M) for Poisson; some 5 M times as much for NB; M = n without a window
 * source   hoehle2008
 * test     tests/unit/test_glr.c, tests/law/test_glr_law.c, tests/reference/compute_golden.py
 */
ErrCode stat_glr(F64s y, size_t from, const GlrControl *c, Arena *mem, GlrPoint *ret, Err *e)
    NONNULL MUST_USE;

/** Why there is no verdict, in words; empty when there is one. */
const char *stat_glr_reason(GlrReason reason);

#endif
