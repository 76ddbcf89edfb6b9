/* Any simple statistic of groups with a bootstrap interval. */
#include <math.h>

#include "base/parallel.h"
#include "compute/columns.h"
#include "compute/confidence.h"
#include "stats/bootstrap.h"

typedef struct {
    const Frame *f;
    size_t label;
    double *v, p;
    int statistic, repetitions, seed;
    Groups groups;
    Confidence levels;
    double *value;
    Interval *limit; /* groups x levels */
} Work;

static ErrCode read_all(ProcedureCall *c, Work *w)
{
    static const FrameRange any = { -1e300, 1e300 };
    static const char *const words[] = { "mean", "median", "quantile", "sd", NULL };
    size_t value;
    double *v;
    w->f = c->in[0];
    TRY(setting_word(c->set, "statistic", words, &w->statistic, c->err));
    TRY(setting_number(c->set, "p", 0.0, 1.0, &w->p, c->err));
    TRY(setting_int(c->set, "repetitions", 100, 1000000, &w->repetitions, c->err));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &w->seed, c->err));
    TRY(confidence_read(c, &w->levels));
    TRY(column_find(c, w->f, &column_value, &value));
    TRY(column_numbers(c, w->f, &column_value, any, &v));
    TRY(column_label(c, w->f, &value, 1, &w->label));
    TRY(column_groups(c, w->f, w->label, &w->groups));
    NEW(w->v, w->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) w->v[i] = v[w->groups.row[i]];
    return ERR_OK;
}

static ErrCode do_group(void *context, size_t g, Arena *scratch, Err *e)
{
    Work *w = context;
    size_t at = w->groups.at[g], levels = (size_t)w->levels.n;
    Bootstrap b = { .statistic = (BootstrapStatistic)w->statistic,
                    .p = w->p,
                    .repetitions = (size_t)w->repetitions,
                    .chance = chance_open((uint64_t)w->seed, g),
                    .level = { levels, w->levels.level } };
    BootstrapAnswer answer = { .limit = &w->limit[g * levels] };
    TRY(stat_bootstrap(&b, (F64s){ w->groups.at[g + 1] - at, w->v + at }, &answer, scratch, e));
    w->value[g] = answer.value;
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "count", "value", NULL }, *const after[] = { NULL };
    Work w = { .p = 0.5, .repetitions = 2000, .seed = 1 };
    const char *const *before;
    TRY(read_all(c, &w));
    NEW(w.value, w.groups.n + 1, c->mem, c->err);
    NEW(w.limit, w.groups.n * (size_t)w.levels.n + 1, c->mem, c->err);
    ParallelJob job = { .items = w.groups.n,
                        .threads = c->threads,
                        .scratch_bytes = (size_t)w.repetitions * 8 + w.f->rows * 32 + (1 << 20),
                        .work = do_group,
                        .context = &w };
    TRY(parallel_run(&job, c->err));
    TRY(column_names(c, w.f, w.label, plain, &before));
    TRY(confidence_open(c, &w.levels, before, after));
    for (size_t g = 0; g < w.groups.n; g++) {
        column_write_label(c, w.f, w.label, w.groups.row[w.groups.at[g]]);
        table_int(&c->out, (int64_t)(w.groups.at[g + 1] - w.groups.at[g]));
        table_f64(&c->out, w.value[g], 4);
        for (int k = 0; k < w.levels.n; k++) {
            Interval v = w.limit[g * (size_t)w.levels.n + (size_t)k];
            table_f64(&c->out, v.lower, 4);
            table_f64(&c->out, v.upper, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "statistic", "mean", "mean, median, quantile or sd", "of each group" },
    { "p", "0.5", "above 0, up to 1", "which quantile" },
    { "repetitions", "2000", "100 to 1000000", "samples drawn from each group" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    COLUMN_VALUE_PARAM,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,]values", true },
                                         { NULL, NULL, false } };

PROCEDURE(bootstrap) = {
    .name = "bootstrap",
    .title = "Bootstrap intervals (bias-corrected and accelerated)",
    .meaning = "Says how much a group's average or median would vary if others had been asked.",
    .formula = "quantiles of the statistic over samples with replacement, at the levels that "
               "correct for bias and skewness",
    .defects = "",
    .source = "efron1987",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]count,value, then lower,upper",
    .run = run,
};
