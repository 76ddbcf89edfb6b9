/* watch.h - the evening's round: every series and place, what changed, and what to propose. */
#ifndef DETECTION_WATCH_H
#define DETECTION_WATCH_H

#include "detection/judge.h"

/* Chance is controlled twice: among the proposals of a run at most the share q is chance on
 * average (Benjamini and Hochberg), and over all series and places at most `budget` false ones a
 * week are expected. */
#define WATCH_Q               0.1
#define WATCH_BUDGET_PER_WEEK 1.0

typedef struct {
    int32_t as_of_day; /* periods that had ended by then */
    int32_t known_day; /* figures as they were published by then */
    Str series;        /* pattern of series codes */
    double q, budget_per_week;
    int threads;
    const Plan *plan;
} WatchRequest;

typedef struct {
    int64_t series; /* that had something new to look at */
    int64_t tests, silent, alarms;
    int64_t council_tests, council_alarms;
    int64_t new_proposals, old_proposals; /* written now, there before */
    int64_t council_proposals;            /* of councils, new or not */
    double cutoff;         /* p-values at or below it became proposals; -1 when none may */
    double expected_false; /* tests times cutoff, if every p-value is right */
    bool repeated;         /* the same run was there: nothing was written */
    char digest[65];       /* over every verdict */
} WatchReport;

/**
 * Judges the newest period of every watched series as of a day, keeps the verdicts, and proposes
 * those that stand out.  The same run again changes nothing.
 *
 * error   ERR_DENIED  the actor may not run the watch
 *         ERR_INPUT   q or the budget is out of range
 *         ERR_STORE, ERR_LIMIT  the database or the arena refused
 * cost    one read of each series' window; one fit for each series and place
 * source  benjamini1995, noufaily2013
 * test    tests/store/test_watch.c
 */
ErrCode watch_run(Op *op, const PlaceBook *book, const WatchRequest *rq, WatchReport *ret)
    NONNULL MUST_USE;

#endif
