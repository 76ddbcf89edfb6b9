/* glr_priv.h - what the files of the likelihood ratios share. */
#ifndef STATS_GLR_PRIV_H
#define STATS_GLR_PRIV_H

#include "stats/glr.h"

/* The counts in use; a missing one has count, mean and previous 0, so that it says nothing. */
typedef struct {
    const GlrControl *c;
    double alpha;
    double *x, *mean, *previous;
    size_t begin; /* first period since the last alarm */
    double sum;   /* S of the likelihood ratio */
} GlrWork;

/** What one count says for a change of size kappa, in units of the log-likelihood. */
double glr_term(double alpha, double kappa, double x, double mean) PURE;

/** The greatest statistic over all starts up to period n. */
double glr_greatest(const GlrWork *w, size_t n) NONNULL;

#endif
