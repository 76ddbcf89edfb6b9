#include "stats/trend.h"

#include <math.h>

#include "stats/rank.h"

enum { LEAST_POINTS = 3, LEAST_PAIRS = 3, MOST_EXACT = 40 };

static WeightedTrend line_without(const TrendPoints *p, size_t out)
{
    double w = 0.0, t = 0.0, v = 0.0, tt = 0.0, tv = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        double one = i == out ? 0.0 : 1.0 / (p->error[i] * p->error[i]);
        w += one;
        t += one * p->time[i];
        v += one * p->value[i];
    }
    for (size_t i = 0; i < p->n; i++) {
        double one = i == out ? 0.0 : 1.0 / (p->error[i] * p->error[i]);
        tt += one * (p->time[i] - t / w) * (p->time[i] - t / w);
        tv += one * (p->time[i] - t / w) * (p->value[i] - v / w);
    }
    double slope = tv / tt;
    return (WeightedTrend){ .slope = slope, .chi2 = slope * slope * tt };
}

WeightedTrend stat_weighted_trend(const TrendPoints *p)
{
    const WeightedTrend none = { (double)NAN, (double)NAN, false };
    if (p->n < LEAST_POINTS || !p->error) return none;
    for (size_t i = 0; i < p->n; i++)
        if (!(p->error[i] > 0.0) || isnan(p->value[i])) return none;
    WeightedTrend all = line_without(p, p->n);
    all.signs_agree = true;
    for (size_t i = 0; i < p->n; i++) {
        double slope = line_without(p, i).slope;
        if (!(slope * all.slope > 0.0)) all.signs_agree = false;
    }
    return all;
}

typedef struct {
    size_t n, *segment;
    double *time, *value, *slope;
} Kept;

static ErrCode keep(const TrendPoints *p, Arena *mem, Kept *k, Err *e)
{
    *k = (Kept){ .n = 0 };
    NEW(k->segment, p->n + 1, mem, e);
    NEW(k->time, p->n + 1, mem, e);
    NEW(k->value, p->n + 1, mem, e);
    NEW(k->slope, p->n * p->n / 2 + 1, mem, e);
    for (size_t i = 0; i < p->n; i++) {
        if (isnan(p->value[i]) || isnan(p->time[i])) continue;
        k->segment[k->n] = p->segment ? p->segment[i] : 0;
        k->time[k->n] = p->time[i];
        k->value[k->n++] = p->value[i];
    }
    return ERR_OK;
}

/* Compares all pairs of one segment; ret->s and the slopes. */
static void compare_pairs(Kept *k, MonotoneTrend *ret)
{
    for (size_t i = 0; i < k->n; i++)
        for (size_t j = i + 1; j < k->n; j++) {
            double d = k->value[j] - k->value[i], t = k->time[j] - k->time[i];
            if (k->segment[i] != k->segment[j] || t == 0.0) continue;
            ret->s += (d / t > 0.0) - (d / t < 0.0);
            k->slope[ret->pairs++] = d / t;
        }
}

static double pair_variance(double n)
{
    return n * (n - 1.0) * (2.0 * n + 5.0) / 18.0;
}

/* The variance of s, less that of groups of equal figures; *ret_tied whether there are any. */
static double variance(const Kept *k, bool *ret_tied)
{
    double v = 0.0;
    *ret_tied = false;
    for (size_t i = 0; i < k->n; i++) {
        double same = 0.0, of_segment = 0.0;
        bool first = true, first_of_segment = true;
        for (size_t j = 0; j < k->n; j++) {
            if (k->segment[j] != k->segment[i]) continue;
            bool equal = k->value[j] == k->value[i];
            of_segment += 1.0;
            same += equal;
            if (j < i) first_of_segment = false;
            if (j < i && equal) first = false;
        }
        if (first_of_segment) v += pair_variance(of_segment);
        if (first && same > 1.0) {
            v -= pair_variance(same);
            *ret_tied = true;
        }
    }
    return v;
}

/* P(at least |s|) of both sides, by counting the orders of each segment: s falls by two with each
 * pair that falls, and m figures in order have as many orders with k such pairs as the product
 * of 1 + x + ... + x^(j-1), j to m, has at x^k. */
static ErrCode exact_tail(const Kept *k, const MonotoneTrend *t, Arena *mem, double *ret, Err *e)
{
    double *p, *next, tail = 0.0;
    NEW(p, t->pairs + 1, mem, e);
    NEW(next, t->pairs + 1, mem, e);
    p[0] = 1.0;
    for (size_t i = 0; i < k->n; i++) {
        size_t before = 0;
        for (size_t j = 0; j < i; j++) before += k->segment[j] == k->segment[i];
        for (size_t f = 0; f <= t->pairs; f++) {
            next[f] = 0.0;
            for (size_t d = 0; d <= before && d <= f; d++) next[f] += p[f - d];
            next[f] /= (double)(before + 1);
        }
        memcpy(p, next, (t->pairs + 1) * sizeof *p);
    }
    for (size_t f = 0; f <= t->pairs; f++)
        if (fabs((double)t->pairs - 2.0 * (double)f) >= fabs(t->s)) tail += p[f];
    *ret = fmin(1.0, tail);
    return ERR_OK;
}

static void slope_limits(const Kept *k, double v, double confidence, MonotoneTrend *t)
{
    F64s sorted = { t->pairs, k->slope };
    (void)stat_sort(sorted, k->slope);
    t->slope = stat_quantile_sorted(sorted, 0.5);
    double n = (double)t->pairs, half = stat_normal_width(confidence) * sqrt(v);
    double low = floor((n - half) / 2.0), high = ceil((n + half) / 2.0);
    if (isnan(half) || low < 1.0 || high > n - 1.0) return;
    t->limit = (Interval){ k->slope[(size_t)low - 1], k->slope[(size_t)high] };
}

ErrCode stat_monotone_trend(const TrendPoints *p, double confidence, Arena *mem, MonotoneTrend *ret,
                            Err *e)
{
    const double none = (double)NAN;
    MonotoneTrend t = { .z = none, .p = none, .slope = none, .limit = { none, none } };
    Kept k;
    bool tied, repeated = false;
    TRY(keep(p, mem, &k, e));
    compare_pairs(&k, &t);
    for (size_t i = 1; i < k.n; i++)
        if (k.time[i] == k.time[i - 1] && k.segment[i] == k.segment[i - 1]) repeated = true;
    if (t.pairs >= LEAST_PAIRS) {
        double v = variance(&k, &tied);
        t.exact = !tied && !repeated && k.n <= MOST_EXACT;
        t.z = v > 0.0 ? (t.s - (t.s > 0.0) + (t.s < 0.0)) / sqrt(v) : 0.0;
        t.p = fmin(1.0, erfc(fabs(t.z) / sqrt(2.0)));
        if (t.exact) TRY(exact_tail(&k, &t, mem, &t.p, e));
        slope_limits(&k, v, confidence, &t);
    }
    *ret = t;
    return ERR_OK;
}
