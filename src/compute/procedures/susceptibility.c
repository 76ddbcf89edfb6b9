/* Which conditions go with more tension, and how far that foretells places not seen before. */
#include <math.h>

#include "base/parallel.h"
#include "compute/columns.h"
#include "compute/confidence.h"
#include "stats/chance.h"
#include "stats/rank.h"
#include "stats/ridge.h"

enum { STRENGTHS = 13, LEAST_BLOCKS = 3, MOST_CONDITIONS = 100 };

typedef struct {
    const Frame *f;
    size_t label, region, outcome, base; /* columns; base is f->cols when there is none */
    RidgeData d;
    const Str *condition;
    size_t *block, blocks;
    double *sd, *b, lambda, error, error_null;
    int repetitions, seed;
    Confidence levels;
    double *drawn; /* repetitions x conditions, slopes per deviation */
} Work;

static ErrCode find_columns(ProcedureCall *c, Work *w)
{
    static const char *const outcomes[] = { "outcome", "count", "x", NULL };
    static const char *const regions[] = { "region", "block", NULL };
    static const char *const bases[] = { "population", "pop", "n", NULL };
    static const ColumnName outcome = { "outcome", outcomes }, region = { "region", regions },
                            base = { "population", bases };
    static const char *const families[] = { "poisson", "logistic", NULL };
    bool found;
    int logistic = 0;
    w->f = c->in[0];
    w->base = w->f->cols;
    TRY(setting_word(c->set, "family", families, &logistic, c->err));
    w->d.logistic = logistic == 1;
    TRY(setting_int(c->set, "repetitions", 100, 100000, &w->repetitions, c->err));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &w->seed, c->err));
    TRY(confidence_read(c, &w->levels));
    TRY(column_find(c, w->f, &outcome, &w->outcome));
    TRY(column_find(c, w->f, &region, &w->region));
    TRY(column_look(c, w->f, &base, &found, &w->base));
    return column_label(c, w->f, (const size_t[]){ w->outcome, w->region, w->base }, 3, &w->label);
}

/* Every other column is a condition. */
static ErrCode find_conditions(ProcedureCall *c, Work *w, double **column)
{
    static const FrameRange any = { -1e150, 1e150 };
    Str *name;
    NEW(name, w->f->cols + 1, c->mem, c->err);
    for (size_t k = 0; k < w->f->cols; k++) {
        if (k == w->label || k == w->region || k == w->outcome || k == w->base) continue;
        if (w->d.k == MOST_CONDITIONS)
            return err_set(c->err, ERR_INPUT, "%s: more than %d conditions", w->f->path,
                           MOST_CONDITIONS);
        TRY(frame_numbers(w->f, w->f->names[k].p, any, c->mem, &column[w->d.k], c->err));
        name[w->d.k++] = w->f->names[k];
    }
    w->condition = name;
    if (w->d.k == 0)
        return err_set(c->err, ERR_INPUT, "%s: there is no column of a condition", w->f->path);
    return ERR_OK;
}

static ErrCode read_counts(ProcedureCall *c, Work *w, double **ret_y, double **ret_base)
{
    static const FrameRange count = { 0.0, 1e12 }, people = { 1e-9, 1e12 };
    TRY(frame_numbers(w->f, w->f->names[w->outcome].p, count, c->mem, ret_y, c->err));
    NEW(*ret_base, w->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) (*ret_base)[i] = 1.0;
    if (w->base < w->f->cols)
        TRY(frame_numbers(w->f, w->f->names[w->base].p, people, c->mem, ret_base, c->err));
    for (size_t i = 0; i < w->f->rows && w->d.logistic; i++)
        if ((*ret_y)[i] > (*ret_base)[i])
            return frame_fault(w->f, i, w->outcome, "at most the population (1 without)", c->err);
    return ERR_OK;
}

/* Places with all their figures. */
static ErrCode keep_places(ProcedureCall *c, Work *w, double *const *column)
{
    double *x, *y, *base, *kept_y, *kept_base;
    Groups regions;
    TRY(read_counts(c, w, &y, &base));
    TRY(column_groups(c, w->f, w->region, &regions));
    NEW(x, w->f->rows * w->d.k + 1, c->mem, c->err);
    NEW(kept_y, w->f->rows + 1, c->mem, c->err);
    NEW(kept_base, w->f->rows + 1, c->mem, c->err);
    NEW(w->block, w->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) {
        double all = y[i] + base[i];
        for (size_t j = 0; j < w->d.k; j++) all += column[j][i];
        if (isnan(all)) continue;
        for (size_t j = 0; j < w->d.k; j++) x[w->d.n * w->d.k + j] = column[j][i];
        w->block[w->d.n] = regions.of[i];
        kept_y[w->d.n] = y[i];
        kept_base[w->d.n++] = base[i];
    }
    w->blocks = regions.n;
    w->d.x = x;
    w->d.y = kept_y;
    w->d.base = kept_base;
    if (w->f->rows > w->d.n)
        buf_addf(c->notes, "%zu places lack a figure and are left out\n", w->f->rows - w->d.n);
    if (w->blocks < LEAST_BLOCKS || w->d.n < 5 * LEAST_BLOCKS)
        return err_set(c->err, ERR_INPUT, "%s: expected places of %d regions or more, 15 in all",
                       w->f->path, LEAST_BLOCKS);
    return ERR_OK;
}

static double strength(int at)
{
    return pow(10.0, -4.0 + 0.5 * at);
}

/* The block that is foretold, another that is not to be seen (SIZE_MAX: none), the strength. */
typedef struct {
    size_t out, also;
    double lambda;
} Fold;

/* The deviance of one block under a fit to the others. */
static ErrCode held_out(const Work *w, Fold fold, Arena *mem, double *ret, Err *e)
{
    double *weight, *b, sum = 0.0;
    ArenaMark mark = arena_mark(mem);
    NEW(weight, w->d.n, mem, e);
    NEW(b, w->d.k + 1, mem, e);
    for (size_t i = 0; i < w->d.n; i++)
        weight[i] = w->block[i] == fold.out || w->block[i] == fold.also ? 0.0 : 1.0;
    TRY(stat_ridge_fit(&w->d, weight, fold.lambda, mem, b, e));
    for (size_t i = 0; i < w->d.n; i++)
        if (w->block[i] == fold.out) sum += stat_ridge_deviance(&w->d, b, i);
    arena_back(mem, mark);
    *ret = sum;
    return ERR_OK;
}

/* The strength with the least deviance over the blocks held out in turn, without `also`. */
static ErrCode best_strength(const Work *w, size_t also, Arena *mem, double *ret, Err *e)
{
    double least = HUGE_VAL;
    for (int s = 0; s < STRENGTHS; s++) {
        double sum = 0.0, one;
        for (size_t k = 0; k < w->blocks; k++) {
            if (k == also) continue;
            TRY(held_out(w, (Fold){ k, also, strength(s) }, mem, &one, e));
            sum += one;
        }
        if (sum >= least) continue;
        least = sum;
        *ret = strength(s);
    }
    return ERR_OK;
}

/* Each block foretold by a model that, its strength too, never saw it; and by the average alone. */
static ErrCode honest_error(ProcedureCall *c, Work *w)
{
    for (size_t k = 0; k < w->blocks; k++) {
        double lambda = 1.0, one, null;
        TRY(best_strength(w, k, c->mem, &lambda, c->err));
        TRY(held_out(w, (Fold){ k, SIZE_MAX, lambda }, c->mem, &one, c->err));
        TRY(held_out(w, (Fold){ k, SIZE_MAX, 1e12 }, c->mem, &null, c->err));
        w->error += one / (double)w->d.n;
        w->error_null += null / (double)w->d.n;
    }
    return ERR_OK;
}

/* Places drawn with replacement within their regions. */
static ErrCode do_draw(void *context, size_t r, Arena *scratch, Err *e)
{
    Work *w = context;
    double *weight, *b;
    Chance chance = chance_open((uint64_t)w->seed, r);
    NEW(weight, w->d.n, scratch, e);
    NEW(b, w->d.k + 1, scratch, e);
    for (size_t i = 0; i < w->d.n; i++) {
        size_t at;
        do at = chance_below(&chance, w->d.n);
        while (w->block[at] != w->block[i]);
        weight[at] += 1.0;
    }
    TRY(stat_ridge_fit(&w->d, weight, w->lambda, scratch, b, e));
    for (size_t j = 0; j < w->d.k; j++)
        w->drawn[j * (size_t)w->repetitions + r] = b[j + 1] * w->sd[j];
    return ERR_OK;
}

static ErrCode fit_whole(ProcedureCall *c, Work *w)
{
    double *weight;
    NEW(weight, w->d.n, c->mem, c->err);
    NEW(w->b, w->d.k + 1, c->mem, c->err);
    NEW(w->sd, w->d.k + 1, c->mem, c->err);
    NEW(w->drawn, w->d.k * (size_t)w->repetitions, c->mem, c->err);
    for (size_t i = 0; i < w->d.n; i++) weight[i] = 1.0;
    for (size_t j = 0; j < w->d.k; j++) {
        double mean = 0.0, square = 0.0, n = (double)w->d.n;
        for (size_t i = 0; i < w->d.n; i++) mean += w->d.x[i * w->d.k + j] / n;
        for (size_t i = 0; i < w->d.n; i++) {
            double away = w->d.x[i * w->d.k + j] - mean;
            square += away * away / n;
        }
        w->sd[j] = sqrt(square);
    }
    TRY(best_strength(w, SIZE_MAX, c->mem, &w->lambda, c->err));
    TRY(stat_ridge_fit(&w->d, weight, w->lambda, c->mem, w->b, c->err));
    ParallelJob job = { .items = (size_t)w->repetitions,
                        .threads = c->threads,
                        .scratch_bytes = (w->d.n + w->d.k * w->d.k + 64) * 64 + (1 << 20),
                        .work = do_draw,
                        .context = w };
    return parallel_run(&job, c->err);
}

static void write_condition(ProcedureCall *c, const Work *w, size_t j)
{
    size_t n = (size_t)w->repetitions;
    double *drawn = w->drawn + j * n, slope = w->b[j + 1] * w->sd[j];
    (void)stat_sort((F64s){ n, drawn }, drawn);
    table_text(&c->out, w->condition[j]);
    table_f64(&c->out, slope, 4);
    table_f64(&c->out, exp(slope), 4);
    for (int k = 0; k < w->levels.n; k++) {
        double tail = 0.5 - w->levels.level[k] / 2.0;
        table_f64(&c->out, exp(stat_quantile_sorted((F64s){ n, drawn }, tail)), 4);
        table_f64(&c->out, exp(stat_quantile_sorted((F64s){ n, drawn }, 1.0 - tail)), 4);
    }
    table_f64(&c->out, w->error, 4);
    table_f64(&c->out, w->error_null, 4);
    table_f64(&c->out, w->lambda, 4);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const before[] = { "condition", "coefficient", "ratio", NULL };
    static const char *const after[] = { "error", "error_null", "strength", NULL };
    Work w = { .repetitions = 500, .seed = 1, .lambda = 1.0 };
    double **column;
    TRY(find_columns(c, &w));
    NEW(column, w.f->cols + 1, c->mem, c->err);
    TRY(find_conditions(c, &w, column));
    TRY(keep_places(c, &w, column));
    TRY(fit_whole(c, &w));
    TRY(honest_error(c, &w));
    buf_addf(c->notes,
             "an association between places, no cause, and nothing about any group; "
             "regions not seen were foretold %.0f percent %s than by the average\n",
             100.0 * fabs(1.0 - w.error / w.error_null),
             w.error < w.error_null ? "better" : "worse");
    TRY(confidence_open(c, &w.levels, before, after));
    for (size_t j = 0; j < w.d.k; j++) write_condition(c, &w, j);
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "family", "poisson", "poisson or logistic", "rates of a population, or shares of it" },
    { "outcome", "outcome, count or x", "a column", "the tension counted" },
    { "population", "population, pop or n; else 1 for each place", "a column",
      "what the outcome is a part of" },
    { "region", "region or block", "a column", "held out in turn, as a whole" },
    { "repetitions", "500", "100 to 100000", "samples of places for the intervals" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "place,region,outcome[,population], then a column per condition", true },
    { NULL, NULL, false },
};

PROCEDURE(susceptibility) = {
    .name = "susceptibility",
    .title = "Which conditions go with more tension",
    .meaning = "Says which conditions of places go with more or less tension, and how far that "
               "foretells regions that were not looked at.",
    .formula =
        "ridge regression (Poisson or logistic); strength by leaving out one region at a time; "
        "ratio for one standard deviation more, with bootstrap intervals; error: mean deviance "
        "of regions that neither the slopes nor the strength had seen, beside that of the "
        "average alone",
    .defects = "",
    .source = "hoerl1970",
    .params = params,
    .inputs = inputs,
    .shape = "condition,coefficient,ratio, lower,upper of the ratio, error,error_null,strength",
    .run = run,
};
