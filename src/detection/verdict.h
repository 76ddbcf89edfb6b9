/* verdict.h - what the watch said of a place, period by period. */
#ifndef DETECTION_VERDICT_H
#define DETECTION_VERDICT_H

#include "store/op.h"

typedef struct {
    int64_t place_id;
    int32_t period;
    double observed, expected, upperbound, pvalue; /* NAN when there is none */
    int alarm;                                     /* 1 yes, 0 no, -1 could not tell */
    Str reason;                                    /* why it could not */
} KeptVerdict;

typedef struct {
    size_t n;
    const KeptVerdict *v;
} KeptVerdicts;

/**
 * The verdicts of one series and place, in order of period.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode verdict_history(Op *op, int64_t series_id, int64_t place_id, KeptVerdicts *ret)
    NONNULL MUST_USE;

/**
 * The verdicts of a series in the newest period that was judged, in order of place.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode verdict_newest(Op *op, int64_t series_id, KeptVerdicts *ret) NONNULL MUST_USE;

enum { VERDICT_PAGE = 2000 };

typedef struct {
    int64_t series_id;
    int64_t place_id;                  /* 0 for every place */
    int64_t after_period, after_place; /* those beyond, in order of period and place */
} VerdictPage;

/**
 * Up to VERDICT_PAGE verdicts of a series, in order of period and place.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode verdict_page(Op *op, const VerdictPage *want, KeptVerdicts *ret) NONNULL MUST_USE;

typedef struct {
    Str method;
    int64_t judged, alarms; /* verdicts, and those that were alarms */
    int32_t first, last;    /* periods */
} MeasuredMethod;

typedef struct {
    size_t n;
    const MeasuredMethod *v;
} MeasuredMethods;

/**
 * How often each method judged a series, and how often it said that something stood out.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode verdict_measured(Op *op, int64_t series_id, MeasuredMethods *ret) NONNULL MUST_USE;

#endif
