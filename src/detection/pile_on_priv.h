/* pile_on_priv.h - what the files of the pile-on detector share: who was seen, and when last. */
#ifndef DETECTION_PILE_ON_PRIV_H
#define DETECTION_PILE_ON_PRIV_H

#include "base/arena.h"

#define SIGHTING_NONE UINT32_MAX

/* One sender at one target.  All live in one list from the oldest to the newest. */
typedef struct {
    uint64_t hash;
    uint32_t seen;             /* seconds since the stream began */
    uint32_t slot, generation; /* whose */
    uint32_t older, newer, chain;
} Sighting;

typedef struct {
    Sighting *v;
    uint32_t *bucket; /* room of them, a power of two: the first of each chain */
    uint32_t room, used, mask;
    uint32_t oldest, newest, free;
} Sightings;

/** The bytes that one sighting takes at most. */
enum { SIGHTING_BYTES = sizeof(Sighting) + 2 * sizeof(uint32_t) };

/**
 * Room for a number of sightings.
 *
 * error   ERR_LIMIT  no room
 */
ErrCode sightings_open(Sightings *s, uint32_t room, Arena *mem, Err *e) NONNULL MUST_USE;

/** The sighting of that hash and owner, or SIGHTING_NONE. */
uint32_t sightings_find(const Sightings *s, uint64_t hash, uint32_t slot, uint32_t generation)
    NONNULL;

/** Makes it the newest, under a hash that may be another one. */
void sightings_touch(Sightings *s, uint32_t i, uint64_t hash, uint32_t seen) NONNULL;

/** Adds one, the newest; there must be room. */
void sightings_add(Sightings *s, const Sighting *one) NONNULL;

/** Takes the oldest out and gives it; there must be one. */
Sighting sightings_drop(Sightings *s) NONNULL;

#endif
