/* tally.h - how much was told, by place, theme and day: what stays when the texts are gone, and
 * what the detectors look at. */
#ifndef SIGNALS_TALLY_H
#define SIGNALS_TALLY_H

#include "store/op.h"

typedef struct {
    int64_t place_id;
    Str theme;
    int32_t day;
    int32_t since_day; /* on which whoever told it told something for the first time; 0 for the
                          public */
    int64_t n;
} Tally;

typedef struct {
    size_t n;
    const Tally *v;
} Tallies;

/**
 * The counts of the days from the first to the last, by place, theme and day; exercises and signals
 * that were left are not in them.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode tally_list(Op *op, int32_t first_day, int32_t last_day, Tallies *ret) NONNULL MUST_USE;

/**
 * The day of the first count; *ret INT32_MAX when nothing was ever told.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode tally_first_day(Op *op, int32_t *ret) NONNULL MUST_USE;

#endif
