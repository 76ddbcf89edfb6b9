/* Which places differ beyond what places of their kind always do. */
#include <math.h>

#include "compute/columns.h"
#include "compute/row_intervals.h"
#include "stats/dispersion.h"

typedef struct {
    const Frame *f;
    size_t label;
    int crude;
    double *x, *n, *value, *error, trim, multiplier, baseline;
    Confidence levels;
    Dispersion found;
} Work;

static ErrCode read_settings(ProcedureCall *c, Work *w)
{
    static const char *const words[] = { "proportion", "crude", NULL };
    TRY(setting_word(c->set, "type", words, &w->crude, c->err));
    TRY(setting_number(c->set, "trim", -1e-9, 0.49, &w->trim, c->err));
    TRY(multiplier_read(c, w->crude ? 100000.0 : 100.0, &w->multiplier));
    return confidence_read(c, &w->levels);
}

static ErrCode read_figures(ProcedureCall *c, Work *w)
{
    static const FrameRange count = { 0.0, 1e15 };
    size_t taken[2];
    w->f = c->in[0];
    TRY(column_find(c, w->f, &column_count, &taken[0]));
    TRY(column_find(c, w->f, &column_population, &taken[1]));
    TRY(column_numbers(c, w->f, &column_count, count, &w->x));
    TRY(column_numbers(c, w->f, &column_population, count, &w->n));
    for (size_t i = 0; i < w->f->rows && !w->crude; i++)
        if (w->x[i] > w->n[i])
            return frame_fault(w->f, i, taken[0], "at most the population", c->err);
    return column_label(c, w->f, taken, 2, &w->label);
}

static ErrCode compare(ProcedureCall *c, Work *w)
{
    double events = 0.0, people = 0.0;
    NEW(w->value, w->f->rows + 1, c->mem, c->err);
    NEW(w->error, w->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) {
        if (isnan(w->x[i] + w->n[i])) continue;
        events += w->x[i];
        people += w->n[i];
    }
    w->baseline = events / people;
    for (size_t i = 0; i < w->f->rows; i++) {
        double n = w->n[i] > 0.0 ? w->n[i] : (double)NAN, p = w->baseline;
        w->value[i] = w->x[i] / n;
        w->error[i] = sqrt((w->crude ? p : p * (1.0 - p)) / n);
    }
    Spread s = { w->f->rows, w->value, w->error, w->baseline };
    return stat_dispersion(&s, w->trim, c->mem, &w->found, c->err);
}

static void write_row(ProcedureCall *c, const Work *w, size_t i)
{
    double wide = sqrt(w->error[i] * w->error[i] + w->found.tau * w->found.tau);
    double d = w->value[i] - w->baseline;
    column_write_label(c, w->f, w->label, i);
    table_f64(&c->out, w->value[i] * w->multiplier, 4);
    table_f64(&c->out, w->baseline * w->multiplier, 4);
    table_f64(&c->out, d / w->error[i], 3);
    table_f64(&c->out, d / wide, 3);
    for (int k = 0; k < w->levels.n; k++) {
        double half = stat_normal_width(w->levels.level[k]) * wide;
        double top = w->crude ? HUGE_VAL : 1.0;
        table_f64(&c->out, isnan(half) ? half : fmax(0.0, w->baseline - half) * w->multiplier, 4);
        table_f64(&c->out, isnan(half) ? half : fmin(top, w->baseline + half) * w->multiplier, 4);
    }
    table_f64(&c->out, w->found.phi, 4);
    table_f64(&c->out, w->found.tau * w->multiplier, 4);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "value", "baseline", "z", "z_adjusted", NULL };
    static const char *const after[] = { "phi", "tau", NULL };
    const char *const *before;
    Work w = { .trim = 0.1 };
    TRY(read_settings(c, &w));
    TRY(read_figures(c, &w));
    TRY(compare(c, &w));
    TRY(column_names(c, w.f, w.label, plain, &before));
    TRY(confidence_open(c, &w.levels, before, after));
    for (size_t i = 0; i < w.f->rows; i++) write_row(c, &w, i);
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "type", "proportion", "proportion or crude", "shares of a population, or rates of it" },
    { "trim", "0.1", "0 to 0.49", "share of places at each end whose distance is drawn in" },
    MULTIPLIER_PARAM("100; 100000 for crude"),
    COLUMN_COUNT_PARAM,
    COLUMN_POPULATION_PARAM,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,]x,n", true }, { NULL, NULL, false } };

PROCEDURE(overdispersion) = {
    .name = "overdispersion",
    .title = "Differences beyond the usual ones",
    .meaning = "Says which places stand out when places differ more than chance allows.",
    .formula = "phi = mean of squared winsorised z; tau^2 = (n phi - (n - 1)) / (sum w - sum w^2 / "
               "sum w); z_adjusted = (y - baseline) / sqrt(s^2 + tau^2)",
    .defects = "",
    .source = "spiegelhalter2005",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]value,baseline,z,z_adjusted, lower,upper of the limits, phi,tau",
    .run = run,
};
