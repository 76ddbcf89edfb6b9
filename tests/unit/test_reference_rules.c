/* The older rules by hand, with years of 4 periods. */
#include "check.h"

#include "stats/reference_rules.h"

static ReferenceResult judge(F64s y, ReferenceControl c)
{
    ReferenceResult r;
    c.frequency = 4;
    stat_reference(y, &c, y.n - 1, &r);
    return r;
}

TEST(reference_rki_uses_the_table_and_then_the_scatter)
{
    ReferenceControl c = { .rule = RULE_RKI, .years_back = 1, .half_window = 1 };
    ReferenceResult r = judge(F64S(1, 3, 2, 9, 9, 6), c);
    CHECK_NEAR(r.expected, 2, 1e-12);
    CHECK(r.upperbound == 6.686 && r.alarm == 0 && r.n == 3 && r.first == 0 && r.last == 2);
    r = judge(F64S(30, 40, 50, 9, 9, 61), c);
    CHECK_NEAR(r.upperbound, 60, 1e-12);
    CHECK(r.alarm == 1);
}

TEST(reference_bayes_counts_the_weeks_before)
{
    ReferenceControl c = { .rule = RULE_BAYES, .half_window = 2, .this_year = true, .alpha = 0.05 };
    ReferenceResult r = judge(F64S(50, 0, 0, 3), c);
    CHECK_NEAR(r.expected, 0, 1e-12);
    CHECK(r.upperbound == 1 && r.alarm == 1); /* NB(1/2, 2/3): P(<= 0) = 0.816, P(<= 1) = 0.953 */
}

TEST(reference_cdc_compares_four_periods)
{
    ReferenceControl c = { .rule = RULE_CDC, .years_back = 2, .alpha = 0.05 };
    double y[16] = { 1, 1, 1, 1, 2, 2, 2, 2, 9, 9, 9, 9 };
    double sd = sqrt(8.0), bound = 6 + 1.9599639845400545 * sd * sqrt(1.5);
    ReferenceResult r;
    c.frequency = 4;
    stat_reference((F64s){ 12, y }, &c, 11, &r);
    CHECK_NEAR(r.upperbound, bound, 1e-9);
    CHECK(r.alarm == 1 && r.observed == 9);
}

TEST(reference_says_why_it_cannot_tell)
{
    ReferenceControl c = { .rule = RULE_RKI, .years_back = 1, .half_window = 1 };
    CHECK(judge(F64S(1, 2), c).reason == REFERENCE_SHORT_HISTORY);
    ReferenceResult r = judge(F64S(1, (double)NAN, 2, 9, 9, 6), c);
    CHECK(r.reason == REFERENCE_MISSING && r.alarm == -1 && *stat_reference_reason(r.reason));
}

TEST(reference_outbreak_statistic_by_hand)
{
    Arena *mem = arena_open(1 << 16);
    double s[5];
    Err e;
    CHECK_OK(stat_outbreak_log(F64S(0, 1, 1, 2, (double)NAN), mem, s, &e), &e);
    CHECK(s[0] == 0);
    CHECK_NEAR(exp(s[1]), 2, 1e-12);
    CHECK_NEAR(exp(s[2]), 2.25, 1e-12);
    CHECK_NEAR(exp(s[3]), 4, 1e-12);
    CHECK(s[4] == s[3]);
    CHECK_OK(stat_outbreak_log(F64S(9, 5, 2, 1), mem, s, &e), &e);
    CHECK_NEAR(s[3], 0, 1e-12); /* what falls is no outbreak */
    arena_close(mem);
}
