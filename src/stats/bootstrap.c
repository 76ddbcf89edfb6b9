#include "stats/bootstrap.h"

#include <Rmath.h>
#include <math.h>

#include "stats/rank.h"

enum { LEAST = 3 };

/* v is put into order when the statistic needs it. */
static double statistic(const Bootstrap *b, double *v, size_t n)
{
    Moments m;
    switch (b->statistic) {
    case BOOTSTRAP_MEAN: return stat_moments((F64s){ n, v }).mean;
    case BOOTSTRAP_SD: m = stat_moments((F64s){ n, v }); return m.sd;
    case BOOTSTRAP_MEDIAN:
        stat_sort((F64s){ n, v }, v);
        return stat_quantile_sorted((F64s){ n, v }, 0.5);
    case BOOTSTRAP_QUANTILE: break;
    }
    stat_sort((F64s){ n, v }, v);
    return stat_quantile_sorted((F64s){ n, v }, b->p);
}

/* How skewed the influence of single figures is. */
static double acceleration(const Bootstrap *b, F64s v, double *room)
{
    double sum = 0.0, second = 0.0, third = 0.0;
    for (size_t out = 0; out < v.n; out++) {
        size_t n = 0;
        for (size_t i = 0; i < v.n; i++)
            if (i != out) room[n++] = v.v[i];
        sum += statistic(b, room, n);
    }
    double mean = sum / (double)v.n;
    for (size_t out = 0; out < v.n; out++) {
        size_t n = 0;
        for (size_t i = 0; i < v.n; i++)
            if (i != out) room[n++] = v.v[i];
        double d = mean - statistic(b, room, n);
        second += d * d;
        third += d * d * d;
    }
    return second > 0.0 ? third / (6.0 * pow(second, 1.5)) : 0.0;
}

/* The share of samples below the value, ties halved, kept off 0 and 1. */
static double bias(F64s sorted, double value)
{
    double below = 0.0, n = (double)sorted.n;
    for (size_t i = 0; i < sorted.n; i++)
        below += sorted.v[i] < value ? 1.0 : sorted.v[i] > value ? 0.0 : 0.5;
    return qnorm(fmin(fmax(below, 0.5), n - 0.5) / n, 0.0, 1.0, 1, 0);
}

static double limit(F64s sorted, double z0, double a, double tail)
{
    double z = z0 + qnorm(tail, 0.0, 1.0, 1, 0);
    return stat_quantile_sorted(sorted, pnorm(z0 + z / (1.0 - a * z), 0.0, 1.0, 1, 0));
}

ErrCode stat_bootstrap(const Bootstrap *b, F64s v, BootstrapAnswer *ret, Arena *mem, Err *e)
{
    double *kept, *room, *drawn;
    Chance chance = b->chance;
    NEW(kept, v.n + 1, mem, e);
    NEW(room, v.n + 1, mem, e);
    NEW(drawn, b->repetitions, mem, e);
    size_t n = stat_sort(v, kept);
    for (size_t i = 0; i < n; i++) room[i] = kept[i];
    ret->value = n ? statistic(b, room, n) : (double)NAN;
    for (size_t k = 0; k < b->level.n; k++) ret->limit[k] = (Interval){ (double)NAN, (double)NAN };
    if (n < LEAST) return ERR_OK;
    for (size_t r = 0; r < b->repetitions; r++) {
        for (size_t i = 0; i < n; i++) room[i] = kept[chance_below(&chance, n)];
        drawn[r] = statistic(b, room, n);
    }
    F64s sorted = { b->repetitions, drawn };
    (void)stat_sort(sorted, drawn);
    double z0 = bias(sorted, ret->value), a = acceleration(b, (F64s){ n, kept }, room);
    for (size_t k = 0; k < b->level.n; k++) {
        double tail = 0.5 - b->level.v[k] / 2.0;
        ret->limit[k] = (Interval){ limit(sorted, z0, a, tail), limit(sorted, z0, a, 1.0 - tail) };
    }
    return ERR_OK;
}
