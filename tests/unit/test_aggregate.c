#include "check.h"

#include "stats/aggregate.h"

static double mean(F64s x, Aggregate how)
{
    double w[] = { 1, 3, 1 };
    return stat_aggregate(x, w, &how);
}

TEST(aggregate_by_hand)
{
    F64s x = F64S(2, 4);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_AMEAN, 0, 0 }), 3.5, 1e-15);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_GMEAN, 0, 0 }), pow(2 * 64.0, 0.25), 1e-12);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_HMEAN, 0, 0 }), 4 / (0.5 + 0.75), 1e-12);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_GENMEAN, 2, 0 }), sqrt((4 + 48.0) / 4), 1e-12);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_GENMEAN, 0, 0 }), pow(128, 0.25), 1e-12);
    CHECK_NEAR(mean(x, (Aggregate){ AGGREGATE_SUM, 0, 0 }), 14, 1e-15);
}

TEST(aggregate_of_what_is_not_there)
{
    F64s gap = F64S(2, (double)NAN, 6), nothing = F64S((double)NAN), zero = F64S(0, 4);
    CHECK(mean(gap, (Aggregate){ AGGREGATE_AMEAN, 0, 0.6 }) == 4);
    CHECK(isnan(mean(gap, (Aggregate){ AGGREGATE_AMEAN, 0, 0.7 })));
    CHECK(isnan(mean(gap, (Aggregate){ AGGREGATE_SUM, 0, 0 })));
    CHECK(isnan(mean(nothing, (Aggregate){ AGGREGATE_AMEAN, 0, 0 })));
    CHECK(isnan(mean(zero, (Aggregate){ AGGREGATE_GMEAN, 0, 0 })));
    CHECK(isnan(mean(zero, (Aggregate){ AGGREGATE_HMEAN, 0, 0 })));
    CHECK(isnan(mean(zero, (Aggregate){ AGGREGATE_GENMEAN, -0.5, 0 })));
}

TEST(aggregate_copeland)
{
    /* Unit 0 beats both others, 1 and 2 are even. */
    double a[] = { 3, 1, 2 }, b[] = { 3, 2, 1 }, w[] = { 1, 1 }, score[3];
    AggregateGroup g = { 3, 2, (const double *const[]){ a, b }, w };
    stat_copeland(&g, 0, score);
    CHECK(score[0] == 2 && score[1] == -1 && score[2] == -1);
    CHECK(stat_outranking(&g, 1, 2) == 0.5 && stat_outranking(&g, 0, 1) == 1);
    double c[] = { 3, (double)NAN, 2 };
    AggregateGroup h = { 3, 1, (const double *const[]){ c }, w };
    stat_copeland(&h, 0, score);
    CHECK(score[0] == 1 && isnan(score[1]) && score[2] == -1);
}
