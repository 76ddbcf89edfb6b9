/* Funnel limits and which places lie outside them. */
#include <math.h>

#include "compute/columns.h"
#include "compute/row_intervals.h"

typedef enum { SHARE, CRUDE, RATIO } Kind;

typedef struct {
    const Frame *f;
    size_t label;
    Kind kind;
    bool counts; /* the file has counts; without them only limits are printed */
    double *x, *n, multiplier, baseline;
    Confidence levels;
} Funnel;

static const FrameRange count = { 0.0, 1e15 };

static ErrCode read_settings(ProcedureCall *c, Funnel *f)
{
    static const char *const words[] = { "proportion", "crude", "isr", NULL };
    int kind = SHARE;
    TRY(setting_word(c->set, "type", words, &kind, c->err));
    f->kind = (Kind)kind;
    f->levels = (Confidence){ .n = 2, .level = { 0.95, 0.998 } };
    if (setting_text(c->set, "confidence").p) TRY(confidence_read(c, &f->levels));
    for (int k = 1; k < f->levels.n; k++)
        if (f->levels.level[k] <= f->levels.level[k - 1])
            return err_set(c->err, ERR_INPUT, "setting confidence: expected rising levels");
    return multiplier_read(c,
                           kind == SHARE   ? 100.0
                           : kind == CRUDE ? 100000.0
                                           : 100.0,
                           &f->multiplier);
}

static ErrCode read_figures(ProcedureCall *c, Funnel *f)
{
    static const char *const bases[] = { "n",        "pop",         "population", "Population",
                                         "expected", "denominator", NULL };
    static const ColumnName base = { "population", bases };
    size_t taken[2] = { 0, 0 }, used = 1;
    f->f = c->in[0];
    f->label = f->f->cols;
    TRY(column_find(c, f->f, &base, &taken[0]));
    TRY(column_numbers(c, f->f, &base, count, &f->n));
    TRY(column_look(c, f->f, &column_count, &f->counts, &taken[1]));
    if (f->counts) {
        TRY(column_numbers(c, f->f, &column_count, count, &f->x));
        used = 2;
        for (size_t i = 0; i < f->f->rows && f->kind == SHARE; i++)
            if (f->x[i] > f->n[i])
                return frame_fault(f->f, i, taken[1], "at most the population", c->err);
    }
    return column_label(c, f->f, taken, used, &f->label);
}

/* The average of all places, unless it is set; expected counts are compared with 1. */
static ErrCode find_baseline(ProcedureCall *c, Funnel *f)
{
    double events = 0.0, people = 0.0, most = f->kind == SHARE ? f->multiplier : 1e15;
    f->baseline = (double)NAN;
    TRY(setting_number(c->set, "baseline", 0.0, most, &f->baseline, c->err));
    f->baseline /= f->multiplier;
    if (!isnan(f->baseline)) return ERR_OK;
    for (size_t i = 0; i < f->f->rows && f->counts; i++) {
        if (isnan(f->x[i] + f->n[i])) continue;
        events += f->x[i];
        people += f->n[i];
    }
    f->baseline = f->kind == RATIO ? 1.0 : events / people;
    if (isnan(f->baseline))
        return err_set(c->err, ERR_INPUT,
                       "setting baseline: expected the average, since %s has no counts",
                       f->f->path);
    return ERR_OK;
}

/* Of a place with n people: within which its value lies unless it differs from the baseline. */
static Interval limits(const Funnel *f, double n, double level)
{
    if (f->kind == SHARE) return stat_funnel_share(f->baseline, n, level);
    Interval v = stat_poisson_limits(f->baseline * n, level);
    return (Interval){ v.lower / n, v.upper / n };
}

/* 1 high, -1 low, 0 neither: shares by the limits, counts by their own interval. */
static int side(const Funnel *f, double x, double n, double level)
{
    if (f->kind == SHARE) {
        Interval v = limits(f, n, level);
        return (x / n > v.upper) - (x / n < v.lower);
    }
    Interval own = stat_poisson_exact(x, level);
    double expected = f->baseline * n;
    return (own.lower > expected) - (own.upper < expected);
}

static void write_significance(ProcedureCall *c, const Funnel *f, size_t i)
{
    double x = f->counts ? f->x[i] : (double)NAN, n = f->n[i];
    if (isnan(x) || !(n > 0.0)) {
        table_missing(&c->out);
        return;
    }
    for (int k = f->levels.n; k-- > 0;) {
        int at = side(f, x, n, f->levels.level[k]);
        if (!at) continue;
        Str text =
            arena_fmt(c->mem, "%s (%.4g)", at > 0 ? "High" : "Low", 0.5 - f->levels.level[k] / 2.0);
        table_text(&c->out, text);
        return;
    }
    table_text(&c->out, STR("Not significant"));
}

static void write_row(ProcedureCall *c, const Funnel *f, size_t i)
{
    double n = f->n[i] > 0.0 ? f->n[i] : (double)NAN;
    column_write_label(c, f->f, f->label, i);
    table_f64(&c->out, f->counts ? f->x[i] : (double)NAN, 0);
    table_f64(&c->out, f->n[i], 0);
    table_f64(&c->out, f->counts ? f->x[i] / n * f->multiplier : (double)NAN, 4);
    table_f64(&c->out, f->baseline * f->multiplier, 4);
    for (int k = 0; k < f->levels.n; k++) {
        Interval v = limits(f, n, f->levels.level[k]);
        table_f64(&c->out, v.lower * f->multiplier, 4);
        table_f64(&c->out, v.upper * f->multiplier, 4);
    }
    write_significance(c, f, i);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "count", "population", "value", "baseline", NULL };
    static const char *const after[] = { "significance", NULL };
    const char *const *before;
    Funnel f;
    TRY(read_settings(c, &f));
    TRY(read_figures(c, &f));
    TRY(find_baseline(c, &f));
    TRY(column_names(c, f.f, f.label, plain, &before));
    TRY(confidence_open(c, &f.levels, before, after));
    for (size_t i = 0; i < f.f->rows; i++) write_row(c, &f, i);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "type", "proportion", "proportion, crude or isr",
      "shares of a population, rates of it, or ratios to an expected count" },
    { "confidence", "0.95,0.998", "above 0, below 1, rising; up to 4, with commas",
      "levels of the limits" },
    { "baseline", "the average of all places", "above 0",
      "what places are compared with, in the multiplied unit" },
    MULTIPLIER_PARAM("100; 100000 for crude"),
    COLUMN_COUNT_PARAM,
    { "population", "n, pop, population, expected or denominator", "a column",
      "people, or the expected count for isr" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,][x,]n", true },
                                         { NULL, NULL, false } };

PROCEDURE(funnel) = {
    .name = "funnel",
    .title = "Funnel limits",
    .meaning =
        "Says which places differ from the average by more than chance, whatever their size.",
    .formula =
        "shares: p -+ z sqrt(p (1 - p) / n); counts: high when the exact lower limit of the count "
        "exceeds baseline x n, and the count at which it just does as the limit",
    .defects = "",
    .source = "spiegelhalter2005",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]count,population,value,baseline, lower and upper of each level, significance",
    .run = run,
};
