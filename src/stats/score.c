#include "stats/score.h"

#include <Rmath.h>
#include <math.h>
#include <stdbool.h>

/* Counts beyond this are not scored: the sum would be too long. */
static const double largest = 1e7;

typedef struct {
    double mu, size; /* size NAN: Poisson */
} Forecast;

static double upper(const Forecast *f, double x)
{
    return isnan(f->size) ? ppois(x, f->mu, 0, 0) : pnbinom_mu(x, f->size, f->mu, 0, 0);
}

static double lower(const Forecast *f, double x)
{
    return isnan(f->size) ? ppois(x, f->mu, 1, 0) : pnbinom_mu(x, f->size, f->mu, 1, 0);
}

static double log_density(const Forecast *f, double x)
{
    return isnan(f->size) ? dpois(x, f->mu, 1) : dnbinom_mu(x, f->size, f->mu, 1);
}

/* p(k + 1) / p(k) */
static double ratio(const Forecast *f, double k)
{
    if (isnan(f->size)) return f->mu / (k + 1.0);
    return (k + f->size) / (k + 1.0) * f->mu / (f->mu + f->size);
}

/* Downwards from x the chance below, upwards the chance above: both are sums of what is small. */
static double ranked(const Forecast *f, double x)
{
    double sum = 0.0, below = lower(f, x - 1.0), above = upper(f, x);
    double p = exp(log_density(f, x));
    for (double k = x - 1.0, q = p / ratio(f, k); k >= 0.0 && below > 1e-12; k -= 1.0) {
        sum += below * below;
        below -= q;
        if (k > 0.0) q /= ratio(f, k - 1.0);
    }
    for (double k = x; above > 1e-12 && k < 10.0 * largest; k += 1.0) {
        sum += above * above;
        p *= ratio(f, k);
        above -= p;
    }
    return sum;
}

CountScores stat_count_scores(double x, double mu, double size)
{
    const double none = (double)NAN;
    bool good = x >= 0.0 && x == floor(x) && x <= largest && mu > 0.0 && mu <= largest;
    if (!good || size <= 0.0) return (CountScores){ none, none, none, none, none, none };
    Forecast f = { mu, isinf(size) ? none : size };
    double variance = isnan(f.size) ? mu : mu + mu * mu / size;
    return (CountScores){ -log_density(&f, x),
                          ranked(&f, x),
                          (x - mu) * (x - mu) / variance + log(variance),
                          (x - mu) * (x - mu),
                          x > 0.0 ? lower(&f, x - 1.0) : 0.0,
                          lower(&f, x) };
}
