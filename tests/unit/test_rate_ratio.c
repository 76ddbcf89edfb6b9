#include "check.h"
#include "stats/rate_ratio.h"

/* The binomial tail, summed by hand. */
static double tail(int k, int n, double p)
{
    double sum = 0;
    for (int i = k; i <= n; i++) {
        double term = 1;
        for (int j = 0; j < i; j++) term *= p * (n - j) / (i - j);
        for (int j = 0; j < n - i; j++) term *= 1 - p;
        sum += term;
    }
    return sum;
}

TEST(rate_rise_is_the_binomial_tail)
{
    for (int later = 0; later <= 12; later++)
        for (int before = 0; before <= 12; before++)
            CHECK_NEAR(stat_rate_rise(later, 7, before, 28), tail(later, later + before, 0.2),
                       1e-12);
    CHECK_NEAR(stat_rate_rise(3, 1, 0, 1), 0.125, 1e-15);
}

TEST(rate_rise_says_little_of_little)
{
    CHECK_NEAR(stat_rate_rise(0, 7, 0, 28), 1, 0);
    CHECK_NEAR(stat_rate_rise(0, 7, 9, 28), 1, 0);
    CHECK(isnan(stat_rate_rise(-1, 7, 2, 28)) && isnan(stat_rate_rise(1, 0, 2, 28)));
    CHECK(isnan(stat_rate_rise((double)NAN, 7, 2, 28)));
}

TEST(rate_rise_is_surer_with_more)
{
    for (int later = 1; later < 30; later++) {
        CHECK(stat_rate_rise(later + 1, 7, 4, 28) < stat_rate_rise(later, 7, 4, 28));
        CHECK(stat_rate_rise(later, 7, 5, 28) > stat_rate_rise(later, 7, 4, 28));
    }
}

TEST(rate_rise_is_rarely_wrong_when_nothing_rose)
{
    /* Under equal rates a p-value is at most 0.05 in at most one of twenty. */
    uint64_t seed = 11;
    int wrong = 0;
    for (int round = 0; round < 4000; round++) {
        int later = 0, before = 0;
        for (int event = 0; event < 20; event++) {
            bool in_later = check_uniform(&seed) < 0.2;
            later += in_later;
            before += !in_later;
        }
        wrong += stat_rate_rise(later, 7, before, 28) <= 0.05;
    }
    printf("# %d of 4000 at or below 0.05\n", wrong);
    CHECK(wrong <= 240);
}
