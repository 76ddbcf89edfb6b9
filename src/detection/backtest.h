/* backtest.h - how often a method cries wolf, how often it finds what is there, and how late.
 *
 * Every method of the registry is put before the same series, one period after another, with what
 * was known up to then, as the watch would have done.  Once they are quiet, and once for each size
 * an outbreak is laid over them.  What is measured so is the only false-alarm rate that is ever
 * quoted: the level in a method's settings says what holds for one test of the right model, not how
 * often somebody is called out. */
#ifndef DETECTION_BACKTEST_H
#define DETECTION_BACKTEST_H

#include "detection/plan.h"
#include "stats/scenario.h"

enum { BACKTEST_SIZES = 10, BACKTEST_METHODS = 40 };

typedef struct {
    const Method *method;
    Str settings;  /* as people write them, "" for the defaults */
    PlanUnit unit; /* of which the longest history that there is is taken */
} BacktestMethod;

/* One series and where an outbreak will begin in it. */
typedef struct {
    F64s count;
    const int32_t *day;
    size_t from;      /* the first period that is judged */
    const bool *skip; /* of each judged period: neither quiet nor an outbreak; NULL: none */
    size_t start;     /* of the outbreak, from 0 in count; at least from */
    double sd;        /* of the count there without it */
    double weeks_per_period;
    bool quiet;     /* count its quiet periods: once for each series */
    uint32_t group; /* for summaries: number of the scenario or of the place */
    Chance chance;  /* of the outbreak */
} BacktestSeries;

/* Makes series `item`; what it needs lives in mem. */
typedef ErrCode BacktestFn(void *context, size_t item, Arena *mem, BacktestSeries *ret, Err *e);

typedef struct {
    size_t methods;
    const BacktestMethod *method;
    size_t sizes;
    double size[BACKTEST_SIZES]; /* of the outbreaks, in standard deviations */
    size_t items, periods;       /* series, and how many periods of one are judged at most */
    BacktestFn *series;
    void *context;
    int threads;
} BacktestRequest;

/* What a method said of one period. */
typedef struct {
    float evidence; /* -log10 of the p-value, else score or statistic; NAN: no verdict */
    bool alarm;
} BacktestPoint;

/* One series before all methods. */
typedef struct {
    uint32_t group;
    size_t quiet;                 /* periods */
    const BacktestPoint *points;  /* methods x quiet */
    size_t lasts[BACKTEST_SIZES]; /* periods that the outbreak of each size had cases in */
    const BacktestPoint *found[BACKTEST_SIZES]; /* methods x lasts of that size */
} BacktestItem;

typedef struct {
    const BacktestRequest *request;
    const BacktestItem *items;
} Backtest;

/**
 * How much a verdict speaks for something unusual: larger is more.
 *
 * missing NAN when there is no verdict
 */
double backtest_evidence(const Verdict *v) NONNULL;

/**
 * Judges everything.  The digits depend neither on the threads nor on the other methods.
 *
 * own     *ret lives in mem and borrows the request
 * error   ERR_INPUT  a series lacks what a method asks for
 *         ERR_LIMIT  no room
 * test    tests/unit/test_backtest.c
 */
ErrCode backtest_run(const BacktestRequest *rq, Arena *mem, Backtest *ret, Err *e) NONNULL MUST_USE;

/* Which items and outbreaks a summary is about; what is above the cutoff is an alarm. */
typedef struct {
    size_t method;
    bool own;      /* the method's own alarms instead of a cutoff */
    double cutoff; /* evidence above it */
    int64_t group; /* of items, -1 for all */
    int size;      /* index, -1 for all */
    bool odd;      /* items 1, 3, 5 ... only */
} BacktestView;

typedef struct {
    double quiet, false_alarms; /* periods */
    double outbreaks, found;
    double delay; /* periods from the beginning to the alarm, on average of those found; NAN */
} BacktestRates;

/**
 * Adds up one method's alarms.
 *
 * missing a period without a verdict is no alarm, an outbreak without one is not found
 */
BacktestRates backtest_rates(const Backtest *b, const BacktestView *view) NONNULL;

/**
 * The cutoff above which at most the share `rate` of the quiet periods lies.
 *
 * error   ERR_LIMIT  no room
 */
ErrCode backtest_tune(const Backtest *b, const BacktestView *view, double rate, Arena *mem,
                      double *ret_cutoff, Err *e) NONNULL MUST_USE;

/**
 * The evidence of all quiet periods, largest first; periods without a verdict are -INFINITY.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode backtest_quiet(const Backtest *b, const BacktestView *view, Arena *mem, F64s *ret, Err *e)
    NONNULL MUST_USE;

#endif
