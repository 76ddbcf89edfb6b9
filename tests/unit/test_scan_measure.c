/* What is expected of each place and time. */
#include "check.h"
#include "stats/scan_measure.h"

TEST(measure_follows_the_population_between_known_days)
{
    static const double edge[] = { 0, 10, 20, 40 };
    static const ScanPeople people[] = { { 0, 0, 10, 100 }, { 0, 0, 30, 300 }, { 1, 0, 0, 50 } };
    static const double cases[] = { 7.0 };
    ScanGrid g = { 2, 3, edge };
    double u[6];
    Err e;
    CHECK_OK(stat_scan_people(&g, people, 3, (F64s){ 1, cases }, u, &e), &e);
    /* Place 0: 10 x 100, 10 x 150, 10 x 250 + 10 x 300; place 1: 500, 500, 1000. */
    double want[] = { 1000, 1500, 5500, 500, 500, 1000 };
    for (int i = 0; i < 6; i++) CHECK_NEAR(u[i], 7.0 * want[i] / 10000.0, 1e-12);
}

TEST(measure_standardises_each_category)
{
    static const double edge[] = { 0, 1 };
    static const ScanPeople people[] = {
        { 0, 0, 0, 30 }, { 1, 0, 0, 10 }, { 0, 1, 0, 1 }, { 1, 1, 0, 3 }
    };
    static const double cases[] = { 8.0, 4.0 };
    ScanGrid g = { 2, 1, edge };
    double u[2];
    Err e;
    CHECK_OK(stat_scan_people(&g, people, 4, (F64s){ 2, cases }, u, &e), &e);
    CHECK_NEAR(u[0], 6.0 + 1.0, 1e-12);
    CHECK_NEAR(u[1], 2.0 + 3.0, 1e-12);
    CHECK(stat_scan_people(&g, people, 2, (F64s){ 2, cases }, u, &e) == ERR_INPUT);
}

TEST(measure_takes_out_a_trend_and_evens_classes)
{
    static const double edge[] = { 0, 1, 2, 3, 4 };
    ScanGrid g = { 1, 4, edge };
    double u[] = { 10, 10, 10, 10 }, count[] = { 8, 16, 32, 64 }, slope;
    uint32_t odd[] = { 0, 1, 0, 1 };
    Arena *mem = arena_open(1 << 16);
    Err e;
    CHECK_OK(stat_scan_slope(&g, count, u, mem, &slope, &e), &e);
    CHECK_NEAR(slope, log(2.0), 1e-9);
    stat_scan_trend(&g, slope, u);
    CHECK_NEAR(u[3] / u[2], 2.0, 1e-9);
    CHECK_NEAR(u[0] + u[1] + u[2] + u[3], 40.0, 1e-9);
    CHECK_OK(stat_scan_even(&g, count, odd, u, mem, &e), &e);
    CHECK_NEAR(u[0] + u[2], 40.0, 1e-9);
    CHECK_NEAR(u[1] + u[3], 80.0, 1e-9);
    double none[] = { 0, 0, 0, 0 };
    CHECK_OK(stat_scan_slope(&g, none, none, mem, &slope, &e), &e);
    CHECK(slope == 0.0);
    arena_close(mem);
}

TEST(measure_of_independent_places_and_times)
{
    static const double edge[] = { 0, 1, 2 };
    static const ScanCase v[] = { { 0, 0, 0, 3 }, { 1, 1, 0, 1 }, { 1, 0, 1, 5 } };
    ScanGrid g = { 2, 2, edge };
    double u[4];
    Arena *mem = arena_open(1 << 16);
    Err e;
    CHECK_OK(stat_scan_independent(&g, v, 3, mem, u, &e), &e);
    CHECK_NEAR(u[0], 9.0 / 4.0, 1e-12);
    CHECK_NEAR(u[1], 3.0 / 4.0, 1e-12);
    CHECK_NEAR(u[2], 3.0 / 4.0 + 5.0, 1e-12);
    CHECK_NEAR(u[3], 1.0 / 4.0, 1e-12);
    arena_close(mem);
}
