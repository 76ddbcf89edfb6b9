/* Bursts against every possible way through the states, on small inputs. */
#include "check.h"

#include "stats/kleinberg.h"

static double gap_cost(const double *x, size_t n, const int *way, double s, double gamma)
{
    double whole = 0.0, cost = 0.0;
    int before = 0;
    for (size_t i = 0; i < n; i++) whole += x[i];
    for (size_t i = 0; i < n; i++) {
        double rate = pow(s, way[i]) * (double)n / whole;
        cost += rate * x[i] - log(rate);
        if (way[i] > before) cost += (way[i] - before) * gamma * log((double)n);
        before = way[i];
    }
    return cost;
}

static double batch_cost(const double *r, const double *d, size_t n, const int *way, double s,
                         double gamma)
{
    double sr = 0.0, sd = 0.0, cost = 0.0;
    int before = 0;
    for (size_t i = 0; i < n; i++) {
        sr += r[i];
        sd += d[i];
    }
    for (size_t i = 0; i < n; i++) {
        double p = (way[i] ? s : 1.0) * sr / sd;
        cost -= lgamma(d[i] + 1) - lgamma(r[i] + 1) - lgamma(d[i] - r[i] + 1);
        cost -= r[i] * log(p) + (d[i] - r[i]) * log1p(-p);
        if (way[i] > before) cost += gamma * log((double)n);
        before = way[i];
    }
    return cost;
}

/* The next way through k states, or false after the last. */
static bool step(int *way, size_t n, int k)
{
    for (size_t i = 0; i < n; i++) {
        if (++way[i] < k) return true;
        way[i] = 0;
    }
    return false;
}

TEST(kleinberg_gaps_are_the_best_of_all_ways)
{
    uint64_t state = 3;
    for (int round = 0; round < 60; round++) {
        enum { N = 7, K = 4 };
        double x[N], least = 1e300, gamma = 0.2 + 0.5 * (round % 3);
        int way[N] = { 0 }, mine[N];
        Arena *mem = arena_open(1 << 20);
        KleinbergControl c = { .base = 1.5 + round % 2, .gamma = gamma, .states = K };
        KleinbergBursts found;
        Err e;
        for (size_t i = 0; i < N; i++)
            x[i] = -log(1.0 - check_uniform(&state)) * (i > 2 && i < 6 ? 0.05 : 2.0);
        do {
            double cost = gap_cost(x, N, way, c.base, gamma);
            if (cost < least) least = cost;
        } while (step(way, N, K));
        CHECK_OK(stat_kleinberg_gaps((F64s){ N, x }, &c, mem, &found, &e), &e);
        for (size_t i = 0; i < N; i++) mine[i] = found.state[i];
        CHECK_NEAR(found.cost, least, 1e-9);
        CHECK_NEAR(gap_cost(x, N, mine, c.base, gamma), least, 1e-9);
        arena_close(mem);
    }
}

TEST(kleinberg_batches_are_the_best_of_all_ways)
{
    uint64_t state = 4;
    for (int round = 0; round < 60; round++) {
        enum { N = 9 };
        double r[N], d[N], least = 1e300;
        int way[N] = { 0 };
        Arena *mem = arena_open(1 << 20);
        KleinbergControl c = { .base = 2.0, .gamma = 0.5 };
        KleinbergBursts found;
        Err e;
        for (size_t i = 0; i < N; i++) {
            d[i] = 20.0 + floor(30.0 * check_uniform(&state));
            r[i] = floor(d[i] * (i > 3 && i < 7 ? 0.4 : 0.1) * check_uniform(&state)) + 1.0;
        }
        do {
            double cost = batch_cost(r, d, N, way, c.base, c.gamma);
            if (cost < least) least = cost;
        } while (step(way, N, 2));
        CHECK_OK(stat_kleinberg_batches((F64s){ N, r }, (F64s){ N, d }, &c, mem, &found, &e), &e);
        CHECK_NEAR(found.cost, least, 1e-8);
        arena_close(mem);
    }
}

/* Twenty calm gaps of 10, eight of 0.5, twenty of 10: one episode, told at every level. */
TEST(kleinberg_finds_the_one_burst)
{
    double x[48];
    Arena *mem = arena_open(1 << 20);
    KleinbergControl c = { .base = 2.0, .gamma = 1.0 };
    KleinbergBursts found;
    Err e;
    for (size_t i = 0; i < 48; i++) x[i] = i >= 20 && i < 28 ? 0.5 : 10.0;
    CHECK_OK(stat_kleinberg_gaps((F64s){ 48, x }, &c, mem, &found, &e), &e);
    CHECK(found.n >= 1);
    for (size_t i = 0; i < found.n; i++) {
        CHECK(found.v[i].first == 20 && found.v[i].last == 27);
        CHECK(found.v[i].level == (int)i + 1 && found.v[i].weight > 0.0);
    }
    arena_close(mem);
}

TEST(kleinberg_refuses_and_says_nothing_of_nothing)
{
    Arena *mem = arena_open(1 << 20);
    KleinbergControl c = { .base = 2.0, .gamma = 1.0 };
    KleinbergBursts found;
    Err e;
    CHECK_OK(stat_kleinberg_gaps((F64s){ 0, NULL }, &c, mem, &found, &e), &e);
    CHECK(found.n == 0);
    CHECK_OK(stat_kleinberg_gaps(F64S(0, 0, 0), &c, mem, &found, &e), &e);
    CHECK(found.n == 0);
    CHECK(stat_kleinberg_gaps(F64S(1, -1), &c, mem, &found, &e) == ERR_INPUT);
    CHECK(stat_kleinberg_gaps(F64S(1, (double)NAN), &c, mem, &found, &e) == ERR_INPUT);
    CHECK(stat_kleinberg_batches(F64S(2), F64S(1), &c, mem, &found, &e) == ERR_INPUT);
    CHECK_OK(stat_kleinberg_batches(F64S(0, 0), F64S(5, 5), &c, mem, &found, &e), &e);
    CHECK(found.n == 0);
    c.base = 1.0;
    CHECK(stat_kleinberg_gaps(F64S(1, 2), &c, mem, &found, &e) == ERR_INPUT);
    arena_close(mem);
}
