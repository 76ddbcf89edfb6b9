/* distinct.h - how many different things were there, in a fixed amount of memory?
 *
 * HyperLogLog: of many random 64-bit hashes, the longest run of leading zeros tells how many
 * different ones there were.  1024 registers of one byte; the standard error is 3.3 %.
 *
 * Pure functions: no database, no clock, no randomness, no allocation. */
#ifndef STATS_DISTINCT_H
#define STATS_DISTINCT_H

#include "base/str.h"

enum { DISTINCT_REGISTERS = 1024 };

typedef struct {
    unsigned char run[DISTINCT_REGISTERS]; /* longest run of leading zeros + 1; 0: none seen */
} Distinct;

/**
 * Takes a hash in; whether that changed anything.
 *
 * unit     a 64-bit hash, each bit as good as random
 * cost     O(1)
 * source   flajolet2007
 * test     tests/unit/test_distinct.c
 */
bool stat_distinct_add(Distinct *d, uint64_t hash) NONNULL;

/**
 * Takes in all that another one has seen.
 *
 * cost     O(registers)
 * source   flajolet2007
 * test     tests/unit/test_distinct.c
 */
void stat_distinct_merge(Distinct *d, const Distinct *other) NONNULL;

/**
 * How many different hashes were taken in.
 *
 * formula  a m^2 / (m sigma(C_0 / m) + sum_k C_k 2^-k + m tau(1 - C_q+1 / m) 2^-q),
 *          a = 1 / (2 log 2), C_k registers of value k, q = 54
 * unit     different hashes
 * cost     O(registers)
 * source   ertl2017
 * test     tests/unit/test_distinct.c
 */
double stat_distinct_estimate(const Distinct *d) NONNULL;

#endif
