#include "check.h"

#include "stats/interval.h"

TEST(interval_wilson)
{
    /* 1 of 20: solves |p - 0.05| = 1.959964 sqrt(p (1 - p) / 20), both roots. */
    Interval v = stat_wilson(1, 20, 0.95);
    double z2 = 1.959963984540054 * 1.959963984540054;
    CHECK_NEAR((v.lower - 0.05) * (v.lower - 0.05), z2 * v.lower * (1 - v.lower) / 20, 1e-14);
    CHECK_NEAR((v.upper - 0.05) * (v.upper - 0.05), z2 * v.upper * (1 - v.upper) / 20, 1e-14);
    CHECK(v.lower < 0.05 && v.upper > 0.05);
    CHECK(stat_wilson(0, 5, 0.95).lower == 0.0 && stat_wilson(5, 5, 0.95).upper == 1.0);
    CHECK(isnan(stat_wilson(6, 5, 0.95).lower) && isnan(stat_wilson(0, 0, 0.95).upper));
    CHECK(isnan(stat_wilson((double)NAN, 5, 0.95).lower) && isnan(stat_wilson(1, 5, 1.0).lower));
}
