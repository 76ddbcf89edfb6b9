/* watch_replay.h - one watch, or one for each month of the past. */
#ifndef CLI_WATCH_REPLAY_H
#define CLI_WATCH_REPLAY_H

#include "cli/command.h"
#include "detection/watch.h"

typedef struct {
    int64_t runs, repeated;
    int64_t tests, silent, council_tests, council_alarms;
    int64_t new_proposals, old_proposals, council_proposals;
    double expected_false;
} ReplayTotals;

typedef struct {
    int32_t from; /* a day */
    PeriodUnit step;
} Replay;

/**
 * Runs the watch at the end of each day, week or month from `from` to rq->as_of_day, with the
 * figures known on rq->known_day, in one operation; draws progress.
 *
 * error   as watch_run
 */
ErrCode watch_replay(const CommandCall *call, Op *op, const WatchRequest *rq, const Replay *replay,
                     ReplayTotals *ret) NONNULL MUST_USE;

#endif
