#include "check.h"

#include "stats/fdr.h"

static double cutoff(F64s p, double q)
{
    double got;
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(stat_benjamini_hochberg(p, q, mem, &got, &e), &e);
    arena_close(mem);
    return got;
}

/* The fifteen p-values of Benjamini and Hochberg (1995), section 4.1: at 0.05 four are rejected. */
TEST(fdr_the_example_of_the_paper)
{
    F64s p = F64S(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                  0.4262, 0.5719, 0.6528, 0.7590, 1.0000);
    CHECK(cutoff(p, 0.05) == 0.0095);
}

TEST(fdr_steps_up_past_a_larger_one)
{
    /* 0.04 fails alone (0.04 > 0.1 / 4), but three fit 0.075. */
    CHECK(cutoff(F64S(0.04, 0.05, 0.06, 0.9), 0.1) == 0.06);
    CHECK(cutoff(F64S(0.5, 0.6), 0.1) == -1.0);
    CHECK(cutoff(F64S((double)NAN, 0.09, (double)NAN), 0.1) == 0.09); /* NAN is no test */
    CHECK(cutoff((F64s){ 0, NULL }, 0.1) == -1.0);
}

TEST(fdr_refuses_what_is_no_probability)
{
    double got;
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK(stat_benjamini_hochberg(F64S(0.1, 1.5), 0.1, mem, &got, &e) == ERR_INPUT);
    CHECK(stat_benjamini_hochberg(F64S(-0.1), 0.1, mem, &got, &e) == ERR_INPUT);
    CHECK(stat_benjamini_hochberg(F64S(0.1), 0.0, mem, &got, &e) == ERR_INPUT);
    CHECK(stat_benjamini_hochberg(F64S(0.1), 1.0, mem, &got, &e) == ERR_INPUT);
    arena_close(mem);
}

TEST(fdr_adjusted_says_the_same_as_the_cutoff)
{
    F64s p = F64S(0.5, 0.01, (double)NAN, 0.04, 0.03);
    double adjusted[5];
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(stat_benjamini_hochberg_adjusted(p, mem, adjusted, &e), &e);
    CHECK_NEAR(adjusted[1], 0.04, 1e-15);
    CHECK_NEAR(adjusted[4], 0.16 / 3, 1e-15); /* 0.06, but three are believed at 0.0533 */
    CHECK_NEAR(adjusted[3], 0.16 / 3, 1e-15);
    CHECK(adjusted[0] == 0.5 && isnan(adjusted[2]));
    CHECK(stat_benjamini_hochberg_adjusted(F64S(2), mem, adjusted, &e) == ERR_INPUT);
    arena_close(mem);
    CHECK(cutoff(p, 0.054) == 0.04 && cutoff(p, 0.053) == 0.01);
}
