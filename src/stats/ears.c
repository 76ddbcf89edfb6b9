#include "stats/ears.h"

#include <Rmath.h>
#include <math.h>

typedef struct {
    double mean, sd;
} Window;

static size_t gap(EarsRule rule)
{
    return rule == EARS_C1 ? 0 : 2;
}

double stat_ears_quantile(double alpha)
{
    return qnorm(1.0 - alpha, 0.0, 1.0, 1, 0);
}

size_t stat_ears_first(const EarsControl *c)
{
    return (size_t)c->baseline + gap(c->rule) + (c->rule == EARS_C3 ? 2 : 0);
}

/* Mean and standard deviation of the baseline of period t; the mean is corrected by the mean of
 * the residuals, which makes it exact to the last digit. */
static Window window(F64s y, const EarsControl *c, size_t t)
{
    size_t n = (size_t)c->baseline;
    const double *v = y.v + (t - gap(c->rule) - n);
    double mean = 0.0, rest = 0.0, square = 0.0;
    for (size_t i = 0; i < n; i++) mean += v[i];
    mean /= (double)n;
    for (size_t i = 0; i < n; i++) rest += v[i] - mean;
    mean += rest / (double)n;
    for (size_t i = 0; i < n; i++) square += (v[i] - mean) * (v[i] - mean);
    double sd = sqrt(square / (double)(n - 1));
    return (Window){ mean, sd < c->min_sigma ? c->min_sigma : sd };
}

/* max(0, C2 - 1) of one period; NAN stays NAN. */
static double excess(F64s y, const EarsControl *c, size_t t)
{
    Window w = window(y, c, t);
    double s = (y.v[t] - w.mean) / w.sd - 1.0;
    return s < 0.0 ? 0.0 : s;
}

static void judge_c3(F64s y, const EarsControl *c, size_t t, double z, EarsResult *r)
{
    Window w = window(y, c, t);
    double lagged = excess(y, c, t - 1) + excess(y, c, t - 2);
    if (c->compat) {
        double u = r->observed + w.sd * (z - lagged);
        r->upperbound = u < 0.0 ? 0.0 : u;
        r->alarm = isnan(r->upperbound) ? -1 : r->observed > r->upperbound;
        return;
    }
    r->score = (lagged + excess(y, c, t)) / z;
    r->upperbound = lagged >= z ? w.mean : w.mean + w.sd * (z + 1.0 - lagged);
    r->alarm = isnan(r->score) ? -1 : r->score >= 1.0;
}

/* P(T > t) with a whole number of degrees of freedom: for an even one a finite sum, which costs a
 * tenth; far out in the tail it would lose digits. */
static double tail(double t, int freedom)
{
    double n = (double)freedom, square = n / (n + t * t), term = 1.0, sum = 1.0;
    if (freedom % 2 == 0 && fabs(t) < 8.0) {
        for (int k = 2; k < freedom; k += 2) {
            term *= (k - 1.0) / k * square;
            sum += term;
        }
        double p = 0.5 - 0.5 * t / sqrt(n + t * t) * sum;
        if (p > 1e-4) return p;
    }
    return pt(t, n, 0, 0);
}

static void judge_c12(const EarsControl *c, const Window *w, double z, EarsResult *r)
{
    double n = (double)c->baseline;
    r->upperbound = w->mean + z * w->sd;
    r->score = (r->observed - w->mean) / (r->upperbound - w->mean);
    double t = (r->observed - w->mean) / (w->sd * sqrt(1.0 + 1.0 / n));
    if (isfinite(t)) r->pvalue = tail(t, c->baseline - 1);
    bool unknown = isnan(r->observed) || isnan(r->upperbound);
    r->alarm = unknown ? -1 : r->observed > r->upperbound;
}

static EarsReason usable(F64s y, const EarsControl *c, size_t t, const Window *w)
{
    if (isnan(y.v[t]) || isnan(w->mean)) return EARS_MISSING;
    if (c->compat) return EARS_FINE;
    if (!(w->sd > 0.0)) return EARS_NO_SPREAD;
    if (c->rule != EARS_C3) return EARS_FINE;
    double lagged = excess(y, c, t - 1) + excess(y, c, t - 2);
    return isfinite(lagged) ? EARS_FINE : EARS_NO_SPREAD;
}

void stat_ears(F64s y, const EarsControl *c, size_t t, EarsResult *ret)
{
    const double none = (double)NAN;
    *ret = (EarsResult){ .observed = y.v[t],
                         .expected = none,
                         .upperbound = none,
                         .score = none,
                         .pvalue = none,
                         .alarm = -1,
                         .reason = EARS_SHORT_HISTORY };
    if (t < stat_ears_first(c)) return;
    Window w = window(y, c, t);
    ret->expected = w.mean;
    ret->reason = usable(y, c, t, &w);
    if (ret->reason != EARS_FINE && !c->compat) return;
    double z = c->z != 0.0 ? c->z : stat_ears_quantile(c->alpha);
    if (c->rule == EARS_C3)
        judge_c3(y, c, t, z, ret);
    else
        judge_c12(c, &w, z, ret);
}

const char *stat_ears_reason(EarsReason reason)
{
    switch (reason) {
    case EARS_FINE: return "";
    case EARS_SHORT_HISTORY: return "the series does not reach back far enough";
    case EARS_MISSING: return "a count in the baseline, or the count itself, is missing";
    case EARS_NO_SPREAD: return "the counts before it did not vary";
    }
    return "";
}
