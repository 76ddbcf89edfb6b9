/* chance.h - random numbers from a counter: the same seed, stream and draw give the same number on
 * any machine and with any number of threads.
 *
 * Pure functions: no database, no clock, no allocation.  Give each replicate (or each place) a
 * stream of its own, and the digits cannot depend on who computed it. */
#ifndef STATS_CHANCE_H
#define STATS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

typedef struct {
    uint32_t key[2], counter[4], word[4];
    unsigned left; /* words not yet used */
} Chance;

/**
 * Ten rounds of Philox4x32: counter and key in, four random words out.
 *
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
void chance_block(const uint32_t counter[4], const uint32_t key[2], uint32_t ret[4]) NONNULL;

/** The beginning of one stream; streams of one seed are independent of each other. */
Chance chance_open(uint64_t seed, uint64_t stream);

/**
 * Makes the next four words; chance_word calls it.
 *
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
void chance_refill(Chance *c) NONNULL;

/**
 * The next 32 random bits.
 *
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
static inline uint32_t chance_word(Chance *c)
{
    if (c->left == 0) chance_refill(c);
    return c->word[--c->left];
}

/**
 * The next number, evenly spread over (0, 1), ends excluded.
 *
 * formula  (52 random bits + 1/2) / 2^52
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
double chance_uniform(Chance *c) NONNULL;

/**
 * The next number of the standard normal distribution.
 *
 * formula  the normal quantile of chance_uniform
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
double chance_normal(Chance *c) NONNULL;

/**
 * The next n numbers of the standard normal distribution, faster than one by one and other digits.
 *
 * formula  sqrt(-2 ln u) cos(2 pi v) and sqrt(-2 ln u) sin(2 pi v)
 * source   box1958
 * test     tests/unit/test_chance.c
 */
void chance_normals(Chance *c, size_t n, double *ret) NONNULL;

/**
 * The next whole number from 0 to n - 1, each as likely as the others but for 2^-32.
 *
 * shape    n from 1 to 2^32 - 1
 * source   salmon2011
 * test     tests/unit/test_chance.c
 */
size_t chance_below(Chance *c, size_t n) NONNULL;

/**
 * Puts 0 to n - 1 into a random order, each order as likely as the others.
 *
 * source   fisher1938
 * test     tests/unit/test_chance.c
 */
void chance_shuffle(Chance *c, size_t n, uint32_t *ret_order) NONNULL;

#endif
