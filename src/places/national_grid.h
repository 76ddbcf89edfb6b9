/* national_grid.h - positions of satellites' kind on the map of Great Britain. */
#ifndef PLACES_NATIONAL_GRID_H
#define PLACES_NATIONAL_GRID_H

typedef struct {
    double easting, northing; /* metres */
} GridPosition;

/**
 * British National Grid position of a longitude and latitude in degrees on the Airy 1830 ellipsoid
 * (OSGB36), by the transverse Mercator projection.
 *
 * formula Redfearn's series to the sixth power of the longitude
 * source  ordnancesurvey2020
 * test    tests/unit/test_national_grid.c
 */
GridPosition national_grid_project(double longitude, double latitude);

/**
 * British National Grid position of a WGS 84 longitude and latitude in degrees.
 *
 * formula a Helmert transformation to OSGB36, which is good to about 5 metres, then
 *         national_grid_project: enough to draw with, not to measure with
 * source  ordnancesurvey2020
 * test    tests/unit/test_national_grid.c
 */
GridPosition national_grid_of(double longitude, double latitude);

#endif
