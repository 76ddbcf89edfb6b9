/* farrington_priv.h - what the two files of the method share. */
#ifndef STATS_FARRINGTON_PRIV_H
#define STATS_FARRINGTON_PRIV_H

#include "stats/arrow_glm.h"
#include "stats/farrington.h"

struct FarringtonWork {
    FarringtonSeries series;
    FarringtonControl control;
    double z;             /* normal quantile of 1 - alpha */
    unsigned char *label; /* season group of each period up to the monitored one */
    /* of each period: y log y, log(y + 0.1), y^(2/3) */
    double *series_log, *series_start, *series_root;
    /* the baseline of one fit, n entries each */
    size_t n, *index;
    unsigned char *group;
    double *count, *log_count, *log_start, *root, *time, *offset, *mean, *predictor, *weight,
        *omega;
    double time_now, offset_now, most;
    size_t downweighted_n, *downweighted;
};

typedef struct {
    ArrowFit fit;
    bool trend;
    double phi;       /* dispersion, at least 1 */
    double phi_error; /* dispersion behind the standard error and the test of the trend */
    double log_mean, mean, error; /* prediction, and its standard error on the log scale */
} FarringtonModel;

/** Fills expected, upperbound, score and pvalue from the model. */
void farrington_threshold(const FarringtonWork *w, const FarringtonModel *m, FarringtonResult *r)
    NONNULL;

#endif
