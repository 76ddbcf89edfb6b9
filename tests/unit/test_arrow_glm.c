/* Poisson regressions whose answer is known without a computer. */
#include "check.h"

#include "stats/arrow_glm.h"

enum { MAX = 64 };

typedef struct {
    double mean[MAX], predictor[MAX], weight[MAX], logs[MAX], offset[MAX];
} Room;

static ArrowData data_of(Room *room, size_t n, const double *y, const double *t,
                         const unsigned char *group, int groups)
{
    for (size_t i = 0; i < n; i++) room->logs[i] = y[i] > 0 ? log(y[i]) : 0.0;
    return (ArrowData){ .n = n,
                        .count = y,
                        .log_count = room->logs,
                        .time = t,
                        .group = group,
                        .groups = groups,
                        .mean = room->mean,
                        .predictor = room->predictor,
                        .weight = room->weight };
}

TEST(arrow_glm_groups_are_fitted_by_their_means)
{
    static const double y[] = { 2, 4, 6, 10, 20, 30 }, t[] = { 0, 1, 2, 3, 4, 5 };
    static const unsigned char group[] = { 0, 0, 0, 1, 1, 1 };
    Room room;
    ArrowFit f;
    ArrowData d = data_of(&room, 6, y, t, group, 2);
    stat_arrow_fit(&d, false, &f);
    CHECK(f.converged && f.rank == 2 && !f.has_slope);
    CHECK_NEAR(exp(f.intercept[0]), 4.0, 1e-9);
    CHECK_NEAR(exp(f.intercept[1]), 20.0, 1e-9);
    CHECK_NEAR(stat_arrow_variance(&f, 0, 1), 1.0 / 12.0,
               1e-5); /* 1 / (3 observations of mean 4) */
}

TEST(arrow_glm_exact_growth_is_found)
{
    double y[10], t[10];
    unsigned char group[10] = { 0 };
    for (int i = 0; i < 10; i++) {
        t[i] = i;
        y[i] = 3.0 * exp(0.2 * i);
    }
    Room room;
    ArrowFit f;
    ArrowData d = data_of(&room, 10, y, t, group, 1);
    stat_arrow_fit(&d, true, &f);
    CHECK(f.converged && f.has_slope && f.rank == 2);
    CHECK_NEAR(f.slope, 0.2, 1e-7);
    CHECK_NEAR(f.intercept[0], log(3.0), 1e-6);
}

/* At the maximum the residuals are orthogonal to every regressor, whatever the data. */
TEST(arrow_glm_score_equations_hold)
{
    uint64_t state = 5;
    for (int round = 0; round < 50; round++) {
        double y[40], t[40], prior[40], sum[3] = { 0, 0, 0 }, cross = 0;
        unsigned char group[40];
        for (int i = 0; i < 40; i++) {
            t[i] = i;
            group[i] = (unsigned char)(i % 3);
            y[i] = floor(30 * check_uniform(&state));
            prior[i] = 0.2 + check_uniform(&state);
        }
        Room room;
        ArrowFit f;
        ArrowData d = data_of(&room, 40, y, t, group, 3);
        d.prior = prior;
        stat_arrow_fit(&d, true, &f);
        CHECK(f.converged);
        for (int i = 0; i < 40; i++) {
            sum[group[i]] += prior[i] * (y[i] - room.mean[i]);
            cross += prior[i] * t[i] * (y[i] - room.mean[i]);
        }
        for (int g = 0; g < 3; g++) CHECK_NEAR(sum[g], 0.0, 1e-3);
        CHECK_NEAR(cross, 0.0, 1e-1);
    }
}
