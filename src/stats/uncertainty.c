#include "stats/uncertainty.h"

#include <math.h>
#include <stdlib.h>

#include "stats/chance.h"

/* One replicate's choices and accumulators. */
typedef struct {
    const UncertainIndex *x;
    const double *const *figure;
    Chance noise;
    bool noisy;
    Normalise how;
    Aggregate mean;
    int left_out; /* column, or -1 */
    double *weight;
    double *sum, *all, *there, *members; /* nodes x units, and nodes for members */
    double *v, *z;
} Replicate;

static Chance stream(const UncertainDraw *d, UncertainFactor f)
{
    return chance_open(d->seed, d->stream[f] * UNCERTAIN_FACTORS + f);
}

static size_t choose(const UncertainDraw *d, UncertainFactor f, size_t n)
{
    Chance c = stream(d, f);
    return d->nominal || n < 2 ? 0 : chance_below(&c, n);
}

static void draw_weights(const UncertainIndex *x, const UncertainDraw *d, double *weight)
{
    Chance c = stream(d, UNCERTAIN_WEIGHTS);
    for (size_t k = 0; k < x->nodes; k++) {
        double noise = x->weight_noise * (2.0 * chance_uniform(&c) - 1.0);
        weight[k] = x->node[k].weight * (d->nominal ? 1.0 : 1.0 + noise);
    }
}

static ErrCode open_replicate(const UncertainIndex *x, const UncertainDraw *d, Arena *mem,
                              Replicate *r, Err *e)
{
    size_t treatment = choose(d, UNCERTAIN_TREATMENT, x->treatments);
    *r = (Replicate){ .x = x, .figure = x->figure + treatment * x->indicators };
    r->noisy = x->error && !d->nominal;
    r->noise = stream(d, UNCERTAIN_FIGURES);
    r->how.method = x->normalise[choose(d, UNCERTAIN_NORMALISE, x->normalisations)];
    r->how.lower = r->how.method == NORMALISE_ZSCORE ? 0.0 : 1.0;
    r->how.upper = r->how.method == NORMALISE_ZSCORE ? 1.0 : 100.0;
    r->mean = (Aggregate){ x->mean[choose(d, UNCERTAIN_AGGREGATE, x->means)], 0.0, x->least };
    r->left_out = -1;
    if (x->leave_out) r->left_out = (int)choose(d, UNCERTAIN_LEFT_OUT, x->indicators + 1) - 1;
    NEW(r->weight, x->nodes, mem, e);
    NEW(r->sum, x->nodes * x->units, mem, e);
    NEW(r->all, x->nodes * x->units, mem, e);
    NEW(r->there, x->nodes * x->units, mem, e);
    NEW(r->members, x->nodes, mem, e);
    NEW(r->v, x->units, mem, e);
    NEW(r->z, x->units, mem, e);
    draw_weights(x, d, r->weight);
    return ERR_OK;
}

static double inner(double v, AggregateMethod m)
{
    if (m == AGGREGATE_GMEAN) return v > 0.0 ? log(v) : (double)NAN;
    return m == AGGREGATE_HMEAN ? (v > 0.0 ? 1.0 / v : (double)NAN) : v;
}

/* One member's figures go into its group. */
static void add_member(Replicate *r, size_t k)
{
    const UncertainIndex *x = r->x;
    if (x->node[k].parent == UNCERTAIN_NO_PARENT) return;
    size_t at = (size_t)x->node[k].parent * x->units;
    r->members[x->node[k].parent] += 1.0;
    for (size_t u = 0; u < x->units; u++) {
        if (isnan(r->v[u])) continue;
        r->sum[at + u] += r->weight[k] * inner(r->v[u], r->mean.method);
        r->all[at + u] += r->weight[k];
        r->there[at + u] += 1.0;
    }
}

static ErrCode add_indicator(Replicate *r, size_t k, Arena *mem, Err *e)
{
    const UncertainIndex *x = r->x;
    size_t i = (size_t)x->node[k].indicator;
    ArenaMark mark = arena_mark(mem);
    for (size_t u = 0; u < x->units; u++) r->v[u] = r->figure[i][u];
    if (r->noisy) {
        chance_normals(&r->noise, x->units, r->z);
        for (size_t u = 0; u < x->units; u++)
            if (x->error[i][u] > 0.0) r->v[u] += x->error[i][u] * r->z[u];
    }
    if (x->node[k].indicator == r->left_out) return ERR_OK;
    r->how.direction = x->node[k].direction;
    TRY(stat_normalise((F64s){ x->units, r->v }, &r->how, mem, r->v, e));
    if (r->how.method == NORMALISE_PRANK) /* as minmax, from 1 to 100 */
        for (size_t u = 0; u < x->units; u++) r->v[u] = 1.0 + 99.0 * r->v[u];
    arena_back(mem, mark);
    add_member(r, k);
    return ERR_OK;
}

/* A group's own figures, of its members' sums. */
static void close_group(Replicate *r, size_t k)
{
    const UncertainIndex *x = r->x;
    for (size_t u = 0; u < x->units; u++) {
        size_t at = k * x->units + u;
        bool enough =
            r->there[at] > 0.0 && r->there[at] >= r->mean.least * r->members[k] && r->all[at] > 0.0;
        double mean = r->sum[at] / r->all[at];
        r->v[u] = !enough                             ? (double)NAN
                  : r->mean.method == AGGREGATE_GMEAN ? exp(mean)
                  : r->mean.method == AGGREGATE_HMEAN ? 1.0 / mean
                                                      : mean;
    }
}

ErrCode stat_uncertain_scores(const UncertainIndex *x, const UncertainDraw *d, Arena *mem,
                              double *ret_score, Err *e)
{
    Replicate r;
    TRY(open_replicate(x, d, mem, &r, e));
    for (size_t k = 0; k < x->nodes; k++) {
        if (x->node[k].indicator >= 0) {
            TRY(add_indicator(&r, k, mem, e));
            continue;
        }
        close_group(&r, k);
        add_member(&r, k);
    }
    memcpy(ret_score, r.v, x->units * sizeof *ret_score);
    return ERR_OK;
}

typedef struct {
    double score;
    size_t at;
} Scored;

static int descending(const void *a, const void *b)
{
    const Scored *x = a, *y = b;
    int order = (x->score < y->score) - (x->score > y->score);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

ErrCode stat_uncertain_ranks(F64s score, Arena *mem, uint32_t *ret_rank, Err *e)
{
    Scored *s;
    size_t n = 0;
    NEW(s, score.n + 1, mem, e);
    for (size_t i = 0; i < score.n; i++) {
        ret_rank[i] = 0;
        if (!isnan(score.v[i])) s[n++] = (Scored){ score.v[i], i };
    }
    qsort(s, n, sizeof *s, descending);
    for (size_t i = 0; i < n; i++)
        ret_rank[s[i].at] =
            i && s[i].score == s[i - 1].score ? ret_rank[s[i - 1].at] : (uint32_t)i + 1;
    return ERR_OK;
}

SobolIndex stat_sobol(const SobolDesign *d, size_t factor, const uint32_t *pick)
{
    const double *ab = d->ab + factor * d->points;
    double n = (double)d->points, sum = 0.0, squares = 0.0, first = 0.0, total = 0.0;
    for (size_t i = 0; i < d->points; i++) {
        size_t at = pick ? pick[i] : i;
        sum += d->a[at] + d->b[at];
        first += (d->b[at] - ab[at]) * (d->b[at] - ab[at]);
        total += (d->a[at] - ab[at]) * (d->a[at] - ab[at]);
    }
    double mean = sum / (2.0 * n);
    for (size_t i = 0; i < d->points; i++) {
        size_t at = pick ? pick[i] : i;
        squares += (d->a[at] - mean) * (d->a[at] - mean) + (d->b[at] - mean) * (d->b[at] - mean);
    }
    double v = squares / (2.0 * n - 1.0);
    if (!(v > 0.0)) return (SobolIndex){ (double)NAN, (double)NAN };
    return (SobolIndex){ 1.0 - first / (2.0 * n * v), total / (2.0 * n * v) };
}
