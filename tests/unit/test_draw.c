/* Counts drawn from a counter: the right distribution, and the same again. */
#include "check.h"
#include "stats/draw.h"

typedef struct {
    double mean, variance;
} Moments;

typedef double Draw(Chance *c, const double *with);

static double binomial(Chance *c, const double *with)
{
    return stat_draw_binomial(c, with[0], with[1]);
}

static double poisson(Chance *c, const double *with)
{
    return stat_draw_poisson(c, with[0]);
}

static double negative_binomial(Chance *c, const double *with)
{
    return stat_draw_negative_binomial(c, with[0], with[1]);
}

enum { DRAWS = 40000 };

static Moments moments(Draw *draw, const double *with)
{
    Chance c = chance_open(7, 1);
    double sum = 0.0, square = 0.0;
    for (int i = 0; i < DRAWS; i++) {
        double x = draw(&c, with);
        CHECK(x >= 0.0 && x == floor(x));
        sum += x;
        square += x * x;
    }
    double mean = sum / DRAWS;
    return (Moments){ mean, square / DRAWS - mean * mean };
}

/* Within six standard errors of the mean, and the variance within 6 % or so. */
static void agrees(Draw *draw, const double *with, double mean, double variance)
{
    Moments m = moments(draw, with);
    CHECK_NEAR(m.mean, mean, 6.0 * sqrt(variance / DRAWS) + 1e-12);
    CHECK_NEAR(m.variance, variance, 0.08 * variance + 6.0 * sqrt(variance / DRAWS) + 1e-9);
}

TEST(draws_have_the_mean_and_the_spread_of_their_distribution)
{
    static const double n[] = { 1, 7, 40, 1000, 1e6, 1e9 }, p[] = { 0.001, 0.1, 0.5, 0.93 };
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < 4; k++) {
            double with[] = { n[i], p[k] };
            agrees(binomial, with, n[i] * p[k], n[i] * p[k] * (1.0 - p[k]));
        }
    static const double mean[] = { 0.01, 0.7, 9.9, 10.1, 300, 1e8 };
    for (size_t i = 0; i < 6; i++) {
        agrees(poisson, &mean[i], mean[i], mean[i]);
        double with[] = { mean[i], 1.3 };
        agrees(negative_binomial, with, mean[i], 1.3 * mean[i]);
    }
    double wide[] = { 20.0, 6.0 };
    agrees(negative_binomial, wide, 20.0, 120.0);
}

TEST(draws_at_the_edges_are_certain)
{
    Chance c = chance_open(1, 1);
    CHECK(stat_draw_binomial(&c, 0, 0.5) == 0.0);
    CHECK(stat_draw_binomial(&c, 9, 0.0) == 0.0);
    CHECK(stat_draw_binomial(&c, 9, 1.0) == 9.0);
    CHECK(stat_draw_poisson(&c, 0.0) == 0.0);
    CHECK(stat_draw_negative_binomial(&c, 0.0, 3.0) == 0.0);
    for (int i = 0; i < 100; i++) CHECK(stat_draw_below(&c, 1) == 0);
}

/* Chi-squared of a binomial by rejection against its probabilities. */
TEST(draws_follow_the_binomial_in_each_count)
{
    enum { N = 60 };
    Chance c = chance_open(3, 5);
    double seen[N + 1] = { 0 }, chi = 0.0, at = pow(0.65, N);
    for (int i = 0; i < DRAWS; i++) seen[(int)stat_draw_binomial(&c, N, 0.35)] += 1.0;
    int cells = 0;
    for (int k = 0; k <= N; k++) {
        double want = at * DRAWS;
        if (want > 8.0) {
            chi += (seen[k] - want) * (seen[k] - want) / want;
            cells++;
        }
        at *= 0.35 / 0.65 * (N - k) / (k + 1.0);
    }
    CHECK(cells > 15);
    CHECK(chi < cells + 5.0 * sqrt(2.0 * cells));
}

TEST(draws_take_cells_by_their_weight)
{
    static const double weight[] = { 0.0, 1.0, 4.0, 0.0, 0.5, 4.5, 0.0 };
    double seen[7] = { 0 };
    Arena *mem = arena_open(1 << 16);
    Err e;
    DrawTable t;
    Chance c = chance_open(3, 6);
    CHECK_OK(stat_draw_table(weight, 7, mem, &t, &e), &e);
    for (int i = 0; i < DRAWS; i++) seen[stat_draw_cell(&c, &t)] += 1.0;
    for (int i = 0; i < 7; i++) {
        double p = weight[i] / 10.0;
        CHECK_NEAR(seen[i], p * DRAWS, 6.0 * sqrt(DRAWS * p * (1.0 - p)));
    }
    arena_close(mem);
}

TEST(draws_below_are_even)
{
    Chance c = chance_open(11, 0);
    double seen[7] = { 0 };
    for (int i = 0; i < DRAWS; i++) seen[stat_draw_below(&c, 7)] += 1.0;
    for (int i = 0; i < 7; i++) CHECK_NEAR(seen[i], DRAWS / 7.0, 6.0 * sqrt(DRAWS / 7.0));
}
