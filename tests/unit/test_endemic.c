/* The endemic-epidemic model finds what the test put in. */
#include "check.h"

#include "stats/dense.h"
#include "stats/endemic.h"

enum { UNITS = 6, PERIODS = 600 };

static double poisson(double mean, uint64_t *state)
{
    double limit = exp(-mean), product = check_uniform(state);
    int n = 0;
    for (; product > limit; n++) product *= check_uniform(state);
    return n;
}

TEST(endemic_finds_what_was_put_in)
{
    static double y[UNITS][PERIODS], one[PERIODS], weight[UNITS * UNITS];
    const double *rows[UNITS];
    uint64_t state = 41;
    for (size_t i = 0; i < UNITS; i++) {
        rows[i] = y[i];
        weight[i * UNITS + (i + 1) % UNITS] = weight[i * UNITS + (i + UNITS - 1) % UNITS] = 1;
        y[i][0] = 5;
    }
    for (size_t t = 0; t < PERIODS; t++) one[t] = 1;
    for (size_t t = 1; t < PERIODS; t++)
        for (size_t i = 0; i < UNITS; i++) {
            double next = y[(i + 1) % UNITS][t - 1] + y[(i + UNITS - 1) % UNITS][t - 1];
            y[i][t] = poisson(0.4 * y[i][t - 1] + 0.1 * next + 2, &state);
        }
    EndemicData d = { .periods = PERIODS,
                      .units = UNITS,
                      .count = rows,
                      .weight = weight,
                      .own = true,
                      .poisson = true,
                      .p = 1,
                      .x = one };
    Arena *mem = arena_open(1 << 22);
    EndemicFit f;
    Err e;
    CHECK_OK(stat_endemic_fit(&d, mem, &f, &e), &e);
    CHECK(f.converged && f.n == 3 && f.used == UNITS * (PERIODS - 1));
    CHECK_NEAR(exp(f.value[0]), 0.4, 0.06);
    CHECK_NEAR(exp(f.value[1]), 0.1, 0.03);
    CHECK_NEAR(exp(f.value[2]), 2, 0.3);
    for (int j = 0; j < 3; j++) CHECK(f.se[j] > 0 && f.se[j] < 0.3);
    d.poisson = false; /* hardly any spread to be found */
    CHECK_OK(stat_endemic_fit(&d, mem, &f, &e), &e);
    CHECK(exp(f.value[f.at_spread]) < 0.02);
    arena_close(mem);
}

TEST(endemic_says_when_there_is_too_little)
{
    double y[20] = { 0 }, one[20] = { 1 };
    const double *rows[1] = { y };
    EndemicData d = { .periods = 20, .units = 1, .count = rows, .own = true, .p = 1, .x = one };
    Arena *mem = arena_open(1 << 20);
    EndemicFit f;
    Err e;
    CHECK(stat_endemic_fit(&d, mem, &f, &e) == ERR_INPUT);
    d.periods = 3;
    y[1] = 4;
    CHECK(stat_endemic_fit(&d, mem, &f, &e) == ERR_INPUT);
    arena_close(mem);
}

TEST(dense_solves_and_refuses)
{
    double a[] = { 4, 2, 2, 3 }, b[] = { 10, 8 }, bad[] = { 1, 2, 2, 1 };
    CHECK(stat_dense_factor(a, 2));
    stat_dense_solve(a, 2, b);
    CHECK_NEAR(b[0], 1.75, 1e-14);
    CHECK_NEAR(b[1], 1.5, 1e-14);
    CHECK(!stat_dense_factor(bad, 2));
}
