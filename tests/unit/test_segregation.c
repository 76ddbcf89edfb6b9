#include "check.h"

#include "stats/segregation.h"

static double gini(const SegregationPair *p)
{
    double g;
    Err e;
    Arena *mem = arena_open(1 << 16);
    CHECK_OK(stat_segregation_gini(p, mem, &g, &e), &e);
    arena_close(mem);
    return g;
}

TEST(segregation_at_both_ends)
{
    double a[] = { 10, 0 }, b[] = { 0, 30 }, all[] = { 10, 30 };
    SegregationPair apart = { 2, a, b, all }, alone = { 2, a, a, all };
    CHECK(stat_dissimilarity(&apart) == 1 && stat_exposure(&apart) == 0);
    CHECK(stat_exposure(&alone) == 1);
    CHECK_NEAR(gini(&alone), 1, 1e-15);
    double c[] = { 5, 15 }, d[] = { 10, 30 }, both[] = { 15, 45 };
    SegregationPair even = { 2, c, d, both }, self = { 2, c, c, both };
    CHECK_NEAR(stat_dissimilarity(&even), 0, 1e-15);
    CHECK_NEAR(stat_exposure(&even), 2.0 / 3, 1e-15);
    CHECK_NEAR(gini(&self), 0, 1e-15);
    double none[] = { 0, 0 };
    SegregationPair nobody = { 2, none, b, all };
    CHECK(isnan(stat_dissimilarity(&nobody)) && isnan(stat_exposure(&nobody)));
    CHECK(isnan(gini(&nobody)));
}

TEST(segregation_mixture)
{
    SegregationTable t = { 2, 2, (double[]){ 10, 0, 0, 10 } };
    Mixture m = stat_mixture(&t);
    CHECK_NEAR(m.entropy, log(2), 1e-15);
    CHECK_NEAR(m.mutual, log(2), 1e-15);
    CHECK_NEAR(m.theil, 1, 1e-15);
    CHECK_NEAR(m.simpson, 0.5, 1e-15);
    SegregationTable nobody = { 1, 2, (double[]){ 0, 0 } }, one = { 1, 2, (double[]){ 5, 0 } };
    CHECK(isnan(stat_mixture(&nobody).mutual) && isnan(stat_mixture(&one).theil));
}

/* Whatever the counts: M is the sum of local scores by people, and splits exactly into between
 * and within when units are joined. */
TEST(segregation_decomposes)
{
    enum { UNITS = 12, GROUPS = 3 };
    double count[UNITS * GROUPS], joined[2 * GROUPS] = { 0 }, share[GROUPS], sum = 0, within = 0;
    uint64_t seed = 9;
    for (int i = 0; i < UNITS * GROUPS; i++) count[i] = floor(50 * check_uniform(&seed));
    for (int i = 0; i < UNITS * GROUPS; i++)
        joined[i / (UNITS * GROUPS / 2) * GROUPS + i % GROUPS] += count[i];
    SegregationTable all = { UNITS, GROUPS, count }, halves = { 2, GROUPS, joined };
    Mixture m = stat_mixture(&all);
    stat_group_shares(&all, share);
    CHECK_NEAR(share[0] + share[1] + share[2], 1, 1e-12);
    for (size_t u = 0; u < UNITS; u++) {
        double people = count[u * GROUPS] + count[u * GROUPS + 1] + count[u * GROUPS + 2];
        sum += people / m.total * stat_local_segregation(&all, share, u);
    }
    CHECK_NEAR(sum, m.mutual, 1e-12);
    for (size_t h = 0; h < 2; h++) {
        SegregationTable half = { UNITS / 2, GROUPS, count + h * UNITS / 2 * GROUPS };
        within += stat_mixture(&half).total / m.total * stat_mixture(&half).mutual;
    }
    CHECK_NEAR(stat_mixture(&halves).mutual + within, m.mutual, 1e-12);
    CHECK(m.mutual >= 0 && m.theil >= 0 && m.theil <= 1);
}
