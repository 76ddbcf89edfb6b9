#include "stats/fdr.h"

#include <math.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

ErrCode stat_benjamini_hochberg(F64s p, double q, Arena *mem, double *ret_cutoff, Err *e)
{
    if (!(q > 0.0 && q < 1.0)) return err_set(e, ERR_INPUT, "q: expected a share between 0 and 1");
    double *sorted, cutoff = -1.0;
    size_t m = 0;
    NEW(sorted, p.n + 1, mem, e);
    for (size_t i = 0; i < p.n; i++) {
        if (isnan(p.v[i])) continue;
        if (p.v[i] < 0.0 || p.v[i] > 1.0)
            return err_set(e, ERR_INPUT, "p-value %zu is not a probability", i + 1);
        sorted[m++] = p.v[i];
    }
    qsort(sorted, m, sizeof *sorted, ascending);
    for (size_t i = 0; i < m; i++)
        if (sorted[i] <= q * (double)(i + 1) / (double)m) cutoff = sorted[i];
    *ret_cutoff = cutoff;
    return ERR_OK;
}

typedef struct {
    double p;
    size_t at;
} Test;

static int by_p(const void *a, const void *b)
{
    const Test *x = a, *y = b;
    return (x->p > y->p) - (x->p < y->p);
}

ErrCode stat_benjamini_hochberg_adjusted(F64s p, Arena *mem, double *ret_adjusted, Err *e)
{
    Test *t;
    size_t m = 0;
    double least = 1.0;
    NEW(t, p.n + 1, mem, e);
    for (size_t i = 0; i < p.n; i++) {
        if (isnan(p.v[i])) continue;
        if (p.v[i] < 0.0 || p.v[i] > 1.0)
            return err_set(e, ERR_INPUT, "p-value %zu is not a probability", i + 1);
        t[m++] = (Test){ p.v[i], i };
    }
    qsort(t, m, sizeof *t, by_p);
    for (size_t i = 0; i < p.n; i++) ret_adjusted[i] = (double)NAN;
    for (size_t i = m; i-- > 0;) {
        least = fmin(least, t[i].p * (double)m / (double)(i + 1));
        ret_adjusted[t[i].at] = least;
    }
    return ERR_OK;
}
