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

TEST(interval_byar)
{
    Interval v = stat_byar(100, 0.95); /* Breslow and Day (1987), page 69: 0.813 to 1.216 of 100 */
    CHECK_NEAR(v.lower, 81.36, 0.01);
    CHECK_NEAR(v.upper, 121.63, 0.01);
    CHECK(isnan(stat_byar(0, 0.95).lower) && stat_byar(0, 0.95).upper > 3);
    CHECK(isnan(stat_byar(1, 0.998).lower)); /* the formula would give less than nothing */
    CHECK(isnan(stat_byar(-1, 0.95).upper) && isnan(stat_byar((double)NAN, 0.95).upper));
}

TEST(interval_poisson_exact)
{
    Interval v = stat_poisson_exact(5, 0.95);
    CHECK_NEAR(v.lower, 1.6234864, 1e-6);
    CHECK_NEAR(v.upper, 11.6683321, 1e-6);
    CHECK(stat_poisson_exact(0, 0.95).lower == 0);
    CHECK_NEAR(stat_poisson_exact(0, 0.95).upper, -log(0.025), 1e-12);
    CHECK_NEAR(stat_poisson_halved(5, 0.95).upper, v.upper, 1e-5);
    CHECK(stat_count_interval(9, 0.95).upper == stat_poisson_exact(9, 0.95).upper);
    CHECK(stat_count_interval(10, 0.95).upper == stat_byar(10, 0.95).upper);
}

TEST(interval_mean)
{
    Moments m = stat_moments(F64S(1, 2, 3, 4, (double)NAN));
    CHECK(m.n == 4 && m.sum == 10 && m.mean == 2.5);
    CHECK_NEAR(m.sd, sqrt(5.0 / 3), 1e-15);
    Interval v = stat_mean_interval(m, 0.95); /* t with 3 degrees of freedom: 3.1824463 */
    CHECK_NEAR(v.upper - 2.5, 3.1824463 * m.sd / 2, 1e-6);
    CHECK(isnan(stat_mean_interval(stat_moments(F64S(1)), 0.95).lower));
}

TEST(interval_funnel)
{
    Interval v = stat_funnel_share(0.5, 100, 0.95);
    CHECK_NEAR(v.lower, 0.5 - 1.959963984540054 * 0.05, 1e-12);
    CHECK(stat_funnel_share(0.01, 10, 0.95).lower == 0);
    Interval c = stat_poisson_limits(20, 0.95); /* the limits just exclude 20 */
    CHECK_NEAR(stat_poisson_exact(c.lower, 0.95).upper, 20, 1e-9);
    CHECK_NEAR(stat_poisson_exact(c.upper, 0.95).lower, 20, 1e-9);
    CHECK(stat_poisson_limits(2, 0.95).lower == 0);
    CHECK(isnan(stat_poisson_limits(0, 0.95).lower));
}
