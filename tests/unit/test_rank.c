#include "check.h"

#include "stats/rank.h"

static Arena *mem;
static Err e;

TEST(rank_ties_and_missing)
{
    double r[5];
    mem = arena_open(1 << 20);
    F64s v = F64S(3, 1, (double)NAN, 3, 7);
    CHECK_OK(stat_rank(v, RANK_LOWEST, mem, r, &e), &e);
    CHECK(r[0] == 2 && r[1] == 1 && isnan(r[2]) && r[3] == 2 && r[4] == 4);
    CHECK_OK(stat_rank(v, RANK_MIDDLE, mem, r, &e), &e);
    CHECK(r[0] == 2.5 && r[1] == 1 && isnan(r[2]) && r[3] == 2.5 && r[4] == 4);
    arena_close(mem);
}

TEST(rank_bands)
{
    double r[7];
    mem = arena_open(1 << 20);
    CHECK_OK(stat_bands(F64S(10, 20, 30, 40, 50, 60, (double)NAN), 3, mem, r, &e), &e);
    CHECK(r[0] == 1 && r[1] == 1 && r[2] == 2 && r[3] == 2 && r[4] == 3 && r[5] == 3);
    CHECK(isnan(r[6]));
    CHECK_OK(stat_bands(F64S(1, 2), 3, mem, r, &e), &e);
    CHECK(isnan(r[0]) && isnan(r[1])); /* two figures make no three bands */
    arena_close(mem);
}

TEST(rank_quantiles)
{
    double q, sorted[4];
    mem = arena_open(1 << 20);
    CHECK_OK(stat_quantile(F64S(4, 1, (double)NAN, 2, 3), 0.5, mem, &q, &e), &e);
    CHECK(q == 2.5);
    CHECK_OK(stat_quantile(F64S(4, 1, 2, 3), 0.1, mem, &q, &e), &e);
    CHECK_NEAR(q, 1.3, 1e-15);
    CHECK(stat_sort(F64S(2, (double)NAN, 1, 0), sorted) == 3 && sorted[0] == 0 && sorted[2] == 2);
    CHECK(stat_quantile_sorted(F64S(5), 0.9) == 5);
    CHECK(isnan(stat_quantile_sorted((F64s){ 0, NULL }, 0.5)));
    arena_close(mem);
}
