/* grid.h - a series as a table of places and periods, in the geography of one day.
 *
 * Values are kept under the code they came with.  Here they flow to the council that holds the
 * area on the day: counts are added up, rates are rebuilt from numerator and denominator, and what
 * cannot be carried (a divided county) is named, not guessed.  Counties, forces, regions and
 * England are the sums of their councils where nearly all of them are covered. */
#ifndef OBSERVATIONS_GRID_H
#define OBSERVATIONS_GRID_H

#include "observations/series.h"
#include "places/place.h"

/* A larger area is summed when at least this share of its councils has figures, in at least this
 * share of the periods in which any of them has. */
#define GRID_COVERAGE 0.9

typedef struct {
    int32_t first, last;   /* periods, both included */
    int32_t known_day;     /* figures as they were published by then; the first ones if later */
    int64_t max_vintage;   /* none later than this, 0 for no such limit */
    int32_t geography_day; /* which councils */
    bool areas;            /* counties, forces, regions and England too */
    const Place *only;     /* this place alone, read without the others; NULL for all */
} GridRequest;

typedef struct {
    const Place *place;
    size_t members;  /* councils summed; 1 for a council or a figure of the source itself */
    const double *v; /* one for each period; NAN: missing, suppressed, provisional, not carried */
} GridRow;

typedef struct {
    int32_t first;
    size_t periods;
    size_t n;
    const GridRow *rows; /* councils, then counties, forces, regions, England; in order of code */
    int64_t vintage_id;  /* the newest that was read, 0 when there was none */
    PlaceList uncarried; /* places with figures that flow nowhere on the day */
} Grid;

/**
 * Reads the figures of a series.
 *
 * shape   rows x periods; a row has at least one value
 * missing NAN; a council made by merger has a value only where all those it replaced have one
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 *         ERR_LIMIT  more than the arena holds
 * cost    one cursor over the cells asked for
 * test    tests/store/test_grid.c
 */
ErrCode grid_load(Op *op, const Series *s, const PlaceBook *book, const GridRequest *rq, Grid *ret)
    NONNULL MUST_USE;

/**
 * The newest period not after `last` that has a value in what was known; *ret_any tells whether
 * there is one.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode grid_newest_period(Op *op, const Series *s, int32_t last, const GridRequest *known,
                           bool *ret_any, int32_t *ret_period) NONNULL MUST_USE;

/**
 * The first and last period that rq->only, or a place whose figures flow into it, has in what was
 * known; *ret_any tells whether there is one.
 *
 * error   ERR_STORE  the database refused
 * test    tests/store/test_grid.c
 */
ErrCode grid_span(Op *op, const Series *s, const PlaceBook *book, GridRequest *rq, bool *ret_any)
    NONNULL MUST_USE;

/**
 * The first period of a series in what was known; *ret_any as above.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode grid_earliest_period(Op *op, const Series *s, const GridRequest *known, bool *ret_any,
                             int32_t *ret_period) NONNULL MUST_USE;

#endif
