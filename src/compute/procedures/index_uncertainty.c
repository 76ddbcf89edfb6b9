/* Ranks with what is not known about them: figures, scales, weights, means, indicators. */
#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "compute/confidence.h"
#include "compute/uncertain_index.h"
#include "stats/rank.h"

enum { MOST_CELLS = 100000000 };

typedef struct {
    UncertainCall u;
    Confidence levels;
    int replicates;
    double apart;
    uint32_t *rank; /* replicates x units */
    double *mean;
    size_t *band;
} Work;

static ErrCode do_replicate(void *context, size_t r, Arena *scratch, Err *e)
{
    Work *w = context;
    size_t units = w->u.x.units;
    UncertainDraw draw = { .seed = (uint64_t)w->u.seed };
    double *score;
    for (size_t f = 0; f < UNCERTAIN_FACTORS; f++) draw.stream[f] = r;
    NEW(score, units, scratch, e);
    TRY(stat_uncertain_scores(&w->u.x, &draw, scratch, score, e));
    return stat_uncertain_ranks((F64s){ units, score }, scratch, w->rank + r * units, e);
}

static ErrCode read_all(ProcedureCall *c, Work *w)
{
    TRY(confidence_read(c, &w->levels));
    if (!setting_text(c->set, "confidence").p) w->levels = (Confidence){ 1, { 0.9 } };
    TRY(setting_int(c->set, "replicates", 100, 1000000, &w->replicates, c->err));
    TRY(setting_number(c->set, "apart", 0.5, 0.999999, &w->apart, c->err));
    TRY(uncertain_read(c, &w->u));
    if ((size_t)w->replicates * w->u.x.units > MOST_CELLS)
        return err_set(c->err, ERR_LIMIT, "replicates x units: at most %d", MOST_CELLS);
    NEW(w->rank, (size_t)w->replicates * w->u.x.units + 1, c->mem, c->err);
    return ERR_OK;
}

/* The ranks of one unit in order; how many there are. */
static size_t ranks_of(const Work *w, size_t unit, double *ret)
{
    size_t n = 0;
    for (size_t r = 0; r < (size_t)w->replicates; r++) {
        uint32_t rank = w->rank[r * w->u.x.units + unit];
        if (rank) ret[n++] = (double)rank;
    }
    return stat_sort((F64s){ n, ret }, ret);
}

typedef struct {
    double mean;
    size_t unit;
} Standing;

static int by_mean(const void *a, const void *b)
{
    const Standing *x = a, *y = b;
    int order = (x->mean > y->mean) - (x->mean < y->mean);
    return order ? order : (x->unit > y->unit) - (x->unit < y->unit);
}

/* In what share of the replicates the one is ahead of the other. */
static double ahead(const Work *w, size_t one, size_t other)
{
    double n = 0.0, first = 0.0;
    for (size_t r = 0; r < (size_t)w->replicates; r++) {
        uint32_t a = w->rank[r * w->u.x.units + one], b = w->rank[r * w->u.x.units + other];
        if (!a || !b) continue;
        n += 1.0;
        first += a < b ? 1.0 : a == b ? 0.5 : 0.0;
    }
    return n > 0.0 ? first / n : 0.0;
}

/* From the top: a unit that the first of the band is surely ahead of opens the next band. */
static ErrCode make_bands(ProcedureCall *c, Work *w)
{
    Standing *s;
    size_t n = 0, opener = 0, band = 0;
    NEW(s, w->u.x.units + 1, c->mem, c->err);
    NEW(w->band, w->u.x.units + 1, c->mem, c->err);
    for (size_t u = 0; u < w->u.x.units; u++)
        if (!isnan(w->mean[u])) s[n++] = (Standing){ w->mean[u], u };
    qsort(s, n, sizeof *s, by_mean);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || ahead(w, opener, s[i].unit) >= w->apart) {
            opener = s[i].unit;
            band++;
        }
        w->band[s[i].unit] = band;
    }
    return ERR_OK;
}

static ErrCode write_unit(ProcedureCall *c, const Work *w, size_t u, double *room)
{
    F64s v = { ranks_of(w, u, room), room };
    column_write_label(c, w->u.d.f, w->u.d.label, u);
    table_f64(&c->out, w->u.nominal[u] ? (double)w->u.nominal[u] : (double)NAN, 0);
    table_f64(&c->out, w->mean[u], 2);
    table_f64(&c->out, stat_quantile_sorted(v, 0.5), 0);
    for (int k = 0; k < w->levels.n; k++) {
        double tail = 0.5 - w->levels.level[k] / 2.0;
        table_f64(&c->out, stat_quantile_sorted(v, tail), 0);
        table_f64(&c->out, stat_quantile_sorted(v, 1.0 - tail), 0);
    }
    table_f64(&c->out, w->band[u] ? (double)w->band[u] : (double)NAN, 0);
    return ERR_OK;
}

static ErrCode average(ProcedureCall *c, Work *w, double *room)
{
    NEW(w->mean, w->u.x.units + 1, c->mem, c->err);
    for (size_t u = 0; u < w->u.x.units; u++) {
        size_t n = ranks_of(w, u, room);
        double sum = 0.0;
        for (size_t i = 0; i < n; i++) sum += room[i];
        w->mean[u] = n ? sum / (double)n : (double)NAN;
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "nominal", "mean", "median", NULL };
    static const char *const after[] = { "band", NULL };
    const char *const *before;
    Work w = { .replicates = 1000, .apart = 0.95 };
    double *room;
    TRY(read_all(c, &w));
    ParallelJob job = { .items = (size_t)w.replicates,
                        .threads = c->threads,
                        .scratch_bytes = uncertain_scratch(&w.u),
                        .work = do_replicate,
                        .context = &w };
    TRY(parallel_run(&job, c->err));
    NEW(room, (size_t)w.replicates + 1, c->mem, c->err);
    TRY(average(c, &w, room));
    TRY(make_bands(c, &w));
    TRY(column_names(c, w.u.d.f, w.u.d.label, plain, &before));
    TRY(confidence_open(c, &w.levels, before, after));
    for (size_t u = 0; u < w.u.x.units; u++) TRY(write_unit(c, &w, u, room));
    return ERR_OK;
}

static const SettingParam params[] = {
    { "confidence", "0.9", "above 0, below 1; up to 4, with commas", "of the interval of ranks" },
    { "replicates", "1000", "100 to 1000000", "indices that could as well have been made" },
    { "apart", "0.95", "0.5 to 1", "how often one must be ahead to be told apart" },
    UNCERTAIN_PARAMS,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { UNCERTAIN_INPUTS, { NULL, NULL, false } };

PROCEDURE(index_uncertainty) = {
    .name = "index-uncertainty",
    .title = "Ranks with what is not known about them",
    .meaning =
        "Says between which places an area's rank lies, and which areas cannot be told apart.",
    .formula =
        "each replicate draws the figures from their errors, the weights, and one each of the "
        "treatments, scales, means and indicators left out; quantiles of the ranks; a band "
        "ends where its first unit is ahead in 95 percent of the replicates",
    .defects = "COINr varies choices but not the figures themselves.",
    .source = "saisana2005",
    .params = params,
    .inputs = inputs,
    .shape = "uCode,nominal,mean,median, then lower,upper of the rank, band",
    .run = run,
};
