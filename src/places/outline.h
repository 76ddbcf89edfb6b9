/* outline.h - real borders, for an installation whose operator brought a file of them.
 *
 * None come with the program: boundaries have licences and dates of their own.  The last file that
 * was loaded is kept, simplified for the screen at two scales. */
#ifndef PLACES_OUTLINE_H
#define PLACES_OUTLINE_H

#include "places/geojson.h"
#include "places/place.h"

typedef enum {
    OUTLINE_COUNTRY, /* all of England on a screen: points to 500 metres */
    OUTLINE_REGION   /* one region or county on a screen: points to 60 metres */
} OutlineScale;

typedef struct {
    GeojsonFile file;
    Str source;  /* whom to name beside the map, and the licence */
    int32_t day; /* of which the borders are */
} OutlineFile;

typedef struct {
    size_t features, points; /* of the file */
    size_t kept;             /* outlines of places in the register */
    size_t unknown;          /* features of places that are not */
    Str first_unknown;       /* code of the first of them, "" when there is none */
    Str code_property;
    bool on_grid;
} OutlineFacts;

/**
 * Puts the outlines of a file in the place of whatever was loaded before.
 *
 * error   ERR_INPUT, ERR_LIMIT  as geojson_read; or no feature is of a place in the register
 *         ERR_DENIED            the actor may not administer
 *         ERR_STORE             the database refused
 * test    tests/store/test_outlines.c
 */
ErrCode outline_load(Op *op, const PlaceBook *book, const OutlineFile *file, OutlineFacts *ret)
    NONNULL MUST_USE;

/**
 * Forgets them.
 *
 * error   ERR_DENIED  the actor may not administer
 *         ERR_STORE   the database refused
 */
ErrCode outline_remove(Op *op) NONNULL MUST_USE;

typedef struct {
    const Place *place;
    int32_t west, south, east, north; /* metres, British National Grid */
    ShapePoint mark;                  /* a point for a mark: the middle of its largest part */
    Str path; /* of an SVG: M, l, z and whole numbers in OUTLINE_UNIT metres, south positive */
} Outline;

typedef struct {
    size_t n; /* 0 when nothing was loaded */
    const Outline *v;
    Str source;
    int32_t day;
} Outlines;

/** Metres in one unit of a path of that scale. */
int outline_unit(OutlineScale scale);

/**
 * Whether there are outlines at all, whose they are and of which day.
 *
 * own     *ret lives in op->mem; its list stays empty
 * error   ERR_STORE  the database refused
 */
ErrCode outline_source(Op *op, bool *ret_any, Outlines *ret) NONNULL MUST_USE;

/**
 * The outlines that make up each council that exists on the day: its own, or when the file is older
 * than the council those of all that it replaced.
 *
 * own     *ret lives in op->mem; several in a row may have the same place
 * missing a council that the file does not have
 * error   ERR_STORE  the database refused
 */
ErrCode outline_councils(Op *op, const PlaceBook *book, OutlineScale scale, int32_t day,
                         Outlines *ret) NONNULL MUST_USE;

#endif
