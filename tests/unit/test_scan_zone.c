/* Zones: order, limits, borders. */
#include "check.h"
#include "stats/scan_zone.h"

typedef struct {
    Arena *mem;
    ScanPoint point[200];
    double size[200];
    ScanCircles c;
} Fixture;

static void set_up(Fixture *f, size_t places)
{
    uint64_t state = 9;
    f->mem = arena_open(1 << 24);
    for (size_t i = 0; i < places; i++) {
        f->point[i] = (ScanPoint){ { check_uniform(&state), check_uniform(&state) } };
        f->size[i] = 1.0;
    }
    f->c = (ScanCircles){ .places = places,
                          .point = f->point,
                          .size = f->size,
                          .max_share = 1.0,
                          .max_distance = (double)INFINITY,
                          .max_places = SIZE_MAX,
                          .threads = 2 };
}

static double distance(const Fixture *f, size_t a, size_t b)
{
    return hypot(f->point[a].at[0] - f->point[b].at[0], f->point[a].at[1] - f->point[b].at[1]);
}

TEST(zones_hold_the_nearest_places_in_order)
{
    Fixture f;
    ScanZones z;
    Err e;
    set_up(&f, 200);
    for (size_t most = 1; most <= 200; most += 33) {
        f.c.max_places = most;
        CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
        for (size_t i = 0; i < 200; i++) {
            const uint32_t *m = scan_members(&z, i);
            CHECK(z.length[i] == most && m[0] == i);
            double furthest = distance(&f, i, m[most - 1]);
            size_t within = 0;
            for (size_t k = 1; k < most; k++)
                CHECK(distance(&f, i, m[k - 1]) <= distance(&f, i, m[k]));
            for (size_t k = 0; k < 200; k++) within += distance(&f, i, k) <= furthest;
            CHECK(within == most);
        }
    }
    arena_close(f.mem);
}

TEST(zones_keep_their_limits)
{
    Fixture f;
    ScanZones z;
    Err e;
    set_up(&f, 40);
    for (size_t i = 0; i < 40; i++) f.point[i] = (ScanPoint){ { (double)i } };
    f.c.max_share = 0.25;
    CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
    for (size_t i = 0; i < 40; i++) CHECK(z.length[i] == 10);
    f.c.max_distance = 2.0;
    CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
    CHECK(z.length[0] == 3 && z.length[20] == 5);
    const uint32_t *m = scan_members(&z, 20);
    /* Equally far: in the order given. */
    CHECK(m[0] == 20 && m[1] == 19 && m[2] == 21 && m[3] == 18 && m[4] == 22);
    f.size[7] = 100.0; /* more than a quarter: in no zone */
    f.c.max_share = 0.25;
    CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
    CHECK(z.length[7] == 0 && z.length[6] == 2);
    f.c.everywhere = true;
    CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
    CHECK(z.centres == 41 && z.everywhere == 40 && z.length[40] == 40);
    CHECK(scan_members(&z, 40)[39] == 39);
    arena_close(f.mem);
}

TEST(zones_round_places_on_one_spot)
{
    Fixture f;
    ScanZones z;
    Err e;
    set_up(&f, 5);
    for (size_t i = 0; i < 5; i++) f.point[i] = (ScanPoint){ { 1.0, 1.0 } };
    CHECK_OK(stat_scan_circles(&f.c, f.mem, &z, &e), &e);
    CHECK(scan_members(&z, 3)[0] == 3 && scan_members(&z, 3)[1] == 0);
    arena_close(f.mem);
}

TEST(zones_follow_borders)
{
    /* 0 - 1 - 2 - 3 and 4 alone */
    static const size_t first[] = { 0, 1, 3, 5, 6, 6 };
    static const uint32_t to[] = { 1, 0, 2, 1, 3, 2 };
    static const ScanGraph graph = { 5, first, to };
    Fixture f;
    ScanZones z;
    Err e;
    set_up(&f, 5);
    CHECK_OK(stat_scan_borders(&f.c, &graph, 1, f.mem, &z, &e), &e);
    CHECK(z.length[0] == 2 && z.length[1] == 3 && z.length[4] == 1);
    CHECK_OK(stat_scan_borders(&f.c, &graph, 2, f.mem, &z, &e), &e);
    CHECK(z.length[0] == 3 && scan_members(&z, 0)[2] == 2);
    CHECK(scan_members(&z, 1)[3] == 3);
    arena_close(f.mem);
}

TEST(zones_on_the_globe_have_kilometres)
{
    ScanPoint a = stat_scan_globe(51.5, -0.1), b = stat_scan_globe(51.5, 0.0);
    double d = 0.0;
    for (int i = 0; i < 3; i++) d += (a.at[i] - b.at[i]) * (a.at[i] - b.at[i]);
    CHECK_NEAR(sqrt(d), 6.918, 0.001);
}
