/* digest.h - what a snapshot says: each indicator over time, for England and for each council.
 *
 * Pure: figures in, findings out.  A finding is about the direction of change and how common it is;
 * it is never a ranking of councils. */
#ifndef REPORTS_DIGEST_H
#define REPORTS_DIGEST_H

#include "reports/snapshot.h"

enum { DIGEST_SPAN_YEARS = 5, DIGEST_MAX_YEARS = 40 };

typedef enum {
    CHANGE_UNKNOWN,
    CHANGE_BETTER,
    CHANGE_WORSE,
    CHANGE_NONE,
    CHANGE_UP,
    CHANGE_DOWN
} Change;

/* One place's figure at the end of a year. */
typedef struct {
    int year;
    const ReportFigure *figure;
} YearFigure;

typedef struct {
    const Indicator *indicator;
    PeriodUnit unit;
    size_t n;
    const ReportFigure *v; /* of all places, in order of place and period */
    size_t councils;       /* with a figure in the newest year */
    int newest, base;      /* years; base 0 when there is no earlier one to compare with */
    const ReportFigure *england, *england_base; /* NULL when not known */
    double low_quarter, median, high_quarter;   /* of the councils in the newest year */
    size_t better, worse, same;                 /* councils against the base year */
    Change change;                              /* of England, or of the median council */
} IndicatorDigest;

typedef struct {
    size_t n;
    const IndicatorDigest *v; /* in order of the catalogue's ids */
} ReportDigest;

/**
 * Sums a snapshot up.  The base year is the one five years before the newest, or the earliest there
 * is, and none for a relative indicator; monthly and quarterly figures are taken at the end of each
 * year.
 *
 * missing a place without a figure in both years is counted in none
 * own     *ret lives in mem and borrows the figures
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_report_digest.c
 */
ErrCode digest_make(const ReportFigures *figures, PeriodUnit (*unit_of)(void *, const Indicator *),
                    void *context, Arena *mem, ReportDigest *ret, Err *e) MUST_USE;

/** The figures of one place in one indicator by year, oldest first; returns how many. */
size_t digest_years(const IndicatorDigest *d, Str place, YearFigure ret[DIGEST_MAX_YEARS]) NONNULL;

/** How a figure changed: better or worse where the indicator has a better end, else up or down. */
Change digest_change(const Indicator *i, double before, double after) NONNULL;

/** "better", "worse", "no change", "up", "down", "not known". */
const char *digest_words(Change c);

#endif
