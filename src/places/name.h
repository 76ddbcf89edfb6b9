/* name.h - what makes two spellings of a place the same.
 *
 * "Bristol, City of", "City of Bristol" and "bristol city council" are one place.  Folding takes
 * away what is never meaning (case, punctuation, a leading "the"); stripping takes away, one at a
 * time, words that say what sort of place it is, and remembers what they said. */
#ifndef PLACES_NAME_H
#define PLACES_NAME_H

#include "base/str.h"

enum { NAME_MAX_BYTES = 160 };

typedef struct {
    size_t n;
    char p[NAME_MAX_BYTES];
} FoldedName;

typedef enum {
    NAME_ANY,     /* nothing was said */
    NAME_COUNCIL, /* "borough council", "city of": a council of either tier */
    NAME_FORCE,   /* "police", "constabulary" */
    NAME_REGION   /* "region" */
} NameSort;

/** Folds a name: lower case, "&" as "and", no punctuation, single blanks, no leading "the".
 *  False when the text is too long to be the name of a place, or nothing is left of it. */
bool name_fold(Str text, FoldedName *ret) NONNULL MUST_USE;

/** Takes one word of the sort "council" or "city of" off a folded name and notes in *sort what it
 *  said; false when there is none to take. */
bool name_strip(FoldedName *name, NameSort *sort) NONNULL MUST_USE;

/** The text of a folded name. */
Str name_text(const FoldedName *name) NONNULL;

/** Below, at or above zero as `a` sorts before, with or after `b`, byte by byte. */
int name_order(Str a, Str b) PURE;

/**
 * How many typing errors apart two texts are: letters missing, added, wrong or swapped.
 *
 * shape   texts of at most NAME_MAX_BYTES bytes
 * source  damerau1964
 * test    tests/unit/test_place_names.c
 */
size_t name_distance(Str a, Str b);

#endif
