#include "detection/backtest_history.h"

#include <math.h>

/* The spread of the two years before, never less than that of a Poisson count of their mean. */
static double spread_before(const double *y, size_t t, size_t window)
{
    double n = 0.0, sum = 0.0, square = 0.0;
    for (size_t k = t > window ? t - window : 0; k < t; k++) {
        if (isnan(y[k])) continue;
        n++;
        sum += y[k];
        square += y[k] * y[k];
    }
    if (n < 2.0) return 1.0;
    double mean = sum / n, variance = (square - n * mean * mean) / (n - 1.0);
    if (variance < mean) variance = mean;
    return variance > 0.1 ? sqrt(variance) : sqrt(0.1);
}

static bool usable(const BacktestHistory *w, const double *y, size_t t)
{
    return !w->skip[t - w->before] && !isnan(y[t]);
}

/* A quiet period to begin in, each as likely. */
static size_t draw_start(const BacktestHistory *w, const double *y, Chance *c)
{
    for (int tries = 0; tries < 200; tries++) {
        size_t t = w->before + chance_below(c, w->periods - w->before);
        if (usable(w, y, t)) return t;
    }
    return w->before;
}

static ErrCode make_series(void *context, size_t item, Arena *mem, BacktestSeries *ret, Err *e)
{
    const BacktestHistory *w = context;
    size_t row = item / (size_t)w->replicates, replicate = item % (size_t)w->replicates;
    const double *y = w->row[row]->v;
    size_t years = 2 * (size_t)period_frequency(w->series->period);
    Chance c = stat_scenario_stream(w->seed, (uint32_t)w->row[row]->place->id, (uint32_t)replicate,
                                    SCENARIO_NOW);
    size_t start = draw_start(w, y, &c);
    static const double weeks[] = { 1.0 / 7.0, 1.0, 365.25 / 84.0, 365.25 / 28.0, 365.25 / 7.0 };
    (void)mem;
    (void)e;
    *ret = (BacktestSeries){ .count = { w->periods, y },
                             .day = w->day,
                             .from = w->before,
                             .skip = w->skip,
                             .start = start,
                             .sd = spread_before(y, start, years),
                             .weeks_per_period = weeks[w->series->period],
                             .quiet = replicate == 0,
                             .group = (uint32_t)row,
                             .chance = c };
    return ERR_OK;
}

static bool in_event(const BacktestHistory *w, int32_t period)
{
    for (size_t i = 0; i < w->events; i++)
        if (period >= w->event[i] && period < w->event[i] + BACKTEST_EVENT_PERIODS) return true;
    return false;
}

static ErrCode mark_periods(Op *op, BacktestHistory *w)
{
    int32_t *day;
    bool *skip;
    NEW(day, w->periods, op->mem, &op->err);
    NEW(skip, w->periods, op->mem, &op->err);
    for (size_t t = 0; t < w->periods; t++)
        day[t] = period_start(w->series->period, w->first + (int32_t)t);
    for (size_t t = w->before; t < w->periods; t++)
        skip[t - w->before] = in_event(w, w->first + (int32_t)t) != w->events_only;
    w->day = day;
    w->skip = skip;
    return ERR_OK;
}

/* Councils with a figure in the first and in the last period: the others joined or left. */
static ErrCode choose_rows(Op *op, BacktestHistory *w, const Grid *g)
{
    NEW(w->row, g->n + 1, op->mem, &op->err);
    for (size_t i = 0; i < g->n; i++) {
        const GridRow *r = &g->rows[i];
        if (place_kind_is_council(r->place->kind) && !isnan(r->v[0]) &&
            !isnan(r->v[g->periods - 1]))
            w->row[w->rows++] = r;
    }
    if (w->rows) return ERR_OK;
    return err_set(&op->err, ERR_MISSING, "no council has figures from the beginning to the end");
}

ErrCode backtest_history(Op *op, const PlaceBook *book, BacktestHistory *w, BacktestRequest *rq)
{
    const Series *s = w->series;
    bool any;
    int32_t last, first;
    GridRequest want = { .first = INT32_MIN / 2,
                         .known_day = INT32_MAX,
                         .geography_day = (int32_t)(op->now / 86400) };
    TRY(grid_newest_period(op, s, INT32_MAX / 2, &want, &any, &last));
    if (any) TRY(grid_earliest_period(op, s, &want, &any, &first));
    if (!any) return err_set(&op->err, ERR_MISSING, "the series has no figures");
    const SeriesBreak *b = series_break_before(s, last);
    want.first = b && b->period > first ? b->period : first;
    want.last = last;
    Grid *g;
    NEW(g, 1, op->mem, &op->err);
    TRY(grid_load(op, s, book, &want, g));
    w->first = g->first;
    w->periods = g->periods;
    w->before = w->least;
    if (w->periods <= w->before + 1)
        return err_set(&op->err, ERR_MISSING, "%zu periods since the last break are too few",
                       w->periods);
    TRY(choose_rows(op, w, g));
    TRY(mark_periods(op, w));
    rq->items = w->rows * (size_t)w->replicates;
    rq->periods = w->periods - w->before;
    rq->series = make_series;
    rq->context = w;
    return ERR_OK;
}
