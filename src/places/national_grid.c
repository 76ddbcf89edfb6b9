#include "places/national_grid.h"

#include <math.h>

/* Airy 1830 and the projection's own numbers, as the Ordnance Survey gives them. */
#define AIRY_A       6377563.396
#define AIRY_B       6356256.909
#define SCALE        0.9996012717
#define ORIGIN_NORTH 49.0
#define ORIGIN_EAST  -2.0
#define FALSE_EAST   400000.0
#define FALSE_NORTH  -100000.0

#define WGS84_A 6378137.0
#define WGS84_B 6356752.3142

static double radians(double degrees)
{
    return degrees * 3.14159265358979323846 / 180;
}

/* Length of the meridian from the origin's latitude to `phi`. */
static double meridian(double phi)
{
    double n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B), n2 = n * n, n3 = n2 * n;
    double minus = phi - radians(ORIGIN_NORTH), plus = phi + radians(ORIGIN_NORTH);
    return AIRY_B * SCALE *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * minus -
            (3 * n + 3 * n2 + 2.625 * n3) * sin(minus) * cos(plus) +
            1.875 * (n2 + n3) * sin(2 * minus) * cos(2 * plus) -
            35.0 / 24 * n3 * sin(3 * minus) * cos(3 * plus));
}

GridPosition national_grid_project(double longitude, double latitude)
{
    double phi = radians(latitude), l = radians(longitude - ORIGIN_EAST), l2 = l * l;
    double e2 = 1 - AIRY_B * AIRY_B / (AIRY_A * AIRY_A);
    double s = sin(phi), c = cos(phi), t2 = s * s / (c * c), w = 1 - e2 * s * s;
    double nu = AIRY_A * SCALE / sqrt(w), ratio = w / (1 - e2), eta2 = ratio - 1;
    double c3 = c * c * c, c5 = c3 * c * c;
    double north = nu / 2 * s * c * l2 + nu / 24 * s * c3 * (5 - t2 + 9 * eta2) * l2 * l2 +
                   nu / 720 * s * c5 * (61 - 58 * t2 + t2 * t2) * l2 * l2 * l2;
    double east =
        nu * c * l + nu / 6 * c3 * (ratio - t2) * l2 * l +
        nu / 120 * c5 * (5 - 18 * t2 + t2 * t2 + 14 * eta2 - 58 * t2 * eta2) * l2 * l2 * l;
    return (GridPosition){ FALSE_EAST + east, FALSE_NORTH + meridian(phi) + north };
}

GridPosition national_grid_of(double longitude, double latitude)
{
    double phi = radians(latitude), lambda = radians(longitude);
    double e2 = 1 - WGS84_B * WGS84_B / (WGS84_A * WGS84_A);
    double nu = WGS84_A / sqrt(1 - e2 * sin(phi) * sin(phi));
    double x = nu * cos(phi) * cos(lambda), y = nu * cos(phi) * sin(lambda);
    double z = (1 - e2) * nu * sin(phi);

    double second = radians(1.0 / 3600), rx = -0.1502 * second, ry = -0.2470 * second;
    double rz = -0.8421 * second, grown = 1 + 20.4894e-6;
    double ax = -446.448 + grown * x - rz * y + ry * z;
    double ay = 125.157 + rz * x + grown * y - rx * z;
    double az = -542.060 - ry * x + rx * y + grown * z;

    double airy2 = 1 - AIRY_B * AIRY_B / (AIRY_A * AIRY_A), p = hypot(ax, ay);
    phi = atan2(az, p * (1 - airy2));
    for (int i = 0; i < 8; i++) {
        nu = AIRY_A / sqrt(1 - airy2 * sin(phi) * sin(phi));
        phi = atan2(az + airy2 * nu * sin(phi), p);
    }
    double degree = radians(1);
    return national_grid_project(atan2(ay, ax) / degree, phi / degree);
}
