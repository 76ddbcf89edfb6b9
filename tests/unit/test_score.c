/* Scores by hand; and no forecast scores better than the truth. */
#include "check.h"

#include "stats/score.h"

TEST(scores_by_hand)
{
    CountScores s = stat_count_scores(0, 1, (double)NAN);
    CHECK_NEAR(s.logs, 1, 1e-14);
    CHECK_NEAR(s.dss, 1, 1e-14);
    CHECK_NEAR(s.ses, 1, 1e-14);
    CHECK(s.pit_lower == 0);
    CHECK_NEAR(s.pit_upper, exp(-1.0), 1e-14);
    CHECK(isnan(stat_count_scores(-1, 1, 1).logs) && isnan(stat_count_scores(1, 0, 1).rps));
    CHECK(isnan(stat_count_scores(0.5, 1, 1).ses) && isnan(stat_count_scores(1, 1, 0).dss));
    CHECK(isnan(stat_count_scores((double)NAN, 1, 1).logs));
}

/* The ranked score is the sum that defines it. */
TEST(scores_ranked_is_its_sum)
{
    for (double mu = 0.3; mu < 60; mu *= 2.3)
        for (double x = 0; x < 90; x += 13) {
            double sum = 0, below = 0;
            for (int k = 0; k < 2000; k++) {
                CountScores at = stat_count_scores(k, mu, 2.5);
                below = at.pit_upper;
                sum += (below - (x <= k)) * (below - (x <= k));
            }
            CHECK_NEAR(stat_count_scores(x, mu, 2.5).rps, sum, 1e-8 * (1 + sum));
        }
}

/* On average over the truth, the truth has the lowest score. */
TEST(scores_law_are_proper)
{
    const double truth = 5, size = 3;
    double best[3] = { 0 };
    for (int k = 0; k < 7; k++) {
        double mu = k == 0 ? truth : 3 + k, sum[3] = { 0 };
        for (int x = 0; x < 300; x++) {
            double p = exp(-stat_count_scores(x, truth, size).logs);
            CountScores s = stat_count_scores(x, mu, size);
            sum[0] += p * s.logs;
            sum[1] += p * s.rps;
            sum[2] += p * s.dss;
        }
        for (int i = 0; i < 3; i++) {
            if (k == 0) best[i] = sum[i];
            if (mu != truth) CHECK(sum[i] > best[i]);
        }
    }
}
