/* EARS by hand: a baseline of 7 whose mean is 4 and whose standard deviation is 2. */
#include "check.h"

#include "stats/ears.h"

static EarsResult judge(F64s y, EarsRule rule, size_t t)
{
    EarsControl c = { .rule = rule, .baseline = 7, .alpha = 0.001 };
    EarsResult r;
    stat_ears(y, &c, t, &r);
    return r;
}

TEST(ears_bounds_by_hand)
{
    /* deviations -3 -1 -1 0 1 1 3: squares sum 22, sd = sqrt(22 / 6) */
    double sd = sqrt(22.0 / 6.0), z = 3.0902323061678132;
    F64s y = F64S(1, 3, 3, 4, 5, 5, 7, 99);
    EarsResult r = judge(y, EARS_C1, 7);
    CHECK_NEAR(r.expected, 4.0, 1e-12);
    CHECK_NEAR(r.upperbound, 4.0 + z * sd, 1e-12);
    CHECK(r.alarm == 1 && r.observed == 99 && r.pvalue < 1e-6);
    F64s lagged = F64S(1, 3, 3, 4, 5, 5, 7, 50, 60, 4);
    r = judge(lagged, EARS_C2, 9); /* the two before it are left out */
    CHECK_NEAR(r.upperbound, 4.0 + z * sd, 1e-12);
    CHECK(r.alarm == 0);
}

TEST(ears_says_why_it_cannot_tell)
{
    CHECK(judge(F64S(1, 2, 3), EARS_C1, 2).reason == EARS_SHORT_HISTORY);
    CHECK(judge(F64S(1, 2, 3, 4, 5, 6, 7, (double)NAN), EARS_C1, 7).reason == EARS_MISSING);
    CHECK(judge(F64S(1, 2, (double)NAN, 4, 5, 6, 7, 8), EARS_C1, 7).reason == EARS_MISSING);
    EarsResult flat = judge(F64S(2, 2, 2, 2, 2, 2, 2, 3), EARS_C1, 7);
    CHECK(flat.reason == EARS_NO_SPREAD && flat.alarm == -1);
    CHECK(*stat_ears_reason(EARS_NO_SPREAD) && !*stat_ears_reason(EARS_FINE));
}

TEST(ears_first_period)
{
    EarsControl c = { .rule = EARS_C1, .baseline = 7, .alpha = 0.001 };
    CHECK(stat_ears_first(&c) == 7);
    c.rule = EARS_C2;
    CHECK(stat_ears_first(&c) == 9);
    c.rule = EARS_C3;
    CHECK(stat_ears_first(&c) == 11);
}
