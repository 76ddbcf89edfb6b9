#include "stats/run_length.h"

#include <Rmath.h>
#include <math.h>

enum { MAX_DENOMINATOR = 1000, MAX_INTERVALS = 200 };

/* A chance below this is as good as none. */
static const double least_chance = 1e-30;

/* ---- the mean of the plain CUSUM ---- */

static int denominator(double h, double k)
{
    for (int q = 1; q <= MAX_DENOMINATOR; q++)
        if (fabs(h * q - nearbyint(h * q)) < 1e-9 && fabs(k * q - nearbyint(k * q)) < 1e-9)
            return q;
    return 0;
}

typedef struct {
    int n;
    double *move;  /* n x n chances to go from one state to another */
    double *alarm; /* and to an alarm */
    double *time, *out;
} Chain;

/* Cases are whole numbers: x of them move the state by (x - k) q. */
static void fill(Chain *c, int q, int k, double mean)
{
    for (int i = 0; i < c->n; i++) {
        int x = 0, to = i - k;
        c->time[i] = 1.0;
        for (; to < c->n; x++, to += q) c->move[i * c->n + (to > 0 ? to : 0)] += dpois(x, mean, 0);
        c->alarm[i] = ppois(x - 1, mean, 0, 0);
    }
}

/* Eliminates the states from the last one down; what leaves a state is a sum, never 1 minus. */
static void eliminate(Chain *c)
{
    int n = c->n;
    for (int m = n - 1; m >= 0; m--) {
        double out = c->alarm[m];
        for (int j = 0; j < m; j++) out += c->move[m * n + j];
        c->out[m] = out;
        for (int i = 0; i < m; i++) {
            double share = c->move[i * n + m] / out;
            for (int j = 0; j < m; j++) c->move[i * n + j] += share * c->move[m * n + j];
            c->alarm[i] += share * c->alarm[m];
            c->time[i] += share * c->time[m];
        }
    }
    for (int m = 0; m < n; m++) {
        for (int j = 0; j < m; j++) c->time[m] += c->move[m * n + j] * c->time[j];
        c->time[m] /= c->out[m];
    }
}

ErrCode stat_poisson_cusum_arl(double h, double k, double mean, Arena *mem, RunLength *ret, Err *e)
{
    Chain c;
    if (!(h > 0.0 && h <= 1e6 && k >= 0.0 && k <= 1e6 && mean > 0.0 && mean <= 1e6))
        return err_set(e, ERR_INPUT, "h and mean: expected above 0, k from 0 on, up to 10^6");
    int q = denominator(h, k);
    if (q == 0 || h * q > RUN_LENGTH_MAX_STATES)
        return err_set(e, ERR_INPUT,
                       "h and k: expected fractions with a common denominator, h at "
                       "most %d of its parts",
                       RUN_LENGTH_MAX_STATES);
    c.n = (int)nearbyint(h * q);
    NEW(c.move, (size_t)c.n * (size_t)c.n, mem, e);
    NEW(c.alarm, (size_t)c.n, mem, e);
    NEW(c.time, (size_t)c.n, mem, e);
    NEW(c.out, (size_t)c.n, mem, e);
    fill(&c, q, (int)nearbyint(k * q), mean);
    eliminate(&c);
    *ret = (RunLength){ c.time[0], c.time[c.n / 2] };
    return ERR_OK;
}

/* ---- the distribution for likelihood ratios ---- */

/* Sums that began in the same period differ by their cases only. */
typedef struct {
    double drift; /* what has been subtracted since then */
    int first, n; /* cases: first, first + 1, ... */
    double *chance;
} Start;

typedef struct {
    const LrRunLength *c;
    Start *now, *next;
    size_t starts;
    int width;   /* numbers of cases that can have a sum in (0, h] */
    double none; /* chance of a sum of 0 */
} Exact;

/* Puts a chance where `cases` cases belong; what lies above the limit comes back. */
static double place(const Exact *x, Start *s, int cases, double chance, double *ret_none)
{
    double sum = x->c->kappa * cases - s->drift;
    if (sum > x->c->limit) return chance;
    if (sum <= 0.0)
        *ret_none += chance;
    else if (cases - s->first < x->width && cases >= s->first)
        s->chance[cases - s->first] += chance;
    return 0.0;
}

/* Where the sum 0 or one number of cases goes with the cases of one more period. */
static double spread(const Exact *x, Start *to, int cases, double chance, size_t t, double *none)
{
    double mean = x->c->mean[t], alarm = 0.0;
    if (chance < least_chance) return 0.0;
    int most = (int)floor((x->c->limit + to->drift) / x->c->kappa + 1e-12) - cases;
    for (int more = 0; more <= most; more++)
        alarm += place(x, to, cases + more, chance * dpois(more, mean, 0), none);
    return alarm + chance * ppois(most, mean, 0, 0);
}

static double advance(Exact *x, size_t t)
{
    const LrRunLength *c = x->c;
    double step = expm1(c->kappa) * c->mu0[t], alarm = 0.0, none = 0.0;
    for (size_t s = 0; s <= x->starts; s++) {
        Start *to = &x->next[s];
        to->drift = (s < x->starts ? x->now[s].drift : 0.0) + step;
        to->first = (int)floor(to->drift / c->kappa);
        for (int i = 0; i < x->width; i++) to->chance[i] = 0.0;
        if (s == x->starts) alarm += spread(x, to, 0, x->none, t, &none);
        for (int i = 0; s < x->starts && i < x->width; i++)
            alarm += spread(x, to, x->now[s].first + i, x->now[s].chance[i], t, &none);
    }
    Start *swap = x->now;
    x->now = x->next;
    x->next = swap;
    x->starts++;
    x->none = none;
    return alarm;
}

static ErrCode exact(const LrRunLength *c, Arena *mem, double *ret, Err *e)
{
    Exact x = { .c = c, .width = (int)ceil(c->limit / c->kappa) + 3, .none = 1.0 };
    NEW(x.now, c->n + 1, mem, e);
    NEW(x.next, c->n + 1, mem, e);
    for (size_t s = 0; s <= c->n; s++) {
        NEW(x.now[s].chance, (size_t)x.width, mem, e);
        NEW(x.next[s].chance, (size_t)x.width, mem, e);
    }
    for (size_t t = 0; t < c->n; t++) ret[t] = advance(&x, t);
    return ERR_OK;
}

/* P(one period's term <= v). */
static double below(const LrRunLength *c, size_t t, double v)
{
    double cases = (v + expm1(c->kappa) * c->mu0[t]) / c->kappa;
    return cases < -1e-12 ? 0.0 : ppois(floor(cases + 1e-12), c->mean[t], 1, 0);
}

/* From a sum of `from` with weight w: what stays goes to the intervals, what does not comes back.
 */
static double spread_intervals(const LrRunLength *c, size_t t, double from, double w, double *to)
{
    double before = 0.0, step = c->limit / c->intervals;
    for (int j = 0; j <= c->intervals; j++) {
        double up_to = below(c, t, j * step - from);
        to[j] += w * (up_to - before);
        before = up_to;
    }
    return w * (1.0 - before);
}

static void by_intervals(const LrRunLength *c, double *ret)
{
    double now[MAX_INTERVALS + 1] = { 1.0 }, step = c->limit / c->intervals;
    for (size_t t = 0; t < c->n; t++) {
        double next[MAX_INTERVALS + 1] = { 0.0 }, alarm = 0.0;
        alarm += spread_intervals(c, t, 0.0, now[0], next);
        for (int i = 1; i <= c->intervals; i++) {
            if (now[i] < least_chance) continue;
            alarm += spread_intervals(c, t, (i - 1) * step, now[i] / 6.0, next);
            alarm += spread_intervals(c, t, (i - 0.5) * step, now[i] * 4.0 / 6.0, next);
            alarm += spread_intervals(c, t, i * step, now[i] / 6.0, next);
        }
        ret[t] = alarm;
        for (int i = 0; i <= c->intervals; i++) now[i] = next[i];
    }
}

ErrCode stat_lr_run_length(const LrRunLength *c, Arena *mem, double *ret, Err *e)
{
    bool good = c->kappa >= 1e-3 && c->kappa <= 20.0 && c->limit > 0.0 && c->limit <= 100.0 &&
                c->intervals >= 0 && c->intervals <= MAX_INTERVALS;
    if (!good) return err_set(e, ERR_INPUT, "theta: expected 0.001 to 20; h: above 0, up to 100");
    for (size_t t = 0; t < c->n; t++)
        if (!(c->mu0[t] > 0.0 && c->mu0[t] <= 1e5 && c->mean[t] > 0.0 && c->mean[t] <= 1e5))
            return err_set(e, ERR_INPUT, "period %zu: expected means above 0, up to 10^5", t + 1);
    if (c->intervals == 0) return exact(c, mem, ret, e);
    by_intervals(c, ret);
    return ERR_OK;
}
