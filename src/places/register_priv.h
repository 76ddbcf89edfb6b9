/* register_priv.h - the register while a file is being merged into it. */
#ifndef PLACES_REGISTER_PRIV_H
#define PLACES_REGISTER_PRIV_H

#include "places/place_priv.h"
#include "places/register.h"

typedef struct {
    Place p;             /* id 0 while the database does not have it */
    int64_t line;        /* of the file; 0 for one that the file does not name */
    Str predecessors;    /* codes with blanks between, as the file has them */
    Str aliases;         /* with | between */
    bool end_given;      /* the file states the last day itself */
    const Place *stored; /* what the database has, or NULL */
} DraftPlace;

typedef struct {
    size_t old, new; /* positions in the draft */
    bool stored;
} DraftLink;

typedef struct {
    Op *op;
    const char *file;
    const PlaceBook *book; /* the database before the merge */
    size_t n, room;
    DraftPlace *v; /* in order of code once read */
    size_t links_n, links_room;
    DraftLink *links;
} Draft;

/**
 * Reads places.csv over the stored register.
 *
 * error   ERR_INPUT  file, line and column of the first fault
 */
ErrCode draft_read(Draft *d, Str text) NONNULL MUST_USE;

/**
 * Links predecessors, ends them, fills what rows of merged councils left blank, and checks the
 * whole.
 *
 * error   ERR_INPUT  file and line of the first fault
 */
ErrCode draft_complete(Draft *d) NONNULL MUST_USE;

/** The place of a code, or NULL; the draft must have been read. */
DraftPlace *draft_find(const Draft *d, Str code) NONNULL;

#endif
