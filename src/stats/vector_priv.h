/* vector_priv.h - four numbers at a time through the compiler's vector types.  No operation is
 * fused or reordered, so that every processor gives the same digits; with gcc the functions marked
 * VECTOR_CLONES are built for processors with and without AVX2 and chosen when the program starts.
 */
#ifndef STATS_VECTOR_PRIV_H
#define STATS_VECTOR_PRIV_H

#include <stdint.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
#define VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define VECTOR_CLONES
#endif

enum { VECTOR_LANES = 4 };

/* Loads and stores need no alignment. */
typedef double V4 __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t V4Bits __attribute__((vector_size(32), aligned(8), may_alias));

#define V4_ALL(x) ((V4){ (x), (x), (x), (x) })

/* e^x within about one unit in the last place; x is held within -708 and 709.
 * Cody and Waite's reduction by multiples of log 2, then the exponential series. */
static inline __attribute__((always_inline)) void vector_exp(const double *from, double *to)
{
    const V4 low = V4_ALL(-708.0), high = V4_ALL(709.0), magic = V4_ALL(0x1.8p52);
    V4 x = *(const V4 *)from;
    V4Bits under = x<low, over = x> high;
    x = (V4)((under & (V4Bits)low) | (over & (V4Bits)high) | (~(under | over) & (V4Bits)x));
    V4 k = x * V4_ALL(1.4426950408889634) + magic, n = k - magic;
    V4 r = (x - n * V4_ALL(0x1.62e42fefa0000p-1)) - n * V4_ALL(0x1.cf79abc9e3b39p-40);
    /* sum of r^i / i! up to i = 13, in pairs, so that few steps wait for another */
    V4 r2 = r * r, r4 = r2 * r2;
    V4 a = (V4_ALL(1.0) + r) + (V4_ALL(0.5) + V4_ALL(1.0 / 6.0) * r) * r2;
    V4 b = (V4_ALL(1.0 / 24.0) + V4_ALL(1.0 / 120.0) * r) +
           (V4_ALL(1.0 / 720.0) + V4_ALL(1.0 / 5040.0) * r) * r2;
    V4 c = (V4_ALL(1.0 / 40320.0) + V4_ALL(1.0 / 362880.0) * r) +
           (V4_ALL(1.0 / 3628800.0) + V4_ALL(1.0 / 39916800.0) * r) * r2;
    V4 d = V4_ALL(1.0 / 479001600.0) + V4_ALL(1.0 / 6227020800.0) * r;
    V4 p = a + (b + (c + d * r4) * r4) * r4;
    V4Bits power = ((V4Bits)k - (V4Bits)magic + 1023) << 52;
    *(V4 *)to = p * (V4)power;
}

#endif
