/* judge.h - one place's figures put before the method that the plan chooses. */
#ifndef DETECTION_JUDGE_H
#define DETECTION_JUDGE_H

#include "detection/plan.h"
#include "observations/grid.h"

/* What the plan's method says of one place in one period, with what is needed to tell it. */
typedef struct {
    const Series *series;
    const Place *place;
    size_t members;               /* councils summed */
    int32_t period, window_first; /* judged, and first that was read */
    const Method *method;
    Str settings;
    double observed, expected, upperbound, pvalue, phi; /* NAN when there is none */
    bool trend;
    int alarm;          /* 1 yes, 0 no, -1 cannot tell */
    const char *reason; /* why not; "" when it could */
    size_t baseline_n;
    int32_t baseline_first, baseline_last; /* periods */
    size_t downweighted_n;
    const int32_t *downweighted; /* periods; NULL unless asked for */
} Judged;

/**
 * The periods of figures that judging `period` needs: *ret_first to period, not before the last
 * break marker.
 */
int32_t judge_window(const Series *s, const PlanUnit *u, int32_t period) NONNULL;

typedef struct {
    const Series *series;
    const Method *method;
    const PlanUnit *unit;     /* chooses the settings by the history there is ... */
    const PlanChoice *choice; /* ... unless they are given */
    const Grid *grid;         /* ends with the period that is judged */
    bool keep_downweighted;
} JudgeCase;

/**
 * Judges one row of the grid at its last period.
 *
 * missing a series without enough history since its last break has no verdict, and says so
 * own     ret->downweighted lives in mem
 * error   ERR_LIMIT  no room
 * test    tests/store/test_watch.c
 */
ErrCode judge_row(const JudgeCase *c, size_t row, Arena *mem, Judged *ret, Err *e) NONNULL MUST_USE;

/**
 * What the judgement means, in one sentence a resident would accept: what was recorded, what was
 * expected, what would have been unusual, and compared with what.
 *
 * own     the text lives in mem
 */
Str judge_sentence(const Judged *j, Arena *mem) NONNULL;

/** The smallest count above the upper bound, which alone is an alarm. */
double judge_unusual(double upperbound);

#endif
