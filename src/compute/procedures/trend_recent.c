/* The recent trend of each series by the rule of the Fingertips profiles. */
#include <math.h>

#include "compute/columns.h"
#include "stats/trend.h"

enum { POINTS = 5 };

/* chi-squared with one degree of freedom at 0.998 */
static const double threshold = 9.549535706083244;

typedef struct {
    const Frame *f;
    size_t label, type, polarity; /* f->cols when there is none */
    double *year, *value, *lower, *upper;
    Groups series;
} Recent;

static ErrCode read_texts(ProcedureCall *c, Recent *r)
{
    static const char *const type_names[] = { "value_type", NULL };
    static const char *const polarity_names[] = { "polarity", NULL };
    static const ColumnName type = { "value_type", type_names };
    static const ColumnName polarity = { "polarity", polarity_names };
    bool found;
    r->type = r->polarity = r->f->cols;
    TRY(column_look(c, r->f, &type, &found, &r->type));
    return column_look(c, r->f, &polarity, &found, &r->polarity);
}

static ErrCode read_all(ProcedureCall *c, Recent *r)
{
    static const FrameRange any = { -1e300, 1e300 };
    static const char *const years[] = { "year", "period", "time", NULL };
    static const char *const lowers[] = { "lower95", "lower", "lowercl", NULL };
    static const char *const uppers[] = { "upper95", "upper", "uppercl", NULL };
    static const ColumnName year = { "year", years }, lower = { "lower", lowers },
                            upper = { "upper", uppers };
    size_t taken;
    r->f = c->in[0];
    TRY(column_find(c, r->f, &year, &taken));
    TRY(column_label(c, r->f, &taken, 1, &r->label));
    TRY(column_groups(c, r->f, r->label, &r->series));
    TRY(read_texts(c, r));
    TRY(column_numbers(c, r->f, &year, any, &r->year));
    TRY(column_numbers(c, r->f, &column_value, any, &r->value));
    TRY(column_numbers(c, r->f, &lower, any, &r->lower));
    TRY(column_numbers(c, r->f, &upper, any, &r->upper));
    for (size_t i = 0; i < r->f->rows; i++)
        if (r->upper[i] < r->lower[i])
            return err_set(c->err, ERR_INPUT, "%s: line %lld: the upper limit is below the lower",
                           r->f->path, (long long)r->f->line[i]);
    return ERR_OK;
}

/* The rule is for these only: of others the interval does not say how one year differs. */
static bool is_of_a_kind(const Recent *r, size_t row)
{
    static const char *const kinds[] = { "Proportion", "Crude rate", "Directly standardised rate" };
    if (r->type == r->f->cols) return true;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_eq_nocase(frame_cell(r->f, row, r->type), str_of(kinds[i]))) return true;
    return false;
}

/* The last five years of a series without a gap, in time order; false when there are none. */
static bool last_years(const Recent *r, size_t g, size_t row[POINTS])
{
    double last = -HUGE_VAL;
    size_t found = 0;
    for (size_t i = r->series.at[g]; i < r->series.at[g + 1]; i++)
        if (!isnan(r->value[r->series.row[i]])) last = fmax(last, r->year[r->series.row[i]]);
    for (size_t k = 0; k < POINTS; k++)
        for (size_t i = r->series.at[g]; i < r->series.at[g + 1]; i++) {
            size_t at = r->series.row[i];
            if (isnan(r->value[at]) || r->year[at] != last - (double)k) continue;
            row[POINTS - 1 - k] = at;
            found++;
            break;
        }
    return found == POINTS;
}

static void write_words(ProcedureCall *c, const Recent *r, size_t row, double slope)
{
    Str polarity = r->polarity < r->f->cols ? frame_cell(r->f, row, r->polarity) : STR("");
    const char *way = slope > 0.0 ? "Increasing" : "Decreasing", *meaning = "";
    bool high = str_eq_nocase(polarity, STR("High is good"));
    if (high || str_eq_nocase(polarity, STR("Low is good")))
        meaning = high == (slope > 0.0) ? "AndGettingBetter" : "AndGettingWorse";
    table_text(&c->out, arena_fmt(c->mem, "%s%s", way, meaning));
}

static void write_none(ProcedureCall *c, const char *word, const char *reason)
{
    for (int i = 0; i < 4; i++) table_missing(&c->out);
    table_text(&c->out, str_of(word));
    table_text(&c->out, str_of(reason));
}

static void write_series(ProcedureCall *c, const Recent *r, size_t g)
{
    static const double time[POINTS] = { 1, 2, 3, 4, 5 };
    size_t row[POINTS];
    double value[POINTS], error[POINTS];
    column_write_label(c, r->f, r->label, r->series.row[r->series.at[g]]);
    if (!is_of_a_kind(r, r->series.row[r->series.at[g]])) {
        write_none(c, "CannotBeCalculated",
                   "not a proportion, crude or directly standardised rate");
        return;
    }
    if (!last_years(r, g, row)) {
        write_none(c, "CannotBeCalculated", "fewer than five years without a gap");
        return;
    }
    for (size_t i = 0; i < POINTS; i++) {
        value[i] = r->value[row[i]];
        error[i] = (r->upper[row[i]] - r->lower[row[i]]) / (2.0 * 1.96);
    }
    WeightedTrend t = stat_weighted_trend(&(TrendPoints){ POINTS, time, value, error, NULL });
    if (isnan(t.chi2)) {
        write_none(c, "NoChange", "a year has no interval: nothing is known to be significant");
        return;
    }
    bool significant = t.chi2 > threshold && t.signs_agree;
    table_f64(&c->out, t.slope, 4);
    table_f64(&c->out, t.chi2, 2);
    table_text(&c->out, t.signs_agree ? STR("true") : STR("false"));
    table_text(&c->out, significant ? STR("true") : STR("false"));
    if (significant)
        write_words(c, r, row[0], t.slope);
    else
        table_text(&c->out, STR("NoChange"));
    table_text(&c->out, STR(""));
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const names[] = { "slope", "chi2",   "signs_agree", "significant",
                                         "trend", "reason", NULL };
    const char *const *all;
    Recent r;
    TRY(read_all(c, &r));
    TRY(column_names(c, r.f, r.label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    for (size_t g = 0; g < r.series.n; g++) write_series(c, &r, g);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "year", "year, period or time", "a column", "whole years" },
    COLUMN_VALUE_PARAM,
    { "lower", "lower95, lower or lowercl", "a column", "lower limit, of 95 percent" },
    { "upper", "upper95, upper or uppercl", "a column", "upper limit, of 95 percent" },
    { "value_type", "value_type", "a column", "what kind of figure it is" },
    { "polarity", "polarity", "a column", "High is good or Low is good" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "[label,]year,value,lower95,upper95[,value_type,polarity]", true },
    { NULL, NULL, false },
};

PROCEDURE(trend_recent) = {
    .name = "trend-recent",
    .title = "Recent trend by the Fingertips rule",
    .meaning = "Says whether a figure has been rising or falling over its last five years.",
    .formula = "w = 1 / ((upper - lower) / 3.92)^2; significant when the chi-squared of the "
               "weighted slope exceeds 9.5495 and the slope keeps its sign with any year left out",
    .defects = "The rule calls a series without intervals unchanged; so do we, and say why.",
    .source = "ohid_trends",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]slope,chi2,signs_agree,significant,trend,reason",
    .run = run,
};
