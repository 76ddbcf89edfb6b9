/* row_intervals.h - procedures that give each row of counts a value and its intervals. */
#ifndef COMPUTE_ROW_INTERVALS_H
#define COMPUTE_ROW_INTERVALS_H

#include "compute/columns.h"
#include "compute/confidence.h"
#include "stats/interval.h"

typedef struct {
    bool based;             /* a second column says what the counts are a part of */
    bool within;            /* and no count may exceed it */
    const char *multiplier; /* unless it is set; NULL: there is no such setting */
    Interval (*interval)(double x, double n, double confidence); /* n is 1 unless based */
} RowIntervals;

/* What the value and its interval are multiplied by. */
#define MULTIPLIER_PARAM(fallback)                                                                 \
    {                                                                                              \
        "multiplier", fallback, "above 0",                                                         \
            "of the value and its interval: 100 for percent, 100000 for a rate"                    \
    }

/**
 * The setting multiplier.
 *
 * error   ERR_INPUT  not a number above 0
 */
ErrCode multiplier_read(const ProcedureCall *c, double fallback, double *ret) NONNULL MUST_USE;

/**
 * Reads the rows and writes label, count[, population], value and the intervals.
 *
 * missing a row without its figures, or with a population of 0, has no value
 * error   ERR_INPUT  names file, line and column, or the setting
 */
ErrCode row_intervals(ProcedureCall *c, const RowIntervals *kind) NONNULL MUST_USE;

#endif
