#include "stats/aggregate.h"

#include <math.h>

static const double rounding = 1e-12; /* of sums of weights: half is half */

static double inner(double x, const Aggregate *how)
{
    switch (how->method) {
    case AGGREGATE_GMEAN: return x > 0.0 ? log(x) : (double)NAN;
    case AGGREGATE_HMEAN: return x > 0.0 ? 1.0 / x : (double)NAN;
    case AGGREGATE_GENMEAN:
        if (how->power == 1.0) return x;
        if (!(x > 0.0)) return (double)NAN;
        return how->power == 0.0 ? log(x) : pow(x, how->power);
    case AGGREGATE_AMEAN:
    case AGGREGATE_COPELAND:
    case AGGREGATE_SUM: break;
    }
    return x;
}

static double outer(double sum, double weight, const Aggregate *how)
{
    switch (how->method) {
    case AGGREGATE_GMEAN: return exp(sum / weight);
    case AGGREGATE_HMEAN: return weight / sum;
    case AGGREGATE_GENMEAN:
        return how->power == 0.0 ? exp(sum / weight) : pow(sum / weight, 1.0 / how->power);
    case AGGREGATE_SUM: return sum;
    case AGGREGATE_AMEAN:
    case AGGREGATE_COPELAND: break;
    }
    return sum / weight;
}

double stat_aggregate(F64s x, const double *weight, const Aggregate *how)
{
    double sum = 0.0, all = 0.0;
    size_t there = 0;
    for (size_t i = 0; i < x.n; i++) {
        if (isnan(x.v[i])) continue;
        there++;
        if (weight[i] == 0.0) continue;
        sum += weight[i] * inner(x.v[i], how);
        all += weight[i];
    }
    bool enough = there > 0 && (double)there >= how->least * (double)x.n && all > 0.0;
    if (how->method == AGGREGATE_SUM && there < x.n) enough = false;
    return enough ? outer(sum, all, how) : (double)NAN;
}

double stat_outranking(const AggregateGroup *g, size_t a, size_t b)
{
    double better = 0.0, all = 0.0;
    for (size_t i = 0; i < g->n; i++) {
        double x = g->v[i][a], y = g->v[i][b];
        if (isnan(x) || isnan(y)) continue;
        all += g->weight[i];
        better += x > y ? g->weight[i] : x == y ? g->weight[i] / 2.0 : 0.0;
    }
    return all > 0.0 ? better / all : (double)NAN;
}

void stat_copeland(const AggregateGroup *g, double least, double *ret)
{
    for (size_t u = 0; u < g->units; u++) {
        size_t there = 0;
        for (size_t i = 0; i < g->n; i++) there += !isnan(g->v[i][u]);
        ret[u] = there > 0 && (double)there >= least * (double)g->n ? 0.0 : (double)NAN;
    }
    for (size_t a = 0; a < g->units; a++)
        for (size_t b = a + 1; b < g->units; b++) {
            double lead = stat_outranking(g, a, b) - 0.5;
            if (isnan(ret[a] + ret[b])) continue;
            ret[a] += (lead > rounding) - (lead < -rounding);
            ret[b] -= (lead > rounding) - (lead < -rounding);
        }
}
