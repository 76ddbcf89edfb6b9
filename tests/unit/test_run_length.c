/* Run lengths by hand, and against each other. */
#include "check.h"

#include "stats/run_length.h"

TEST(run_length_one_state_is_geometric)
{
    Arena *mem = arena_open(1 << 20);
    RunLength r;
    Err e;
    /* h = 1, k = 1: alarm at two cases or more, else the sum is 0 again */
    CHECK_OK(stat_poisson_cusum_arl(1, 1, 0.7, mem, &r, &e), &e);
    CHECK_NEAR(r.plain, 1 / (1 - exp(-0.7) * 1.7), 1e-10);
    CHECK_NEAR(r.fast, r.plain, 1e-12);
    CHECK_OK(stat_poisson_cusum_arl(2.5, 0.75, 0.5, mem, &r, &e), &e);
    CHECK(r.fast < r.plain && r.fast > 1);
    CHECK(stat_poisson_cusum_arl(1, 0.1234567, 1, mem, &r, &e) == ERR_INPUT);
    CHECK(stat_poisson_cusum_arl(0, 1, 1, mem, &r, &e) == ERR_INPUT);
    arena_close(mem);
}

TEST(run_length_law_rises_with_the_threshold)
{
    Arena *mem = arena_open(1 << 22);
    double before = 0;
    Err e;
    for (int h = 1; h < 40; h++) {
        RunLength r;
        CHECK_OK(stat_poisson_cusum_arl(h, 4, 1, mem, &r, &e), &e);
        CHECK(isfinite(r.plain) && r.plain > before);
        CHECK(r.fast <= r.plain * (1 + 1e-12));
        before = r.plain;
    }
    CHECK(before > 1e20); /* and no digit is lost on the way */
    arena_close(mem);
}

/* The exact distribution against a million runs would take long; against many intervals it must
 * be close, and the first period is a plain tail. */
TEST(run_length_exact_and_by_intervals)
{
    enum { N = 60 };
    Arena *mem = arena_open(1 << 24);
    double mu0[N], mean[N], exact[N], cut[N], sum = 0, sum_cut = 0;
    Err e;
    for (int t = 0; t < N; t++) {
        mu0[t] = 4 + sin(t / 3.0);
        mean[t] = t < 30 ? mu0[t] : 8;
    }
    LrRunLength c = { .kappa = log(2.0), .limit = 4, .mu0 = mu0, .mean = mean, .n = N };
    CHECK_OK(stat_lr_run_length(&c, mem, exact, &e), &e);
    c.intervals = 200;
    CHECK_OK(stat_lr_run_length(&c, mem, cut, &e), &e);
    for (int t = 0; t < N; t++) {
        sum += exact[t];
        sum_cut += cut[t];
        CHECK(exact[t] >= 0 && fabs(sum - sum_cut) < 0.01);
    }
    CHECK(sum <= 1 + 1e-12);
    CHECK_NEAR(exact[0], cut[0], 1e-12);
    c.kappa = 0;
    CHECK(stat_lr_run_length(&c, mem, exact, &e) == ERR_INPUT);
    arena_close(mem);
}

/* The exact chances against runs of the chart itself. */
TEST(run_length_exact_is_what_happens)
{
    enum { N = 20, RUNS = 20000 };
    Arena *mem = arena_open(1 << 22);
    double mu0[N], mean[N], exact[N];
    int alarms = 0;
    uint64_t state = 31;
    Err e;
    for (int t = 0; t < N; t++) {
        mu0[t] = 3;
        mean[t] = 4;
    }
    LrRunLength c = { .kappa = 0.5, .limit = 2.5, .mu0 = mu0, .mean = mean, .n = N };
    CHECK_OK(stat_lr_run_length(&c, mem, exact, &e), &e);
    for (int run = 0; run < RUNS; run++) {
        double s = 0;
        for (int t = 0; t < N && s <= c.limit; t++) {
            double limit = exp(-4.0), product = check_uniform(&state);
            int x = 0;
            for (; product > limit; x++) product *= check_uniform(&state);
            s += c.kappa * x - expm1(c.kappa) * 3;
            if (s < 0) s = 0;
        }
        alarms += s > c.limit;
    }
    double sum = 0;
    for (int t = 0; t < N; t++) sum += exact[t];
    CHECK_NEAR((double)alarms / RUNS, sum, 5 * sqrt(sum * (1 - sum) / RUNS));
    arena_close(mem);
}
