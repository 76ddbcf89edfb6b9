/* tiles.h - a square for each council, near where it lies. */
#ifndef WEB_TILES_H
#define WEB_TILES_H

#include "places/place.h"

typedef struct {
    const Place *place;
    int column, row; /* from 0, north at the top */
} TilePlace;

typedef struct {
    size_t n;
    const TilePlace *v; /* in order of code */
} TilePlaces;

/**
 * Lays the councils of a day out on a grid: each goes to the free square nearest to its place on a
 * map in which crowded parts are stretched; the most crowded first.  The same councils give the
 * same map.
 *
 * own     *ret lives in mem
 * missing a council without coordinates has no square
 * error   ERR_LIMIT  no room
 * test    tests/store/test_tiles.c
 */
ErrCode tiles_layout(const PlaceBook *book, int32_t day, Arena *mem, TilePlaces *ret, Err *e)
    NONNULL MUST_USE;

#endif
