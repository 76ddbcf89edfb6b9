/* Regressions of counts whose answer is known without a regression. */
#include "check.h"

#include "stats/count_glm.h"

enum { ROWS = 8 };

static CountFit *fit(Arena *mem, const CountGlm *d, bool nb)
{
    CountFit *f;
    Err e;
    if (nb)
        CHECK_OK(stat_count_glm_nb(d, mem, &f, &e), &e);
    else
        CHECK_OK(stat_count_glm(d, mem, &f, &e), &e);
    return f;
}

TEST(count_glm_two_groups_are_their_means)
{
    Arena *mem = arena_open(1 << 20);
    double y[ROWS] = { 1, 2, 3, 2, 10, 12, 8, (double)NAN };
    double x[2 * ROWS] = { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1 };
    CountGlm d = { .n = ROWS, .p = 2, .x = x, .y = y };
    CountFit *f = fit(mem, &d, false);
    double se[2];
    stat_count_glm_se(f, se);
    CHECK(f->converged && f->ls.rank == 2 && f->used == 7);
    CHECK_NEAR(exp(f->ls.coef[0]), 2, 1e-12);
    CHECK_NEAR(exp(f->ls.coef[1]), 5, 1e-11);
    CHECK_NEAR(f->mean[7], 10, 1e-11); /* the missing one is predicted */
    CHECK_NEAR(se[0], sqrt(1.0 / 8), 1e-9);
    CHECK_NEAR(se[1], sqrt(1.0 / 8 + 1.0 / 30), 1e-9);
    arena_close(mem);
}

TEST(count_glm_leaves_out_what_is_said_twice)
{
    Arena *mem = arena_open(1 << 20);
    double y[ROWS] = { 1, 2, 3, 2, 10, 12, 8, 4 };
    double x[3 * ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        x[i] = 1;
        x[ROWS + i] = (double)i;
        x[2 * ROWS + i] = 3.0 - 2.0 * (double)i;
    }
    CountGlm d = { .n = ROWS, .p = 3, .x = x, .y = y }, less = d;
    less.p = 2;
    CountFit *f = fit(mem, &d, false), *g = fit(mem, &less, false);
    double se[3];
    stat_count_glm_se(f, se);
    CHECK(f->ls.rank == 2 && !f->ls.used[2] && f->ls.coef[2] == 0 && isnan(se[2]));
    CHECK_NEAR(f->ls.coef[1], g->ls.coef[1], 1e-12);
    arena_close(mem);
}

/* At the maximum the likelihood falls on both sides, in every direction. */
TEST(count_glm_nb_stands_at_the_top)
{
    Arena *mem = arena_open(1 << 22);
    uint64_t state = 5;
    enum { N = 120 };
    double y[N], x[2 * N];
    for (size_t i = 0; i < N; i++) {
        double rate = 4 * (0.2 + 2.4 * check_uniform(&state)) * (1 + 0.01 * (double)i);
        y[i] = floor(rate + 3 * (check_uniform(&state) - 0.5));
        if (y[i] < 0) y[i] = 0;
        x[i] = 1;
        x[N + i] = (double)i / N;
    }
    CountGlm d = { .n = N, .p = 2, .x = x, .y = y };
    CountFit *f = fit(mem, &d, true);
    CHECK(f->converged && f->alpha > 0 && f->alpha_se > 0);
    for (int k = 0; k < 6; k++) {
        double b[2] = { f->ls.coef[0], f->ls.coef[1] }, a = f->alpha, sum = 0;
        double move = k % 2 ? 1e-3 : -1e-3;
        if (k < 4) b[k / 2] += move;
        if (k >= 4) a *= 1 + move;
        for (size_t i = 0; i < N; i++) sum += stat_count_logp(y[i], exp(b[0] + b[1] * x[N + i]), a);
        CHECK(sum < f->loglik);
    }
    arena_close(mem);
}

TEST(count_glm_without_overdispersion_is_poisson)
{
    Arena *mem = arena_open(1 << 20);
    double y[ROWS] = { 5, 4, 5, 6, 5, 4, 6, 5 }, x[ROWS] = { 1, 1, 1, 1, 1, 1, 1, 1 };
    CountGlm d = { .n = ROWS, .p = 1, .x = x, .y = y };
    CountFit *f = fit(mem, &d, true);
    CHECK(f->converged && f->alpha == 0 && isnan(f->alpha_se));
    CHECK_NEAR(exp(f->ls.coef[0]), 5, 1e-10);
    arena_close(mem);
}

TEST(count_glm_probabilities_add_up)
{
    for (double alpha = 0; alpha < 3; alpha += 0.7) {
        double sum = 0, mean = 0;
        for (int y = 0; y < 3000; y++) {
            double p = exp(stat_count_logp(y, 3.5, alpha));
            sum += p;
            mean += y * p;
        }
        CHECK_NEAR(sum, 1, 1e-9);
        CHECK_NEAR(mean, 3.5, 1e-7);
    }
}

TEST(count_glm_refuses_too_many_columns)
{
    Arena *mem = arena_open(1 << 20);
    CountGlm d = { .n = 1, .p = LEAST_SQUARES_MAX + 1 };
    CountFit *f;
    Err e;
    CHECK(stat_count_glm(&d, mem, &f, &e) == ERR_INPUT);
    arena_close(mem);
}
