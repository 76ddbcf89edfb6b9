#include "stats/rank.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double v;
    size_t at;
} Place;

static int by_value(const void *a, const void *b)
{
    const Place *x = a, *y = b;
    int order = (x->v > y->v) - (x->v < y->v);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

size_t stat_sort(F64s v, double *ret_sorted)
{
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++)
        if (!isnan(v.v[i])) ret_sorted[n++] = v.v[i];
    qsort(ret_sorted, n, sizeof *ret_sorted, ascending);
    return n;
}

ErrCode stat_rank(F64s v, RankTies ties, Arena *mem, double *ret_rank, Err *e)
{
    Place *p;
    size_t n = 0;
    NEW(p, v.n + 1, mem, e);
    for (size_t i = 0; i < v.n; i++)
        if (!isnan(v.v[i])) p[n++] = (Place){ v.v[i], i };
    qsort(p, n, sizeof *p, by_value);
    for (size_t i = 0; i < v.n; i++) ret_rank[i] = (double)NAN;
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && p[next].v == p[i].v; next++) continue;
        double rank = ties == RANK_LOWEST ? (double)(i + 1) : (double)(i + 1 + next) / 2.0;
        for (size_t k = i; k < next; k++) ret_rank[p[k].at] = rank;
    }
    return ERR_OK;
}

ErrCode stat_bands(F64s v, int bands, Arena *mem, double *ret_band, Err *e)
{
    size_t m = 0;
    for (size_t i = 0; i < v.n; i++) m += !isnan(v.v[i]);
    TRY(stat_rank(v, RANK_LOWEST, mem, ret_band, e));
    for (size_t i = 0; i < v.n; i++) {
        double n = (double)m;
        if (m < (size_t)bands)
            ret_band[i] = (double)NAN;
        else if (!isnan(ret_band[i]))
            ret_band[i] = floor(bands + 1 - ceil((n + 1.0 - ret_band[i]) / n * bands));
    }
    return ERR_OK;
}

double stat_quantile_sorted(F64s v, double p)
{
    if (v.n == 0) return (double)NAN;
    double at = (double)(v.n - 1) * p, low = floor(at);
    size_t i = (size_t)low;
    if (i + 1 >= v.n) return v.v[v.n - 1];
    return v.v[i] + (at - low) * (v.v[i + 1] - v.v[i]);
}

ErrCode stat_quantile(F64s v, double p, Arena *mem, double *ret, Err *e)
{
    double *sorted;
    NEW(sorted, v.n + 1, mem, e);
    size_t n = stat_sort(v, sorted);
    *ret = stat_quantile_sorted((F64s){ n, sorted }, p);
    return ERR_OK;
}
