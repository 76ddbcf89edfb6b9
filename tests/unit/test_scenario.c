/* The simulator keeps what it promises: means, variances, sizes, and the same digits. */
#include "check.h"

#include "stats/scenario.h"

TEST(scenario_means_and_variances_are_the_promised_ones)
{
    static const int numbers[] = { 1, 6, 7, 14, 20, 27, 34, 42 };
    static double y[SCENARIO_MOST_PERIODS];
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        Scenario s = stat_scenario(SCENARIO_NOUFAILY, numbers[i]);
        double z = 0.0, square = 0.0, n = 0.0;
        for (uint32_t r = 0; r < 40; r++) {
            stat_scenario_series(&s, 7, r, false, y);
            for (size_t t = 0; t < s.periods; t++) {
                double mu = stat_scenario_mean(&s, t), d = (y[t] - mu) / sqrt(s.phi * mu);
                z += d;
                square += d * d;
                n++;
            }
        }
        CHECK_NEAR(z / n, 0.0, 4.0 / sqrt(n));
        CHECK_NEAR(square / n, 1.0, 0.08);
    }
}

TEST(scenario_parameters_of_the_paper)
{
    Scenario a = stat_scenario(SCENARIO_NOUFAILY, 1), b = stat_scenario(SCENARIO_NOUFAILY, 42);
    CHECK(stat_scenario_count(SCENARIO_NOUFAILY) == 42);
    CHECK(a.theta == 0.1 && a.beta == 0 && a.harmonics == 0 && a.phi == 1.5);
    CHECK(b.theta == 5 && b.beta == 0.0001 && b.harmonics == 2 && b.gamma1 == 0.05);
    CHECK_NEAR(stat_scenario_mean(&a, 17), exp(0.1), 1e-12);
    CHECK_NEAR(log(stat_scenario_mean(&b, 51)), 5 + 0.0001 * 52 + 2 * 0.05, 1e-12);
    for (int f = 0; f < SCENARIO_FAMILIES; f++)
        for (int k = 1; k <= stat_scenario_count((ScenarioFamily)f); k++) {
            Scenario s = stat_scenario((ScenarioFamily)f, k);
            CHECK(s.periods <= SCENARIO_MOST_PERIODS && s.current < s.periods &&
                  s.past_first < s.current && s.phi >= 1.0);
        }
}

/* Sizes have the mean k sd (given that there is a case), half of the cases come in the first week
 * after the first. */
TEST(scenario_outbreaks_have_size_and_shape)
{
    Chance c = chance_open(3, 1);
    double sum = 0.0, early = 0.0, all = 0.0;
    for (int i = 0; i < 4000; i++) {
        Outbreak o = stat_outbreak(&c, 5.0, 2.0, 1.0);
        double cases = 0.0;
        for (size_t k = 0; k < SCENARIO_OUTBREAK_PERIODS; k++) cases += o.added[k];
        CHECK(cases == o.size && o.added[o.last] > 0 && o.size >= 1);
        sum += o.size;
        early += o.added[0];
        all += o.size;
    }
    CHECK_NEAR(sum / 4000, 10.0, 0.25);
    CHECK_NEAR(early / all, 0.5, 0.02); /* the median of the lognormal is one week */
}

TEST(scenario_digits_depend_on_seed_and_replicate_only)
{
    static double a[SCENARIO_MOST_PERIODS], b[SCENARIO_MOST_PERIODS];
    Scenario s = stat_scenario(SCENARIO_COUNCIL_WEEK, 6);
    stat_scenario_series(&s, 1, 5, true, a);
    stat_scenario_series(&s, 1, 4, true, b);
    CHECK(memcmp(a, b, s.periods * sizeof *a) != 0);
    stat_scenario_series(&s, 1, 5, true, b);
    CHECK(memcmp(a, b, s.periods * sizeof *a) == 0);
    stat_scenario_series(&s, 2, 5, true, b);
    CHECK(memcmp(a, b, s.periods * sizeof *a) != 0);
}
