#include "check.h"

#include "stats/chance.h"
#include "stats/dispersion.h"

enum { MANY = 3000 };

static Dispersion spread(double between, double unit)
{
    static double figure[MANY], error[MANY];
    Dispersion d;
    Err e;
    Arena *mem = arena_open(1 << 20);
    Chance c = chance_open(3, 0);
    for (int i = 0; i < MANY; i++) {
        error[i] = unit * (0.5 + chance_uniform(&c));
        figure[i] = unit * (5 + between * chance_normal(&c)) + error[i] * chance_normal(&c);
    }
    CHECK_OK(stat_dispersion(&(Spread){ MANY, figure, error, 5 * unit }, 0.0, mem, &d, &e), &e);
    arena_close(mem);
    return d;
}

TEST(dispersion_finds_what_was_put_in)
{
    CHECK_NEAR(spread(2, 1).tau, 2, 0.15);
    CHECK_NEAR(spread(0, 1).phi, 1, 0.12);
    CHECK(spread(0, 1).tau < 0.3);
    CHECK_NEAR(spread(2, 10).tau, 10 * spread(2, 1).tau, 1e-9);
    CHECK_NEAR(spread(2, 10).phi, spread(2, 1).phi, 1e-9);
}

TEST(dispersion_of_too_few)
{
    double figure[] = { 1, 2 }, error[] = { 1, 0 };
    Dispersion d;
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(stat_dispersion(&(Spread){ 2, figure, error, 1 }, 0.1, mem, &d, &e), &e);
    CHECK(isnan(d.phi) && isnan(d.tau));
    arena_close(mem);
}
