/* snapshot.h - figures frozen for a report, and what councils answered.
 *
 * A report is made from a snapshot and nothing else, so that whoever has the snapshot's name gets
 * the same report.  The name is a fingerprint of the figures: the same figures are one snapshot. */
#ifndef REPORTS_SNAPSHOT_H
#define REPORTS_SNAPSHOT_H

#include "base/date.h"
#include "indicators/indicator.h"
#include "places/place.h"

typedef struct {
    int64_t id, made_at, figures;
    int year;
    Str kind, digest;
} Snapshot;

typedef struct {
    size_t n;
    const Snapshot *v;
} Snapshots;

typedef struct {
    const Indicator *indicator;
    Str place, place_name; /* code and name as they were then */
    int32_t period;
    double value, lower, upper; /* NAN when the source gives no interval */
    double position;            /* NAN for an area larger than a council */
    bool estimated;
} ReportFigure;

typedef struct {
    size_t n;
    const ReportFigure *v; /* in order of indicator, place, period */
} ReportFigures;

/* A count that belongs to the snapshot. */
typedef struct {
    Str section; /* watch: proposals made, approved, dismissed, waiting, by month;
                  * revised: cells, vintages, by series; suppressed: cells, by series */
    Str label;
    int64_t a, b, c, d;
} ReportCount;

typedef struct {
    size_t n;
    const ReportCount *v; /* in order of section and label */
} ReportCounts;

typedef struct {
    Str place, text;
    bool correction; /* found in the factual check; otherwise the council's published response */
    int64_t at;
} ReportResponse;

typedef struct {
    size_t n;
    const ReportResponse *v; /* in order of place and time */
} ReportResponses;

/**
 * Freezes the public indicators up to the end of a year; gives the snapshot that is there already
 * when the figures are the same.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  there are no figures up to that year
 *         ERR_DENIED   the actor may not import
 *         ERR_STORE    the database refused
 * test    tests/store/test_reports.c
 */
ErrCode snapshot_freeze(Op *op, Str kind, int year, Snapshot *ret) NONNULL MUST_USE;

/**
 * Every snapshot, oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode snapshot_list(Op *op, Snapshots *ret) NONNULL MUST_USE;

/**
 * The snapshot whose name begins so (at least 8 digits).
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING   none
 *         ERR_CONFLICT  several
 *         ERR_INPUT     fewer than 8 digits
 */
ErrCode snapshot_find(Op *op, Str name, Snapshot *ret) NONNULL MUST_USE;

/**
 * The figures of a snapshot; its fingerprint is checked.
 *
 * own     *ret lives in op->mem
 * error   ERR_CONFLICT  they are not those that it was named after
 *         ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode snapshot_figures(Op *op, const Snapshot *s, ReportFigures *ret) NONNULL MUST_USE;

/**
 * The counts of a snapshot.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode snapshot_counts(Op *op, const Snapshot *s, ReportCounts *ret) NONNULL MUST_USE;

/**
 * Keeps what a council says to the report of a year: a correction, or its response for publication.
 *
 * error   ERR_INPUT    empty or longer than 8,000 bytes
 *         ERR_MISSING  no council of that code
 *         ERR_DENIED   the actor may not decide for it
 */
ErrCode snapshot_respond(Op *op, int year, Str place, bool correction, Str text) NONNULL MUST_USE;

/**
 * What councils said to the report of a year.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode snapshot_responses(Op *op, int year, ReportResponses *ret) NONNULL MUST_USE;

#endif
