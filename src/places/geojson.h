/* geojson.h - outlines of places from a GeoJSON file that somebody else drew (over jansson).
 *
 * A FeatureCollection of Polygons and MultiPolygons, each with a property that holds the place's
 * code; WGS 84 longitude and latitude, or eastings and northings of the British National Grid. */
#ifndef PLACES_GEOJSON_H
#define PLACES_GEOJSON_H

#include "places/shape.h"

enum { GEOJSON_MAX_BYTES = 32 << 20, GEOJSON_MAX_FEATURES = 2000, GEOJSON_MAX_POINTS = 2000000 };

typedef struct {
    const char *name;  /* of the file, stands in messages */
    Str text;          /* its bytes */
    Str code_property; /* which property holds the code; "" looks for one of the usual names */
} GeojsonFile;

typedef struct {
    Shapes shapes;     /* on the British National Grid; in the order of the file */
    Str code_property; /* the one that was used */
    bool on_grid;      /* the file has grid positions itself */
    size_t points;     /* of all rings in the file */
} GeojsonShapes;

/**
 * Reads the file.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  not such a file: line of what is no JSON, or number of the feature and what
 *                    is wrong with it; a coordinate system that is neither of the two
 *         ERR_LIMIT  larger than the limits above
 * cost    up to ten times the file's size in memory while it is read
 * test    tests/unit/test_geojson.c
 */
ErrCode geojson_read(const GeojsonFile *file, Arena *mem, GeojsonShapes *ret, Err *e)
    NONNULL MUST_USE;

#endif
