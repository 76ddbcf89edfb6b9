/* Slope and relative index of inequality with simulated intervals. */
#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "compute/columns.h"
#include "compute/row_intervals.h"
#include "stats/chance.h"
#include "stats/rank.h"
#include "stats/slope_index.h"

typedef enum { PLAIN, LOGIT, LOG } Transform;

/* One group of people of one place, on the transformed scale. */
typedef struct {
    double rank, population, value, error;
} Step;

typedef struct {
    double sii, rii;
    Interval slope[CONFIDENCE_MAX], relative[CONFIDENCE_MAX];
} Answer;

typedef struct {
    const Frame *f;
    size_t label;
    Step *step; /* place by place */
    int transform, repetitions, seed;
    double multiplier;
    Groups places;
    Confidence levels;
    Answer *answer;
} Slope;

static ErrCode read_settings(ProcedureCall *c, Slope *s)
{
    static const char *const words[] = { "none", "logit", "log", NULL };
    s->repetitions = 100000;
    s->seed = 1;
    TRY(setting_word(c->set, "transform", words, &s->transform, c->err));
    TRY(setting_int(c->set, "repetitions", 1000, 10000000, &s->repetitions, c->err));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &s->seed, c->err));
    TRY(multiplier_read(c, 1.0, &s->multiplier));
    return confidence_read(c, &s->levels);
}

/* The error follows by the slope of the transformation. */
static Step transformed(Step s, int transform)
{
    if (transform == LOGIT) {
        s.error /= s.value * (1.0 - s.value);
        s.value = log(s.value / (1.0 - s.value));
    } else if (transform == LOG) {
        s.error /= s.value;
        s.value = log(s.value);
    }
    return s;
}

static double back(double v, int transform)
{
    return transform == LOGIT ? 1.0 / (1.0 + exp(-v)) : transform == LOG ? exp(v) : v;
}

static int by_rank(const void *a, const void *b)
{
    const Step *x = a, *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static ErrCode read_steps(ProcedureCall *c, Slope *s)
{
    static const FrameRange any = { -1e300, 1e300 }, positive = { 0.0, 1e300 };
    static const char *const area_names[] = { "area", "place", "code", NULL };
    static const char *const rank_names[] = { "q", "quantile", "rank", NULL };
    static const char *const error_names[] = { "se", "error", NULL };
    static const ColumnName area = { "label", area_names }, rank = { "quantile", rank_names },
                            error = { "se", error_names };
    FrameRange within = s->transform == LOGIT ? (FrameRange){ 1e-9, 1.0 - 1e-9 }
                        : s->transform == LOG ? (FrameRange){ 1e-300, 1e300 }
                                              : any;
    double *q, *n, *v, *se;
    bool found;
    s->f = c->in[0];
    s->label = s->f->cols;
    TRY(column_look(c, s->f, &area, &found, &s->label));
    TRY(column_groups(c, s->f, s->label, &s->places));
    TRY(column_numbers(c, s->f, &rank, any, &q));
    TRY(column_numbers(c, s->f, &column_population, positive, &n));
    TRY(column_numbers(c, s->f, &column_value, within, &v));
    TRY(column_numbers(c, s->f, &error, positive, &se));
    NEW(s->step, s->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < s->f->rows; i++) {
        size_t r = s->places.row[i];
        s->step[i] = transformed((Step){ q[r], n[r], v[r], se[r] }, s->transform);
    }
    for (size_t g = 0; g < s->places.n; g++)
        qsort(s->step + s->places.at[g], s->places.at[g + 1] - s->places.at[g], sizeof *s->step,
              by_rank);
    return ERR_OK;
}

typedef struct {
    size_t n;
    double *value, *population;
} Draw;

static void line(const Slope *s, const Draw *d, double *ret_sii, double *ret_rii)
{
    SlopeLine l = stat_slope_line((F64s){ d->n, d->value }, d->population);
    double bottom = back(l.bottom, s->transform), top = back(l.top, s->transform);
    *ret_sii = (top - bottom) * s->multiplier;
    *ret_rii = top / bottom;
}

static void limits(const Slope *s, double *v, Interval ret[])
{
    size_t n = stat_sort((F64s){ (size_t)s->repetitions, v }, v);
    for (int k = 0; k < s->levels.n; k++) {
        double tail = 0.5 - s->levels.level[k] / 2.0;
        ret[k] = (Interval){ stat_quantile_sorted((F64s){ n, v }, tail),
                             stat_quantile_sorted((F64s){ n, v }, 1.0 - tail) };
    }
}

static ErrCode do_place(void *context, size_t g, Arena *scratch, Err *e)
{
    Slope *s = context;
    const Step *step = s->step + s->places.at[g];
    Draw d = { .n = s->places.at[g + 1] - s->places.at[g] };
    double *sii, *rii;
    Chance chance = chance_open((uint64_t)s->seed, g);
    NEW(d.value, d.n, scratch, e);
    NEW(d.population, d.n, scratch, e);
    NEW(sii, (size_t)s->repetitions, scratch, e);
    NEW(rii, (size_t)s->repetitions, scratch, e);
    for (size_t i = 0; i < d.n; i++) d.population[i] = step[i].population;
    for (size_t i = 0; i < d.n; i++) d.value[i] = step[i].value;
    line(s, &d, &s->answer[g].sii, &s->answer[g].rii);
    for (int r = 0; r < s->repetitions; r++) {
        for (size_t i = 0; i < d.n; i++)
            d.value[i] = step[i].value + step[i].error * chance_normal(&chance);
        line(s, &d, &sii[r], &rii[r]);
    }
    limits(s, sii, s->answer[g].slope);
    limits(s, rii, s->answer[g].relative);
    return ERR_OK;
}

static ErrCode open_table(ProcedureCall *c, const Slope *s)
{
    static const char *const what[] = { "sii", "rii" }, *const end[] = { "lower", "upper" };
    const char *names[2 + 4 * CONFIDENCE_MAX + 1] = { "sii", "rii" };
    const char *const *all;
    size_t n = 2;
    for (int k = 0; k < s->levels.n; k++)
        for (size_t i = 0; i < 4; i++)
            names[n++] = (s->levels.n == 1 ? arena_fmt(c->mem, "%s_%s", what[i / 2], end[i % 2])
                                           : arena_fmt(c->mem, "%s_%s_%.6g", what[i / 2],
                                                       end[i % 2], 100.0 * s->levels.level[k]))
                             .p;
    names[n] = NULL;
    TRY(column_names(c, s->f, s->label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Slope s = { .transform = PLAIN };
    TRY(read_settings(c, &s));
    TRY(read_steps(c, &s));
    NEW(s.answer, s.places.n + 1, c->mem, c->err);
    ParallelJob job = { .items = s.places.n,
                        .threads = c->threads,
                        .scratch_bytes = (size_t)s.repetitions * 16 + (1 << 20),
                        .work = do_place,
                        .context = &s };
    TRY(parallel_run(&job, c->err));
    TRY(open_table(c, &s));
    for (size_t g = 0; g < s.places.n; g++) {
        column_write_label(c, s.f, s.label, s.places.row[s.places.at[g]]);
        table_f64(&c->out, s.answer[g].sii, 4);
        table_f64(&c->out, s.answer[g].rii, 4);
        for (int k = 0; k < s.levels.n; k++) {
            table_f64(&c->out, s.answer[g].slope[k].lower, 4);
            table_f64(&c->out, s.answer[g].slope[k].upper, 4);
            table_f64(&c->out, s.answer[g].relative[k].lower, 4);
            table_f64(&c->out, s.answer[g].relative[k].upper, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "transform", "none", "none, logit or log", "on which scale the line is straight" },
    MULTIPLIER_PARAM("1"),
    { "repetitions", "100000", "1000 to 10000000", "simulated sets of figures for the interval" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    { "quantile", "q, quantile or rank", "a column", "the order of the groups" },
    COLUMN_POPULATION_PARAM,
    COLUMN_VALUE_PARAM,
    { "se", "se or error", "a column", "the standard error of the figure" },
    { "label", "area, place or code", "a column", "the places; without it all rows are one place" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[area,]q,pop,value,se", true },
                                         { NULL, NULL, false } };

PROCEDURE(sii) = {
    .name = "sii",
    .title = "Slope and relative index of inequality",
    .meaning = "Says how much a figure differs between the most and the least deprived people.",
    .formula = "population-weighted line of value on the middle of each group's share of people; "
               "SII = top - bottom, RII = top / bottom; interval: the same with figures drawn "
               "from their errors",
    .defects = "",
    .source = "mackenbach1997",
    .params = params,
    .inputs = inputs,
    .shape = "[area,]sii,rii, then sii_lower,sii_upper,rii_lower,rii_upper",
    .run = run,
};
