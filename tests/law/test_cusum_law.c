/* What must hold of every CUSUM, whatever the figures. */
#include "check.h"

#include "stats/cusum.h"

enum { N = 60, FROM = 20 };

static void run(const double *y, const CusumControl *c, CusumPoint *ret)
{
    Arena *mem = arena_open(1 << 20);
    Err e;
    CHECK_OK(stat_cusum((F64s){ N, y }, FROM, c, mem, ret, &e), &e);
    arena_close(mem);
}

static void draw(double *y, uint64_t *state)
{
    double level = 1 + 30 * check_uniform(state);
    for (size_t i = 0; i < N; i++) y[i] = floor(2 * level * check_uniform(state));
}

TEST(cusum_law_a_larger_allowance_means_a_smaller_sum)
{
    uint64_t state = 1;
    double y[N];
    CusumPoint a[N], b[N];
    for (int round = 0; round < 200; round++) {
        draw(y, &state);
        CusumControl c = {
            .transform = (CusumTransform)(round % 7), .k = 0.3, .h = 2, .alpha = 0.2
        };
        run(y, &c, a);
        c.k = 0.9;
        run(y, &c, b);
        for (size_t i = 0; i < N - FROM; i++) CHECK(b[i].sum <= a[i].sum && b[i].sum >= 0);
    }
}

/* The bound is where the alarm begins: putting it in the count's place gives the sum h. */
TEST(cusum_law_the_bound_is_the_count_that_alarms)
{
    uint64_t state = 2;
    double y[N];
    CusumPoint a[N], b[N];
    for (int round = 0; round < 350; round++) {
        draw(y, &state);
        size_t at = FROM + (size_t)(30 * check_uniform(&state));
        CusumControl c = { .transform = (CusumTransform)(round % 7),
                           .k = 0.5,
                           .h = 3,
                           .alpha = 0.2,
                           .baseline = round % 2 ? CUSUM_MEAN : CUSUM_GLM,
                           .frequency = 12,
                           .start_sample = 1 };
        run(y, &c, a);
        double u = a[at - FROM].upperbound;
        CHECK((a[at - FROM].alarm == 1) == (y[at] >= u));
        if (u == 0) continue;
        y[at] = u;
        run(y, &c, b);
        CHECK_NEAR(b[at - FROM].sum, 3, 1e-6);
    }
}

/* Scores rise with the count, and are 0 or nearly so at the mean. */
TEST(cusum_law_scores_rise)
{
    for (int t = CUSUM_STANDARD; t <= CUSUM_NONE; t++)
        for (double m = 0.05; m < 1e6; m *= 3) {
            CusumControl c = { .transform = (CusumTransform)t, .alpha = 0.3 };
            double before = stat_cusum_score(&c, 0, m);
            for (double x = 0.01 * m; x < 100 * m; x *= 1.3) {
                double z = stat_cusum_score(&c, x, m);
                CHECK(z > before);
                before = z;
            }
            if (t != CUSUM_NONE) CHECK(fabs(stat_cusum_score(&c, m, m)) < 0.2 / sqrt(m));
        }
    CusumControl c = { .transform = CUSUM_STANDARD };
    CHECK(isnan(stat_cusum_score(&c, 1, 0)));
}

/* The exact transform without spread is Anscombe's for Poisson counts. */
TEST(cusum_law_no_spread_is_poisson)
{
    CusumControl nb = { .transform = CUSUM_ANSCOMBE_NB, .alpha = 1e-9 };
    CusumControl poisson = { .transform = CUSUM_ANSCOMBE };
    for (double x = 0; x < 200; x += 7)
        CHECK_NEAR(stat_cusum_score(&nb, x, 20), stat_cusum_score(&poisson, x, 20), 1e-6);
}
