#include "stats/distinct.h"

#include <math.h>

enum { INDEX_BITS = 10, RUN_BITS = 64 - INDEX_BITS };

bool stat_distinct_add(Distinct *d, uint64_t hash)
{
    size_t i = (size_t)(hash >> RUN_BITS);
    uint64_t rest = hash << INDEX_BITS;
    unsigned char run = 1;
    while (run <= RUN_BITS && !(rest & 0x8000000000000000u)) {
        rest <<= 1;
        run++;
    }
    if (run <= d->run[i]) return false;
    d->run[i] = run;
    return true;
}

void stat_distinct_merge(Distinct *d, const Distinct *other)
{
    for (size_t i = 0; i < DISTINCT_REGISTERS; i++)
        if (other->run[i] > d->run[i]) d->run[i] = other->run[i];
}

/* x + sum over k of x^(2^k) 2^(k-1): what the empty registers tell. */
static double sigma(double x)
{
    double y = 1.0, z = x, before;
    if (x >= 1.0) return (double)INFINITY;
    do {
        before = z;
        x *= x;
        z += x * y;
        y += y;
    } while (z > before);
    return z;
}

/* (1 - x - sum over k of (1 - x^(2^-k))^2 2^-k) / 3: what the full registers tell. */
static double tau(double x)
{
    double y = 1.0, z = 1.0 - x, before;
    if (x <= 0.0 || x >= 1.0) return 0.0;
    do {
        before = z;
        x = sqrt(x);
        y *= 0.5;
        z -= (1.0 - x) * (1.0 - x) * y;
    } while (z < before);
    return z / 3.0;
}

double stat_distinct_estimate(const Distinct *d)
{
    static const double m = (double)DISTINCT_REGISTERS;
    unsigned count[RUN_BITS + 2] = { 0 };
    for (size_t i = 0; i < DISTINCT_REGISTERS; i++) count[d->run[i]]++;
    double z = m * tau(1.0 - count[RUN_BITS + 1] / m);
    for (int k = RUN_BITS; k >= 1; k--) z = 0.5 * (z + count[k]);
    z += m * sigma(count[0] / m);
    return m * m / (2.0 * log(2.0) * z);
}
