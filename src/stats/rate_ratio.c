#include "stats/rate_ratio.h"

#include <Rmath.h>
#include <math.h>

double stat_rate_rise(double later, double later_length, double before, double before_length)
{
    if (!(later >= 0) || !(before >= 0) || !(later_length > 0) || !(before_length > 0))
        return (double)NAN;
    double share = later_length / (later_length + before_length);
    return pbinom(later - 1, later + before, share, 0, 0);
}
