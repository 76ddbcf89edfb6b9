/* import_priv.h - what the two halves of the import share: reading rows, storing cells. */
#ifndef OBSERVATIONS_IMPORT_PRIV_H
#define OBSERVATIONS_IMPORT_PRIV_H

#include "observations/import.h"

enum { IMPORT_MAX_PERIODS = 20000, IMPORT_NO_COLUMN = -1 };

typedef enum {
    STATUS_VALUE,
    STATUS_ZERO,
    STATUS_MISSING,
    STATUS_SUPPRESSED,
    STATUS_PROVISIONAL
} CellStatus;

typedef struct {
    const Place *place;
    int32_t period;
    CellStatus status;
    double value, denominator; /* NAN when there is none */
} Cell;

typedef struct {
    Op *op;
    const Series *series;
    const PlaceBook *book;
    const ImportRequest *request;
    ImportReport *report;
    const Mapping *mapping;
    int64_t vintage;
    /* columns of the file, from 0, or IMPORT_NO_COLUMN */
    size_t width;
    int place, place_name, period, value, numerator, denominator, complete;
    int where[MAPPING_MAX_RULES], ignore[MAPPING_MAX_RULES];
    Str *header; /* wide layouts: the places or periods across */
    const Place **across_place;
    int32_t *across_period;
    Cell *row; /* the cells of one wide row */
    /* what the file covers, for absent = zero */
    int32_t *periods;
    size_t periods_n;
    bool *place_seen; /* by position in place_all() */
} Import;

/**
 * Reads one row of the file and stores its cells; a bad row is noted in the report.
 *
 * error   ERR_INPUT  the header does not fit the mapping
 *         ERR_STORE  the database refused
 */
ErrCode import_row(Import *im, int64_t line, const Str *cells, size_t n) NONNULL MUST_USE;

/**
 * Stores one cell under the import's vintage.
 *
 * error   ERR_INPUT  the file has the cell already
 *         ERR_STORE  the database refused
 */
ErrCode import_put(Import *im, const Cell *c, Err *e) NONNULL MUST_USE;

#endif
