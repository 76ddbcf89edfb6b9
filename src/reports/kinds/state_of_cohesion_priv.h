/* state_of_cohesion_priv.h - what the parts of the yearly report share. */
#ifndef REPORTS_KINDS_STATE_OF_COHESION_PRIV_H
#define REPORTS_KINDS_STATE_OF_COHESION_PRIV_H

#include "base/buf.h"
#include "reports/report.h"

enum { COHESION_PAGE_BYTES = 16 << 20 };

typedef struct {
    Str code, name;
    size_t known;
} CohesionCouncil;

typedef struct {
    ReportCall *call;
    CohesionCouncil *councils; /* in order of name */
    size_t councils_n;
    int64_t total;
} CohesionWork;

/**
 * Ends a page and writes it.
 *
 * error   ERR_IO, ERR_LIMIT  it cannot be written, or is too long
 */
ErrCode cohesion_page(const ReportCall *c, const char *name, Buf *out) NONNULL MUST_USE;

/** What the snapshot says of an indicator, or NULL. */
const IndicatorDigest *cohesion_digest(const ReportCall *c, const Indicator *i) NONNULL;

/** A day in words. */
Str cohesion_when(const ReportCall *c, int64_t at) NONNULL;

/**
 * Writes the two pages of each council.
 *
 * error   ERR_IO  a file cannot be written
 */
ErrCode cohesion_councils(CohesionWork *w) NONNULL MUST_USE;

/**
 * Writes every table as CSV and as a sheet.
 *
 * error   ERR_IO  a file cannot be written
 */
ErrCode cohesion_tables(CohesionWork *w) NONNULL MUST_USE;

#endif
