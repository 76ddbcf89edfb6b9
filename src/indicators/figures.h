/* figures.h - the indicators of every place and period, as they are kept after each import.
 *
 * Derived from observations: indicator_refresh makes them anew, so that a page reads one small
 * table.  Nothing is invented: a place without figures has no row. */
#ifndef INDICATORS_FIGURES_H
#define INDICATORS_FIGURES_H

#include "base/date.h"
#include "indicators/indicator.h"
#include "places/place.h"

typedef struct {
    const Indicator *indicator;
    int64_t place_id;
    int32_t period;
    double value, lower, upper; /* NAN when the source gives no interval */
    double position; /* share of councils below, ties counted half; NAN for larger areas */
    bool estimated;  /* the mean of councils that were merged later, weighted by residents */
} IndicatorValue;

typedef struct {
    size_t n;
    const IndicatorValue *v;
} IndicatorValues;

/* Over the councils that have a value in one period. */
typedef struct {
    const Indicator *indicator;
    int32_t period;
    int64_t councils;
    double low, quarter, median, three_quarters, high;
    double england; /* NAN when too few councils have a value */
} IndicatorSpread;

typedef struct {
    size_t n;
    const IndicatorSpread *v;
} IndicatorSpreads;

/* In how many periods a year an indicator has figures, and in which unit. */
typedef struct {
    PeriodUnit unit;
    bool public; /* everybody may see it */
} IndicatorPeriods;

/**
 * Computes every indicator, or those of the series `only` when it is not empty, from the figures of
 * its series in the geography of today; their rows are written anew in this one operation.
 *
 * formula  the series as it is, or per * count / residents of the nearest year
 * missing  a place or period without a figure has no row
 * error    ERR_STORE, ERR_LIMIT  the database or the arena refused
 *          ERR_DENIED            the actor may not import
 * cost     one pass over the figures of each series
 * test     tests/store/test_indicators.c
 */
ErrCode indicator_refresh(Op *op, const PlaceBook *book, Str only, int64_t *ret_values)
    NONNULL MUST_USE;

/**
 * All values of one place, in order of indicator id and period.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode indicator_of_place(Op *op, const Place *p, IndicatorValues *ret) NONNULL MUST_USE;

/**
 * The values of all places in one period of an indicator.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode indicator_of_period(Op *op, const Indicator *i, int32_t period, IndicatorValues *ret)
    NONNULL MUST_USE;

/**
 * The spread of every indicator and period, in order of id and period.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode indicator_spreads(Op *op, IndicatorSpreads *ret) NONNULL MUST_USE;

/** The newest period of an indicator that at least half as many councils have as the fullest;
 *  NULL when there is none. */
const IndicatorSpread *indicator_newest(const IndicatorSpreads *all, const Indicator *i) NONNULL;

/**
 * The unit of an indicator's periods, and whether everybody may see it: both of its series.
 *
 * error   ERR_MISSING  the indicator has no series, or the database does not know it
 *         ERR_STORE    the database refused
 */
ErrCode indicator_periods(Op *op, const Indicator *i, IndicatorPeriods *ret) NONNULL MUST_USE;

#endif
