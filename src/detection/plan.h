/* plan.h - which method looks at which figures, with which settings. */
#ifndef DETECTION_PLAN_H
#define DETECTION_PLAN_H

#include "base/date.h"
#include "detection/method.h"

enum { PLAN_MAX_YEARS = 20, PLAN_MAX_SERIES = 64 };

/* A method made ready with one set of settings. */
typedef struct {
    int years; /* of history, 0 when the method does not count in years */
    Str settings;
    void *control;
    size_t first; /* periods needed before the one that is judged */
} PlanChoice;

typedef struct {
    const Method *method; /* NULL: not watched */
    Str settings;
    int years_least, years_most;
    size_t n;
    const PlanChoice *choices; /* the longest history first */
} PlanUnit;

/* Series that are looked at in a way of their own, such as those whose figures come late. */
typedef struct {
    Str pattern; /* of the code, with * and ? */
    PlanUnit unit;
} PlanSeries;

typedef struct {
    PlanUnit units[PERIOD_YEAR + 1]; /* by PeriodUnit */
    size_t series_n;
    PlanSeries series[PLAN_MAX_SERIES]; /* the first that matches counts */
} Plan;

/**
 * Reads a plan (data/watch/plan.ini shows the form); `name` stands in messages.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  name and line of what is not understood, or a setting its method refuses
 */
ErrCode plan_parse(Str text, const char *name, Arena *mem, const Plan **ret, Err *e)
    NONNULL MUST_USE;

/**
 * The plan that comes with the program.
 *
 * own     *ret lives in mem
 * error   ERR_BUG  it is not in the program
 */
ErrCode plan_default(Arena *mem, const Plan **ret, Err *e) NONNULL MUST_USE;

/**
 * Makes a method ready with settings such as "b=5 w=3", as a proposal keeps them.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  the method refuses a setting
 */
ErrCode plan_choice(const Method *m, Str settings, Arena *mem, PlanChoice *ret, Err *e)
    NONNULL MUST_USE;

/** How a series of that code and period is looked at: by its own section, or by its period's. */
const PlanUnit *plan_unit(const Plan *plan, Str code, PeriodUnit period) NONNULL;

/** How many periods before the judged one are ever needed. */
size_t plan_history(const PlanUnit *u) NONNULL;

/** The longest history that `available` periods before the judged one allow; NULL when none. */
const PlanChoice *plan_choose(const PlanUnit *u, size_t available) NONNULL;

#endif
