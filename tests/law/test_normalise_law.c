#include "check.h"

#include "stats/aggregate.h"
#include "stats/normalise.h"

enum { UNITS = 40 };

static void figures(uint64_t seed, double *v)
{
    for (int i = 0; i < UNITS; i++) v[i] = check_uniform(&seed) * 100 - 30;
}

static void normalise(const double *v, NormaliseMethod method, double direction, double *ret)
{
    Err e;
    Arena *mem = arena_open(1 << 20);
    bool unit = method == NORMALISE_ZSCORE;
    Normalise how = { .method = method, .direction = direction, .upper = unit ? 1 : 100 };
    CHECK_OK(stat_normalise((F64s){ UNITS, v }, &how, mem, ret, &e), &e);
    arena_close(mem);
}

/* The unit of a figure does not matter: x 9/5 + 32 gives the same scores. */
TEST(law_normalise_knows_no_unit)
{
    static const NormaliseMethod methods[] = { NORMALISE_MINMAX,   NORMALISE_ZSCORE,
                                               NORMALISE_ROBUST_Z, NORMALISE_RANK,
                                               NORMALISE_BORDA,    NORMALISE_DIST2REF,
                                               NORMALISE_DIST2MAX, NORMALISE_EXPONENTIAL };
    double v[UNITS], w[UNITS], a[UNITS], b[UNITS];
    for (uint64_t seed = 1; seed < 20; seed++) {
        figures(seed, v);
        for (int i = 0; i < UNITS; i++) w[i] = v[i] * 1.8 + 32;
        for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
            normalise(v, methods[m], 1, a);
            normalise(w, methods[m], 1, b);
            for (int i = 0; i < UNITS; i++) CHECK_NEAR(a[i], b[i], 1e-9);
        }
    }
}

/* Turning the direction is the same as turning the figures, and turns the order around. */
TEST(law_normalise_direction)
{
    double v[UNITS], w[UNITS], a[UNITS], b[UNITS];
    figures(7, v);
    for (int i = 0; i < UNITS; i++) w[i] = -v[i];
    for (int m = NORMALISE_MINMAX; m <= NORMALISE_PRANK; m++) {
        if (m == NORMALISE_SCALED) continue;
        normalise(v, (NormaliseMethod)m, -1, a);
        normalise(w, (NormaliseMethod)m, 1, b);
        for (int i = 0; i < UNITS; i++) CHECK(a[i] == b[i]);
        for (int i = 1; i < UNITS; i++) CHECK((v[i] > v[0]) == (a[i] < a[0]));
    }
}

/* Harmonic, geometric, arithmetic: in that order, between the least and the greatest; weights
 * count by their proportions only. */
TEST(law_aggregate_means)
{
    for (uint64_t seed = 1; seed < 200; seed++) {
        uint64_t s = seed;
        double x[5], w[5], w10[5], low = 1e9, high = 0, got[4];
        for (int i = 0; i < 5; i++) {
            x[i] = 1 + 99 * check_uniform(&s);
            w[i] = check_uniform(&s);
            w10[i] = 10 * w[i];
            low = fmin(low, x[i]);
            high = fmax(high, x[i]);
        }
        for (int m = AGGREGATE_AMEAN; m <= AGGREGATE_GENMEAN; m++) {
            Aggregate how = { .method = (AggregateMethod)m, .power = -0.5 };
            got[m] = stat_aggregate((F64s){ 5, x }, w, &how);
            CHECK_NEAR(got[m], stat_aggregate((F64s){ 5, x }, w10, &how), 1e-10);
            CHECK(got[m] >= low - 1e-9 && got[m] <= high + 1e-9);
        }
        CHECK(got[AGGREGATE_HMEAN] <= got[AGGREGATE_GENMEAN] + 1e-9);
        CHECK(got[AGGREGATE_GENMEAN] <= got[AGGREGATE_GMEAN] + 1e-9);
        CHECK(got[AGGREGATE_GMEAN] <= got[AGGREGATE_AMEAN] + 1e-9);
    }
}

/* Copeland's scores sum to nothing, and only the order within an indicator matters. */
TEST(law_copeland)
{
    double a[UNITS], b[UNITS], c[UNITS], weight[] = { 1, 2, 1.5 }, score[UNITS], again[UNITS];
    figures(3, a);
    figures(4, b);
    figures(5, c);
    AggregateGroup g = { UNITS, 3, (const double *const[]){ a, b, c }, weight };
    stat_copeland(&g, 0, score);
    double sum = 0;
    for (int i = 0; i < UNITS; i++) sum += score[i];
    CHECK(sum == 0);
    for (int i = 0; i < UNITS; i++) a[i] = exp(a[i] / 20);
    stat_copeland(&g, 0, again);
    for (int i = 0; i < UNITS; i++) CHECK(score[i] == again[i]);
    for (int i = 0; i < UNITS; i++)
        for (int k = 0; k < UNITS; k++)
            CHECK_NEAR(stat_outranking(&g, (size_t)i, (size_t)k) +
                           stat_outranking(&g, (size_t)k, (size_t)i),
                       1, 1e-12);
}
