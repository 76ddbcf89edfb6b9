/* count_design.h - what a count may depend on: level, trend, yearly waves, day of the week, bank
 * holidays; as the columns of a regression.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_COUNT_DESIGN_H
#define STATS_COUNT_DESIGN_H

#include "base/arena.h"

typedef struct {
    bool trend;
    int harmonics; /* waves a year */
    int frequency; /* periods a year */
    bool weekday;  /* six columns against Monday; for days */
    bool holidays; /* England's bank holidays in each period */
} CountTerms;

typedef struct {
    size_t n;
    int p;
    const char **names; /* p: intercept, t, cos1, sin1 ..., tuesday ..., holidays */
    double *x;          /* columns one after another, n numbers each */
} CountDesign;

/**
 * The columns for n periods; day holds the first day of each, or is NULL when only the order is
 * known.
 *
 * formula  t = 1, 2, ...; cos and sin of 2 pi s t / frequency
 * shape    ret->x: ret->p columns of n numbers
 * unit     t in periods; holidays in days
 * missing  none
 * own      *ret lives in mem
 * error    ERR_INPUT  weekday or holidays without days, or more columns than a regression takes
 *          ERR_LIMIT  no room
 * cost     O(n p); with holidays one look at the calendar a day
 * source   lawless1987
 * test     tests/unit/test_count_design.c
 */
ErrCode stat_count_design(size_t n, const int32_t *day, const CountTerms *terms, Arena *mem,
                          CountDesign *ret, Err *e) __attribute__((nonnull(3, 4, 5, 6))) MUST_USE;

#endif
