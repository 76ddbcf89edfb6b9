/* CUSUM by hand: m = 4, so that a standard deviation is 2. */
#include "check.h"

#include "stats/cusum.h"

static const double past[] = { 4, 4, 3, 5 };

static void run(const double *y, size_t n, CusumControl c, CusumPoint *ret)
{
    Arena *mem = arena_open(1 << 20);
    double all[32];
    Err e;
    memcpy(all, past, sizeof past);
    memcpy(all + 4, y, n * sizeof *y);
    CHECK_OK(stat_cusum((F64s){ 4 + n, all }, 4, &c, mem, ret, &e), &e);
    arena_close(mem);
}

TEST(cusum_by_hand)
{
    double y[] = { 8, 8, 0, (double)NAN, 12 };
    CusumPoint p[5];
    run(y, 5, (CusumControl){ .k = 1, .h = 2 }, p);
    CHECK_NEAR(p[0].sum, 1, 1e-12); /* (8 - 4) / 2 - 1 */
    CHECK_NEAR(p[0].upperbound, 10, 1e-12);
    CHECK(p[0].alarm == 0 && p[0].mean == 4);
    CHECK_NEAR(p[1].sum, 2, 1e-12);
    CHECK_NEAR(p[1].upperbound, 8, 1e-12);
    CHECK(p[1].alarm == 1); /* reaching is enough */
    CHECK(p[2].sum == 0 && p[2].alarm == 0);
    CHECK(p[3].alarm == -1 && p[3].reason == CUSUM_MISSING && isnan(p[3].sum));
    CHECK_NEAR(p[4].sum, 3, 1e-12);
}

TEST(cusum_begins_again_when_asked)
{
    double y[] = { 12, 12, 8 };
    CusumPoint p[3];
    run(y, 3, (CusumControl){ .k = 1, .h = 2, .reset = true }, p);
    CHECK_NEAR(p[0].sum, 3, 1e-12);
    CHECK_NEAR(p[1].sum, 3, 1e-12);
    CHECK_NEAR(p[2].sum, 1, 1e-12);
}

TEST(cusum_says_why_it_cannot_tell)
{
    Arena *mem = arena_open(1 << 20);
    CusumControl c = { .k = 1, .h = 2 };
    CusumPoint p[4];
    Err e;
    CHECK_OK(stat_cusum(F64S(0, 0, 5), 2, &c, mem, p, &e), &e);
    CHECK(p[0].reason == CUSUM_ALL_ZERO && p[0].alarm == -1);
    CHECK_OK(stat_cusum(F64S((double)NAN, 5), 1, &c, mem, p, &e), &e);
    CHECK(p[0].reason == CUSUM_SHORT_HISTORY && *stat_cusum_reason(p[0].reason));
    CHECK_OK(stat_cusum(F64S(5), 0, &c, mem, p, &e), &e);
    CHECK(p[0].reason == CUSUM_SHORT_HISTORY);
    arena_close(mem);
}
