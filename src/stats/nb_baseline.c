#include "stats/nb_baseline.h"

#include <Rmath.h>
#include <math.h>

#include "stats/count_glm.h"
#include "stats/cusum.h"

/* A mean beyond this says nothing. */
static const double largest_mean = 1e9;

struct NbBaselineWork {
    F64s y;
    const NbBaselineControl *c;
    Arena *mem;
    CountDesign design;
    double *x, *count, *prior;
    size_t n, first, *downweighted, downweighted_n;
};

ErrCode stat_nb_baseline_open(F64s y, const int32_t *day, const NbBaselineControl *c, Arena *mem,
                              NbBaselineWork **ret, Err *e)
{
    NbBaselineWork *w;
    size_t most = (size_t)c->history + 1;
    if (most > y.n) most = y.n;
    NEW(w, 1, mem, e);
    w->y = y;
    w->c = c;
    w->mem = mem;
    TRY(stat_count_design(y.n, day, &c->terms, mem, &w->design, e));
    NEW(w->x, most * (size_t)w->design.p + 1, mem, e);
    NEW(w->count, most + 1, mem, e);
    NEW(w->prior, most + 1, mem, e);
    NEW(w->downweighted, most + 1, mem, e);
    *ret = w;
    return ERR_OK;
}

/* The rows from `first` to k; counts that are not to be used are missing, k's among them. */
static NbBaselineReason gather(NbBaselineWork *w, size_t k, NbBaselineResult *r)
{
    const NbBaselineControl *c = w->c;
    size_t known = 0, recent = (size_t)c->exclude_recent;
    double total = 0.0;
    w->first = k > (size_t)c->history ? k - (size_t)c->history : 0;
    w->n = k - w->first + 1;
    for (size_t i = 0; i < w->n; i++) {
        size_t at = w->first + i;
        bool used = at + recent < k && !isnan(w->y.v[at]);
        w->count[i] = used ? w->y.v[at] : (double)NAN;
        w->prior[i] = 1.0;
        for (int j = 0; j < w->design.p; j++)
            w->x[(size_t)j * w->n + i] = w->design.x[(size_t)j * w->design.n + at];
        if (!used) continue;
        if (known++ == 0) r->baseline_first = at;
        r->baseline_last = at;
        total += w->count[i];
    }
    r->baseline_n = known;
    if (known < (size_t)c->least || known <= (size_t)w->design.p) return NB_BASELINE_TOO_FEW;
    return total > 0.0 ? NB_BASELINE_FINE : NB_BASELINE_ALL_ZERO;
}

/* Lowers the weight of past counts far above their fit; the weights keep their sum. */
static bool weigh(NbBaselineWork *w, const CountFit *f)
{
    CusumControl scale = { .transform = CUSUM_ANSCOMBE_NB, .alpha = f->alpha };
    double sum = 0.0, known = 0.0;
    w->downweighted_n = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (isnan(w->count[i])) continue;
        double s = stat_cusum_score(&scale, w->count[i], f->mean[i]);
        bool far = s > w->c->weights_threshold;
        w->prior[i] = far ? 1.0 / (s * s) : 1.0;
        if (far) w->downweighted[w->downweighted_n++] = w->first + i;
        sum += w->prior[i];
        known += 1.0;
    }
    for (size_t i = 0; i < w->n; i++) w->prior[i] *= known / sum;
    return w->downweighted_n > 0;
}

/* Variance of the predicted log mean. */
static double variance_of(const NbBaselineWork *w, const CountFit *f)
{
    double v[LEAST_SQUARES_MAX * LEAST_SQUARES_MAX], sum = 0.0;
    int p = w->design.p;
    stat_least_squares_inverse(&f->ls, v);
    for (int a = 0; a < p; a++)
        for (int b = 0; b < p; b++)
            sum += v[a * p + b] * w->x[(size_t)a * w->n + w->n - 1] *
                   w->x[(size_t)b * w->n + w->n - 1];
    return sum;
}

typedef struct {
    double mean, spread;
} Predictive;

static NbBaselineReason predict(NbBaselineWork *w, size_t k, Predictive *ret)
{
    CountGlm d = { .n = w->n,
                   .p = w->design.p,
                   .x = w->x,
                   .y = w->count,
                   .prior = w->prior,
                   .means_only = true,
                   .epsilon = 1e-10 };
    CountFit *f;
    Err e;
    if (stat_count_glm_nb(&d, w->mem, &f, &e) != ERR_OK || !f->converged) return NB_BASELINE_NO_FIT;
    if (w->c->reweight && weigh(w, f) &&
        (stat_count_glm_nb(&d, w->mem, &f, &e) != ERR_OK || !f->converged))
        return NB_BASELINE_NO_FIT;
    size_t late = w->y.n - 1 - k;
    bool whole = late >= (size_t)w->c->delays;
    double share = whole ? 1.0 : w->c->reported[late];
    double doubt = whole ? 0.0 : w->c->reported_se[late] / share;
    double variance = variance_of(w, f);
    ret->mean = f->mean[w->n - 1] * exp(0.5 * variance) * share;
    ret->spread = (1.0 + f->alpha) * exp(variance) * (1.0 + doubt * doubt) - 1.0;
    bool bounded = ret->mean <= largest_mean && ret->spread <= 1e6 && ret->mean > 0.0;
    return bounded ? NB_BASELINE_FINE : NB_BASELINE_UNBOUNDED;
}

static void threshold(const NbBaselineControl *c, const Predictive *p, NbBaselineResult *r)
{
    double level = 1.0 - c->alpha, y = r->observed;
    r->expected = p->mean;
    r->spread = p->spread;
    if (p->spread > 1e-9) {
        double size = 1.0 / p->spread;
        r->upperbound = qnbinom_mu(level, size, p->mean, 1, 0);
        r->pvalue = pnbinom_mu(y - 1.0, size, p->mean, 0, 0);
    } else {
        r->upperbound = qpois(level, p->mean, 1, 0);
        r->pvalue = ppois(y - 1.0, p->mean, 0, 0);
    }
    r->score = (y - p->mean) / (r->upperbound - p->mean);
    r->alarm = y > r->upperbound;
}

void stat_nb_baseline(NbBaselineWork *w, size_t k, NbBaselineResult *ret)
{
    const double none = (double)NAN;
    Predictive p;
    *ret = (NbBaselineResult){ .observed = w->y.v[k],
                               .expected = none,
                               .upperbound = none,
                               .score = none,
                               .pvalue = none,
                               .spread = none,
                               .alarm = -1,
                               .downweighted = w->downweighted };
    w->downweighted_n = 0;
    ret->reason = gather(w, k, ret);
    if (isnan(ret->observed)) ret->reason = NB_BASELINE_MISSING;
    if (ret->reason != NB_BASELINE_FINE) return;
    ArenaMark mark = arena_mark(w->mem);
    ret->reason = predict(w, k, &p);
    arena_back(w->mem, mark);
    ret->downweighted_n = w->downweighted_n;
    if (ret->reason == NB_BASELINE_FINE) threshold(w->c, &p, ret);
}

const char *stat_nb_baseline_reason(NbBaselineReason reason)
{
    switch (reason) {
    case NB_BASELINE_FINE: return "";
    case NB_BASELINE_MISSING: return "the count itself is missing";
    case NB_BASELINE_TOO_FEW: return "too few past counts are known";
    case NB_BASELINE_ALL_ZERO: return "nothing was ever counted in the time compared with";
    case NB_BASELINE_NO_FIT: return "the regression found no stable answer";
    case NB_BASELINE_UNBOUNDED: return "the past varies too much for an upper bound";
    }
    return "";
}
