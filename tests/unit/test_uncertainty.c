#include "check.h"

#include "stats/chance.h"
#include "stats/uncertainty.h"

enum { UNITS = 4 };

/* Two indicators, one group; the second indicator is low-is-good. */
static const UncertainNode nodes[] = { { 2, 0, 1, 1 }, { 2, 1, 3, -1 }, { -1, -1, 1, 1 } };
static const double a[UNITS] = { 0, 1, 2, 4 }, b[UNITS] = { 8, 2, 4, 0 };
static const double *const figures[] = { a, b };

static UncertainIndex index_of(void)
{
    return (UncertainIndex){ .units = UNITS,
                             .indicators = 2,
                             .nodes = 3,
                             .node = nodes,
                             .treatments = 1,
                             .figure = figures,
                             .normalisations = 1,
                             .means = 1,
                             .normalise = { NORMALISE_MINMAX },
                             .mean = { AGGREGATE_AMEAN } };
}

static void score(const UncertainIndex *x, const UncertainDraw *d, double *ret)
{
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(stat_uncertain_scores(x, d, mem, ret, &e), &e);
    arena_close(mem);
}

TEST(uncertainty_nominal_by_hand)
{
    UncertainIndex x = index_of();
    UncertainDraw nominal = { .nominal = true };
    double s[UNITS];
    score(&x, &nominal, s);
    CHECK_NEAR(s[0], 1, 1e-12);
    CHECK_NEAR(s[1], (25.75 + 3 * 75.25) / 4, 1e-12);
    CHECK_NEAR(s[3], 100, 1e-12);
    x.mean[0] = AGGREGATE_HMEAN;
    score(&x, &nominal, s);
    CHECK_NEAR(s[1], 4 / (1 / 25.75 + 3 / 75.25), 1e-12);
}

TEST(uncertainty_each_factor_moves_only_what_is_its)
{
    UncertainIndex x = index_of();
    UncertainDraw one = { .seed = 5, .stream = { 1, 1, 1, 1, 1, 1 } }, two = one;
    double error_a[UNITS] = { 0 }, error_b[UNITS] = { 1, 1, 1, 1 };
    const double *error[] = { error_a, error_b };
    double s[UNITS], t[UNITS];
    x.error = error;
    two.stream[UNCERTAIN_FIGURES] = 2;
    score(&x, &one, s);
    score(&x, &two, t);
    CHECK(s[1] != t[1]); /* the figures were drawn again */
    score(&x, &one, t);
    CHECK(s[1] == t[1]); /* and are the same for the same draw */
    x.error = NULL;
    score(&x, &one, s);
    score(&x, &two, t);
    CHECK(s[1] == t[1]);
    two.stream[UNCERTAIN_WEIGHTS] = 2;
    x.weight_noise = 0.25;
    score(&x, &one, s);
    score(&x, &two, t);
    CHECK(s[1] != t[1] && fabs(s[3] - t[3]) < 1e-9); /* best in both whatever the weights */
}

TEST(uncertainty_leaves_out_one_or_none)
{
    UncertainIndex x = index_of();
    bool seen[3] = { false };
    x.leave_out = true;
    for (uint64_t i = 0; i < 60; i++) {
        UncertainDraw d = { .seed = 1, .stream = { 0, 0, 0, 0, 0, i } };
        double s[UNITS];
        score(&x, &d, s);
        if (fabs(s[1] - 75.25) < 1e-9) seen[0] = true; /* a is left out */
        if (fabs(s[1] - 25.75) < 1e-9) seen[1] = true;
        if (fabs(s[1] - (25.75 + 3 * 75.25) / 4) < 1e-9) seen[2] = true;
    }
    CHECK(seen[0] && seen[1] && seen[2]);
}

TEST(uncertainty_ranks)
{
    uint32_t r[5];
    Err e;
    Arena *mem = arena_open(1 << 16);
    CHECK_OK(stat_uncertain_ranks(F64S(3, 9, (double)NAN, 9, 1), mem, r, &e), &e);
    CHECK(r[0] == 3 && r[1] == 1 && r[2] == 0 && r[3] == 1 && r[4] == 4);
    arena_close(mem);
}

/* y = u1 + 2 u2 + 0 u3: variances 1 and 4 of 5, nothing together. */
TEST(uncertainty_sobol_of_a_sum)
{
    enum { N = 20000 };
    static double y[2][N], ab[3][N];
    Chance c = chance_open(3, 0);
    for (int i = 0; i < N; i++) {
        double u[2][3];
        for (int s = 0; s < 2; s++)
            for (int k = 0; k < 3; k++) u[s][k] = chance_uniform(&c);
        for (int s = 0; s < 2; s++) y[s][i] = u[s][0] + 2 * u[s][1];
        for (int k = 0; k < 3; k++) ab[k][i] = u[k == 0][0] + 2 * u[k == 1][1];
    }
    SobolDesign d = { N, 3, y[0], y[1], ab[0] };
    CHECK_NEAR(stat_sobol(&d, 0, NULL).first, 0.2, 0.03);
    CHECK_NEAR(stat_sobol(&d, 0, NULL).total, 0.2, 0.01);
    CHECK_NEAR(stat_sobol(&d, 1, NULL).first, 0.8, 0.02);
    CHECK_NEAR(stat_sobol(&d, 1, NULL).total, 0.8, 0.03);
    CHECK(stat_sobol(&d, 2, NULL).total == 0);
    CHECK_NEAR(stat_sobol(&d, 2, NULL).first, 0, 0.03);
}
