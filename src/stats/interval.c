#include "stats/interval.h"

#include <Rmath.h>
#include <math.h>

static const Interval none = { (double)NAN, (double)NAN };

Interval stat_wilson(double x, double n, double confidence)
{
    if (!(x >= 0.0 && x <= n && n > 0.0 && confidence > 0.0 && confidence < 1.0)) return none;
    double z = qnorm(0.5 - confidence / 2.0, 0.0, 1.0, 0, 0), z2 = z * z;
    double half = z * sqrt(z2 + 4.0 * x * (1.0 - x / n)), width = 2.0 * (n + z2);
    double lower = (2.0 * x + z2 - half) / width, upper = (2.0 * x + z2 + half) / width;
    return (Interval){ x > 0.0 ? lower : 0.0, x < n ? upper : 1.0 };
}
