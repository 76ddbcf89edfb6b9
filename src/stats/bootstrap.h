/* bootstrap.h - how a statistic would vary if other members of the group had been measured. */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include "base/arena.h"
#include "stats/chance.h"
#include "stats/interval.h"

typedef enum {
    BOOTSTRAP_MEAN,
    BOOTSTRAP_MEDIAN,
    BOOTSTRAP_QUANTILE,
    BOOTSTRAP_SD
} BootstrapStatistic;

typedef struct {
    BootstrapStatistic statistic;
    double p; /* of the quantile */
    size_t repetitions;
    Chance chance;
    F64s level; /* of confidence */
} Bootstrap;

typedef struct {
    double value;
    Interval *limit; /* room for one of each level */
} BootstrapAnswer;

/**
 * The statistic and its bias-corrected and accelerated interval at each level.
 *
 * formula  the z0 + (z0 + z) / (1 - a (z0 + z)) normal quantile of the statistic over samples with
 *          replacement; z0 from the share below the value, a from leaving out one at a time
 * missing  NAN is left out; no interval below three figures
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O((repetitions + n) n log n), without log n for mean and sd
 * source   efron1987
 * test     tests/unit/test_bootstrap.c
 */
ErrCode stat_bootstrap(const Bootstrap *b, F64s v, BootstrapAnswer *ret, Arena *mem, Err *e)
    NONNULL MUST_USE;

#endif
