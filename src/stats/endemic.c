#include "stats/endemic.h"

#include <Rmath.h>
#include <math.h>

#include "stats/dense.h"

enum { MOST_STEPS = 300 };

/* One count of the likelihood: its parts at the parameters' zero. */
typedef struct {
    double y, own, neighbours, population;
    size_t t;
} Cell;

typedef struct {
    const EndemicData *d;
    size_t n;
    Cell *cells;
    EndemicFit *f;
    double loglik, gradient[ENDEMIC_MAX], minus_hessian[ENDEMIC_MAX * ENDEMIC_MAX];
} Work;

static double neighbours_of(const EndemicData *d, size_t unit, size_t t)
{
    double sum = 0.0;
    for (size_t j = 0; d->weight && j < d->units; j++) {
        double w = d->weight[unit * d->units + j];
        if (w != 0.0) sum += w * d->count[j][t - 1];
    }
    return sum;
}

static ErrCode gather(const EndemicData *d, Arena *mem, Work *w, Err *e)
{
    double total = 0.0;
    NEW(w->cells, d->units * d->periods + 1, mem, e);
    for (size_t i = 0; i < d->units; i++)
        for (size_t t = 1; t < d->periods; t++) {
            Cell c = { d->count[i][t], d->count[i][t - 1], neighbours_of(d, i, t),
                       d->population ? d->population[i][t] : 1.0, t };
            if (isnan(c.y + c.own + c.neighbours + c.population)) continue;
            w->cells[w->n++] = c;
            total += c.y;
        }
    if (d->p + 3 > ENDEMIC_MAX)
        return err_set(e, ERR_INPUT, "the endemic part has too many columns");
    if (w->n < (size_t)d->p + 6)
        return err_set(e, ERR_INPUT, "too few counts with a count before them");
    if (!(total > 0.0)) return err_set(e, ERR_INPUT, "nothing was ever counted");
    return ERR_OK;
}

/* Which parameters there are, and where they begin. */
static void start(Work *w)
{
    const EndemicData *d = w->d;
    EndemicFit *f = w->f;
    double y = 0.0, population = 0.0;
    *f = (EndemicFit){ .at_own = -1, .at_neighbours = -1, .at_spread = -1, .used = w->n };
    if (d->own) f->at_own = f->n++;
    if (d->weight) f->at_neighbours = f->n++;
    f->at_endemic = f->n;
    f->n += d->p;
    if (!d->poisson) f->at_spread = f->n++;
    for (size_t i = 0; i < w->n; i++) {
        y += w->cells[i].y;
        population += w->cells[i].population;
    }
    if (d->own) f->value[f->at_own] = -1.0;
    if (d->weight) f->value[f->at_neighbours] = -3.0;
    f->value[f->at_endemic] = log(0.5 * y / population);
    if (!d->poisson) f->value[f->at_spread] = -0.5;
}

/* What the likelihood of one count says of its mean and of theta = 1 / spread. */
typedef struct {
    double value, by_mean, by_mean2, by_theta, by_theta2, by_both;
} Slopes;

static Slopes slopes_of(double y, double mu, double theta)
{
    if (isinf(theta))
        return (Slopes){ .value = y * log(mu) - mu - lgammafn(y + 1.0),
                         .by_mean = y / mu - 1.0,
                         .by_mean2 = -y / (mu * mu) };
    double m = mu + theta, all = y + theta;
    return (Slopes){
        .value = lgammafn(all) - lgammafn(theta) - lgammafn(y + 1.0) + theta * log(theta / m) +
                 (y > 0.0 ? y * log(mu / m) : 0.0),
        .by_mean = y / mu - all / m,
        .by_mean2 = -y / (mu * mu) + all / (m * m),
        .by_theta = digamma(all) - digamma(theta) + log(theta / m) + 1.0 - all / m,
        .by_theta2 = trigamma(all) - trigamma(theta) + 1.0 / theta - 2.0 / m + all / (m * m),
        .by_both = (y - mu) / (m * m),
    };
}

/* The mean of one count and its derivatives; those of the spread's place are 0. */
typedef struct {
    double mean, by[ENDEMIC_MAX], endemic;
} Mean;

static void mean_of(const Work *w, const double *value, const Cell *c, Mean *ret)
{
    const EndemicFit *f = w->f;
    const EndemicData *d = w->d;
    double eta = 0.0;
    for (int j = 0; j < f->n; j++) ret->by[j] = 0.0;
    for (int j = 0; j < d->p; j++)
        eta += value[f->at_endemic + j] * d->x[(size_t)j * d->periods + c->t];
    ret->endemic = c->population * exp(eta);
    ret->mean = ret->endemic;
    if (f->at_own >= 0) ret->mean += ret->by[f->at_own] = c->own * exp(value[f->at_own]);
    if (f->at_neighbours >= 0)
        ret->mean += ret->by[f->at_neighbours] = c->neighbours * exp(value[f->at_neighbours]);
    for (int j = 0; j < d->p; j++)
        ret->by[f->at_endemic + j] = ret->endemic * d->x[(size_t)j * d->periods + c->t];
}

static double theta_of(const Work *w, const double *value)
{
    return w->f->at_spread < 0 ? (double)INFINITY : exp(-value[w->f->at_spread]);
}

static double loglik_at(const Work *w, const double *value)
{
    double sum = 0.0, theta = theta_of(w, value);
    for (size_t i = 0; i < w->n; i++) {
        Mean m;
        mean_of(w, value, &w->cells[i], &m);
        sum += slopes_of(w->cells[i].y, m.mean, theta).value;
    }
    return sum;
}

/* Second derivatives of the mean by parameters a >= b. */
static double bend_of(const Work *w, const Mean *m, const Cell *c, int a, int b)
{
    int from = w->f->at_endemic, to = from + w->d->p;
    if (a >= from && a < to && b >= from && b < to)
        return m->by[a] * w->d->x[(size_t)(b - from) * w->d->periods + c->t];
    return a == b ? m->by[a] : 0.0;
}

static void add_cell(Work *w, const Cell *c, double theta)
{
    const EndemicFit *f = w->f;
    Mean m;
    mean_of(w, f->value, c, &m);
    Slopes s = slopes_of(c->y, m.mean, theta);
    int spread = f->at_spread;
    w->loglik += s.value;
    for (int a = 0; a < f->n; a++) {
        w->gradient[a] += s.by_mean * m.by[a];
        for (int b = 0; b <= a && a != spread; b++)
            w->minus_hessian[a * f->n + b] -=
                s.by_mean2 * m.by[a] * m.by[b] + s.by_mean * bend_of(w, &m, c, a, b);
    }
    if (spread < 0) return;
    w->gradient[spread] -= theta * s.by_theta;
    for (int b = 0; b < spread; b++)
        w->minus_hessian[spread * f->n + b] += theta * s.by_both * m.by[b];
    w->minus_hessian[spread * f->n + spread] -= theta * theta * s.by_theta2 + theta * s.by_theta;
}

static void differentiate(Work *w)
{
    int n = w->f->n;
    double theta = theta_of(w, w->f->value);
    w->loglik = 0.0;
    for (int a = 0; a < n * n; a++) w->minus_hessian[a] = 0.0;
    for (int a = 0; a < n; a++) w->gradient[a] = 0.0;
    for (size_t i = 0; i < w->n; i++) add_cell(w, &w->cells[i], theta);
    for (int a = 0; a < n; a++)
        for (int b = 0; b < a; b++) w->minus_hessian[b * n + a] = w->minus_hessian[a * n + b];
}

/* One damped step; how far it went in the log-likelihood, negative when no damping helps. */
static double advance(Work *w, double *damping)
{
    int n = w->f->n;
    double l[ENDEMIC_MAX * ENDEMIC_MAX], to[ENDEMIC_MAX];
    for (int tries = 0; tries<40; tries++, *damping = *damping> 0.0 ? *damping * 8.0 : 1e-6) {
        for (int a = 0; a < n * n; a++) l[a] = w->minus_hessian[a];
        for (int a = 0; a < n; a++) {
            l[a * n + a] += *damping * (1.0 + fabs(w->minus_hessian[a * n + a]));
            to[a] = w->gradient[a];
        }
        if (!stat_dense_factor(l, n)) continue;
        stat_dense_solve(l, n, to);
        double longest = 0.0;
        for (int a = 0; a < n; a++) longest = fabs(to[a]) > longest ? fabs(to[a]) : longest;
        for (int a = 0; a < n; a++)
            to[a] = w->f->value[a] + to[a] * (longest > 3.0 ? 3.0 / longest : 1.0);
        double gained = loglik_at(w, to) - w->loglik;
        if (!(gained >= -1e-9 * fabs(w->loglik))) continue;
        for (int a = 0; a < n; a++) w->f->value[a] = to[a];
        *damping = *damping > 1e-8 ? *damping / 20.0 : 0.0;
        return gained;
    }
    return -1.0;
}

static void errors_of(const Work *w, EndemicFit *f)
{
    double l[ENDEMIC_MAX * ENDEMIC_MAX];
    int n = f->n;
    for (int a = 0; a < n * n; a++) l[a] = w->minus_hessian[a];
    bool known = stat_dense_factor(l, n);
    for (int a = 0; a < n; a++) {
        double one[ENDEMIC_MAX] = { 0 };
        one[a] = 1.0;
        if (known) stat_dense_solve(l, n, one);
        f->se[a] = known ? sqrt(one[a]) : (double)NAN;
    }
}

ErrCode stat_endemic_fit(const EndemicData *d, Arena *mem, EndemicFit *ret, Err *e)
{
    Work *w;
    double damping = 0.0;
    NEW(w, 1, mem, e);
    *w = (Work){ .d = d, .f = ret };
    TRY(gather(d, mem, w, e));
    start(w);
    for (int it = 0; it < MOST_STEPS && !ret->converged; it++) {
        differentiate(w);
        double gained = advance(w, &damping);
        if (gained < 0.0 && gained <= -1.0) break;
        ret->converged = fabs(gained) <= 1e-11 * (1.0 + fabs(w->loglik));
    }
    differentiate(w);
    ret->loglik = w->loglik;
    errors_of(w, ret);
    return ERR_OK;
}
