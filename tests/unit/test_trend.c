#include "check.h"

#include <stdlib.h>

#include "stats/trend.h"

static MonotoneTrend ask(const double *v, size_t n, const size_t *segment)
{
    double time[64];
    Err e;
    MonotoneTrend t;
    Arena *mem = arena_open(1 << 22);
    for (size_t i = 0; i < n; i++) time[i] = (double)i;
    CHECK_OK(stat_monotone_trend(&(TrendPoints){ n, time, v, NULL, segment }, 0.95, mem, &t, &e),
             &e);
    arena_close(mem);
    return t;
}

TEST(trend_four_that_rise)
{
    double v[] = { 1, 2, 4, 8 };
    MonotoneTrend t = ask(v, 4, NULL);
    CHECK(t.pairs == 6 && t.s == 6 && t.exact);
    CHECK_NEAR(t.p, 2.0 / 24, 1e-15);              /* one order of 24, both sides */
    CHECK_NEAR(t.slope, (2 + 7.0 / 3) / 2, 1e-15); /* 1 1.5 2 | 7/3 3 4 */
}

TEST(trend_counts_orders_as_enumeration_does)
{
    /* All 120 orders of five: the share with |s| at least that of each. */
    int order[5], s_of[120], n = 0;
    for (int code = 0; code < 3125; code++) {
        int used = 0, c = code;
        for (int i = 0; i < 5; i++, c /= 5) used |= 1 << (order[i] = c % 5);
        if (used != 31) continue;
        int s = 0;
        for (int i = 0; i < 5; i++)
            for (int j = i + 1; j < 5; j++) s += order[j] > order[i] ? 1 : -1;
        s_of[n++] = s;
    }
    CHECK(n == 120);
    double v[] = { 3, 1, 4, 5, 9 };
    MonotoneTrend t = ask(v, 5, NULL);
    int beyond = 0;
    for (int i = 0; i < n; i++) beyond += abs(s_of[i]) >= (int)fabs(t.s);
    CHECK_NEAR(t.p, beyond / 120.0, 1e-14);
}

TEST(trend_does_not_compare_across_a_break)
{
    double v[] = { 1, 2, 3, 4, 101, 102, 103, 104 }, w[] = { 101, 102, 103, 104, 1, 2, 3, 4 };
    size_t segment[] = { 0, 0, 0, 0, 1, 1, 1, 1 };
    MonotoneTrend a = ask(v, 8, segment), b = ask(w, 8, segment);
    CHECK(a.pairs == 12 && a.s == 12 && b.s == 12 && a.slope == 1 && b.slope == 1);
    CHECK_NEAR(a.p, 2.0 / 576, 1e-15);
    CHECK(ask(v, 8, NULL).slope > 10);
}

TEST(trend_with_ties_and_missing)
{
    double v[] = { 1, 1, 2, (double)NAN, 2, 3 };
    MonotoneTrend t = ask(v, 6, NULL);
    CHECK(t.pairs == 10 && t.s == 8 && !t.exact);
    CHECK_NEAR(t.z, 7 / sqrt(5.0 * 4 * 15 / 18 - 2 * 2.0 * 1 * 9 / 18), 1e-12);
    double flat[] = { 2, 2, 2, 2 };
    CHECK(ask(flat, 4, NULL).p == 1 && ask(flat, 4, NULL).slope == 0);
    CHECK(isnan(ask(v, 2, NULL).p) && isnan(ask(v, 2, NULL).slope));
}

TEST(trend_weighted)
{
    double time[] = { 1, 2, 3, 4, 5 }, v[] = { 3, 5, 7, 9, 11 }, e[] = { 1, 2, 1, 2, 1 };
    WeightedTrend t = stat_weighted_trend(&(TrendPoints){ 5, time, v, e, NULL });
    CHECK_NEAR(t.slope, 2, 1e-12);
    CHECK_NEAR(t.chi2, 4 * (4 + 0.25 + 0 + 0.25 + 4), 1e-12);
    CHECK(t.signs_agree);
    double last[] = { 3, 3, 3, 3, 11 }; /* without the last point there is no slope */
    CHECK(!stat_weighted_trend(&(TrendPoints){ 5, time, last, e, NULL }).signs_agree);
    double sure[] = { 1, 2, 0, 2, 1 };
    CHECK(isnan(stat_weighted_trend(&(TrendPoints){ 5, time, v, sure, NULL }).chi2));
    CHECK(isnan(stat_weighted_trend(&(TrendPoints){ 2, time, v, e, NULL }).chi2));
}
