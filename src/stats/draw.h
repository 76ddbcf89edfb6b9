/* draw.h - counts drawn from the distributions that counts of people have.
 *
 * Each takes numbers from a stream (stats/chance.h) and so gives the same again. */
#ifndef STATS_DRAW_H
#define STATS_DRAW_H

#include "base/arena.h"
#include "stats/chance.h"

/**
 * How many of n independent events of probability p happen.
 *
 * formula  inversion below 10 expected, else transformed rejection
 * shape    n a whole number from 0 to 2^53, 0 <= p <= 1
 * source   hormann1993binomial
 * test     tests/unit/test_draw.c
 */
double stat_draw_binomial(Chance *s, double n, double p) NONNULL;

/**
 * A Poisson count.
 *
 * formula  inversion below a mean of 10, else transformed rejection
 * shape    mean from 0 to 1e15
 * source   hormann1993poisson
 * test     tests/unit/test_draw.c
 */
double stat_draw_poisson(Chance *s, double mean) NONNULL;

/**
 * A negative-binomial count of variance `dispersion` times its mean.
 *
 * formula  Poisson of a gamma-distributed mean; dispersion 1 is Poisson
 * shape    mean from 0 to 1e12, dispersion at least 1
 * source   marsaglia2000
 * test     tests/unit/test_draw.c
 */
double stat_draw_negative_binomial(Chance *s, double mean, double dispersion) NONNULL;

/**
 * The next whole number below n, each exactly as likely; n at least 1.
 *
 * source   lemire2019
 * test     tests/unit/test_draw.c
 */
static inline uint32_t stat_draw_below(Chance *s, uint32_t n)
{
    uint64_t m = (uint64_t)chance_word(s) * n;
    if ((uint32_t)m < n)
        for (uint32_t least = -n % n; (uint32_t)m < least;) m = (uint64_t)chance_word(s) * n;
    return (uint32_t)(m >> 32);
}

/* A table from which one of n cells is drawn in constant time. */
typedef struct {
    uint32_t n;
    const uint32_t *other; /* the cell to take instead */
    const uint32_t *keep;  /* how many of 2^32 times the cell itself is taken */
} DrawTable;

/**
 * Makes the table of cells with the given weights.
 *
 * shape   n from 1 to 2^32 - 1, no weight negative, the sum above 0
 * own     *ret lives in mem
 * error   ERR_LIMIT  no memory
 * source  walker1977
 * test    tests/unit/test_draw.c
 */
ErrCode stat_draw_table(const double *weight, uint32_t n, Arena *mem, DrawTable *ret, Err *e)
    NONNULL MUST_USE;

/**
 * Draws a cell; its chance is its share of the weights to 2^-32.
 *
 * source  walker1977
 * test    tests/unit/test_draw.c
 */
static inline uint32_t stat_draw_cell(Chance *s, const DrawTable *t)
{
    uint32_t i = stat_draw_below(s, t->n);
    return chance_word(s) < t->keep[i] ? i : t->other[i];
}

#endif
