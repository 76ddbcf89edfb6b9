/* The greatest likelihood ratio over when a change began and how large it is. */
#include <math.h>

#include "stats/glr_priv.h"

enum { MOST_STEPS = 200, COMPAT_STEPS = 1000 };

/* Where the peer's Newton method gives up on its way to a change to nothing. */
static const double compat_bottom = -18.0;

double glr_term(double alpha, double kappa, double x, double mean)
{
    double grown = mean * exp(kappa);
    if (alpha <= 0.0) return kappa * x + mean - grown;
    return kappa * x + (x + 1.0 / alpha) * log((1.0 + alpha * mean) / (1.0 + alpha * grown));
}

static double sum_terms(const GlrWork *w, double kappa, size_t first, size_t last)
{
    double sum = 0.0, a = w->alpha, grow = exp(kappa);
    if (kappa == 0.0) return 0.0;
    for (size_t t = first; t <= last; t++) {
        double x = w->x[t], mu = w->mean[t];
        sum += kappa * x - (x + 1.0 / a) * log((1.0 + a * mu * grow) / (1.0 + a * mu));
    }
    return sum;
}

/* First and second derivative of the sum by kappa. */
static double slopes(const GlrWork *w, double kappa, size_t first, size_t last, double *ret_bend)
{
    double score = 0.0, bend = 0.0, a = w->alpha, grow = exp(kappa);
    for (size_t t = first; t <= last; t++) {
        double mu = w->mean[t], d = 1.0 / (1.0 + a * mu * grow);
        score += (w->x[t] - grow * mu) * d;
        bend += grow * mu * (a * w->x[t] + 1.0) * d * d;
    }
    *ret_bend = bend;
    return score;
}

/* The sum is concave in kappa: Newton's method, kept inside a bracket, finds its top. */
static double best_kappa(const GlrWork *w, double start, size_t first, size_t last)
{
    double sign = w->c->direction, low = 0.0, high = sign * 700.0, bend, kappa = start;
    if (sign * slopes(w, 0.0, first, last, &bend) <= 0.0) return 0.0;
    if (!(sign * kappa > 0.0) || sign * kappa > 600.0) kappa = sign * 0.1;
    for (int it = 0; it < MOST_STEPS; it++) {
        double score = slopes(w, kappa, first, last, &bend), next = kappa + score / bend;
        if (sign * score > 0.0)
            low = kappa;
        else
            high = kappa;
        bool inside = isfinite(next) && sign * next > sign * low && sign * next < sign * high;
        if (!inside) next = sign * high > 600.0 ? 2.0 * kappa + sign : 0.5 * (low + high);
        /* The error of the top is the square of that of its place. */
        if (fabs(next - kappa) <= 1e-8 * (1.0 + fabs(kappa)) || sign * next > 600.0) return next;
        kappa = next;
    }
    return kappa;
}

static double nothing_left(const GlrWork *w, size_t first, size_t last)
{
    double sum = 0.0;
    for (size_t t = first; t <= last; t++) sum += log1p(w->alpha * w->mean[t]) / w->alpha;
    return sum;
}

static double greatest_nb(const GlrWork *w, size_t oldest, size_t newest, size_t n)
{
    double best = 0.0, kappa = 0.0, total = 0.0;
    for (size_t t = newest + 1; t <= n; t++) total += w->x[t];
    for (size_t k = newest + 1; k-- > oldest;) {
        total += w->x[k];
        bool gone = w->c->direction < 0 && total <= 0.0;
        if (!gone) kappa = best_kappa(w, kappa, k, n);
        double v = gone ? nothing_left(w, k, n) : sum_terms(w, kappa, k, n);
        if (v > best) best = v;
    }
    return best;
}

/* The peer: plain Newton steps, each start from the answer before it, cut off at no change. */
static double compat_nb(const GlrWork *w, size_t oldest, size_t newest, size_t n)
{
    double best = 0.0, kappa = 0.5, sign = w->c->direction;
    for (size_t k = oldest; k <= newest; k++) {
        double move = 1.0, bend;
        for (int it = 0; it < COMPAT_STEPS && fabs(move) > 1e-6 && kappa > compat_bottom; it++) {
            double score = slopes(w, kappa, k, n, &bend);
            move = score / bend;
            kappa += move;
        }
        kappa = isnan(kappa) || sign * kappa < 0.0 ? 0.0 : kappa;
        double v = sum_terms(w, kappa, k, n);
        if (v > best) best = v;
    }
    return best;
}

static double greatest_poisson(const GlrWork *w, size_t oldest, size_t newest, size_t n)
{
    double best = 0.0, x = 0.0, mu = 0.0, sign = w->c->direction;
    for (size_t t = n + 1; t-- > oldest;) {
        x += w->x[t];
        mu += w->mean[t];
        if (t > newest || !(sign * (x - mu) > 0.0)) continue;
        if (w->c->compat && x <= 0.0) continue; /* the peer takes the log of 0 and drops it */
        double v = x > 0.0 ? x * log(x / mu) - (x - mu) : mu;
        if (v > best) best = v;
    }
    return best;
}

/* The epidemic alternative: the sum and its derivatives by lambda. */
typedef struct {
    double value, score, bend, log_bend;
} Epidemic;

static Epidemic epidemic(const GlrWork *w, double lambda, size_t first, size_t last)
{
    Epidemic r = { 0.0, 0.0, 0.0, 0.0 };
    for (size_t t = first; t <= last; t++) {
        double before = w->previous[t], mu = w->mean[t];
        if (before <= 0.0) continue;
        double m = mu + lambda * before, part = before / m;
        r.value += w->x[t] * log(m / mu) - lambda * before;
        r.score += w->x[t] * part - before;
        r.bend += w->x[t] * part * part;
        r.log_bend += lambda * (before - w->x[t] * before * mu / (m * m));
    }
    return r;
}

static double best_epidemic(const GlrWork *w, size_t first, size_t last)
{
    double x = 0.0, before = 0.0, low = 0.0;
    for (size_t t = first; t <= last; t++) {
        if (w->previous[t] <= 0.0) continue;
        x += w->x[t];
        before += w->previous[t];
    }
    Epidemic now = epidemic(w, 0.0, first, last);
    if (!(now.score > 0.0)) return 0.0;
    double high = x / before, lambda = 0.5 * high;
    for (int it = 0; it < MOST_STEPS; it++) {
        now = epidemic(w, lambda, first, last);
        if (now.score > 0.0)
            low = lambda;
        else
            high = lambda;
        double next = lambda + now.score / now.bend;
        if (!(next > low && next < high)) next = 0.5 * (low + high);
        if (fabs(next - lambda) <= 1e-13 * lambda) break;
        lambda = next;
    }
    return now.value;
}

static double greatest_epidemic(const GlrWork *w, size_t oldest, size_t newest, size_t n)
{
    double best = 0.0, psi = log(0.5);
    for (size_t k = oldest; k <= newest; k++) {
        double v, move = 1.0;
        if (!w->c->compat) {
            v = best_epidemic(w, k, n);
        } else {
            /* The peer: Newton steps on log(lambda), each start from the answer before it, even
             * where the curve bends the wrong way. */
            for (int it = 0; it < COMPAT_STEPS && fabs(move) > 1e-6 && psi > compat_bottom; it++) {
                Epidemic now = epidemic(w, exp(psi), k, n);
                move = exp(psi) * now.score / now.log_bend;
                psi += move;
            }
            v = isnan(psi) ? 0.0 : epidemic(w, exp(psi), k, n).value;
        }
        if (v > best) best = v;
    }
    return best;
}

double glr_greatest(const GlrWork *w, size_t n)
{
    const GlrControl *c = w->c;
    size_t own = n - w->begin, least = (size_t)c->least, oldest = w->begin;
    bool window = c->window >= 0, poisson = w->alpha <= 0.0;
    if (window && own > (size_t)c->window) oldest = n - (size_t)c->window;
    /* With a window the peer asks for one period more than it says, for Poisson counts. */
    bool more = c->compat && poisson && !c->epidemic && window;
    size_t behind = more ? least : least - 1;
    if (own < behind) return 0.0;
    size_t newest = n - behind;
    if (c->epidemic) return greatest_epidemic(w, oldest, newest, n);
    if (poisson) return greatest_poisson(w, oldest, newest, n);
    return c->compat ? compat_nb(w, oldest, newest, n) : greatest_nb(w, oldest, newest, n);
}
