#include "check.h"

#include "stats/treat.h"

static const ShapeLimits usual = { 2.0, 3.5 };

TEST(treat_shape)
{
    Shape s = stat_shape(F64S(1, 2, 3, 4, 5, (double)NAN));
    CHECK_NEAR(s.skew, 0, 1e-15);
    CHECK_NEAR(s.kurt, -1.2, 1e-12); /* of five evenly spaced figures */
    Shape turned = stat_shape(F64S(-1, -2, -3, -40)), s4 = stat_shape(F64S(1, 2, 3, 40));
    CHECK_NEAR(turned.skew, -s4.skew, 1e-12);
    CHECK_NEAR(turned.kurt, s4.kurt, 1e-12);
    CHECK(isnan(stat_shape(F64S(2, 2, 2)).skew) && isnan(stat_shape(F64S(1, 2)).skew));
    CHECK(stat_shape_passes((Shape){ 3, 3 }, usual) && !stat_shape_passes((Shape){ -3, 4 }, usual));
    CHECK(stat_shape_passes((Shape){ (double)NAN, (double)NAN }, usual));
}

static size_t winsorise(F64s v, double *ret)
{
    Err e;
    Winsorised w = { .v = ret };
    Arena *mem = arena_open(1 << 16);
    CHECK_OK(stat_winsorise(v, &(Winsorise){ usual, 5 }, mem, &w, &e), &e);
    arena_close(mem);
    return w.n;
}

TEST(treat_winsorise)
{
    double w[10], x[10];
    F64s v = F64S(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000);
    CHECK(winsorise(v, w) == 1 && w[9] == 9 && w[0] == 1);
    F64s low = F64S(-1, -2, -3, -4, -5, -6, -7, -8, -9, -1000);
    CHECK(winsorise(low, x) == 1 && x[9] == -9);
    F64s fine = F64S(1, 2, 3, 4, (double)NAN);
    CHECK(winsorise(fine, w) == 0 && w[3] == 4 && isnan(w[4]));
}

TEST(treat_transformations_keep_the_order)
{
    double t[5];
    F64s up = F64S(1, 2, 4, 50, (double)NAN), down = F64S(-1, -2, -4, -50, (double)NAN);
    for (int k = TREAT_LOG_CT; k <= TREAT_BOXCOX; k++) {
        stat_transform(up, (Transformation)k, 0.5, t);
        CHECK(t[0] < t[1] && t[1] < t[2] && t[2] < t[3] && isnan(t[4]));
    }
    stat_transform(down, TREAT_LOG_CT, 0, t);
    CHECK(t[0] > t[1] && t[1] > t[2] && t[2] > t[3] && isnan(t[4]));
    stat_transform(up, TREAT_LOG_GII, 0, t);
    CHECK(t[0] == 0 && fabs(t[3] - log(50)) < 1e-12);
    stat_transform(up, TREAT_BOXCOX, 0, t);
    CHECK_NEAR(t[3], log(50), 1e-12);
    stat_transform(F64S(3, 3), TREAT_LOG_CT, 0, t);
    CHECK(isnan(t[0]) && isnan(t[1]));
}
