/* Which choice moves the ranks: Sobol indices. */
#include <math.h>

#include "base/parallel.h"
#include "compute/confidence.h"
#include "compute/uncertain_index.h"
#include "stats/chance.h"
#include "stats/rank.h"

static const char *const factor_names[UNCERTAIN_FACTORS] = { "figures",       "treatment",
                                                             "normalisation", "weights",
                                                             "aggregation",   "left out" };

typedef struct {
    UncertainCall u;
    Confidence levels;
    int points, resamples;
    double *output; /* a, b, then ab of each factor: (2 + factors) x points */
} Work;

/* Factor f of a point comes from A (even streams) or B (odd ones). */
static UncertainDraw draw_of(const Work *w, size_t point, bool b, size_t from_b)
{
    UncertainDraw d = { .seed = (uint64_t)w->u.seed };
    for (size_t f = 0; f < UNCERTAIN_FACTORS; f++)
        d.stream[f] = 2 * point + (b || f == from_b ? 1 : 0);
    return d;
}

/* How far ranks are from the nominal ones, on average. */
static ErrCode shift_of(const Work *w, const UncertainDraw *d, Arena *scratch, double *ret, Err *e)
{
    double *score, sum = 0.0, n = 0.0;
    uint32_t *rank;
    NEW(score, w->u.x.units, scratch, e);
    NEW(rank, w->u.x.units, scratch, e);
    TRY(stat_uncertain_scores(&w->u.x, d, scratch, score, e));
    TRY(stat_uncertain_ranks((F64s){ w->u.x.units, score }, scratch, rank, e));
    for (size_t u = 0; u < w->u.x.units; u++) {
        if (!rank[u] || !w->u.nominal[u]) continue;
        sum += fabs((double)rank[u] - (double)w->u.nominal[u]);
        n += 1.0;
    }
    *ret = n > 0.0 ? sum / n : 0.0;
    return ERR_OK;
}

static ErrCode do_output(void *context, size_t item, Arena *scratch, Err *e)
{
    Work *w = context;
    size_t point = item % (size_t)w->points, set = item / (size_t)w->points;
    UncertainDraw d = draw_of(w, point, set == 1, set < 2 ? UNCERTAIN_FACTORS : set - 2);
    return shift_of(w, &d, scratch, &w->output[item], e);
}

static ErrCode resample(ProcedureCall *c, const Work *w, const SobolDesign *d, size_t factor,
                        double *ret)
{
    uint32_t *pick;
    NEW(pick, d->points, c->mem, c->err);
    for (int r = 0; r < w->resamples; r++) {
        Chance chance = chance_open((uint64_t)w->u.seed + 1, (uint64_t)r);
        for (size_t i = 0; i < d->points; i++) pick[i] = (uint32_t)chance_below(&chance, d->points);
        SobolIndex s = stat_sobol(d, factor, pick);
        ret[r] = s.first;
        ret[w->resamples + r] = s.total;
    }
    (void)stat_sort((F64s){ (size_t)w->resamples, ret }, ret);
    (void)stat_sort((F64s){ (size_t)w->resamples, ret + w->resamples }, ret + w->resamples);
    return ERR_OK;
}

static ErrCode write_factor(ProcedureCall *c, const Work *w, const SobolDesign *d, size_t f)
{
    double *drawn;
    size_t n = (size_t)w->resamples;
    SobolIndex s = stat_sobol(d, f, NULL);
    NEW(drawn, 2 * n, c->mem, c->err);
    TRY(resample(c, w, d, f, drawn));
    double tail = 0.5 - w->levels.level[0] / 2.0;
    table_text(&c->out, str_of(factor_names[f]));
    table_f64(&c->out, s.first, 4);
    table_f64(&c->out, isnan(s.first) ? s.first : stat_quantile_sorted((F64s){ n, drawn }, tail),
              4);
    table_f64(&c->out,
              isnan(s.first) ? s.first : stat_quantile_sorted((F64s){ n, drawn }, 1.0 - tail), 4);
    table_f64(&c->out, s.total, 4);
    table_f64(&c->out,
              isnan(s.total) ? s.total : stat_quantile_sorted((F64s){ n, drawn + n }, tail), 4);
    table_f64(&c->out,
              isnan(s.total) ? s.total : stat_quantile_sorted((F64s){ n, drawn + n }, 1.0 - tail),
              4);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .points = 1000, .resamples = 500, .levels = { 1, { 0.9 } } };
    if (setting_text(c->set, "confidence").p) TRY(confidence_read(c, &w.levels));
    TRY(setting_int(c->set, "points", 1000, 1000000, &w.points, c->err));
    TRY(uncertain_read(c, &w.u));
    size_t points = (size_t)w.points;
    NEW(w.output, (2 + UNCERTAIN_FACTORS) * points, c->mem, c->err);
    ParallelJob job = { .items = (2 + UNCERTAIN_FACTORS) * points,
                        .threads = c->threads,
                        .scratch_bytes = uncertain_scratch(&w.u),
                        .work = do_output,
                        .context = &w };
    TRY(parallel_run(&job, c->err));
    SobolDesign d = { points, UNCERTAIN_FACTORS, w.output, w.output + points,
                      w.output + 2 * points };
    for (size_t f = 0; f < UNCERTAIN_FACTORS; f++) TRY(write_factor(c, &w, &d, f));
    return ERR_OK;
}

static const SettingParam params[] = {
    { "confidence", "0.9", "above 0, below 1", "of the bootstrap interval of an index" },
    { "points", "1000", "1000 to 1000000", "base points; fewer give intervals that say nothing" },
    UNCERTAIN_PARAMS,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { UNCERTAIN_INPUTS, { NULL, NULL, false } };
static const char *const columns[] = { "factor", "first",       "first_lower", "first_upper",
                                       "total",  "total_lower", "total_upper", NULL };

PROCEDURE(index_sensitivity) = {
    .name = "index-sensitivity",
    .title = "Which choice moves the ranks (Sobol indices)",
    .meaning =
        "Says how much of the doubt about the ranks comes from the figures, the weights or the "
        "method.",
    .formula = "output: mean |rank - nominal rank|; first = 1 - mean (b - ab)^2 / 2V; "
               "total = mean (a - ab)^2 / 2V",
    .defects =
        "COINr's example takes 100 points, whose intervals run from 0 to 0.97; at least 1,000 "
        "here.",
    .source = "saltelli2010",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
