#include "stats/treat.h"

#include <math.h>

#include "stats/rank.h"

Shape stat_shape(F64s v)
{
    double n = 0.0, mean = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0;
    Shape s = { (double)NAN, (double)NAN };
    for (size_t i = 0; i < v.n; i++) {
        if (isnan(v.v[i])) continue;
        n += 1.0;
        mean += v.v[i];
    }
    mean /= n;
    for (size_t i = 0; i < v.n; i++) {
        double d = isnan(v.v[i]) ? 0.0 : v.v[i] - mean;
        m2 += d * d / n;
        m3 += d * d * d / n;
        m4 += d * d * d * d / n;
    }
    if (!(m2 > 0.0)) return s;
    if (n > 2.0) s.skew = sqrt(n * (n - 1.0)) / (n - 2.0) * m3 / pow(m2, 1.5);
    if (n > 3.0)
        s.kurt = ((n + 1.0) * (m4 / (m2 * m2) - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
    return s;
}

bool stat_shape_passes(Shape s, ShapeLimits limits)
{
    return !(fabs(s.skew) > limits.skew && s.kurt > limits.kurt);
}

/* The figures beyond the k-th highest (or lowest) become it. */
static void draw_in(F64s v, F64s sorted, size_t k, bool high, double *ret)
{
    double to = high ? sorted.v[sorted.n - 1 - k] : sorted.v[k];
    for (size_t i = 0; i < v.n; i++)
        ret[i] = isnan(v.v[i]) ? v.v[i] : high ? fmin(v.v[i], to) : fmax(v.v[i], to);
}

ErrCode stat_winsorise(F64s v, const Winsorise *rule, Arena *mem, Winsorised *ret, Err *e)
{
    double *sorted;
    size_t low = 0, high = 0;
    NEW(sorted, v.n + 1, mem, e);
    F64s order = { stat_sort(v, sorted), sorted };
    for (size_t i = 0; i < v.n; i++) ret->v[i] = v.v[i];
    ret->n = 0;
    Shape s = stat_shape(v);
    while (!stat_shape_passes(s, rule->limits) && ret->n < rule->most && ret->n + 2 < order.n) {
        bool up = s.skew > 0.0;
        size_t *k = up ? &high : &low;
        ++*k;
        draw_in((F64s){ v.n, ret->v }, order, *k, up, ret->v);
        ret->n++;
        s = stat_shape((F64s){ v.n, ret->v });
    }
    return ERR_OK;
}

static double transformed(double x, double range, double most, Transformation t, double lambda)
{
    switch (t) {
    case TREAT_LOG_CT: return log(x + 0.01 * range);
    case TREAT_LOG_GII: return most > 1.0 ? log((most - 1.0) * x / range + 1.0) : (double)NAN;
    case TREAT_BOXCOX: break;
    }
    return lambda == 0.0 ? log(x + 1.0) : (pow(x + 1.0, lambda) - 1.0) / lambda;
}

void stat_transform(F64s v, Transformation t, double lambda, double *ret)
{
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (size_t i = 0; i < v.n; i++) {
        least = fmin(least, v.v[i]);
        most = fmax(most, v.v[i]);
    }
    bool turned = stat_shape(v).skew < 0.0;
    for (size_t i = 0; i < v.n; i++) {
        double x = turned ? most - v.v[i] : v.v[i] - least;
        double y = transformed(x, most - least, most, t, lambda);
        ret[i] = !(most > least) || isnan(v.v[i]) ? (double)NAN : turned ? -y : y;
    }
}
