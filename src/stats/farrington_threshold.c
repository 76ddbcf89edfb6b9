/* The upper bound of what is usual, by each of the three ways. */
#include <Rmath.h>
#include <math.h>

#include "stats/farrington_priv.h"

/* Beyond this mean a "muan" threshold says nothing. */
static const double largest_mean = 1e6;

static double positive_power(double base, double exponent)
{
    return base < 0.0 || isnan(base) ? 0.0 : pow(base, exponent);
}

static void by_delta(const FarringtonWork *w, const FarringtonModel *m, FarringtonResult *r)
{
    double mu = m->mean, y = r->observed;
    double error = m->error * mu;
    double tau = m->phi + error * error / mu;
    double exponent = 1.0, s = sqrt(mu * tau);
    if (w->control.power == FARRINGTON_POWER_HALF) {
        exponent = 0.5;
        s = sqrt(tau / 4.0);
    } else if (w->control.power == FARRINGTON_POWER_TWO_THIRDS) {
        exponent = 2.0 / 3.0;
        s = sqrt(4.0 / 9.0 * cbrt(mu) * tau);
    }
    double centre = pow(mu, exponent);
    r->upperbound = positive_power(centre + w->z * s, 1.0 / exponent);
    r->pvalue = pnorm((pow(y, exponent) - centre) / s, 0.0, 1.0, 0, 0);
    r->score = (y - mu) / (r->upperbound - mu);
}

static void by_quantile(const FarringtonWork *w, const FarringtonModel *m, FarringtonResult *r)
{
    double mean = m->mean, y = r->observed;
    if (w->control.threshold == FARRINGTON_MUAN) mean = exp(m->log_mean + w->z * m->error);
    bool unbounded = !isfinite(mean);
    if (w->control.mode == FARRINGTON_STRICT && mean > largest_mean) unbounded = true;
    if (unbounded) return;
    double level = 1.0 - w->control.alpha;
    if (m->phi > 1.0) {
        double size = mean / (m->phi - 1.0), prob = 1.0 / m->phi;
        r->upperbound = qnbinom(level, size, prob, 1, 0);
        r->pvalue = isnan(y) ? y : pnbinom(y - 1.0, size, prob, 0, 0);
    } else {
        r->upperbound = qpois(level, mean, 1, 0);
        r->pvalue = isnan(y) ? y : ppois(y - 1.0, mean, 0, 0);
    }
    /* The peer subtracts the log-scale prediction; the sign, and so the alarm, is the same. */
    double from = w->control.mode == FARRINGTON_COMPAT ? m->log_mean : m->mean;
    r->score = (y - from) / (r->upperbound - from);
}

void farrington_threshold(const FarringtonWork *w, const FarringtonModel *m, FarringtonResult *r)
{
    r->expected = m->mean;
    if (w->control.threshold == FARRINGTON_DELTA)
        by_delta(w, m, r);
    else
        by_quantile(w, m, r);
}
