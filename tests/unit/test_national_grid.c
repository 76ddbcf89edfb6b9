/* The map projection against the Ordnance Survey's worked example and against the register. */
#include "check.h"

#include "places/national_grid.h"

/* "A guide to coordinate systems in Great Britain", annexe C: 52 39 27.2531 N, 1 43 4.5177 E. */
TEST(national_grid_worked_example)
{
    double latitude = 52 + 39.0 / 60 + 27.2531 / 3600, longitude = 1 + 43.0 / 60 + 4.5177 / 3600;
    GridPosition p = national_grid_project(longitude, latitude);
    CHECK_NEAR(p.easting, 651409.903, 0.001);
    CHECK_NEAR(p.northing, 313177.270, 0.001);
}

/* Positions that the Office for National Statistics gives in both ways: centres of councils from
 * the far west to the far north, rounded there to metres and four decimals
 * (up to 7 metres). */
TEST(national_grid_agrees_with_the_statistics_office)
{
    static const struct {
        double longitude, latitude, easting, northing;
    } known[] = {
        { -6.3022, 49.9233, 91327, 11447 },   /* Isles of Scilly */
        { -4.6425, 50.4502, 212497, 64493 },  /* Cornwall */
        { 1.2769, 51.2118, 628964, 150942 },  /* Dover */
        { -0.0604, 51.5549, 534560, 185787 }, /* Hackney */
        { 1.4562, 52.2442, 636043, 266291 },  /* East Suffolk */
        { -3.3082, 54.6857, 315764, 533086 }, /* Cumberland */
        { -2.0752, 55.3004, 395323, 600700 }, /* Northumberland */
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        GridPosition p = national_grid_of(known[i].longitude, known[i].latitude);
        CHECK(hypot(p.easting - known[i].easting, p.northing - known[i].northing) < 12);
    }
}
