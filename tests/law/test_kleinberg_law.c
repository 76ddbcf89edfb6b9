/* What Kleinberg's paper says must hold for every stream. */
#include "check.h"

#include "stats/kleinberg.h"

enum { N = 300 };

static void draw(double *x, uint64_t *state)
{
    double pace = 1.0;
    for (size_t i = 0; i < N; i++) {
        if (check_uniform(state) < 0.03) pace = 0.02 + check_uniform(state);
        x[i] = -pace * log(1.0 - check_uniform(state)) + 1e-6;
    }
}

static KleinbergBursts find(const double *x, double gamma, int states, Arena *mem)
{
    KleinbergControl c = { .base = 2.0, .gamma = gamma, .states = states };
    KleinbergBursts found;
    Err e;
    CHECK_OK(stat_kleinberg_gaps((F64s){ N, x }, &c, mem, &found, &e), &e);
    return found;
}

/* The unit of time does not matter, and neither do more states than the shortest gap can need
 * (the paper's theorem 2.1). */
TEST(kleinberg_law_unit_and_number_of_states_do_not_matter)
{
    uint64_t state = 11;
    for (int round = 0; round < 25; round++) {
        Arena *mem = arena_open(1 << 24);
        double x[N], y[N];
        draw(x, &state);
        for (size_t i = 0; i < N; i++) y[i] = 1024.0 * x[i];
        KleinbergBursts a = find(x, 1.0, 0, mem), b = find(y, 1.0, 0, mem),
                        c = find(x, 1.0, KLEINBERG_MAX_STATES, mem);
        CHECK(memcmp(a.state, b.state, N) == 0);
        CHECK(memcmp(a.state, c.state, N) == 0);
        arena_close(mem);
    }
}

/* Bursts nest: each of level 2 or more lies in one of the level below; a dearer climb never pays
 * with a lower cost. */
TEST(kleinberg_law_bursts_nest_and_climbs_cost)
{
    uint64_t state = 12;
    for (int round = 0; round < 25; round++) {
        Arena *mem = arena_open(1 << 24);
        double x[N];
        draw(x, &state);
        KleinbergBursts a = find(x, 0.5, 0, mem), dear = find(x, 2.0, 0, mem);
        CHECK(dear.cost >= a.cost - 1e-9);
        for (size_t i = 0; i < a.n; i++) {
            bool inside = a.v[i].level == 1;
            for (size_t k = 0; k < a.n; k++)
                inside |= a.v[k].level == a.v[i].level - 1 && a.v[k].first <= a.v[i].first &&
                          a.v[k].last >= a.v[i].last;
            CHECK(inside);
        }
        CHECK(find(x, 1e6, 0, mem).n == 0);
        arena_close(mem);
    }
}

TEST(kleinberg_law_even_gaps_have_no_burst)
{
    Arena *mem = arena_open(1 << 24);
    double x[N];
    for (size_t i = 0; i < N; i++) x[i] = 3.0;
    CHECK(find(x, 0.1, 0, mem).n == 0);
    arena_close(mem);
}
