#include "stats/arrow_glm.h"

#include <float.h>
#include <math.h>

typedef struct {
    double weight[ARROW_MAX_GROUPS], time[ARROW_MAX_GROUPS], response[ARROW_MAX_GROUPS];
    double time_time, time_response;
} Sums;

static double prior_of(const ArrowData *d, size_t i)
{
    return d->prior ? d->prior[i] : 1.0;
}

static double offset_of(const ArrowData *d, size_t i)
{
    return d->offset ? d->offset[i] : 0.0;
}

/* The weighted sums of one step; the working response is the current predictor plus the relative
 * residual. */
static void gather(const ArrowData *d, Sums *s)
{
    *s = (Sums){ .time_time = 0.0 };
    for (size_t i = 0; i < d->n; i++) {
        double mean = d->mean[i], w = prior_of(d, i) * mean;
        double z = d->predictor[i] - offset_of(d, i) + (d->count[i] - mean) / mean;
        double wt = w * d->time[i], wz = w * z;
        int g = d->group[i];
        d->weight[i] = w;
        s->weight[g] += w;
        s->time[g] += wt;
        s->response[g] += wz;
        s->time_time += wt * d->time[i];
        s->time_response += wt * z;
    }
}

/* Solves the arrow: eliminate the groups, then the slope, then go back to the groups. */
static void solve(const ArrowData *d, const Sums *s, bool with_slope, ArrowFit *f)
{
    double a = s->time_time, b = s->time_response;
    f->rank = 0;
    for (int g = 0; g < d->groups; g++) {
        if (!(s->weight[g] > 0.0)) continue;
        a -= s->time[g] * s->time[g] / s->weight[g];
        b -= s->time[g] * s->response[g] / s->weight[g];
        f->rank++;
    }
    f->has_slope = with_slope && a > 1e-12 * s->time_time;
    f->rank += f->has_slope;
    f->slope = f->has_slope ? b / a : 0.0;
    f->slope_information = f->has_slope ? a : 0.0;
    for (int g = 0; g < d->groups; g++) {
        bool empty = !(s->weight[g] > 0.0);
        f->group_weight[g] = s->weight[g];
        f->group_time[g] = empty ? 0.0 : s->time[g] / s->weight[g];
        f->intercept[g] =
            empty ? (double)NAN : (s->response[g] - f->slope * s->time[g]) / s->weight[g];
    }
}

/* Half the deviance; log(mean) is the predictor unless the mean was raised to the smallest that
 * the fit allows. */
static double predict(const ArrowData *d, const ArrowFit *f)
{
    double half = 0.0;
    for (size_t i = 0; i < d->n; i++) {
        double eta = f->intercept[d->group[i]] + f->slope * d->time[i] + offset_of(d, i);
        double mean = exp(eta);
        bool raised = mean < DBL_EPSILON;
        if (raised) mean = DBL_EPSILON;
        d->predictor[i] = eta;
        d->mean[i] = mean;
        double log_mean = raised ? log(DBL_EPSILON) : eta;
        double y = d->count[i];
        double part = y > 0.0 ? d->log_count[i] - y * log_mean - (y - mean) : mean;
        half += prior_of(d, i) * part;
    }
    return half;
}

static double start(const ArrowData *d)
{
    double half = 0.0;
    for (size_t i = 0; i < d->n; i++) {
        double y = d->count[i], mean = y + 0.1;
        d->mean[i] = mean;
        d->predictor[i] = log(mean);
        half +=
            prior_of(d, i) * (y > 0.0 ? d->log_count[i] - y * d->predictor[i] - (y - mean) : mean);
    }
    return half;
}

void stat_arrow_fit(const ArrowData *d, bool with_slope, ArrowFit *ret)
{
    double before = 2.0 * start(d);
    *ret = (ArrowFit){ .converged = false };
    for (int step = 0; step < ARROW_MAX_STEPS && !ret->converged; step++) {
        Sums s;
        gather(d, &s);
        solve(d, &s, with_slope, ret);
        double now = 2.0 * predict(d, ret);
        if (!isfinite(now)) return;
        ret->converged = fabs(now - before) / (fabs(now) + 0.1) < 1e-8;
        before = now;
    }
}

double stat_arrow_variance(const ArrowFit *f, int group, double time)
{
    double away = time - f->group_time[group];
    double v = 1.0 / f->group_weight[group];
    return f->has_slope ? v + away * away / f->slope_information : v;
}
