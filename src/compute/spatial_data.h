/* spatial_data.h - figures of places and who is whose neighbour. */
#ifndef COMPUTE_SPATIAL_DATA_H
#define COMPUTE_SPATIAL_DATA_H

#include "compute/columns.h"
#include "stats/spatial.h"

typedef struct {
    const Frame *f;
    size_t label;
    size_t n;
    const size_t *row; /* of each place with a figure, its row */
    double *v;         /* n, of the column that the procedure reads */
    Neighbours near;
    bool standard; /* weights of a place sum to one */
    int seed, permutations;
} SpatialData;

#define SPATIAL_PARAMS                                                                             \
    { "style", "W", "W or B", "weights of a place's neighbours sum to one, or each is one" },      \
        { "ferries", "false", "true or false",                                                     \
          "links whose kind is ferry count; they never do unless this says so" },                  \
        { "k", "none", "1 to 100", "the nearest places of --places instead of neighbours" },       \
        COLUMN_LABEL_PARAM

/* The figures first, then who is near. */
#define SPATIAL_INPUTS(columns)                                                                    \
    { "input", columns, true }, { "neighbours", "a,b[,kind]; each link once or twice", false },    \
    {                                                                                              \
        "places", "place,x,y (for k)", false                                                       \
    }

/**
 * Reads labels and neighbours of the rows that are `kept` (all when NULL); the caller fills v.
 *
 * error   ERR_INPUT  names file, line and column: a place twice, a link to itself, coordinates
 *                    missing; a link to a place that has no row is left out and told
 */
ErrCode spatial_read(ProcedureCall *c, const bool *kept, SpatialData *ret)
    __attribute__((nonnull(1, 3))) MUST_USE;

/**
 * The value column of the places, without those that have none; and spatial_read of the rest.
 *
 * error   as spatial_read
 */
ErrCode spatial_read_value(ProcedureCall *c, SpatialData *ret) NONNULL MUST_USE;

#endif
