#include "stats/arrow_glm.h"

#include <float.h>
#include <math.h>

#include "stats/vector_priv.h"

enum { CHUNK = 64 };

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

/* What one stretch of observations adds, before it is sorted into groups. */
typedef struct {
    double time_weight[CHUNK], response_weight[CHUNK];
} Stretch;

/* Weights and their products; the working response is the current predictor plus the relative
 * residual.  n is a multiple of four. */
static inline __attribute__((always_inline)) void weigh_stretch(const ArrowData *d, size_t from,
                                                                size_t n, Stretch *ret, V4 *sums)
{
    for (size_t i = 0; i < n; i += VECTOR_LANES) {
        size_t at = from + i;
        V4 mean = *(V4 *)(d->mean + at), y = *(const V4 *)(d->count + at);
        V4 z = *(V4 *)(d->predictor + at) + (y - mean) / mean, w = mean;
        V4 t = *(const V4 *)(d->time + at);
        if (d->offset) z -= *(const V4 *)(d->offset + at);
        if (d->prior) w *= *(const V4 *)(d->prior + at);
        V4 wt = w * t, wz = w * z;
        *(V4 *)(d->weight + at) = w;
        *(V4 *)(ret->time_weight + i) = wt;
        *(V4 *)(ret->response_weight + i) = wz;
        sums[0] += wt * t;
        sums[1] += wt * z;
    }
}

static void weigh_one(const ArrowData *d, size_t at, size_t i, Stretch *ret, Sums *s)
{
    double mean = d->mean[at], w = prior_of(d, at) * mean;
    double z = d->predictor[at] + (d->count[at] - mean) / mean - offset_of(d, at);
    double wt = w * d->time[at];
    d->weight[at] = w;
    ret->time_weight[i] = wt;
    ret->response_weight[i] = w * z;
    s->time_time += wt * d->time[at];
    s->time_response += wt * z;
}

static void sort_stretch(const ArrowData *d, size_t from, size_t n, const Stretch *c, Sums *s)
{
    double w = 0.0, wt = 0.0, wz = 0.0;
    int g = d->group[from];
    for (size_t i = 0; i < n; i++) {
        if (d->group[from + i] != g) {
            s->weight[g] += w;
            s->time[g] += wt;
            s->response[g] += wz;
            w = wt = wz = 0.0;
            g = d->group[from + i];
        }
        w += d->weight[from + i];
        wt += c->time_weight[i];
        wz += c->response_weight[i];
    }
    s->weight[g] += w;
    s->time[g] += wt;
    s->response[g] += wz;
}

static double total(const V4 *v)
{
    return ((*v)[0] + (*v)[1]) + ((*v)[2] + (*v)[3]);
}

/* The weighted sums of one step. */
VECTOR_CLONES static void gather(const ArrowData *d, Sums *s)
{
    V4 sums[2] = { V4_ALL(0.0), V4_ALL(0.0) };
    Stretch c;
    *s = (Sums){ .time_time = 0.0 };
    for (size_t from = 0; from < d->n; from += CHUNK) {
        size_t n = d->n - from < CHUNK ? d->n - from : CHUNK;
        weigh_stretch(d, from, n - n % VECTOR_LANES, &c, sums);
        for (size_t i = n - n % VECTOR_LANES; i < n; i++) weigh_one(d, from + i, i, &c, s);
        sort_stretch(d, from, n, &c, s);
    }
    s->time_time += total(&sums[0]);
    s->time_response += total(&sums[1]);
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

/* The deviance's part of one observation; y log y is 0 where y is. */
static double deviance_part(const ArrowData *d, size_t i)
{
    double y = d->count[i];
    return prior_of(d, i) * (d->log_count[i] - y * d->predictor[i] - (y - d->mean[i]));
}

/* Means below the smallest that a fit allows are raised to it, and their logs for the deviance. */
static double raise(const ArrowData *d, double half)
{
    for (size_t i = 0; i < d->n; i++) {
        if (!(d->mean[i] < DBL_EPSILON)) continue;
        double eta = d->predictor[i];
        half -= deviance_part(d, i);
        d->mean[i] = DBL_EPSILON;
        d->predictor[i] = log(DBL_EPSILON);
        half += deviance_part(d, i);
        d->predictor[i] = eta;
    }
    return half;
}

static inline __attribute__((always_inline)) void predict_four(const ArrowData *d,
                                                               const ArrowFit *f, size_t i)
{
    V4 eta = { f->intercept[d->group[i]], f->intercept[d->group[i + 1]],
               f->intercept[d->group[i + 2]], f->intercept[d->group[i + 3]] };
    eta += V4_ALL(f->slope) * *(const V4 *)(d->time + i);
    if (d->offset) eta += *(const V4 *)(d->offset + i);
    *(V4 *)(d->predictor + i) = eta;
    vector_exp(d->predictor + i, d->mean + i);
}

/* Half the deviance; log(mean) is the predictor unless the mean was raised. */
VECTOR_CLONES static double predict(const ArrowData *d, const ArrowFit *f)
{
    V4 half = V4_ALL(0.0);
    double smallest[VECTOR_LANES];
    V4Bits low = { 0, 0, 0, 0 };
    size_t whole = d->n - d->n % VECTOR_LANES;
    for (size_t i = 0; i < whole; i += VECTOR_LANES) {
        predict_four(d, f, i);
        V4 mean = *(V4 *)(d->mean + i), y = *(const V4 *)(d->count + i);
        V4 part = *(const V4 *)(d->log_count + i) - y * *(V4 *)(d->predictor + i) - (y - mean);
        if (d->prior) part *= *(const V4 *)(d->prior + i);
        half += part;
        low |= mean < V4_ALL(DBL_EPSILON);
    }
    double sum = total(&half);
    bool raised = low[0] | low[1] | low[2] | low[3];
    for (size_t i = whole; i < d->n; i++) {
        d->predictor[i] = f->intercept[d->group[i]] + f->slope * d->time[i] + offset_of(d, i);
        double four[VECTOR_LANES] = { d->predictor[i], 0.0, 0.0, 0.0 };
        vector_exp(four, smallest);
        d->mean[i] = smallest[0];
        sum += deviance_part(d, i);
        raised = raised || d->mean[i] < DBL_EPSILON;
    }
    return raised ? raise(d, sum) : sum;
}

static double start(const ArrowData *d)
{
    double half = 0.0;
    for (size_t i = 0; i < d->n; i++) {
        d->mean[i] = d->count[i] + 0.1;
        d->predictor[i] = d->log_start ? d->log_start[i] : log(d->mean[i]);
        half += deviance_part(d, i);
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
