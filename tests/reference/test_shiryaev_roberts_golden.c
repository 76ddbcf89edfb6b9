/* The R package stcd on the first 300 events of imdepi. */
#include "check.h"
#include "golden.h"
#include "stats/shiryaev_roberts.h"

enum { EVENTS = 300 };

static size_t compare(Arena *mem, const EventPlace *place, double radius, double epsilon)
{
    ShiryaevRoberts c = { radius, epsilon };
    ShiryaevRobertsAt at[EVENTS];
    char path[200];
    double highest = 0.0;
    size_t wrong = 0;
    Err e;
    CHECK_OK(stat_shiryaev_roberts(&c, place, EVENTS, mem, at, &e), &e);
    (void)snprintf(path, sizeof path, "golden/detection/stcd/R_%g_%g_FALSE.csv", radius, epsilon);
    Golden sum = golden_read(mem, path);
    (void)snprintf(path, sizeof path, "golden/detection/stcd/R_%g_%g_TRUE.csv", radius, epsilon);
    Golden most = golden_read(mem, path);
    CHECK(sum.rows == EVENTS && most.rows == EVENTS);
    for (size_t i = 0; i < EVENTS; i++) {
        if (at[i].most > highest) highest = at[i].most;
        if (!golden_agrees(at[i].sum, golden_number(&sum, i, "R"), 1e-10) ||
            !golden_agrees(highest, golden_number(&most, i, "R"), 1e-10))
            wrong++;
    }
    return wrong;
}

TEST(shiryaev_roberts_is_the_peers)
{
    if (!check_shared()) SKIP("the optional folder of outside results is not there");
    Arena *mem = arena_open(1 << 24);
    EventPlace place[EVENTS];
    Golden g = golden_read(mem, "golden/detection/stcd/input_imdepi_first300.csv");
    CHECK(g.rows == EVENTS);
    for (size_t i = 0; i < EVENTS; i++)
        place[i] = (EventPlace){ golden_number(&g, i, "x"), golden_number(&g, i, "y") };
    CHECK(compare(mem, place, 50, 0.5) == 0);
    CHECK(compare(mem, place, 50, 1) == 0);
    CHECK(compare(mem, place, 100, 0.5) == 0);
    CHECK(compare(mem, place, 100, 1) == 0);
    arena_close(mem);
}

TEST(shiryaev_roberts_stays_finite)
{
    Arena *mem = arena_open(1 << 24);
    static const EventPlace same[2000];
    ShiryaevRoberts c = { 1.0, 900.0 };
    ShiryaevRobertsAt *at = arena_zero(mem, 2000, sizeof *at);
    Err e;
    CHECK(at != NULL);
    CHECK_OK(stat_shiryaev_roberts(&c, same, 2000, mem, at, &e), &e);
    for (size_t i = 0; i < 2000; i++) CHECK(isfinite(at[i].sum) && isfinite(at[i].most));
    CHECK_OK(stat_shiryaev_roberts(&c, same, 0, mem, at, &e), &e);
    arena_close(mem);
}
