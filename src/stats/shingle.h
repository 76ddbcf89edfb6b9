/* shingle.h - how alike two short texts are, by the runs of letters that they share.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_SHINGLE_H
#define STATS_SHINGLE_H

#include "base/str.h"

enum { SHINGLE_LETTERS = 4, SHINGLE_MOST = 2048 };

/**
 * The set of runs of four letters of a text, as sorted numbers without repeats; case, punctuation
 * and the number of blanks do not matter.
 *
 * shape    v: room for SHINGLE_MOST; what is beyond it is left out
 * own      borrows the text
 * cost     O(n log n)
 * source   broder1997
 * test     tests/unit/test_shingle.c
 */
size_t stat_shingles(Str text, uint32_t v[SHINGLE_MOST]) NONNULL;

/**
 * The share of runs that two sets have in common (Jaccard's index).
 *
 * formula  |A and B| / |A or B|; 0 when both are empty
 * unit     0 to 1
 * cost     O(n)
 * source   jaccard1901, broder1997
 * test     tests/unit/test_shingle.c
 */
double stat_jaccard(const uint32_t a[], size_t a_n, const uint32_t b[], size_t b_n) PURE;

#endif
