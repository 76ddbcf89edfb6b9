#include "check.h"

#include "stats/spatial.h"

enum { N = 6, ORDERS = 720 };

/* A line of six places with one link across: 0-1-2-3-4-5 and 0-3, weights as given. */
static const size_t at[] = { 0, 2, 4, 6, 9, 11, 12 };
static const size_t to[] = { 1, 3, 0, 2, 1, 3, 0, 2, 4, 3, 5, 4 };
static const double ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
static const double shares[] = { .5, .5, .5, .5, .5, .5, 1 / 3., 1 / 3., 1 / 3., .5, .5, 1 };

typedef ErrCode Test(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e);

static SpatialTest ask(Test *test, const double *weight, const double *v, size_t permutations)
{
    SpatialTest t;
    Err e;
    Arena *mem = arena_open(1 << 20);
    Neighbours near = { N, at, to, weight };
    CHECK_OK(test(&(SpatialCase){ &near, v, 1, permutations }, mem, &t, &e), &e);
    arena_close(mem);
    return t;
}

/* Mean and variance over all orders of the figures are what the formulae say. */
static void check_moments(Test *test, const double *weight)
{
    static const double v[N] = { 3, 1, 4, 1.5, 9, 2.6 };
    double sum = 0, squares = 0;
    SpatialTest own = ask(test, weight, v, 0);
    int n = 0;
    for (int code = 0; code < 46656; code++) {
        double x[N];
        int used = 0, c = code;
        for (int i = 0; i < N; i++, c /= N) {
            used |= 1 << c % N;
            x[i] = v[c % N];
        }
        if (used != (1 << N) - 1) continue;
        double value = ask(test, weight, x, 0).value;
        sum += value;
        squares += value * value;
        n++;
    }
    CHECK(n == ORDERS);
    CHECK_NEAR(sum / n, own.expected, 1e-10);
    CHECK_NEAR(squares / n - sum / n * sum / n, own.variance, 1e-10);
}

TEST(spatial_moments_are_those_of_all_orders)
{
    check_moments(stat_moran, ones);
    check_moments(stat_moran, shares);
    check_moments(stat_geary, ones);
    check_moments(stat_geary, shares);
}

TEST(spatial_tests_know_no_unit)
{
    double v[N] = { 3, 1, 4, 1.5, 9, 2.6 }, w[N], flat[N] = { 2, 2, 2, 2, 2, 2 };
    for (int i = 0; i < N; i++) w[i] = 32 + 1.8 * v[i];
    CHECK_NEAR(ask(stat_moran, ones, v, 99).value, ask(stat_moran, ones, w, 99).value, 1e-12);
    CHECK(ask(stat_moran, ones, v, 99).p == ask(stat_moran, ones, w, 99).p);
    CHECK_NEAR(ask(stat_geary, shares, v, 0).z, ask(stat_geary, shares, w, 0).z, 1e-9);
    CHECK(isnan(ask(stat_moran, ones, flat, 9).value) && isnan(ask(stat_geary, ones, flat, 9).p));
}

/* Local values sum to S0 times the global one; a place without neighbours has no z. */
TEST(spatial_local_sums_to_global)
{
    double v[N] = { 3, 1, 4, 1.5, 9, 2.6 }, sum = 0;
    Neighbours near = { N, at, to, ones };
    for (size_t i = 0; i < N; i++) {
        LocalSpatial l;
        stat_local_spatial(&(SpatialCase){ &near, v, 1, 99 }, i, false, &l);
        sum += l.value;
        CHECK(l.p > 0 && l.p <= 1 && l.p_permuted > 0 && l.p_permuted <= 1);
    }
    CHECK_NEAR(sum, 12 * ask(stat_moran, ones, v, 0).value, 1e-10);
    size_t alone[] = { 0, 0, 0, 0, 0, 0, 0 };
    Neighbours island = { N, alone, to, ones };
    LocalSpatial l;
    stat_local_spatial(&(SpatialCase){ &island, v, 1, 99 }, 2, true, &l);
    CHECK(l.value == 0 && isnan(l.z) && isnan(l.p_permuted) && isnan(l.gi));
}

TEST(spatial_bayes)
{
    double x[] = { 10, 0, 300 }, n[] = { 100, 5, 1000 };
    BayesPrior p = stat_bayes_prior(x, n, NULL, 3);
    CHECK_NEAR(p.mean, 310.0 / 1105, 1e-15);
    for (int i = 0; i < 3; i++) {
        double raw = x[i] / n[i], eb = stat_bayes_rate(x[i], n[i], p);
        CHECK(fabs(eb - p.mean) <= fabs(raw - p.mean) && (eb - p.mean) * (raw - p.mean) >= 0);
    }
    CHECK(stat_bayes_rate(0, 0, p) == p.mean);
    double same[] = { 10, 20 }, people[] = { 100, 200 };
    CHECK(stat_bayes_prior(same, people, NULL, 2).spread == 0);
    CHECK(isnan(stat_bayes_prior(same, x + 1, (const size_t[]){ 0 }, 1).mean));
}
