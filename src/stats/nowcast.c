#include "stats/nowcast.h"

#include <Rmath.h>
#include <math.h>

static const double most_cases = 1e7;

/* Cases with delay x, and with delay up to x, from the periods seen for x or more. */
typedef struct {
    double *own, *up_to;
} Sums;

static double cell(const NowcastTriangle *t, size_t at, int d)
{
    double v = t->count[at * ((size_t)t->most + 1) + (size_t)d];
    return isnan(v) ? 0.0 : v;
}

static ErrCode count_delays(const NowcastTriangle *t, Arena *mem, Sums *ret, Err *e)
{
    Sums s;
    NEW(s.own, (size_t)t->most + 1, mem, e);
    NEW(s.up_to, (size_t)t->most + 1, mem, e);
    size_t window = (size_t)t->window, first = 0;
    if (window > 0 && t->periods > window) first = t->periods - window;
    for (int x = 0; x <= t->most; x++)
        for (size_t at = first; at + (size_t)x < t->periods; at++) {
            s.own[x] += cell(t, at, x);
            for (int d = 0; d <= x; d++) s.up_to[x] += cell(t, at, d);
        }
    *ret = s;
    return ERR_OK;
}

/* The beta distribution with this mean and variance. */
static void match_beta(NowcastDelay *f, int d)
{
    double m = f->share[d], v = f->variance[d], size = v > 0.0 ? m * (1.0 - m) / v - 1.0 : 0.0;
    f->a[d] = size > 0.0 ? m * size : 1.0;
    f->b[d] = size > 0.0 ? (1.0 - m) * size : 0.0;
}

static void by_hazards(const Sums *s, double kappa, NowcastDelay *f)
{
    double mean = 1.0, square = 1.0;
    for (int d = f->most; d >= 0; d--) {
        f->share[d] = mean;
        f->variance[d] = square > mean * mean ? square - mean * mean : 0.0;
        match_beta(f, d);
        double a = kappa + s->own[d], b = d * kappa + s->up_to[d] - s->own[d], n = a + b;
        mean *= b / n;
        square *= b * (b + 1.0) / (n * (n + 1.0));
    }
}

static void by_sums(const Sums *s, double kappa, NowcastDelay *f)
{
    double total = 0.0, sum = 0.0;
    for (int d = 0; d <= f->most; d++) total += kappa + s->own[d];
    for (int d = 0; d <= f->most; d++) {
        sum += kappa + s->own[d];
        f->a[d] = sum;
        f->b[d] = d == f->most ? 0.0 : total - sum;
        f->share[d] = sum / total;
        f->variance[d] = sum * f->b[d] / (total * total * (total + 1.0));
    }
    f->share[f->most] = 1.0;
}

static void by_lawless(const Sums *s, NowcastDelay *f)
{
    double share = 1.0, relative = 0.0;
    for (int d = f->most; d >= 0; d--) {
        f->share[d] = share;
        f->variance[d] = share * share * relative;
        match_beta(f, d);
        double g = s->up_to[d] > 0.0 ? s->own[d] / s->up_to[d] : 0.0;
        if (d == 0) break;
        share *= 1.0 - g;
        if (g > 0.0) relative += g < 1.0 ? g / (s->up_to[d] * (1.0 - g)) : 0.0;
    }
}

ErrCode stat_nowcast_delay(const NowcastTriangle *t, NowcastMethod method, double kappa, Arena *mem,
                           NowcastDelay *ret, Err *e)
{
    Sums s;
    NowcastDelay f = { .most = t->most };
    if (t->most < 0 || t->most > NOWCAST_MAX_DELAY || t->periods == 0)
        return err_set(e, ERR_INPUT, "a triangle has 1 period or more and delays of 0 to %d",
                       NOWCAST_MAX_DELAY);
    if (!(kappa > 0.0)) return err_set(e, ERR_INPUT, "kappa: expected a number above 0");
    size_t n = (size_t)t->most + 1;
    NEW(f.share, n, mem, e);
    NEW(f.variance, n, mem, e);
    NEW(f.a, n, mem, e);
    NEW(f.b, n, mem, e);
    TRY(count_delays(t, mem, &s, e));
    if (method == NOWCAST_DIRICHLET)
        by_hazards(&s, kappa, &f);
    else if (method == NOWCAST_CLOSED)
        by_sums(&s, kappa, &f);
    else
        by_lawless(&s, &f);
    *ret = f;
    return ERR_OK;
}

/* The first number of cases at which the distribution passes each of three levels. */
typedef struct {
    double level[3], found[3];
    int next; /* of the levels in order */
} Passing;

static bool pass(Passing *p, double cases, double sum)
{
    while (p->next < 3 && sum > p->level[p->next]) p->found[p->next++] = cases;
    return p->next == 3;
}

static Passing passing(double level)
{
    const double none = (double)NAN, tail = 0.5 - level / 2.0;
    return (Passing){ { tail, 0.5, 1.0 - tail }, { none, none, none }, 0 };
}

static NowcastRange range_of(const Passing *p)
{
    return (NowcastRange){ p->found[1], p->found[0], p->found[2] };
}

NowcastRange stat_nowcast_range(const NowcastDelay *f, int d, double reported, double level)
{
    Passing p = passing(level);
    double r = reported + 1.0, a = f->a[d], b = f->b[d], sum = 0.0;
    if (b <= 0.0) return (NowcastRange){ reported, reported, reported };
    double term = exp(lgammafn(a + r) + lgammafn(a + b) - lgammafn(a) - lgammafn(a + b + r));
    for (double k = 0.0; k < most_cases; k += 1.0) {
        sum += term;
        if (pass(&p, reported + k, sum)) break;
        term *= (r + k) * (b + k) / ((k + 1.0) * (a + r + b + k));
    }
    return range_of(&p);
}

NowcastRange stat_nowcast_lawless(const NowcastDelay *f, int d, double reported, double level,
                                  bool compat)
{
    Passing p = passing(level);
    double n = reported, share = f->share[d], mean = n / share;
    double variance = n * (1.0 - share) / (share * share);
    if (!compat) variance += n * (n + 1.0) / pow(share, 4.0) * f->variance[d];
    if (!(share > 0.0)) return range_of(&p);
    if (!(variance > 0.0)) return (NowcastRange){ n, n, n };
    double sd = sqrt(variance), edge = compat ? 0.0 : 0.5;
    double below = pnorm((n - edge - mean) / sd, 0.0, 1.0, 1, 0);
    for (double k = n; k < n + most_cases; k += 1.0) {
        double sum = pnorm((k + edge - mean) / sd, 0.0, 1.0, 1, 0);
        if (pass(&p, k, compat ? sum / (1.0 - below) : (sum - below) / (1.0 - below))) break;
    }
    return range_of(&p);
}
