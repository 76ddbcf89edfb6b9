#include "stats/spatial.h"

#include <Rmath.h>
#include <math.h>

#include "stats/chance.h"

enum { LEAST = 4 };

typedef struct {
    double s0, s1, s2, n;
} WeightSums;

typedef struct {
    double mean, squares, kurtosis; /* over places with a neighbour or all; b2 = m4 / m2^2 */
} Spread;

static bool has_near(const Neighbours *w, size_t i)
{
    return w->at[i + 1] > w->at[i];
}

static double weight_between(const Neighbours *w, size_t i, size_t j)
{
    for (size_t k = w->at[i]; k < w->at[i + 1]; k++)
        if (w->to[k] == j) return w->weight[k];
    return 0.0;
}

static ErrCode weight_sums(const Neighbours *w, Arena *mem, WeightSums *ret, Err *e)
{
    WeightSums s = { 0.0, 0.0, 0.0, 0.0 };
    double *in;
    NEW(in, w->n + 1, mem, e);
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = w->at[i]; k < w->at[i + 1]; k++) {
            double one = w->weight[k], back = weight_between(w, w->to[k], i);
            s.s0 += one;
            in[w->to[k]] += one;
            /* half of the squares over both orders: once when there is a way back, else twice */
            s.s1 += (back != 0.0 ? 0.5 : 1.0) * (one + back) * (one + back);
        }
    for (size_t i = 0; i < w->n; i++) {
        double out = 0.0;
        for (size_t k = w->at[i]; k < w->at[i + 1]; k++) out += w->weight[k];
        s.s2 += (in[i] + out) * (in[i] + out);
        s.n += has_near(w, i) || in[i] != 0.0 ? 1.0 : 0.0;
    }
    *ret = s;
    return ERR_OK;
}

static Spread spread_of(const double *v, size_t n)
{
    Spread s = { 0.0, 0.0, 0.0 };
    double fourth = 0.0;
    for (size_t i = 0; i < n; i++) s.mean += v[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double d = (v[i] - s.mean) * (v[i] - s.mean);
        s.squares += d;
        fourth += d * d;
    }
    if (s.squares <= 1e-24 * (double)n * s.mean * s.mean) s.squares = 0.0; /* rounding only */
    s.kurtosis = (double)n * fourth / (s.squares * s.squares);
    return s;
}

static double moran(const Neighbours *w, const double *v, double mean)
{
    double sum = 0.0;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = w->at[i]; k < w->at[i + 1]; k++)
            sum += w->weight[k] * (v[i] - mean) * (v[w->to[k]] - mean);
    return sum;
}

static double geary(const Neighbours *w, const double *v, double mean)
{
    double sum = 0.0;
    (void)mean;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = w->at[i]; k < w->at[i + 1]; k++) {
            double d = v[i] - v[w->to[k]];
            sum += w->weight[k] * d * d;
        }
    return sum;
}

typedef double Cross(const Neighbours *w, const double *v, double mean);

/* The share of orders whose sum is as high (or as low) as that of the places' own. */
static ErrCode permute(const SpatialCase *s, Cross *cross, bool low, Arena *mem, double *ret,
                       Err *e)
{
    size_t n = s->near->n, extreme = 1;
    double *v, mean = spread_of(s->v, n).mean, own = cross(s->near, s->v, mean);
    uint32_t *order;
    *ret = (double)NAN;
    if (s->permutations == 0) return ERR_OK;
    NEW(v, n, mem, e);
    NEW(order, n, mem, e);
    for (size_t r = 0; r < s->permutations; r++) {
        Chance c = chance_open(s->seed, r);
        chance_shuffle(&c, n, order);
        for (size_t i = 0; i < n; i++) v[i] = s->v[order[i]];
        double sum = cross(s->near, v, mean);
        extreme += low ? sum <= own : sum >= own;
    }
    *ret = (double)extreme / (double)(s->permutations + 1);
    return ERR_OK;
}

static const SpatialTest no_test = { 0,           (double)NAN, (double)NAN, (double)NAN,
                                     (double)NAN, (double)NAN, (double)NAN, (double)NAN };

ErrCode stat_moran(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e)
{
    WeightSums w;
    Spread x = spread_of(s->v, s->near->n);
    SpatialTest t = no_test;
    TRY(weight_sums(s->near, mem, &w, e));
    *ret = t;
    if (w.n < LEAST || !(x.squares > 0.0)) return ERR_OK;
    double n = w.n, s02 = w.s0 * w.s0, b2 = x.kurtosis;
    t.n = (size_t)n;
    t.value = n / w.s0 * moran(s->near, s->v, x.mean) / x.squares;
    t.expected = -1.0 / (n - 1.0);
    t.variance_normal =
        (n * n * w.s1 - n * w.s2 + 3.0 * s02) / (s02 * (n * n - 1.0)) - t.expected * t.expected;
    t.variance = (n * ((n * n - 3.0 * n + 3.0) * w.s1 - n * w.s2 + 3.0 * s02) -
                  b2 * ((n * n - n) * w.s1 - 2.0 * n * w.s2 + 6.0 * s02)) /
                     ((n - 1.0) * (n - 2.0) * (n - 3.0) * s02) -
                 t.expected * t.expected;
    t.z = (t.value - t.expected) / sqrt(t.variance);
    t.z_normal = (t.value - t.expected) / sqrt(t.variance_normal);
    TRY(permute(s, moran, false, mem, &t.p, e));
    *ret = t;
    return ERR_OK;
}

ErrCode stat_geary(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e)
{
    WeightSums w;
    Spread x = spread_of(s->v, s->near->n);
    SpatialTest t = no_test;
    TRY(weight_sums(s->near, mem, &w, e));
    *ret = t;
    if (w.n < LEAST || !(x.squares > 0.0)) return ERR_OK;
    double n = w.n, s02 = w.s0 * w.s0, b2 = x.kurtosis;
    t.n = (size_t)n;
    t.value = (n - 1.0) / (2.0 * w.s0) * geary(s->near, s->v, x.mean) / x.squares;
    t.expected = 1.0;
    t.variance_normal = ((2.0 * w.s1 + w.s2) * (n - 1.0) - 4.0 * s02) / (2.0 * (n + 1.0) * s02);
    t.variance = ((n - 1.0) * w.s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b2) -
                  (n - 1.0) * w.s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b2) / 4.0 +
                  s02 * (n * n - 3.0 - (n - 1.0) * (n - 1.0) * b2)) /
                 (n * (n - 2.0) * (n - 3.0) * s02);
    t.z = (1.0 - t.value) / sqrt(t.variance);
    t.z_normal = (1.0 - t.value) / sqrt(t.variance_normal);
    TRY(permute(s, geary, true, mem, &t.p, e));
    *ret = t;
    return ERR_OK;
}

/* A conditional permutation: the place keeps its figure, its neighbours get any of the others'. */
static double permute_place(const SpatialCase *s, size_t place, double mean, double own)
{
    const Neighbours *w = s->near;
    size_t low = 0, high = 0, n = w->n;
    for (size_t r = 0; r < s->permutations; r++) {
        Chance c = chance_open(s->seed, (uint64_t)place * s->permutations + r);
        double lag = 0.0;
        for (size_t k = w->at[place]; k < w->at[place + 1]; k++) {
            size_t other = chance_below(&c, n - 1);
            lag += w->weight[k] * (s->v[other + (other >= place)] - mean);
        }
        low += lag <= own;
        high += lag >= own;
    }
    if (s->permutations == 0) return (double)NAN;
    return fmin(1.0, 2.0 * (double)((low < high ? low : high) + 1) / (double)(s->permutations + 1));
}

/* Ord and Getis' statistic from the sums of the weights and of the weighted figures. */
static double getis(double lag, double w, double w2, double mean, double variance, double n)
{
    return (lag - w * mean) / sqrt(variance * (n * w2 - w * w) / (n - 1.0));
}

static void getis_of(const SpatialCase *s, size_t place, bool standard, const Spread *x,
                     LocalSpatial *ret)
{
    const Neighbours *near = s->near;
    double n = (double)near->n, w = 0.0, w2 = 0.0, lag = 0.0, own = s->v[place];
    size_t count = near->at[place + 1] - near->at[place];
    for (size_t k = near->at[place]; k < near->at[place + 1]; k++) {
        w += near->weight[k];
        w2 += near->weight[k] * near->weight[k];
        lag += near->weight[k] * s->v[near->to[k]];
    }
    double sum = x->mean * n, squares = x->squares + n * x->mean * x->mean;
    double mean = (sum - own) / (n - 1.0),
           variance = (squares - own * own) / (n - 1.0) - mean * mean;
    if (count) ret->gi = getis(lag, w, w2, mean, variance, n - 1.0);
    double self = count ? w / (double)count : 1.0, scale = standard ? 1.0 / (w + self) : 1.0;
    ret->gi_star = getis((lag + self * own) * scale, (w + self) * scale,
                         (w2 + self * self) * scale * scale, x->mean, x->squares / n, n);
}

void stat_local_spatial(const SpatialCase *s, size_t place, bool standard, LocalSpatial *ret)
{
    const double none = (double)NAN;
    const Neighbours *near = s->near;
    Spread x = spread_of(s->v, near->n);
    double n = (double)near->n, m2 = x.squares / n, b2 = x.kurtosis, z = s->v[place] - x.mean;
    double w = 0.0, w2 = 0.0, lag = 0.0;
    LocalSpatial l = {
        .z = none, .p = none, .z_unconditional = none, .p_permuted = none, .lag = none, .gi = none
    };
    for (size_t k = near->at[place]; k < near->at[place + 1]; k++) {
        w += near->weight[k];
        w2 += near->weight[k] * near->weight[k];
        lag += near->weight[k] * (s->v[near->to[k]] - x.mean);
    }
    l.value = z / m2 * lag;
    l.expected = -z * z * w / ((n - 1.0) * m2);
    l.variance =
        z / m2 * (z / m2) * (n / (n - 2.0)) * (w2 - w * w / (n - 1.0)) * (m2 - z * z / (n - 1.0));
    getis_of(s, place, standard, &x, &l);
    if (has_near(near, place)) {
        double plain = w2 * (n - b2) / (n - 1.0) +
                       (w * w - w2) * (2.0 * b2 - n) / ((n - 1.0) * (n - 2.0)) -
                       w * w / ((n - 1.0) * (n - 1.0));
        l.z = (l.value - l.expected) / sqrt(l.variance);
        l.p = 2.0 * pnorm(fabs(l.z), 0.0, 1.0, 0, 0);
        l.z_unconditional = (l.value + w / (n - 1.0)) / sqrt(plain);
        l.p_permuted = permute_place(s, place, x.mean, lag);
        l.lag = lag;
    }
    *ret = l;
}

BayesPrior stat_bayes_prior(const double *x, const double *n, const size_t *pick, size_t picked)
{
    double count = 0.0, people = 0.0, places = 0.0, spread = 0.0;
    for (size_t i = 0; i < picked; i++) {
        size_t at = pick ? pick[i] : i;
        if (!(n[at] > 0.0)) continue;
        count += x[at];
        people += n[at];
        places += 1.0;
    }
    if (!(places > 0.0)) return (BayesPrior){ (double)NAN, (double)NAN };
    double mean = count / people;
    for (size_t i = 0; i < picked; i++) {
        size_t at = pick ? pick[i] : i;
        if (n[at] > 0.0) spread += n[at] * (x[at] / n[at] - mean) * (x[at] / n[at] - mean) / people;
    }
    return (BayesPrior){ mean, fmax(0.0, spread - mean / (people / places)) };
}

double stat_bayes_rate(double x, double n, BayesPrior prior)
{
    if (!(n > 0.0) || prior.spread == 0.0) return prior.mean;
    return prior.mean + prior.spread * (x / n - prior.mean) / (prior.spread + prior.mean / n);
}
