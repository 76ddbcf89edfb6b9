#include "stats/count_glm.h"

#include <Rmath.h>
#include <float.h>
#include <math.h>

#include "stats/vector_priv.h"

enum { LARGEST_TABLE = 4096, MOST_STEPS = 50, MOST_ROUNDS = 60, MOST_HALVINGS = 20 };

/* What one fit works in. */
typedef struct {
    const CountGlm *d;
    size_t n; /* rows up to the last that is not missing */
    double alpha;
    double *eta, *mean, *x, *z, *own; /* own: y log y */
    size_t tail_n;
    double *tail; /* weight of the counts above 0, 1, ...; NULL when they are not small and whole */
} Work;

static double prior_of(const CountGlm *d, size_t i)
{
    return d->prior ? d->prior[i] : 1.0;
}

static double offset_of(const CountGlm *d, size_t i)
{
    return d->offset ? d->offset[i] : 0.0;
}

/* Half the deviance of one row; log(mean) is the predictor unless the mean was raised. */
static double half_deviance(const Work *w, size_t i)
{
    double y = w->d->y[i], mu = w->mean[i];
    double log_mu = mu > DBL_EPSILON ? w->eta[i] : log(mu), own = w->own[i] - y * log_mu;
    if (w->alpha <= 0.0) return own - (y - mu);
    double theta = 1.0 / w->alpha;
    return own - (y + theta) * log((y + theta) / (mu + theta));
}

static double deviance(const Work *w)
{
    double sum = 0.0;
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(w->d->y[i])) sum += prior_of(w->d, i) * half_deviance(w, i);
    return 2.0 * sum;
}

static void start(Work *w)
{
    const CountGlm *d = w->d;
    for (size_t i = 0; i < w->n; i++) {
        double y = d->y[i];
        double from = w->alpha > 0.0 ? y + (y == 0.0) / 6.0 : y + 0.1;
        w->mean[i] = isnan(y) ? 1.0 : from;
        w->eta[i] = log(w->mean[i]);
    }
}

static void step(Work *w, LeastSquares *ret)
{
    const CountGlm *d = w->d;
    for (size_t i = 0; i < w->n; i++) {
        double mu = w->mean[i], y = d->y[i];
        double root = isnan(y) ? 0.0 : sqrt(prior_of(d, i) * mu / (1.0 + w->alpha * mu));
        for (int j = 0; j < d->p; j++)
            w->x[(size_t)j * w->n + i] = root * d->x[(size_t)j * d->n + i];
        w->z[i] = isnan(y) ? 0.0 : root * (w->eta[i] - offset_of(d, i) + (y - mu) / mu);
    }
    stat_least_squares(w->x, w->z, w->n, d->p, ret);
}

/* Means of the first n rows; the arrays have room for three more. */
static void apply(Work *w, const double *coef, size_t n)
{
    const CountGlm *d = w->d;
    for (size_t i = 0; i < n; i++) {
        double eta = offset_of(d, i);
        for (int j = 0; j < d->p; j++) eta += coef[j] * d->x[(size_t)j * d->n + i];
        w->eta[i] = eta;
    }
    for (size_t i = 0; i < n; i += VECTOR_LANES) vector_exp(w->eta + i, w->mean + i);
    for (size_t i = 0; i < n; i++)
        if (w->mean[i] < DBL_EPSILON) w->mean[i] = DBL_EPSILON;
}

/* A step that leads where the deviance is no number is taken half, and half again. */
static double advance(Work *w, const double *before, bool first, LeastSquares *ls)
{
    apply(w, ls->coef, w->n);
    double now = deviance(w);
    for (int k = 0; !isfinite(now) && !first && k < MOST_HALVINGS; k++) {
        for (int j = 0; j < ls->p; j++) ls->coef[j] = 0.5 * (ls->coef[j] + before[j]);
        apply(w, ls->coef, w->n);
        now = deviance(w);
    }
    return now;
}

static bool iterate(Work *w, LeastSquares *ls)
{
    double before[LEAST_SQUARES_MAX] = { 0 }, old = deviance(w);
    double epsilon = w->d->epsilon > 0.0 ? w->d->epsilon : 1e-12;
    for (int it = 0; it < MOST_STEPS; it++) {
        step(w, ls);
        double now = advance(w, before, it == 0, ls);
        if (!isfinite(now)) return false;
        if (fabs(now - old) / (fabs(now) + 0.1) < epsilon) return true;
        old = now;
        for (int j = 0; j < ls->p; j++) before[j] = ls->coef[j];
    }
    return false;
}

double stat_count_logp(double y, double mu, double alpha)
{
    double fixed = lgammafn(y + 1.0);
    if (alpha <= 0.0) return y * log(mu) - mu - fixed;
    double theta = 1.0 / alpha;
    return lgammafn(y + theta) - lgammafn(theta) - fixed + (y > 0.0 ? y * log(alpha * mu) : 0.0) -
           (y + theta) * log1p(alpha * mu);
}

static double loglik(const Work *w)
{
    double sum = 0.0;
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(w->d->y[i]))
            sum += prior_of(w->d, i) * stat_count_logp(w->d->y[i], w->mean[i], w->alpha);
    return sum;
}

static ErrCode make_room(const CountGlm *d, Arena *mem, Work *w, CountFit **ret, Err *e)
{
    CountFit *f;
    if (d->p > LEAST_SQUARES_MAX)
        return err_set(e, ERR_INPUT, "a regression has at most %d columns", LEAST_SQUARES_MAX);
    NEW(f, 1, mem, e);
    NEW(w->mean, d->n + VECTOR_LANES, mem, e);
    NEW(w->eta, d->n + VECTOR_LANES, mem, e);
    NEW(w->z, d->n + 1, mem, e);
    NEW(w->own, d->n + 1, mem, e);
    NEW(w->x, d->n * (size_t)d->p + 1, mem, e);
    w->d = d;
    f->mean = w->mean;
    for (size_t i = 0; i < d->n; i++) {
        double y = d->y[i];
        if (isnan(y)) continue;
        w->own[i] = y > 0.0 ? y * log(y) : 0.0;
        w->n = i + 1;
        f->used++;
    }
    *ret = f;
    return ERR_OK;
}

static void finish(Work *w, bool converged, CountFit *f)
{
    f->converged = converged;
    f->deviance = deviance(w);
    f->loglik = w->d->means_only ? (double)NAN : loglik(w);
    if (w->n < w->d->n) apply(w, f->ls.coef, w->d->n);
    f->alpha = w->alpha;
}

ErrCode stat_count_glm(const CountGlm *d, Arena *mem, CountFit **ret, Err *e)
{
    Work w = { .alpha = d->alpha };
    CountFit *f;
    TRY(make_room(d, mem, &w, &f, e));
    start(&w);
    bool converged = iterate(&w, &f->ls);
    finish(&w, converged, f);
    f->alpha_se = (double)NAN;
    *ret = f;
    return ERR_OK;
}

/* How many counts lie above 0, 1, 2 ...: the sums of digamma differences need no more. */
static ErrCode make_tail(Work *w, Arena *mem, Err *e)
{
    double most = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        double y = w->d->y[i];
        if (isnan(y)) continue;
        if (y != floor(y) || y > LARGEST_TABLE) return ERR_OK;
        if (y > most) most = y;
    }
    w->tail_n = (size_t)most;
    NEW(w->tail, w->tail_n + 1, mem, e);
    for (size_t i = 0; i < w->n; i++)
        if (w->d->y[i] > 0.0) w->tail[(size_t)w->d->y[i] - 1] += prior_of(w->d, i);
    for (size_t k = w->tail_n; k-- > 1;) w->tail[k - 1] += w->tail[k];
    return ERR_OK;
}

/* The sums of psi(theta + y) - psi(theta) and of minus its derivative. */
static void gamma_sums(const Work *w, double theta, double *ret_first, double *ret_second)
{
    double first = 0.0, second = 0.0, own = digamma(theta), own2 = trigamma(theta);
    for (size_t i = 0; !w->tail && i < w->n; i++) {
        if (isnan(w->d->y[i])) continue;
        first += prior_of(w->d, i) * (digamma(theta + w->d->y[i]) - own);
        second += prior_of(w->d, i) * (own2 - trigamma(theta + w->d->y[i]));
    }
    for (size_t k = 0; w->tail && k < w->tail_n; k++) {
        double part = 1.0 / (theta + (double)k);
        first += w->tail[k] * part;
        second += w->tail[k] * part * part;
    }
    *ret_first = first;
    *ret_second = second;
}

/* First and second derivative of the log-likelihood by theta. */
static void theta_slopes(const Work *w, double theta, double *ret_score, double *ret_info)
{
    double score, info;
    gamma_sums(w, theta, &score, &info);
    for (size_t i = 0; i < w->n; i++) {
        double y = w->d->y[i], mu = w->mean[i];
        if (isnan(y)) continue;
        double p = prior_of(w->d, i), part = 1.0 / (mu + theta), share = (y + theta) * part;
        score += p * (log(theta * part) + 1.0 - share);
        info += p * (2.0 * part - 1.0 / theta - share * part);
    }
    *ret_score = score;
    *ret_info = info;
}

/* The theta that fits these means best; 0 when the counts scatter no more than Poisson's. */
static double best_theta(const Work *w, double theta)
{
    for (int it = 0; it < MOST_STEPS; it++) {
        double score, info;
        theta_slopes(w, theta, &score, &info);
        /* On the log scale theta cannot fall below 0, and the curve is closer to a parabola. */
        double slope = theta * score, bend = theta * theta * info - slope;
        double move = bend > 0.0 ? slope / bend : (slope > 0.0 ? 1.0 : -1.0);
        if (!isfinite(move)) return 0.0;
        if (move > 2.0) move = 2.0;
        if (move < -2.0) move = -2.0;
        theta *= exp(move);
        if (theta > 1e10) return 0.0;
        if (fabs(move) < 1e-13) return theta;
    }
    return theta;
}

static double first_theta(const Work *w)
{
    double sum = 0.0, n = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        double y = w->d->y[i], r = y / w->mean[i] - 1.0;
        if (isnan(y)) continue;
        sum += prior_of(w->d, i) * r * r;
        n += prior_of(w->d, i);
    }
    double theta = n / sum;
    return theta > 1e-6 && theta < 1e6 ? theta : 1.0;
}

static void theta_error(const Work *w, CountFit *f)
{
    double score, info, theta = 1.0 / w->alpha;
    theta_slopes(w, theta, &score, &info);
    /* Of alpha = 1/theta, by the delta method. */
    f->alpha_se = info > 0.0 ? w->alpha * w->alpha / sqrt(info) : (double)NAN;
}

ErrCode stat_count_glm_nb(const CountGlm *d, Arena *mem, CountFit **ret, Err *e)
{
    Work w = { .alpha = 0.0 };
    CountFit *f;
    TRY(make_room(d, mem, &w, &f, e));
    TRY(make_tail(&w, mem, e));
    start(&w);
    bool converged = iterate(&w, &f->ls);
    double theta = converged ? best_theta(&w, first_theta(&w)) : 0.0, before = -1.0;
    for (int round = 0; converged && theta > 0.0 && round < MOST_ROUNDS; round++) {
        if (fabs(theta - before) <= 1e-11 * theta) break;
        before = theta;
        w.alpha = 1.0 / theta;
        converged = iterate(&w, &f->ls);
        theta = converged ? best_theta(&w, theta) : 0.0;
    }
    if (converged && theta <= 0.0 && w.alpha > 0.0) {
        w.alpha = 0.0;
        start(&w);
        converged = iterate(&w, &f->ls);
    }
    finish(&w, converged, f);
    f->alpha_se = (double)NAN;
    if (w.alpha > 0.0) theta_error(&w, f);
    *ret = f;
    return ERR_OK;
}

void stat_count_glm_se(const CountFit *f, double *ret)
{
    double v[LEAST_SQUARES_MAX * LEAST_SQUARES_MAX];
    stat_least_squares_inverse(&f->ls, v);
    for (int j = 0; j < f->ls.p; j++)
        ret[j] = f->ls.used[j] ? sqrt(v[j * f->ls.p + j]) : (double)NAN;
}
