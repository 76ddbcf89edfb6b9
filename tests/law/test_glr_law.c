/* What must hold of every likelihood ratio, whatever the figures. */
#include "check.h"

#include <stdlib.h>

#include "stats/glr.h"

enum { N = 90, FROM = 50 };

static void run(const double *y, const GlrControl *c, GlrPoint *ret)
{
    Arena *mem = arena_open(1 << 22);
    Err e;
    CHECK_OK(stat_glr((F64s){ N, y }, FROM, c, mem, ret, &e), &e);
    arena_close(mem);
}

static GlrControl usual(int round)
{
    return (GlrControl){ .alpha = round % 2 ? 0.25 : 0.0,
                         .limit = 1e8,
                         .window = round % 3 ? 12 : -1,
                         .least = 1,
                         .direction = round % 5 ? 1 : -1,
                         .harmonics = round % 4 == 0,
                         .frequency = 12 };
}

static void draw(double *y, uint64_t *state)
{
    double level = 1 + 20 * check_uniform(state);
    for (size_t i = 0; i < N; i++) {
        double now = i > FROM + 20 ? 1.5 * level : level;
        y[i] = floor(2 * now * check_uniform(state));
    }
}

static double term(double alpha, double kappa, double x, double mu)
{
    if (alpha == 0) return kappa * x + mu * (1 - exp(kappa));
    return kappa * x + (x + 1 / alpha) * log((1 + alpha * mu) / (1 + alpha * mu * exp(kappa)));
}

/* The statistic is the supremum: a fine grid over sizes and starts finds nothing above it, and
 * comes close. */
TEST(glr_law_the_statistic_is_the_supremum)
{
    uint64_t state = 1;
    double y[N];
    GlrPoint p[N];
    for (int round = 0; round < 30; round++) {
        draw(y, &state);
        GlrControl c = usual(round);
        run(y, &c, p);
        for (size_t t = FROM; t < N; t += 7) {
            size_t oldest = c.window >= 0 && t - FROM > 12 ? t - 12 : FROM;
            double best = 0;
            for (size_t k = oldest; k <= t; k++)
                for (double kappa = 0; kappa < 4; kappa += 0.01) {
                    double sum = 0;
                    for (size_t i = k; i <= t; i++)
                        sum += term(c.alpha, c.direction * kappa, y[i], p[i - FROM].mean);
                    if (sum > best) best = sum;
                }
            double s = p[t - FROM].statistic;
            CHECK(s >= best - 1e-9 && s <= best + 0.02 * (1 + best) + 1);
            if (c.direction > 0) CHECK(s <= best + 0.02 * (1 + best));
        }
    }
}

TEST(glr_law_the_peer_never_finds_more)
{
    uint64_t state = 2;
    double y[N];
    GlrPoint a[N], b[N];
    for (int round = 0; round < 100; round++) {
        draw(y, &state);
        GlrControl c = usual(round);
        run(y, &c, a);
        c.compat = true;
        run(y, &c, b);
        for (size_t i = 0; i < N - FROM; i++)
            CHECK(!(b[i].statistic > a[i].statistic + 1e-6 * (1 + a[i].statistic)));
    }
}

/* Hardly any spread is none; a larger one makes the same counts less surprising. */
TEST(glr_law_spread)
{
    uint64_t state = 3;
    double y[N];
    GlrPoint a[N], b[N];
    for (int round = 0; round < 20; round++) {
        draw(y, &state);
        GlrControl c = { .limit = 1e8, .window = -1, .least = 1, .direction = 1, .frequency = 12 };
        run(y, &c, a);
        c.alpha = 1e-8;
        run(y, &c, b);
        for (size_t i = 0; i < N - FROM; i++)
            CHECK_NEAR(a[i].statistic, b[i].statistic, 1e-4 * (1 + a[i].statistic));
        c.alpha = 0.5;
        run(y, &c, b);
        for (size_t i = 0; i < N - FROM; i++) CHECK(b[i].statistic <= a[i].statistic + 1e-9);
    }
}

/* The count that it names is where the alarm begins. */
TEST(glr_law_the_named_count_alarms)
{
    uint64_t state = 4;
    double y[N];
    GlrPoint a[N], b[N];
    for (int round = 0; round < 60; round++) {
        draw(y, &state);
        size_t at = FROM + (size_t)(20 * check_uniform(&state));
        GlrControl c = usual(round);
        c.limit = 1e8;
        c.known = round % 6 == 1;
        c.kappa = 0.4 * c.direction;
        c.cases = true;
        c.epidemic = c.alpha == 0 && c.direction > 0 && !c.known && round % 4 == 2;
        c.limit = 6;
        run(y, &c, a);
        double u = a[at - FROM].upperbound;
        if (isnan(u) || u < 0) continue;
        double edge = 1e-6 * (1 + u) * c.direction;
        y[at] = u + edge;
        run(y, &c, b);
        CHECK(b[at - FROM].alarm == 1);
        if (u < 1e-6) continue;
        y[at] = u - edge;
        run(y, &c, b);
        CHECK(b[at - FROM].alarm == 0);
    }
}
