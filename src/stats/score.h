/* score.h - how good a forecast of a count was: proper scores, which nobody can better by saying
 * other than what he believes.  Lower is better.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_SCORE_H
#define STATS_SCORE_H

#include "base/attr.h"

typedef struct {
    double logs, rps, dss, ses;  /* logarithmic, ranked probability, Dawid-Sebastiani, squared */
    double pit_lower, pit_upper; /* P(Y < x), P(Y <= x): the non-randomised PIT lies between */
} CountScores;

/**
 * Scores a forecast of mean mu: negative binomial of this size (variance mu + mu^2 / size), or
 * Poisson when size is NAN.
 *
 * formula  logs = -log p(x); rps = sum over k of (F(k) - [x <= k])^2;
 *          dss = ((x - mu) / sigma)^2 + 2 log sigma; ses = (x - mu)^2
 * unit     as in the formula; lower is better
 * missing  all NAN unless x is a whole number from 0 on, mu > 0 and size > 0 or NAN
 * cost     O(upper end of the forecast)
 * source   czado2009
 * test     tests/unit/test_score.c, tests/reference/compute_series.py
 */
CountScores stat_count_scores(double x, double mu, double size);

#endif
