#include "check.h"

#include "stats/normalise.h"

static Arena *mem;
static Err e;

static void normalise(F64s v, Normalise how, double *ret)
{
    mem = arena_open(1 << 20);
    CHECK_OK(stat_normalise(v, &how, mem, ret, &e), &e);
    arena_close(mem);
}

static Normalise by(NormaliseMethod method, double direction)
{
    return (Normalise){ .method = method,
                        .direction = direction,
                        .upper = method == NORMALISE_ZSCORE || method == NORMALISE_SCALED ? 1 : 100,
                        .target = 6,
                        .low = 2,
                        .high = 6 };
}

TEST(normalise_by_hand)
{
    double r[5];
    F64s v = F64S(1, 3, 5, (double)NAN, 9);
    normalise(v, by(NORMALISE_MINMAX, 1), r);
    CHECK(r[0] == 0 && r[1] == 25 && r[2] == 50 && isnan(r[3]) && r[4] == 100);
    normalise(v, by(NORMALISE_MINMAX, -1), r);
    CHECK(r[0] == 100 && r[4] == 0);
    normalise(v, by(NORMALISE_DIST2TARG, 1), r);
    CHECK_NEAR(r[2], 0.8, 1e-15);
    CHECK(r[4] == 1);
    normalise(v, by(NORMALISE_DIST2TARG, -1), r); /* 9 is the worst, 6 is reached */
    CHECK(r[0] == 1 && r[4] == 0);
    normalise(v, by(NORMALISE_GOALPOSTS, 1), r);
    CHECK(r[0] == 0 && r[1] == 25 && r[2] == 75 && isnan(r[3]) && r[4] == 100);
    normalise(v, by(NORMALISE_GOALPOSTS, -1), r);
    CHECK(r[0] == 100 && r[1] == 75 && r[2] == 25 && r[4] == 0);
    normalise(v, by(NORMALISE_ROBUST_Z, 1), r); /* median 4, distances 3 1 1 5: MAD 2 */
    CHECK_NEAR(r[4], 5 / (1.4826 * 2), 1e-12);
    normalise(v, by(NORMALISE_BORDA, -1), r);
    CHECK(r[0] == 3 && r[4] == 0);
    normalise(v, by(NORMALISE_PRANK, 1), r);
    CHECK(r[0] == 0 && r[4] == 1);
    normalise(v, by(NORMALISE_EXPONENTIAL, 1), r);
    CHECK_NEAR(r[4], 100, 1e-12);
    CHECK(r[2] > 0 && r[2] < 50);
}

TEST(normalise_where_nothing_varies)
{
    double r[3];
    F64s flat = F64S(2, 2, 2);
    for (int k = NORMALISE_MINMAX; k <= NORMALISE_ROBUST_Z; k++) {
        normalise(flat, by((NormaliseMethod)k, 1), r);
        CHECK(isnan(r[0]) && isnan(r[2]));
    }
}
