/* shape.h - outlines of places on the British National Grid, to draw with. */
#ifndef PLACES_SHAPE_H
#define PLACES_SHAPE_H

#include "base/arena.h"

typedef struct {
    int32_t east, north; /* metres */
} ShapePoint;

typedef struct {
    size_t n; /* at least 3; the first point is not said again at the end */
    const ShapePoint *v;
} ShapeRing;

/* One place: all its rings, holes among them (a point inside two rings is outside). */
typedef struct {
    Str code;
    size_t n;
    const ShapeRing *rings;
} Shape;

typedef struct {
    size_t n;
    const Shape *v;
} Shapes;

/**
 * The area that a ring encloses; negative when it runs clockwise.
 *
 * formula the shoelace formula
 * unit    square metres
 */
double shape_ring_area(const ShapeRing *ring) NONNULL;

/**
 * The same outlines with fewer points.  A border that two places share keeps the same points in
 * both, so that nothing gapes: rings are cut where three borders meet, and each piece is simplified
 * from the same end whichever ring it is met in.
 *
 * formula Douglas and Peucker's, piece by piece
 * unit    tolerance in metres: no point that is left out lies farther from what is drawn
 * missing rings smaller than the tolerance are left out, but not the largest of a place
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 * cost    n log n for real borders; never more than a thousand times n
 * source  douglas1973
 * test    tests/unit/test_shape.c
 */
ErrCode shape_simplify(const Shapes *all, double tolerance, Arena *mem, Shapes *ret, Err *e)
    NONNULL MUST_USE;

#endif
