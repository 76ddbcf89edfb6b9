/* scan_measure.h - how many cases each place and slot should have, if nothing were special there.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_SCAN_MEASURE_H
#define STATS_SCAN_MEASURE_H

#include "stats/scan.h"

/* The population of one place and category, as known on some days. */
typedef struct {
    uint32_t place, category;
    double day, people;
} ScanPeople;

typedef struct {
    size_t places, slots;
    const double *edge; /* slots + 1 days, counted from any day, rising */
} ScanGrid;

/**
 * Cases expected from the population, in proportion to people and time.
 *
 * formula  for each category c: N_c x person-time of the cell / person-time of all; the sum over c.
 *          Between known days the population is a straight line, before and after it stays level
 * shape    people ordered by category, place, day; cases has one number for each category; ret
 *          places x slots
 * unit     cases
 * error    ERR_INPUT  a category has cases and no population: *ret_category says which
 * source   kulldorff1997, kulldorff1998
 * test     tests/reference/scan_golden.py, tests/unit/test_scan_measure.c
 */
ErrCode stat_scan_people(const ScanGrid *g, const ScanPeople *people, size_t n, F64s cases,
                         double *ret, Err *e) NONNULL MUST_USE;

/**
 * Cases expected if places and times had nothing to do with each other.
 *
 * formula  for each group: cases of the place x cases of the slot / cases; the sum over groups
 * shape    v ordered by group; ret places x slots
 * unit     cases
 * error    ERR_LIMIT  no memory
 * source   kulldorff2005
 * test     tests/reference/scan_golden.py
 */
ErrCode stat_scan_independent(const ScanGrid *g, const ScanCase *v, size_t n, Arena *mem,
                              double *ret, Err *e) NONNULL MUST_USE;

/**
 * The yearly or daily change of all cases taken together.
 *
 * formula  slope b of the Poisson regression log E(cases of slot t) = log measure + a + b t
 * missing  0 when there are no cases or one slot only
 * error    ERR_LIMIT  no memory
 * source   kulldorff1998
 * test     tests/reference/scan_golden.py
 */
ErrCode stat_scan_slope(const ScanGrid *g, const double *count, const double *measure, Arena *mem,
                        double *ret, Err *e) NONNULL MUST_USE;

/**
 * Multiplies the measure of each slot by exp(slope x slot) and scales it back to its old sum.
 *
 * source  kulldorff1998
 * test    tests/reference/scan_golden.py
 */
void stat_scan_trend(const ScanGrid *g, double slope, double *measure) NONNULL;

/**
 * Makes the measure of each class of slots as large as its cases: class 0 .. classes - 1 of each
 * slot (weekdays, or the slots themselves).
 *
 * formula  u x (cases of the class / measure of the class)
 * error    ERR_LIMIT  no memory
 * source   kulldorff2001
 * test     tests/reference/scan_golden.py
 */
ErrCode stat_scan_even(const ScanGrid *g, const double *count, const uint32_t *of_slot,
                       double *measure, Arena *mem, Err *e) NONNULL MUST_USE;

#endif
