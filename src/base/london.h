/* london.h - local time in England, which office hours and digests are meant in.
 *
 * Summer time lasts from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00
 * UTC; the rule has held since 1996 and is taken for every year. */
#ifndef BASE_LONDON_H
#define BASE_LONDON_H

#include "base/date.h"

typedef struct {
    int32_t day;    /* local calendar day, days since 1970 */
    int minutes;    /* since local midnight */
    bool is_summer; /* one hour ahead of UTC */
} LondonTime;

/**
 * The local time of an instant.
 *
 * source  si2002_262
 * test    tests/unit/test_london.c
 */
LondonTime london_of(int64_t at);

/** The instant of a local day and minute; a minute that the spring change leaves out is taken an
 * hour later, one that comes twice in autumn is the first. */
int64_t london_instant(int32_t day, int minutes);

typedef struct {
    char text[96];
} LondonText;

/** "24 November 2026, 16:24 GMT" (BST in summer). */
LondonText london_words(int64_t at);

/** "2026-11-24T16:24:05-00:00", as CAP asks for: never a Z, +01:00 in summer. */
LondonText london_offset_text(int64_t at);

/**
 * Reads a local time, YYYY-MM-DDTHH:MM as a browser's field writes it, or with a blank instead of
 * T.
 *
 * error   ERR_INPUT  another form, or no such time; `what` names the field
 */
ErrCode london_parse(Str s, const char *what, int64_t *ret, Err *e) NONNULL MUST_USE;

#endif
