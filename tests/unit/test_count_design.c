#include "check.h"

#include "base/date.h"
#include "stats/count_design.h"

TEST(count_design_columns)
{
    Arena *mem = arena_open(1 << 20);
    int32_t day[14];
    for (int i = 0; i < 14; i++) day[i] = date_to_days((Date){ 2024, 12, 23 }) + i; /* a Monday */
    CountTerms t = {
        .trend = true, .harmonics = 1, .frequency = 7, .weekday = true, .holidays = true
    };
    CountDesign d;
    Err e;
    CHECK_OK(stat_count_design(14, day, &t, mem, &d, &e), &e);
    CHECK(d.p == 11 && d.n == 14);
    CHECK_TEXT(d.names[0], "intercept");
    CHECK_TEXT(d.names[1], "t");
    CHECK_TEXT(d.names[4], "tuesday");
    CHECK_TEXT(d.names[10], "holidays");
    CHECK(d.x[14 + 13] == 14);
    CHECK(d.x[4 * 14 + 1] == 1 && d.x[4 * 14 + 2] == 0 && d.x[4 * 14 + 8] == 1);
    double holidays = 0;
    for (int i = 0; i < 14; i++) holidays += d.x[10 * 14 + i];
    CHECK(holidays == 3 && d.x[10 * 14 + 2] == 1 && d.x[10 * 14 + 9] == 1);
    CHECK(stat_count_design(14, NULL, &t, mem, &d, &e) == ERR_INPUT);
    t = (CountTerms){ .harmonics = 60, .frequency = 7 };
    CHECK(stat_count_design(14, NULL, &t, mem, &d, &e) == ERR_INPUT);
    arena_close(mem);
}
