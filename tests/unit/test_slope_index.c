#include "check.h"

#include "stats/slope_index.h"

TEST(slope_index_of_a_line_is_the_line)
{
    /* Middles of the groups 0.1, 0.35, 0.75: value 2 + 4 x. */
    double people[] = { 20, 30, 50 };
    SlopeLine l = stat_slope_line(F64S(2.4, 3.4, 5.0), people);
    CHECK_NEAR(l.bottom, 2, 1e-12);
    CHECK_NEAR(l.top, 6, 1e-12);
    double more[] = { 200, 300, 500 }; /* the number of people alone changes nothing */
    SlopeLine k = stat_slope_line(F64S(2.4, 3.5, 5.0), people);
    CHECK_NEAR(k.top, stat_slope_line(F64S(2.4, 3.5, 5.0), more).top, 1e-12);
}

TEST(slope_index_without_figures)
{
    double people[] = { 20, 30 }, nobody[] = { 20, 0 };
    CHECK(isnan(stat_slope_line(F64S(1), people).top));
    CHECK(isnan(stat_slope_line(F64S(1, 2), nobody).top));
    CHECK(isnan(stat_slope_line(F64S(1, (double)NAN), people).bottom));
}
