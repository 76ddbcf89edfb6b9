#include "detection/backtest_scenarios.h"

#include <math.h>

static ErrCode make_series(void *context, size_t item, Arena *mem, BacktestSeries *ret, Err *e)
{
    const BacktestScenarios *w = context;
    uint32_t replicate = (uint32_t)(item % (size_t)w->replicates);
    Scenario s = stat_scenario(w->family, w->first + (int)(item / (size_t)w->replicates));
    double *y;
    NEW(y, s.periods, mem, e);
    stat_scenario_series(&s, w->seed, replicate, true, y);
    Chance c = stat_scenario_stream(w->seed, stat_scenario_id(&s), replicate, SCENARIO_NOW);
    size_t start = s.current + chance_below(&c, s.periods - s.current);
    *ret = (BacktestSeries){ .count = { s.periods, y },
                             .day = w->day,
                             .from = s.current,
                             .start = start,
                             .sd = sqrt(s.phi * stat_scenario_mean(&s, start)),
                             .weeks_per_period = s.frequency == 12 ? 365.25 / 12 / 7 : 1.0,
                             .quiet = true,
                             .group = (uint32_t)s.number,
                             .chance = c };
    return ERR_OK;
}

PeriodUnit backtest_scenarios_unit(ScenarioFamily family)
{
    return family == SCENARIO_COUNCIL_MONTH ? PERIOD_MONTH : PERIOD_WEEK;
}

ErrCode backtest_scenarios(BacktestScenarios *w, BacktestRequest *rq, Arena *mem, Err *e)
{
    Scenario s = stat_scenario(w->family, w->first);
    PeriodUnit unit = backtest_scenarios_unit(w->family);
    int32_t *day, first = period_of_day(unit, date_to_days((Date){ 2012, 1, 2 }));
    NEW(day, s.periods, mem, e);
    for (size_t t = 0; t < s.periods; t++) day[t] = period_start(unit, first + (int32_t)t);
    w->day = day;
    rq->items = (size_t)(w->last - w->first + 1) * (size_t)w->replicates;
    rq->periods = s.periods - s.current;
    rq->series = make_series;
    rq->context = w;
    return ERR_OK;
}
