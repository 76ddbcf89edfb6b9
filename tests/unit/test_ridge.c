#include "check.h"

#include "stats/chance.h"
#include "stats/ridge.h"

enum { N = 2000, K = 3 };

static double x[N * K], y[N], base[N], weight[N];

/* Rates that rise with the first condition and fall with the second; the third does not vary. */
static void simulate(bool logistic)
{
    Chance c = chance_open(4, logistic);
    for (int i = 0; i < N; i++) {
        x[i * K] = chance_normal(&c);
        x[i * K + 1] = 5 + 2 * chance_normal(&c);
        x[i * K + 2] = 7;
        base[i] = logistic ? 40 : 50 + 100 * chance_uniform(&c);
        weight[i] = 1;
        double eta = -1 + 0.5 * x[i * K] - 0.2 * (x[i * K + 1] - 5);
        double share = logistic ? 1 / (1 + exp(-eta)) : exp(eta);
        double mean = base[i] * share, sd = sqrt(logistic ? mean * (1 - share) : mean);
        y[i] = fmax(0, fmin(logistic ? base[i] : 1e9, floor(mean + sd * chance_normal(&c) + 0.5)));
    }
}

static void fit(const RidgeData *d, double lambda, double *b)
{
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(stat_ridge_fit(d, weight, lambda, mem, b, &e), &e);
    arena_close(mem);
}

TEST(ridge_finds_what_was_put_in)
{
    for (int logistic = 0; logistic < 2; logistic++) {
        double b[K + 1], drawn[K + 1];
        simulate(logistic);
        RidgeData d = { N, K, x, y, base, logistic };
        fit(&d, 1e-6, b);
        CHECK_NEAR(b[1], 0.5, 0.02);
        CHECK_NEAR(b[2], -0.2, 0.01);
        CHECK(b[3] == 0);
        fit(&d, 100, drawn);
        CHECK(fabs(drawn[1]) < fabs(b[1]) && fabs(drawn[2]) < fabs(b[2]));
    }
}

/* The unit of a condition changes its slope, not the fit. */
TEST(ridge_knows_no_unit)
{
    double b[K + 1], again[K + 1];
    simulate(false);
    RidgeData d = { N, K, x, y, base, false };
    fit(&d, 0.5, b);
    double before = stat_ridge_deviance(&d, b, 3);
    for (int i = 0; i < N; i++) x[i * K] = 32 + 1.8 * x[i * K];
    fit(&d, 0.5, again);
    CHECK_NEAR(again[1] * 1.8, b[1], 1e-7);
    CHECK_NEAR(stat_ridge_deviance(&d, again, 3), before, 1e-6);
}

TEST(ridge_without_events)
{
    double b[K + 1];
    Err e;
    simulate(false);
    for (int i = 0; i < N; i++) y[i] = 0;
    Arena *mem = arena_open(1 << 20);
    RidgeData d = { N, K, x, y, base, false };
    CHECK(stat_ridge_fit(&d, weight, 1, mem, b, &e) == ERR_INPUT);
    arena_close(mem);
}
