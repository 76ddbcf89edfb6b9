/* register.h - brings the register of the database up to what its files say.
 *
 * Three files: places.csv (code, name, kind and more, see data/places/SOURCES.md), neighbours.csv
 * (a,b) and populations.csv (code,year,population,source).  A file may hold the whole register or
 * only what is new: a council that is made by merger is one row with its predecessors, which then
 * end on the day it starts.  What such a row leaves blank (county, region, force, coordinates,
 * area) is taken from the predecessors when they agree. */
#ifndef PLACES_REGISTER_H
#define PLACES_REGISTER_H

#include "store/op.h"

typedef struct {
    const char *name; /* stands in messages */
    Str text;
} RegisterFile;

typedef struct {
    int64_t changed; /* everything below but the unchanged, together */
    int64_t places_added, places_changed, aliases_added, successions_added, neighbours_added;
    int64_t populations_changed;
} RegisterFacts;

/**
 * Adds and changes places, and nothing else.
 *
 * error   ERR_INPUT   file, line and column of the first fault; nothing is changed
 *         ERR_DENIED  the actor may not administer
 *         ERR_STORE   the database refused
 */
ErrCode register_load_places(Op *op, const RegisterFile *file, RegisterFacts *facts)
    NONNULL MUST_USE;

/**
 * Adds pairs of places with a common border.
 *
 * error   as register_load_places
 */
ErrCode register_load_neighbours(Op *op, const RegisterFile *file, RegisterFacts *facts)
    NONNULL MUST_USE;

/**
 * Adds or changes populations.
 *
 * error   as register_load_places
 */
ErrCode register_load_populations(Op *op, const RegisterFile *file, RegisterFacts *facts)
    NONNULL MUST_USE;

/**
 * Loads the register that comes with the program; once it is there this changes nothing.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode register_load_default(Op *op, RegisterFacts *ret) NONNULL MUST_USE;

#endif
