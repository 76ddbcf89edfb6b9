/* personal.h - does a text look as if it named or located a person?
 *
 * Tension records hold places and patterns, never people.  This is a net with known holes: it finds
 * what has the form of an e-mail address, a telephone number, a handle or profile, a postcode or
 * street address, a registration mark, and names by titles, by turns of phrase such as "his name
 * is", and by lists of given names and surnames.  A single rare name in lower case passes; so does
 * "the man at the corner shop".  It errs towards asking, and whoever wrote the text can say that
 * what looks like a name is none.  How much it finds is measured: tests/unit/test_personal.c. */
#ifndef SIGNALS_PERSONAL_H
#define SIGNALS_PERSONAL_H

#include "base/str.h"

/* Bits of what was found. */
enum {
    PERSONAL_EMAIL = 1,
    PERSONAL_PHONE = 2,
    PERSONAL_HANDLE = 4,
    PERSONAL_ADDRESS = 8,
    PERSONAL_PLATE = 16,
    PERSONAL_NAME = 32 /* the only one that its writer may overrule */
};

enum { PERSONAL_MAX_WORDS = 1200 };

/**
 * What a text seems to hold, as bits; 0 for nothing.
 *
 * cost    linear in the text
 * test    tests/unit/test_personal.c
 */
unsigned personal_find(Str text);

/** The finding in words, such as "an e-mail address and a name"; without any of the text. */
Str personal_words(unsigned found, char room[160]) NONNULL;

#endif
