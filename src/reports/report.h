/* report.h - what a report is.  One file per kind in reports/kinds, one `const` struct at its foot;
 * the build lists the folder. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "reports/digest.h"
#include "reports/snapshot.h"

typedef struct {
    Op *op; /* a reading operation */
    const PlaceBook *book;
    Snapshot snapshot;
    const char *folder; /* to write to; is there, and is put in its place when all is written */
    ReportFigures figures;
    ReportDigest digest;
    ReportCounts counts;
    ReportResponses responses;
    Str made;  /* the day of the snapshot, in words */
    Str title; /* of the report */
} ReportCall;

typedef struct {
    const char *name, *title;
    const char *meaning; /* one sentence that a resident would accept */
    ErrCode (*write)(ReportCall *c);
} Report;

#define REPORT(id)                                                                                 \
    extern const Report report_##id;                                                               \
    const Report report_##id

extern const Report *const report_list[];

/** The report of that name, or NULL. */
const Report *report_find(Str name);

/**
 * Writes a report from a snapshot into a new folder: all of it or nothing.
 *
 * error   ERR_INPUT     there is no report of the snapshot's kind
 *         ERR_CONFLICT  the folder is there already, or the snapshot's figures are not its own
 *         ERR_IO        the folder cannot be written
 * test    tests/store/test_reports.c, tests/cli/report.txt
 */
ErrCode report_make(Op *op, const Snapshot *s, const char *folder) NONNULL MUST_USE;

/**
 * Writes one file of a report.
 *
 * error   ERR_IO  it cannot be written
 */
ErrCode report_file(const ReportCall *c, const char *name, Str text) NONNULL MUST_USE;

/* One table of a report: a CSV file with a description of its columns, and a sheet. */
typedef struct {
    const char *name, *title;
    const char *const *columns; /* ended by NULL */
    const char *const *meaning; /* of each column */
    const char *numeric;        /* a letter a column: n number, t text */
    size_t rows;
    const Str *cells; /* rows x columns; an empty cell is not known */
} ReportTable;

/**
 * Writes NAME.csv and NAME.csv-metadata.json (CSV on the Web).
 *
 * error   ERR_IO  they cannot be written
 */
ErrCode report_csv(const ReportCall *c, const ReportTable *t) NONNULL MUST_USE;

/**
 * Writes all tables as the sheets of figures.xlsx; the same tables give the same bytes.
 *
 * error   ERR_IO  it cannot be written
 */
ErrCode report_workbook(const ReportCall *c, const ReportTable tables[], size_t n) NONNULL MUST_USE;

/**
 * Prints a page of the report's folder as PDF, with Chromium or else WeasyPrint.
 *
 * missing *ret_made is false when neither is installed
 * error   ERR_IO  the program failed
 */
ErrCode report_pdf(const char *folder, const char *page, const char *pdf, bool *ret_made, Err *e)
    NONNULL MUST_USE;

#endif
