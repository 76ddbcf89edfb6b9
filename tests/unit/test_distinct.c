/* The sketch of distinct things against true numbers. */
#include "check.h"

#include "stats/distinct.h"

TEST(distinct_is_within_its_error_from_ten_to_a_million)
{
    uint64_t state = 5;
    for (double n = 10; n <= 1e6; n *= 10) {
        double sum = 0.0;
        int rounds = n < 1e5 ? 20 : 4;
        for (int round = 0; round < rounds; round++) {
            Distinct d = { .run = { 0 } };
            for (size_t i = 0; i < (size_t)n; i++)
                (void)stat_distinct_add(&d, check_random(&state));
            double got = stat_distinct_estimate(&d);
            CHECK(fabs(got / n - 1.0) < 4.5 * 0.0325);
            sum += got / n / rounds;
        }
        CHECK_NEAR(sum, 1.0, 3.5 * 0.0325 / sqrt(rounds)); /* no bias */
    }
}

TEST(distinct_counts_again_nothing_and_merges)
{
    Distinct a = { .run = { 0 } }, b = { .run = { 0 } }, both = { .run = { 0 } };
    uint64_t state = 6;
    CHECK(stat_distinct_estimate(&a) < 1e-9);
    for (int i = 0; i < 5000; i++) {
        uint64_t h = check_random(&state);
        (void)stat_distinct_add(i % 2 ? &a : &b, h);
        (void)stat_distinct_add(&both, h);
        CHECK(!stat_distinct_add(&both, h));
    }
    stat_distinct_merge(&a, &b);
    CHECK(memcmp(&a, &both, sizeof a) == 0);
}
