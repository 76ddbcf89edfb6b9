#include "stats/slope_index.h"

#include <math.h>

SlopeLine stat_slope_line(F64s value, const double *population)
{
    double people = 0.0, below = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
    for (size_t i = 0; i < value.n; i++)
        people += population[i] > 0.0 ? population[i] : (double)NAN;
    for (size_t i = 0; i < value.n; i++) {
        double w = population[i] / people, x = below + w / 2.0;
        below += w;
        sx += w * x;
        sy += w * value.v[i];
        sxx += w * x * x;
        sxy += w * x * value.v[i];
    }
    if (value.n < 2) return (SlopeLine){ (double)NAN, (double)NAN };
    double slope = (sxy - sx * sy) / (sxx - sx * sx), bottom = sy - slope * sx;
    return (SlopeLine){ bottom, bottom + slope };
}
