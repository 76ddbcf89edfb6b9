/* method.h - what a detection method is.  One file per method in detection/methods, one `const`
 * struct at its foot; the build lists the folder.
 *
 * The same struct serves two callers: `belfry compute`, which runs a method on a plain CSV file,
 * and the watch, which runs it on stored series.  A method is pure: it gets numbers and gives a
 * Verdict; it knows no database, clock or file. */
#ifndef DETECTION_METHOD_H
#define DETECTION_METHOD_H

#include "base/settings.h"

/* One place's counts, in time order. */
typedef struct {
    F64s count;         /* NAN when missing */
    const int32_t *day; /* first day of each period, or NULL when only the order is known */
    F64s population;    /* persons, one per period; empty when unknown */
    size_t from;        /* first of the periods that will be judged one after another; what comes
                         * before is history.  0: only the last period will be judged */
} MethodSeries;

typedef struct {
    double observed, expected, upperbound, score, pvalue, phi; /* NAN when there is none */
    double statistic;   /* of a method that adds up evidence over periods; else NAN */
    bool trend;         /* a trend is part of what was expected */
    int alarm;          /* 1 yes, 0 no, -1 cannot tell */
    const char *reason; /* why there is no verdict; "" when there is one */
    size_t baseline_n, baseline_first, baseline_last; /* periods from 0; n 0 when there is none */
    size_t downweighted_n;
    const size_t *downweighted; /* past periods that counted for less; lives until the next judge */
} Verdict;

typedef struct {
    const char *name, *title;
    const char *meaning; /* one sentence a resident would accept */
    const char *formula;
    const char *defects;        /* what the peers get wrong, and what we do instead */
    const char *source;         /* key in docs/sources.bib */
    const SettingParam *params; /* ended by a NULL name */
    const char *const *columns; /* what compute prints; ended by NULL */

    /* Reads the settings once.  *ret_control lives in mem.
     * error  ERR_INPUT  names the setting and what it may be */
    ErrCode (*configure)(Settings set, Arena *mem, void **ret_control, Err *e);
    /* Prepares one series.  *ret_work lives in mem and borrows both.
     * error  ERR_INPUT  the series lacks what the control asks for */
    ErrCode (*open)(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                    Err *e);
    /* The first period (from 0) that can have a verdict. */
    size_t (*first)(const void *control);
    /* Judges one period (from 0). */
    void (*judge)(void *work, size_t at, Verdict *ret);
} Method;

#define METHOD(id)                                                                                 \
    extern const Method method_##id;                                                               \
    const Method method_##id

extern const Method *const method_list[];

/** A verdict on a count without any figure, for the reason given. */
Verdict method_no_verdict(double observed, const char *reason);

/**
 * Where a method that adds up evidence begins: at s->from, or `memory` periods before the last one
 * when only that one is judged.
 */
size_t method_run_start(const MethodSeries *s, size_t memory) NONNULL PURE;

/** The method of that name, or NULL. */
const Method *method_find(Str name);

#endif
