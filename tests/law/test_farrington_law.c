/* What must hold for every series, whatever the figures. */
#include "check.h"

#include <stdlib.h>

#include "stats/farrington.h"

enum { WEEKS = 400, AT = 399 };

static FarringtonControl usual(void)
{
    return (FarringtonControl){ .years_back = 5,
                                .half_window = 3,
                                .season_groups = 10,
                                .exclude_recent = 26,
                                .reweight = true,
                                .weights_threshold = 2.58,
                                .alpha = 0.005,
                                .trend = true,
                                .p_threshold_trend = 1,
                                .limit_cases = 5,
                                .limit_periods = 4,
                                .power = FARRINGTON_POWER_TWO_THIRDS,
                                .threshold = FARRINGTON_NB_PLUGIN };
}

static FarringtonResult judge(const double *y, const FarringtonControl *c)
{
    Arena *mem = arena_open(1 << 22);
    FarringtonWork *w;
    FarringtonResult r;
    Err e;
    FarringtonSeries s = { .count = { WEEKS, y }, .frequency = 52 };
    CHECK_OK(stat_farrington_open(&s, c, mem, &w, &e), &e);
    stat_farrington(w, AT, &r);
    r.downweighted = NULL;
    arena_close(mem);
    return r;
}

static void draw(double *y, double level, uint64_t *state)
{
    for (size_t i = 0; i < WEEKS; i++) y[i] = floor(2 * level * check_uniform(state));
}

/* The judged count is no part of its own baseline. */
TEST(farrington_law_what_is_judged_does_not_move_its_bound)
{
    uint64_t state = 1;
    double y[WEEKS];
    FarringtonControl c = usual();
    for (int round = 0; round < 40; round++) {
        draw(y, 5 + round, &state);
        FarringtonResult a = judge(y, &c);
        y[AT] = 100000;
        FarringtonResult b = judge(y, &c);
        CHECK(a.expected == b.expected && a.upperbound == b.upperbound);
        CHECK(b.alarm == 1 && b.pvalue < c.alpha);
    }
}

/* Nor are the latest periods that are left out. */
TEST(farrington_law_recent_periods_do_not_count)
{
    uint64_t state = 2;
    double y[WEEKS];
    FarringtonControl c = usual();
    for (int round = 0; round < 20; round++) {
        draw(y, 20, &state);
        FarringtonResult a = judge(y, &c);
        for (size_t i = AT - 20; i < AT; i++) y[i] += 500;
        FarringtonResult b = judge(y, &c);
        CHECK(a.upperbound == b.upperbound);
    }
}

/* More caution, a higher bound; an alarm is exactly a count above it. */
TEST(farrington_law_bound_and_p_value_agree)
{
    uint64_t state = 3;
    double y[WEEKS];
    for (int round = 0; round < 60; round++) {
        FarringtonControl c = usual();
        double before = 0;
        draw(y, 3 + round, &state);
        for (double alpha = 0.1; alpha > 1e-4; alpha /= 3) {
            c.alpha = alpha;
            FarringtonResult r = judge(y, &c);
            CHECK(r.upperbound >= before && r.upperbound >= floor(r.expected));
            CHECK((r.alarm == 1) == (r.observed > r.upperbound));
            CHECK((r.observed > r.upperbound) == (r.pvalue < alpha));
            before = r.upperbound;
        }
    }
}

TEST(farrington_law_no_baseline_is_never_an_alarm)
{
    double y[WEEKS] = { 0 };
    FarringtonControl c = usual();
    y[AT] = 50;
    FarringtonResult r = judge(y, &c);
    CHECK(r.alarm == -1 && r.reason == FARRINGTON_ALL_ZERO && *stat_farrington_reason(r.reason));
    for (size_t i = 0; i < AT; i++) y[i] = (double)NAN;
    r = judge(y, &c);
    CHECK(r.alarm == -1 && *stat_farrington_reason(r.reason));
    uint64_t state = 4;
    draw(y, 20, &state);
    y[AT] = (double)NAN;
    r = judge(y, &c);
    CHECK(r.alarm == 0 && r.reason == FARRINGTON_MISSING);
    c.years_back = 12;
    y[AT] = 20;
    CHECK(judge(y, &c).reason == FARRINGTON_SHORT_HISTORY);
}

/* A past outbreak must not hide the next one: with reweighting the bound stays low. */
TEST(farrington_law_past_outbreaks_are_weighted_down)
{
    uint64_t state = 6;
    double y[WEEKS];
    FarringtonControl c = usual();
    draw(y, 20, &state);
    for (size_t i = AT - 52 - 2; i <= AT - 52 + 2; i++) y[i] += 400;
    FarringtonResult with = judge(y, &c);
    c.reweight = false;
    FarringtonResult without = judge(y, &c);
    CHECK(with.downweighted_n >= 3 && with.upperbound < 0.8 * without.upperbound);
}
