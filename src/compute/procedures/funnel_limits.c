/* How large a place must be for a count to be just unusual: the limits of a funnel as curves. */
#include <math.h>

#include "compute/columns.h"
#include "compute/row_intervals.h"

static ErrCode open_table(ProcedureCall *c, const Confidence *levels)
{
    const char **names;
    size_t n = 0;
    NEW(names, 4 * (size_t)levels->n + 2, c->mem, c->err);
    names[n++] = "count";
    for (int k = 0; k < levels->n; k++) {
        double percent = 100.0 * levels->level[k];
        names[n++] = arena_fmt(c->mem, "lower_%.6g_population", percent).p;
        names[n++] = arena_fmt(c->mem, "lower_%.6g", percent).p;
        names[n++] = arena_fmt(c->mem, "upper_%.6g_population", percent).p;
        names[n++] = arena_fmt(c->mem, "upper_%.6g", percent).p;
    }
    c->out = table_open(c->mem, c->out.format, names);
    return ERR_OK;
}

static void write_limit(ProcedureCall *c, double x, double expected, double baseline, double scale)
{
    double people = expected / baseline;
    table_f64(&c->out, people, 1);
    table_f64(&c->out, people > 0.0 ? x / people * scale : (double)NAN, 4);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const usual[] = { "Events", "Observed_events", "x", "count", NULL };
    static const ColumnName events = { "count", usual };
    static const FrameRange count = { 0.0, 1e12 };
    Confidence levels = { .n = 2, .level = { 0.95, 0.998 } };
    static const char *const modes[] = { "strict", "compat", NULL };
    double *x, scale, baseline = 0.0;
    int mode = 0;
    TRY(setting_word(c->set, "mode", modes, &mode, c->err));
    if (setting_text(c->set, "confidence").p) TRY(confidence_read(c, &levels));
    TRY(multiplier_read(c, 100000.0, &scale));
    TRY(setting_number(c->set, "baseline", 0.0, 1e15, &baseline, c->err));
    baseline = baseline > 0.0 ? baseline / scale : 1.0;
    TRY(column_numbers(c, c->in[0], &events, count, &x));
    TRY(open_table(c, &levels));
    for (size_t i = 0; i < c->in[0]->rows; i++) {
        table_f64(&c->out, x[i], 0);
        for (int k = 0; k < levels.n; k++) {
            Interval own = mode ? stat_poisson_halved(x[i], levels.level[k])
                                : stat_poisson_exact(x[i], levels.level[k]);
            write_limit(c, x[i], own.upper, baseline, scale);
            write_limit(c, x[i], own.lower, baseline, scale);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    { "confidence", "0.95,0.998", "above 0, below 1; up to 4, with commas",
      "levels of the limits" },
    { "mode", "strict", "strict or compat", "exact, or as far as the peer goes" },
    { "baseline", "1 for each person: ratios to an expected count", "above 0",
      "the average, in the multiplied unit" },
    MULTIPLIER_PARAM("100000"),
    { "count", "Events, Observed_events, x or count", "a column", "the counts" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "Events", true }, { NULL, NULL, false } };

PROCEDURE(funnel_limits) = {
    .name = "funnel-limits",
    .title = "Funnel limits as curves",
    .meaning = "Says for each count how many people it must come from to be just unusually low or "
               "high.",
    .formula = "people = limit of the count / baseline, upper limit for low and lower for high",
    .defects =
        "PHEindicatormethods stops its search after 24 halvings: its limits of counts below 10 "
        "are right to four to seven digits. The default is exact; mode=compat gives its "
        "figures.",
    .source = "spiegelhalter2005",
    .params = params,
    .inputs = inputs,
    .shape = "count, then for each level lower_95_population,lower_95,upper_95_population,upper_95",
    .run = run,
};
