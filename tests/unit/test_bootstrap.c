#include "check.h"

#include "stats/bootstrap.h"

enum { MANY = 400 };

static BootstrapAnswer ask(BootstrapStatistic statistic, F64s v, Interval *limit)
{
    Err e;
    Arena *mem = arena_open(1 << 22);
    double levels[] = { 0.95, 0.8 };
    Bootstrap b = { .statistic = statistic,
                    .p = 0.5,
                    .repetitions = 4000,
                    .chance = chance_open(5, 0),
                    .level = { 2, levels } };
    BootstrapAnswer a = { .limit = limit };
    CHECK_OK(stat_bootstrap(&b, v, &a, mem, &e), &e);
    arena_close(mem);
    return a;
}

TEST(bootstrap_of_a_mean_is_near_the_normal_interval)
{
    double v[MANY];
    Interval limit[2];
    Chance c = chance_open(1, 1);
    for (int i = 0; i < MANY; i++) v[i] = 10 + 2 * chance_normal(&c);
    BootstrapAnswer a = ask(BOOTSTRAP_MEAN, (F64s){ MANY, v }, limit);
    Moments m = stat_moments((F64s){ MANY, v });
    Interval t = stat_mean_interval(m, 0.95);
    CHECK_NEAR(a.value, m.mean, 1e-12);
    CHECK_NEAR(limit[0].lower, t.lower, 0.02);
    CHECK_NEAR(limit[0].upper, t.upper, 0.02);
    CHECK(limit[1].lower > limit[0].lower && limit[1].upper < limit[0].upper);
}

TEST(bootstrap_follows_the_unit)
{
    Interval a[2], b[2];
    (void)ask(BOOTSTRAP_MEDIAN, F64S(1, 4, 9, 16, 25, 36, (double)NAN), a);
    (void)ask(BOOTSTRAP_MEDIAN, F64S(2, 8, 18, 32, 50, 72), b);
    CHECK_NEAR(b[0].lower, 2 * a[0].lower, 1e-12);
    CHECK_NEAR(b[0].upper, 2 * a[0].upper, 1e-12);
}

TEST(bootstrap_of_too_few)
{
    Interval a[2];
    CHECK(ask(BOOTSTRAP_MEAN, F64S(1, 3), a).value == 2);
    CHECK(isnan(a[0].lower) && isnan(a[1].upper));
    CHECK(isnan(ask(BOOTSTRAP_MEAN, (F64s){ 0, NULL }, a).value));
}
