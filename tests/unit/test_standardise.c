#include "check.h"

#include "stats/standardise.h"

TEST(standardise_direct_by_hand)
{
    /* Rates 1/10 and 1/20; weights 1 and 3: (0.1 + 0.15) / 4. */
    Bands b = { 2, (double[]){ 10, 10 }, (double[]){ 100, 200 }, (double[]){ 1, 3 } };
    Standardised s = stat_direct(&b);
    CHECK_NEAR(s.value, 0.0625, 1e-15);
    CHECK_NEAR(s.variance, (10.0 / 1e4 + 9 * 10.0 / 4e4) / 16, 1e-15);
    CHECK(s.events == 20 && s.population == 300);
    Interval v = stat_dobson(s, 0.95), byar = stat_byar(20, 0.95);
    CHECK_NEAR((v.lower - s.value) / (v.upper - s.value), (byar.lower - 20) / (byar.upper - 20),
               1e-12);
}

TEST(standardise_direct_with_own_weights_is_the_crude_rate)
{
    Bands b = { 3, (double[]){ 5, 10, 20 }, (double[]){ 100, 200, 700 },
                (double[]){ 100, 200, 700 } };
    Standardised s = stat_direct(&b);
    CHECK_NEAR(s.value, 0.035, 1e-15);
    CHECK_NEAR(stat_dobson(s, 0.95).upper, stat_byar(35, 0.95).upper / 1000, 1e-12);
}

TEST(standardise_says_when_there_is_no_rate)
{
    Bands few = { 1, (double[]){ 9 }, (double[]){ 100 }, (double[]){ 1 } };
    Bands nobody = { 1, (double[]){ 10 }, (double[]){ 0 }, (double[]){ 1 } };
    Bands unexpected = { 1, (double[]){ 10 }, (double[]){ 0 }, (double[]){ 0.5 } };
    CHECK(isnan(stat_direct(&few).value) && isnan(stat_dobson(stat_direct(&few), 0.95).lower));
    CHECK(isnan(stat_direct(&nobody).value));
    CHECK(isnan(stat_indirect(&unexpected).value));
    CHECK(isnan(stat_indirect_interval(stat_indirect(&unexpected), 0.95).upper));
}

TEST(standardise_indirect)
{
    Bands b = { 2, (double[]){ 3, 4 }, (double[]){ 100, 50 }, (double[]){ 0.01, 0.02 } };
    Standardised s = stat_indirect(&b);
    CHECK_NEAR(s.population, 2.0, 1e-15);
    CHECK_NEAR(s.value, 3.5, 1e-15);
    CHECK_NEAR(stat_indirect_interval(s, 0.95).lower, stat_poisson_exact(7, 0.95).lower / 2, 1e-15);
}
