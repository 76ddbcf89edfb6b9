/* backtest_scenarios.h - the simulated series that a backtest judges. */
#ifndef DETECTION_BACKTEST_SCENARIOS_H
#define DETECTION_BACKTEST_SCENARIOS_H

#include "detection/backtest.h"

typedef struct {
    ScenarioFamily family;
    int first, last, replicates;
    uint64_t seed;
    const int32_t *day; /* filled by backtest_scenarios */
} BacktestScenarios;

/** How often the periods of a family come. */
PeriodUnit backtest_scenarios_unit(ScenarioFamily family);

/**
 * Puts the scenarios into a request: one item for each scenario and replicate.
 *
 * own     the request borrows w
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_backtest.c
 */
ErrCode backtest_scenarios(BacktestScenarios *w, BacktestRequest *rq, Arena *mem, Err *e)
    NONNULL MUST_USE;

#endif
