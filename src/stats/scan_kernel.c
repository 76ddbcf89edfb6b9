#include "stats/scan_kernel.h"

typedef int16_t Signed __attribute__((vector_size(64), may_alias));
typedef uint16_t Unsigned __attribute__((vector_size(64), may_alias));
typedef uint64_t Half __attribute__((vector_size(32), may_alias));

#define ALWAYS static inline __attribute__((always_inline))

ALWAYS bool any_lane(const Signed *hits)
{
    Half low, high;
    memcpy(&low, hits, sizeof low);
    memcpy(&high, (const char *)hits + sizeof low, sizeof high);
    low |= high;
    return (low[0] | low[1] | low[2] | low[3]) != 0;
}

ALWAYS bool add_ends(const ScanShape *shape, ScanLanes *total, const ScanLanes *place,
                     const int16_t *limit)
{
    Unsigned *sum = (Unsigned *)(total + 1);
    const Unsigned *add = (const Unsigned *)place;
    Signed hits = { 0 };
    for (uint32_t i = 0; i < shape->steps; i++) {
        sum[i] += add[i];
        hits |= (Signed)sum[i] > limit[i];
    }
    return any_lane(&hits);
}

ALWAYS bool add_pairs(const ScanShape *shape, ScanLanes *total, const ScanLanes *place,
                      const int16_t *limit)
{
    Unsigned *sum = (Unsigned *)total;
    const Unsigned *add = (const Unsigned *)place;
    Signed hits = { 0 };
    for (uint32_t i = 0; i < shape->steps; i++) sum[i + 1] += add[i];
    for (size_t w = 0; w < shape->windows; w++) {
        Unsigned n = sum[shape->value[w].to] - sum[shape->value[w].from];
        hits |= (Signed)(n ^ 0x8000) > limit[w];
    }
    return any_lane(&hits);
}

#define KERNEL(name)                                                                               \
    static bool name(const ScanShape *shape, ScanLanes *total, const ScanLanes *place,             \
                     const int16_t *limit)                                                         \
    {                                                                                              \
        return shape->ends ? add_ends(shape, total, place, limit)                                  \
                           : add_pairs(shape, total, place, limit);                                \
    }

#if defined(__x86_64__)
__attribute__((target("avx512bw,avx512vl"))) KERNEL(add_avx512) __attribute__((target("avx2")))
KERNEL(add_avx2)
#endif
    KERNEL(add_plain)

        typedef struct {
    const char *name;
    ScanKernel *run;
} Choice;

static Choice choose(bool portable)
{
#if defined(__x86_64__)
    if (!portable && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return (Choice){ "avx512bw", add_avx512 };
    if (!portable && __builtin_cpu_supports("avx2")) return (Choice){ "avx2", add_avx2 };
#endif
    return (Choice){ "plain", add_plain };
}

ScanKernel *scan_kernel(bool portable)
{
    return choose(portable).run;
}

const char *scan_kernel_name(bool portable)
{
    return choose(portable).name;
}
