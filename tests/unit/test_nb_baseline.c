/* The baseline against truth that the test made itself. */
#include "check.h"

#include "stats/nb_baseline.h"

enum { N = 300, REPLICATES = 400 };

static double poisson(double mean, uint64_t *state)
{
    double limit = exp(-mean), product = check_uniform(state);
    int n = 0;
    for (; product > limit; n++) product *= check_uniform(state);
    return n;
}

/* Negative binomial with variance m + m^2 / 4: a gamma of shape 4 is a sum of exponentials. */
static double draw(double mean, uint64_t *state)
{
    double sum = 0;
    for (int i = 0; i < 4; i++) sum -= log(check_uniform(state));
    return poisson(mean * sum / 4, state);
}

static NbBaselineControl usual(void)
{
    return (NbBaselineControl){ .terms = { .trend = true, .harmonics = 1, .frequency = 52 },
                                .history = 260,
                                .least = 40,
                                .exclude_recent = 8,
                                .reweight = true,
                                .weights_threshold = 2.58,
                                .alpha = 0.05 };
}

static NbBaselineResult judge(const double *y, const NbBaselineControl *c, size_t at)
{
    Arena *mem = arena_open(1 << 24);
    NbBaselineWork *w;
    NbBaselineResult r;
    Err e;
    CHECK_OK(stat_nb_baseline_open((F64s){ N, y }, NULL, c, mem, &w, &e), &e);
    stat_nb_baseline(w, at, &r);
    r.downweighted = NULL;
    arena_close(mem);
    return r;
}

static void make(double *y, uint64_t *state)
{
    for (size_t i = 0; i < N; i++)
        y[i] = draw(12 * exp(0.4 * sin(6.283185307 * (double)i / 52) + 0.001 * (double)i), state);
}

/* The measured rate of false alarms is near the level asked for. */
TEST(nb_baseline_keeps_its_level)
{
    uint64_t state = 11;
    double y[N];
    int alarms = 0;
    NbBaselineControl c = usual();
    c.reweight = false;
    for (int k = 0; k < REPLICATES; k++) {
        make(y, &state);
        alarms += judge(y, &c, N - 1).alarm == 1;
    }
    CHECK(alarms >= REPLICATES / 100 && alarms <= REPLICATES * 8 / 100);
}

/* With a third of the cases still to come, the same alarms at the same rate, not none. */
TEST(nb_baseline_scales_with_what_is_reported)
{
    uint64_t state = 12;
    double y[N];
    int alarms = 0;
    NbBaselineControl c = usual(), whole = usual();
    c.reweight = false;
    c.delays = 1;
    c.reported[0] = 0.65;
    for (int k = 0; k < REPLICATES; k++) {
        make(y, &state);
        double all = y[N - 1], come = 0;
        for (int i = 0; i < (int)all; i++) come += check_uniform(&state) < 0.65;
        y[N - 1] = come;
        alarms += judge(y, &c, N - 1).alarm == 1;
    }
    CHECK(alarms >= REPLICATES / 100 && alarms <= REPLICATES * 8 / 100);
    NbBaselineResult sure = judge(y, &c, N - 1), full = judge(y, &whole, N - 1);
    c.reported_se[0] = 0.2;
    NbBaselineResult unsure = judge(y, &c, N - 1);
    CHECK(sure.upperbound < full.upperbound && unsure.upperbound > sure.upperbound);
    CHECK_NEAR(unsure.expected, sure.expected, 1e-9);
    CHECK(judge(y, &c, N - 2).upperbound > sure.upperbound); /* all of it has come */
}

TEST(nb_baseline_past_outbreaks_are_weighted_down)
{
    uint64_t state = 13;
    double y[N];
    NbBaselineControl c = usual();
    make(y, &state);
    for (size_t i = N - 60; i < N - 55; i++) y[i] += 150;
    NbBaselineResult with = judge(y, &c, N - 1);
    c.reweight = false;
    NbBaselineResult without = judge(y, &c, N - 1);
    CHECK(with.downweighted_n >= 5 && with.upperbound < 0.8 * without.upperbound);
}

TEST(nb_baseline_says_why_it_cannot_tell)
{
    double y[N] = { 0 };
    NbBaselineControl c = usual();
    CHECK(judge(y, &c, N - 1).reason == NB_BASELINE_ALL_ZERO);
    CHECK(judge(y, &c, 20).reason == NB_BASELINE_TOO_FEW);
    y[N - 1] = (double)NAN;
    NbBaselineResult r = judge(y, &c, N - 1);
    CHECK(r.reason == NB_BASELINE_MISSING && r.alarm == -1 && isnan(r.upperbound));
    CHECK(*stat_nb_baseline_reason(r.reason));
}
