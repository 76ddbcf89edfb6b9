/* series.h - what is counted, how often, by whom, and where the counting changed. */
#ifndef OBSERVATIONS_SERIES_H
#define OBSERVATIONS_SERIES_H

#include "base/date.h"
#include "store/op.h"

typedef struct {
    int32_t period; /* first period counted in the new way */
    Str reason;
} SeriesBreak;

typedef struct {
    int64_t id;
    Str code, title;
    Str counted; /* fits after a number: "race or religion aggravated offences" */
    Str unit;    /* offences, persons, cases */
    PeriodUnit period;
    bool rate;    /* per * numerator / denominator; otherwise a count */
    bool measure; /* a rate, mean or score as published: may be below zero; merged by residents */
    double per;
    Str direction;  /* which change is worrying: up, down, both, none */
    Str visibility; /* public, partners, office; everything derived inherits it */
    Str source, licence, caveat;
    Str mapping;  /* name of the mapping its files use, may be empty */
    bool watch;   /* detectors look at it */
    bool example; /* EXAMPLE is printed wherever it shows */
    size_t breaks_n;
    const SeriesBreak *breaks; /* in order of period */
} Series;

typedef struct {
    size_t n;
    const Series *v;
} SeriesList;

/**
 * Adds a series from its definition, or brings the stored one up to it.
 *
 * error   ERR_INPUT     name and line of what the definition gets wrong
 *         ERR_CONFLICT  period or kind would change although there are values
 *         ERR_DENIED    the actor may not import
 */
ErrCode series_define(Op *op, Str code, Str definition, bool *ret_changed) NONNULL MUST_USE;

/**
 * Defines every series that comes with the program; *ret_changed counts those added or changed.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode series_load_defaults(Op *op, int64_t *ret_changed) NONNULL MUST_USE;

/**
 * One series with its breaks.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no series of that code
 */
ErrCode series_find(Op *op, Str code, Series *ret) NONNULL MUST_USE;

/**
 * All series, in order of code.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode series_list(Op *op, SeriesList *ret) NONNULL MUST_USE;

/** The series of that code in a list, or NULL. */
const Series *series_in(const SeriesList *all, Str code) NONNULL;

/** The last break at or before a period, or NULL. */
const SeriesBreak *series_break_before(const Series *s, int32_t period) NONNULL;

typedef struct {
    int64_t id;
    int32_t published_day;
    int64_t imported_at;
    Str file_name, file_sha256, mapping;
    int64_t rows_read, cells_added, cells_changed, cells_same;
} Vintage;

typedef struct {
    size_t n;
    const Vintage *v;
} Vintages;

/**
 * The vintages of a series, oldest first; a later one is never published before an earlier one.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode series_vintages(Op *op, const Series *s, Vintages *ret) NONNULL MUST_USE;

typedef struct {
    int64_t place_id;
    int32_t period;
    double old_value, new_value; /* NAN for missing or suppressed */
    int64_t old_vintage, new_vintage;
} Revision;

typedef struct {
    size_t n;
    const Revision *v;
} Revisions;

/**
 * Every cell that a later vintage changed, in order of period and place.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode series_revisions(Op *op, const Series *s, Revisions *ret) NONNULL MUST_USE;

#endif
