#include "check.h"

#include "stats/correlation.h"

TEST(correlation_pearson)
{
    double b[] = { 2, 4, 6, 8, 1 }, turned[] = { -2, -4, -6, -8, 0 };
    F64s a = F64S(1, 2, 3, 4, (double)NAN);
    CHECK(stat_pearson(a, b).n == 4);
    CHECK_NEAR(stat_pearson(a, b).r, 1, 1e-15);
    CHECK_NEAR(stat_pearson(a, turned).r, -1, 1e-15);
    double c[] = { 1, 2, 3, 4 }, flat[] = { 1, 1, 1, 1 };
    Correlation k = stat_pearson(F64S(2, 1, 4, 3), c);
    CHECK_NEAR(k.r, 0.6, 1e-15);
    CHECK_NEAR(k.p, 0.4, 1e-12); /* with two degrees of freedom p = 1 - |r| */
    CHECK(isnan(stat_pearson(F64S(1, 2, 3, 4), flat).r));
    CHECK(isnan(stat_pearson(F64S(1, 2), c).p));
}

TEST(correlation_spearman_sees_the_order_only)
{
    double b[] = { 1, 8, 27, 64 };
    Correlation k;
    Err e;
    Arena *mem = arena_open(1 << 16);
    CHECK_OK(stat_spearman(F64S(1, 2, 3, 4), b, mem, &k, &e), &e);
    CHECK_NEAR(k.r, 1, 1e-15);
    arena_close(mem);
}

TEST(correlation_cronbach)
{
    double a[] = { 1, 2, 3, 4 }, b[] = { 1, 2, 3, 4 }, c[] = { 1, -1, -1, 1 };
    CHECK_NEAR(stat_cronbach((const double *const[]){ a, b }, 2, 4), 1, 1e-15);
    CHECK_NEAR(stat_cronbach((const double *const[]){ a, c }, 2, 4), 0, 1e-12);
    CHECK(isnan(stat_cronbach((const double *const[]){ a }, 1, 4)));
}
