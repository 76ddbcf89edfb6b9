/* nb_baseline.h - is this count more than season, trend, weekday and holidays lead one to expect?
 * A negative binomial regression on the series' own past, with past outbreaks weighted down, whose
 * threshold knows how well the regression is known and how much has not been reported yet.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_NB_BASELINE_H
#define STATS_NB_BASELINE_H

#include "base/arena.h"
#include "stats/count_design.h"

enum { NB_BASELINE_MAX_DELAYS = 64 };

typedef struct {
    CountTerms terms;
    int history;                             /* periods looked back at most */
    int least;                               /* known counts needed */
    int exclude_recent;                      /* latest periods kept out of the baseline */
    bool reweight;                           /* weight past outbreaks down */
    double weights_threshold;                /* Anscombe residual from which it does */
    double alpha;                            /* one-sided level of the threshold, in (0, 1) */
    int delays;                              /* periods until all is reported; 0: at once */
    double reported[NB_BASELINE_MAX_DELAYS]; /* share reported so many periods later, in (0, 1] */
    double reported_se[NB_BASELINE_MAX_DELAYS]; /* how well that is known */
} NbBaselineControl;

typedef enum {
    NB_BASELINE_FINE,
    NB_BASELINE_MISSING,
    NB_BASELINE_TOO_FEW,
    NB_BASELINE_ALL_ZERO,
    NB_BASELINE_NO_FIT,
    NB_BASELINE_UNBOUNDED
} NbBaselineReason;

typedef struct {
    double observed, expected, upperbound, score, pvalue; /* NAN when there is none */
    double spread; /* alpha of the predictive distribution: var = m + spread m^2 */
    int alarm;     /* 1 yes, 0 no, -1 cannot tell */
    NbBaselineReason reason;
    size_t baseline_n, baseline_first, baseline_last;
    size_t downweighted_n;
    const size_t *downweighted; /* periods (from 0), in time order */
} NbBaselineResult;

typedef struct NbBaselineWork NbBaselineWork;

/**
 * Room for any number of judgements on one series.
 *
 * own     *ret lives in mem and borrows y, day and c
 * error   ERR_INPUT  weekday or holidays without days
 *         ERR_LIMIT  no room
 */
ErrCode stat_nb_baseline_open(F64s y, const int32_t *day, const NbBaselineControl *c, Arena *mem,
                              NbBaselineWork **ret, Err *e) __attribute__((nonnull(3, 4, 5, 6)))
MUST_USE;

/**
 * Judges period k (from 0).
 *
 * formula  log mu = x'b, var = mu + a mu^2 by maximum likelihood on the past; with s the standard
 *          error of log mu and F +- v the share reported by now: M = mu e^(s^2/2) F,
 *          a' = (1 + a) e^(s^2) (1 + (v/F)^2) - 1; U: smallest u with NB(M, a')(u) >= 1 - alpha;
 *          alarm when y > U
 * shape    k below the number of periods
 * unit     counts per period
 * missing  missing counts are left out of the baseline; a missing current count has no verdict
 * own      ret->downweighted lives in the work until the next call
 * cost     about 10 regressions of O(history p^2)
 * source   lawless1987, hoehle2014
 * test     tests/unit/test_nb_baseline.c, tests/law/test_methods_law.c
 */
void stat_nb_baseline(NbBaselineWork *work, size_t k, NbBaselineResult *ret) NONNULL;

/** Why there is no verdict, in words; empty when there is one. */
const char *stat_nb_baseline_reason(NbBaselineReason reason);

#endif
