#include "stats/correlation.h"

#include <Rmath.h>
#include <math.h>

Correlation stat_pearson(F64s a, const double *b)
{
    Correlation c = { 0, (double)NAN, (double)NAN };
    double ma = 0.0, mb = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;
    for (size_t i = 0; i < a.n; i++) {
        if (isnan(a.v[i] + b[i])) continue;
        c.n++;
        ma += a.v[i];
        mb += b[i];
    }
    double n = (double)c.n;
    for (size_t i = 0; i < a.n; i++) {
        if (isnan(a.v[i] + b[i])) continue;
        double x = a.v[i] - ma / n, y = b[i] - mb / n;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    if (c.n < 3 || !(aa > 0.0 && bb > 0.0)) return c;
    c.r = fmax(-1.0, fmin(1.0, ab / sqrt(aa * bb)));
    double rest = 1.0 - c.r * c.r;
    c.p = rest > 0.0 ? 2.0 * pt(-fabs(c.r) * sqrt((n - 2.0) / rest), n - 2.0, 1, 0) : 0.0;
    return c;
}

/* Ranks among those of the pairs that are both there. */
static ErrCode ranks(F64s v, const double *other, Arena *mem, double **ret, Err *e)
{
    double *r;
    NEW(r, v.n + 1, mem, e);
    for (size_t i = 0; i < v.n; i++) {
        double below = 0.5;
        for (size_t k = 0; k < v.n; k++)
            if (!isnan(v.v[k] + other[k]))
                below += v.v[k] < v.v[i] ? 1.0 : v.v[k] == v.v[i] ? 0.5 : 0.0;
        r[i] = isnan(v.v[i] + other[i]) ? (double)NAN : below;
    }
    *ret = r;
    return ERR_OK;
}

ErrCode stat_spearman(F64s a, const double *b, Arena *mem, Correlation *ret, Err *e)
{
    double *x, *y;
    TRY(ranks(a, b, mem, &x, e));
    TRY(ranks((F64s){ a.n, b }, a.v, mem, &y, e));
    *ret = stat_pearson((F64s){ a.n, x }, y);
    return ERR_OK;
}

/* The covariance of the units that have both. */
static double covariance(const double *a, const double *b, size_t units)
{
    double n = 0.0, ma = 0.0, mb = 0.0, ab = 0.0;
    for (size_t u = 0; u < units; u++) {
        if (isnan(a[u] + b[u])) continue;
        n += 1.0;
        ma += a[u];
        mb += b[u];
    }
    for (size_t u = 0; u < units; u++)
        if (!isnan(a[u] + b[u])) ab += (a[u] - ma / n) * (b[u] - mb / n);
    return n > 1.0 ? ab / (n - 1.0) : (double)NAN;
}

double stat_cronbach(const double *const *v, size_t n, size_t units)
{
    double parts = 0.0, whole = 0.0, k = (double)n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double c = covariance(v[i], v[j], units);
            whole += c;
            if (i == j) parts += c;
        }
    return n > 1 && whole > 0.0 ? k / (k - 1.0) * (1.0 - parts / whole) : (double)NAN;
}
