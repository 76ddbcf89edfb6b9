#include "stats/draw.h"

#include <Rmath.h>
#include <math.h>

/* Counts up the probabilities from 0; p at most 1/2, few expected. */
static double binomial_by_inversion(Chance *s, double n, double p)
{
    double odds = p / (1.0 - p), at = exp(n * log1p(-p)), u = chance_uniform(s), k = 0.0;
    while (u > at && k < n) {
        u -= at;
        k += 1.0;
        at *= odds * (n - k + 1.0) / k;
        if (!(at > 0.0)) break;
    }
    return k;
}

static double binomial_by_rejection(Chance *s, double n, double p)
{
    double spread = sqrt(n * p * (1.0 - p)), b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * p, centre = n * p + 0.5, inside = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread, m = floor((n + 1.0) * p), odds = log(p / (1.0 - p));
    double top = lgammafn(m + 1.0) + lgammafn(n - m + 1.0);
    for (;;) {
        double u = chance_uniform(s) - 0.5, v = chance_uniform(s), us = 0.5 - fabs(u);
        double k = floor((2.0 * a / us + b) * u + centre);
        if (us >= 0.07 && v <= inside) return k;
        if (k < 0.0 || k > n) continue;
        double bound = top - lgammafn(k + 1.0) - lgammafn(n - k + 1.0) + (k - m) * odds;
        if (log(v * alpha / (a / (us * us) + b)) <= bound) return k;
    }
}

double stat_draw_binomial(Chance *s, double n, double p)
{
    if (!(n > 0.0) || !(p > 0.0)) return 0.0;
    if (p >= 1.0) return n;
    if (p > 0.5) return n - stat_draw_binomial(s, n, 1.0 - p);
    return n * p < 10.0 ? binomial_by_inversion(s, n, p) : binomial_by_rejection(s, n, p);
}

static double poisson_by_inversion(Chance *s, double mean)
{
    double at = exp(-mean), u = chance_uniform(s), k = 0.0;
    while (u > at) {
        u -= at;
        k += 1.0;
        at *= mean / k;
        if (!(at > 0.0)) break;
    }
    return k;
}

double stat_draw_poisson(Chance *s, double mean)
{
    if (!(mean > 0.0)) return 0.0;
    if (mean < 10.0) return poisson_by_inversion(s, mean);
    double root = sqrt(mean), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
    double inverse = 1.1239 + 1.1328 / (b - 3.4), inside = 0.9277 - 3.6224 / (b - 2.0);
    for (;;) {
        double u = chance_uniform(s) - 0.5, v = chance_uniform(s), us = 0.5 - fabs(u);
        double k = floor((2.0 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= inside) return k;
        if (k < 0.0 || (us < 0.013 && v > us)) continue;
        if (log(v * inverse / (a / (us * us) + b)) <= k * log(mean) - mean - lgammafn(k + 1.0))
            return k;
    }
}

static double normal(Chance *s)
{
    double r = sqrt(-2.0 * log(chance_uniform(s)));
    return r * cos(2.0 * M_PI * chance_uniform(s));
}

/* Marsaglia and Tsang's rejection; below shape 1 one takes shape + 1 and shrinks it. */
static double gamma_of(Chance *s, double shape)
{
    double shrink = shape < 1.0 ? pow(chance_uniform(s), 1.0 / shape) : 1.0;
    double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);
    for (;;) {
        double x = normal(s), v = 1.0 + c * x, u = chance_uniform(s);
        v = v * v * v;
        if (v > 0.0 && log(u) < 0.5 * x * x + d - d * v + d * log(v)) return shrink * d * v;
    }
}

double stat_draw_negative_binomial(Chance *s, double mean, double dispersion)
{
    if (!(mean > 0.0)) return 0.0;
    double over = dispersion - 1.0;
    if (over < 1e-9) return stat_draw_poisson(s, mean);
    return stat_draw_poisson(s, gamma_of(s, mean / over) * over);
}

/* Vose's form of Walker's tables: each light cell is filled up by a heavy one. */
static void fill_table(double *load, uint32_t n, uint32_t *waiting, uint32_t *other, uint32_t *keep)
{
    uint32_t light = 0, heavy = n;
    for (uint32_t i = 0; i < n; i++) waiting[load[i] < 1.0 ? light++ : --heavy] = i;
    while (light > 0 && heavy < n) {
        uint32_t i = waiting[--light], k = waiting[heavy];
        keep[i] = (uint32_t)(load[i] * 0x1p32);
        other[i] = k;
        load[k] -= 1.0 - load[i];
        if (load[k] < 1.0) {
            heavy++;
            waiting[light++] = k;
        }
    }
}

ErrCode stat_draw_table(const double *weight, uint32_t n, Arena *mem, DrawTable *ret, Err *e)
{
    uint32_t *other, *keep, *waiting;
    double *load, sum = 0.0;
    NEW(other, n, mem, e);
    NEW(keep, n, mem, e);
    ArenaMark mark = arena_mark(mem);
    NEW(load, n, mem, e);
    NEW(waiting, n, mem, e);
    for (uint32_t i = 0; i < n; i++) sum += weight[i];
    for (uint32_t i = 0; i < n; i++) {
        load[i] = weight[i] * (n / sum);
        other[i] = i;
        keep[i] = UINT32_MAX;
    }
    fill_table(load, n, waiting, other, keep);
    arena_back(mem, mark);
    *ret = (DrawTable){ n, other, keep };
    return ERR_OK;
}
