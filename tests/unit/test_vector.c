/* The vector exponential against the C library's. */
#include "check.h"

#include "stats/vector_priv.h"

TEST(vector_exp_is_right_to_the_last_digits)
{
    uint64_t state = 51;
    for (int round = 0; round < 50000; round++) {
        double x[VECTOR_LANES], y[VECTOR_LANES];
        for (int i = 0; i < VECTOR_LANES; i++) x[i] = 1400 * (check_uniform(&state) - 0.5);
        vector_exp(x, y);
        for (int i = 0; i < VECTOR_LANES; i++) CHECK(fabs(y[i] / exp(x[i]) - 1) < 5e-16);
    }
    double edge[VECTOR_LANES] = { 0, -1e300, 1e300, (double)NAN }, y[VECTOR_LANES];
    vector_exp(edge, y);
    CHECK(y[0] == 1 && y[1] > 0 && y[1] < 1e-300 && y[2] > 1e300 && isnan(y[3]));
}
