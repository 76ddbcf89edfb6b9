#include "stats/ridge.h"

#include <math.h>

enum { MOST_STEPS = 60 };

typedef struct {
    const RidgeData *d;
    const double *weight;
    double lambda, all;         /* sum of weights */
    double *mean, *sd;          /* of each condition */
    double *b, *trial;          /* intercept and slopes per deviation */
    double *gradient, *hessian; /* k + 1, and its square */
} Fit;

static double predictor(const Fit *f, const double *b, size_t i)
{
    double eta = b[0];
    for (size_t j = 0; j < f->d->k; j++)
        if (f->sd[j] > 0.0) eta += b[j + 1] * (f->d->x[i * f->d->k + j] - f->mean[j]) / f->sd[j];
    return fmax(-50.0, fmin(50.0, eta));
}

static double mean_of(const RidgeData *d, double eta, size_t i)
{
    return d->base[i] * (d->logistic ? 1.0 / (1.0 + exp(-eta)) : exp(eta));
}

static double log_ratio(double y, double m)
{
    return y > 0.0 ? y * log(y / m) : 0.0;
}

static double deviance(const RidgeData *d, double mean, size_t i)
{
    double y = d->y[i], t = d->base[i];
    if (d->logistic) return 2.0 * (log_ratio(y, mean) + log_ratio(t - y, t - mean));
    return 2.0 * (log_ratio(y, mean) - y + mean);
}

static double objective(const Fit *f, const double *b)
{
    double sum = 0.0, penalty = 0.0;
    for (size_t i = 0; i < f->d->n; i++)
        if (f->weight[i] > 0.0)
            sum += f->weight[i] * deviance(f->d, mean_of(f->d, predictor(f, b, i), i), i);
    for (size_t j = 1; j <= f->d->k; j++) penalty += b[j] * b[j];
    return sum / (2.0 * f->all) + f->lambda / 2.0 * penalty;
}

static ErrCode open_fit(Fit *f, Arena *mem, Err *e)
{
    size_t k = f->d->k, n = f->d->n;
    double events = 0.0, base = 0.0;
    NEW(f->mean, k + 1, mem, e);
    NEW(f->sd, k + 1, mem, e);
    NEW(f->b, k + 1, mem, e);
    NEW(f->trial, k + 1, mem, e);
    NEW(f->gradient, k + 1, mem, e);
    NEW(f->hessian, (k + 1) * (k + 1), mem, e);
    for (size_t i = 0; i < n; i++) {
        f->all += f->weight[i];
        events += f->weight[i] * f->d->y[i];
        base += f->weight[i] * f->d->base[i];
    }
    if (!(f->all > 0.0 && events > 0.0)) return err_set(e, ERR_INPUT, "there are no events to fit");
    for (size_t j = 0; j < k; j++) {
        double square = 0.0, m = 0.0;
        for (size_t i = 0; i < n; i++) m += f->weight[i] * f->d->x[i * k + j] / f->all;
        for (size_t i = 0; i < n; i++)
            square += f->weight[i] * (f->d->x[i * k + j] - m) * (f->d->x[i * k + j] - m) / f->all;
        f->mean[j] = m;
        f->sd[j] = square > 1e-20 * m * m ? sqrt(square) : 0.0;
    }
    double share = fmin(events / base, f->d->logistic ? 1.0 - 1e-9 : HUGE_VAL);
    f->b[0] = f->d->logistic ? log(share / (1.0 - share)) : log(share);
    return ERR_OK;
}

static void add_place(Fit *f, size_t i, double *z)
{
    size_t k = f->d->k, m = k + 1;
    double mean = mean_of(f->d, predictor(f, f->b, i), i), w = f->weight[i] / f->all;
    double variance = f->d->logistic ? mean * (1.0 - mean / f->d->base[i]) : mean;
    z[0] = 1.0;
    for (size_t j = 0; j < k; j++)
        z[j + 1] = f->sd[j] > 0.0 ? (f->d->x[i * k + j] - f->mean[j]) / f->sd[j] : 0.0;
    for (size_t a = 0; a < m; a++) {
        f->gradient[a] += w * (f->d->y[i] - mean) * z[a];
        for (size_t b = 0; b <= a; b++) f->hessian[a * m + b] += w * variance * z[a] * z[b];
    }
}

/* Solves hessian x = gradient in place by Cholesky's factors. */
static void solve(double *h, double *g, size_t m)
{
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b <= a; b++) {
            double sum = h[a * m + b];
            for (size_t k = 0; k < b; k++) sum -= h[a * m + k] * h[b * m + k];
            h[a * m + b] = a == b ? sqrt(fmax(sum, 1e-12)) : sum / h[b * m + b];
        }
    for (size_t a = 0; a < m; a++) {
        for (size_t k = 0; k < a; k++) g[a] -= h[a * m + k] * g[k];
        g[a] /= h[a * m + a];
    }
    for (size_t a = m; a-- > 0;) {
        for (size_t k = a + 1; k < m; k++) g[a] -= h[k * m + a] * g[k];
        g[a] /= h[a * m + a];
    }
}

static void newton_step(Fit *f, double *z)
{
    size_t m = f->d->k + 1;
    for (size_t a = 0; a < m * m; a++) f->hessian[a] = 0.0;
    for (size_t a = 0; a < m; a++) f->gradient[a] = a ? -f->lambda * f->b[a] : 0.0;
    for (size_t a = 1; a < m; a++) f->hessian[a * m + a] = f->lambda;
    for (size_t i = 0; i < f->d->n; i++)
        if (f->weight[i] > 0.0) add_place(f, i, z);
    solve(f->hessian, f->gradient, m);
}

ErrCode stat_ridge_fit(const RidgeData *d, const double *weight, double lambda, Arena *mem,
                       double *ret_b, Err *e)
{
    Fit f = { .d = d, .weight = weight, .lambda = lambda };
    double *z, scale;
    TRY(open_fit(&f, mem, e));
    NEW(z, d->k + 1, mem, e);
    double now = objective(&f, f.b), gain = HUGE_VAL;
    for (int step = 0; step < MOST_STEPS && gain > 1e-12 * (fabs(now) + 1e-3); step++) {
        double next = HUGE_VAL;
        newton_step(&f, z);
        for (scale = 1.0; scale > 1e-6; scale /= 2.0) {
            for (size_t a = 0; a <= d->k; a++) f.trial[a] = f.b[a] + scale * f.gradient[a];
            next = objective(&f, f.trial);
            if (next <= now) break;
        }
        gain = next <= now ? now - next : 0.0;
        if (next > now) break;
        memcpy(f.b, f.trial, (d->k + 1) * sizeof *f.b);
        now = next;
    }
    ret_b[0] = f.b[0];
    for (size_t j = 0; j < d->k; j++) {
        ret_b[j + 1] = f.sd[j] > 0.0 ? f.b[j + 1] / f.sd[j] : 0.0;
        ret_b[0] -= ret_b[j + 1] * f.mean[j];
    }
    return ERR_OK;
}

double stat_ridge_deviance(const RidgeData *d, const double *b, size_t place)
{
    double eta = b[0];
    for (size_t j = 0; j < d->k; j++) eta += b[j + 1] * d->x[place * d->k + j];
    return deviance(d, mean_of(d, fmax(-50.0, fmin(50.0, eta)), place), place);
}
