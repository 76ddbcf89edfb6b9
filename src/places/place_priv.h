/* place_priv.h - the register in memory, shared by the files of this room. */
#ifndef PLACES_PLACE_PRIV_H
#define PLACES_PLACE_PRIV_H

#include "places/name.h"
#include "places/place.h"

typedef struct {
    Str text; /* folded */
    const Place *place;
    bool alias; /* not the name or code itself */
} PlaceName;

struct PlaceBook {
    size_t n;
    const Place *places;                               /* in order of code */
    const Place *const *by_code;                       /* the same, as pointers */
    const Place *const *by_id;                         /* in order of id */
    PlaceList *successors, *predecessors, *neighbours; /* one each, by position */
    PlacePopulations *populations;
    PlaceAliases *aliases;
    size_t names_n;
    const PlaceName *names; /* in order of text */
};

#endif
