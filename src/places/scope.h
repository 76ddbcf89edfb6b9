/* scope.h - whose area a place belongs to. */
#ifndef PLACES_SCOPE_H
#define PLACES_SCOPE_H

#include "places/place.h"

/** Whether the area of that code (a council, county, region, force or England) holds the place; a
 *  former place belongs to the area that its figures go on in.  An empty code holds every place. */
bool scope_covers(const PlaceBook *book, Str area, const Place *p) NONNULL;

/**
 * Refuses the operation when the actor's account is held to an area that does not hold the place of
 * that code.
 *
 * error   ERR_DENIED  outside the actor's area
 * test    tests/store/test_sign_in.c
 */
ErrCode scope_require(Op *op, Str place_code) NONNULL MUST_USE;

#endif
