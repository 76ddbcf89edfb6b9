/* wide.h - a plain table of counts, one column a unit: t,date,UNIT... with date left out or empty
 * when it is not known; as procedures over time series take it. */
#ifndef COMPUTE_WIDE_H
#define COMPUTE_WIDE_H

#include "compute/procedure.h"

typedef struct {
    size_t periods, units;
    const Str *unit;    /* names */
    double **count;     /* units x periods; NAN when missing */
    const int32_t *day; /* first day of each period; NULL when the dates are empty */
} WideCounts;

/**
 * Reads the table; t must count 1, 2, 3 ..., dates rise, counts are 0 to 1e15.
 *
 * own     *ret lives in c->mem
 * error   ERR_INPUT  file, line and column of what is wrong; or --unit names no column
 */
ErrCode wide_read(const ProcedureCall *c, const Frame *f, WideCounts *ret) NONNULL MUST_USE;

#endif
