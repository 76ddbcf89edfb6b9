/* rug.h - what the watch said of several areas in the newest periods of a series. */
#ifndef WEB_RUG_H
#define WEB_RUG_H

#include "web/present.h"

enum { RUG_PERIODS = 24, RUG_AREAS = 10 };

typedef struct {
    const Series *series;
    const Place *const *places;
    size_t n;         /* at most RUG_AREAS */
    const Place *own; /* the area of the page; NULL for none */
    bool alone;       /* for a file: without links */
} RugOf;

typedef struct {
    bool any;             /* the watch judged one of them */
    SvgText wide, narrow; /* the same, and its last RUG_NARROW periods */
    size_t judged;        /* areas that were judged at all, without the own one */
    size_t stood_out;     /* those of them that stood out in a period that is shown */
    Str title;            /* the finding */
    Str times;            /* "the last 24 months" */
} Rug;

/**
 * Draws it, to the newest period in which any of the areas was judged.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode rug_of(const Request *rq, const RugOf *of, Rug *ret) NONNULL MUST_USE;

#endif
