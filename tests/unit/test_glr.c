/* Likelihood ratios by hand: a history of fours and no waves, so that mu0 is 4. */
#include "check.h"

#include "stats/glr.h"

enum { PAST = 6, MOST = 16 };

static void run(F64s y, GlrControl c, GlrPoint *ret)
{
    Arena *mem = arena_open(1 << 22);
    double all[PAST + MOST] = { 4, 4, 4, 4, 4, 4 };
    Err e;
    c.frequency = 12;
    if (c.direction == 0) c.direction = 1;
    if (c.least == 0) c.least = 1;
    memcpy(all + PAST, y.v, y.n * sizeof *all);
    CHECK_OK(stat_glr((F64s){ PAST + y.n, all }, PAST, &c, mem, ret, &e), &e);
    arena_close(mem);
}

TEST(glr_known_change_by_hand)
{
    GlrPoint p[MOST];
    double k = log(2.0), one = 8 * k - 4, two = 7 * k - 4;
    run(F64S(8, 7, 0, (double)NAN, 9),
        (GlrControl){ .known = true, .kappa = k, .limit = 2.3, .window = -1 }, p);
    CHECK_NEAR(p[0].mean, 4, 1e-9);
    CHECK_NEAR(p[0].statistic, one, 1e-8);
    CHECK(p[0].alarm == 0);
    CHECK_NEAR(p[1].statistic, one + two, 1e-8);
    CHECK(p[1].alarm == 1); /* and begins again */
    CHECK(p[2].statistic == 0 && p[2].alarm == 0);
    CHECK(p[3].alarm == -1 && p[3].reason == GLR_MISSING);
    CHECK_NEAR(p[4].statistic, 9 * k - 4, 1e-8);
}

TEST(glr_unknown_change_by_hand)
{
    GlrPoint p[MOST];
    run(F64S(8, 2, 10), (GlrControl){ .limit = 50, .window = -1 }, p);
    CHECK_NEAR(p[0].statistic, 8 * log(2.0) - 4, 1e-8);
    CHECK_NEAR(p[1].statistic, 10 * log(10.0 / 8) - 2, 1e-8);
    double alone = 10 * log(2.5) - 6, all = 20 * log(20.0 / 12) - 8;
    CHECK_NEAR(p[2].statistic, alone > all ? alone : all, 1e-8);
    run(F64S(0, 0), (GlrControl){ .limit = 7, .window = -1, .direction = -1 }, p);
    CHECK_NEAR(p[0].statistic, 4, 1e-8); /* e^-4: no case where four were usual */
    CHECK(p[0].alarm == 0 && p[1].alarm == 1);
}

TEST(glr_says_why_it_cannot_tell)
{
    Arena *mem = arena_open(1 << 20);
    GlrControl c = { .limit = 5, .window = -1, .least = 1, .direction = 1, .frequency = 52 };
    GlrPoint p[8];
    Err e;
    CHECK_OK(stat_glr(F64S(0, 0, 0, 0, 9), 4, &c, mem, p, &e), &e);
    CHECK(p[0].reason == GLR_ALL_ZERO && p[0].alarm == -1);
    CHECK_OK(stat_glr(F64S(4, 9), 1, &c, mem, p, &e), &e);
    CHECK(p[0].reason == GLR_SHORT_HISTORY && *stat_glr_reason(p[0].reason));
    c.harmonics = 40;
    CHECK(stat_glr(F64S(4, 9), 1, &c, mem, p, &e) == ERR_INPUT);
    arena_close(mem);
}
