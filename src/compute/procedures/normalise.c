/* Indicators of different units on one scale. */
#include <math.h>

#include "compute/index_data.h"
#include "stats/normalise.h"
#include "stats/rank.h"

typedef struct {
    IndexData d;
    IndexMeta meta;
    Normalise how;
    double *target, *low, *high;
} Work;

static const char *const words[] = { "minmax",      "zscore",   "robust-z", "scaled",
                                     "rank",        "borda",    "prank",    "fracmax",
                                     "dist2targ",   "dist2ref", "dist2max", "goalposts",
                                     "exponential", NULL };

static ErrCode read_scale(ProcedureCall *c, Work *w)
{
    int method = NORMALISE_MINMAX;
    TRY(setting_word(c->set, "method", words, &method, c->err));
    w->how.method = (NormaliseMethod)method;
    bool unit = method == NORMALISE_ZSCORE || method == NORMALISE_SCALED;
    w->how.lower = 0.0;
    w->how.upper = unit ? 1.0 : 100.0;
    TRY(setting_number(c->set, "lower", -1e300, 1e300, &w->how.lower, c->err));
    TRY(setting_number(c->set, "upper", -1e300, 1e300, &w->how.upper, c->err));
    if (method != NORMALISE_ZSCORE && w->how.upper <= w->how.lower)
        return err_set(c->err, ERR_INPUT, "setting upper: expected more than lower");
    return ERR_OK;
}

static ErrCode find_reference(ProcedureCall *c, Work *w)
{
    Str name = setting_text(c->set, "reference");
    if (w->how.method != NORMALISE_DIST2REF) return ERR_OK;
    for (size_t u = 0; u < w->d.units && w->d.label < w->d.f->cols; u++)
        if (str_eq(frame_cell(w->d.f, u, w->d.label), name)) {
            w->how.reference = u;
            return ERR_OK;
        }
    return err_set(c->err, ERR_INPUT, "setting reference: expected the uCode of a unit");
}

/* Goalposts from the base year's file: its 5th and 95th percentiles, unless the settings differ. */
static ErrCode base_goalposts(ProcedureCall *c, Work *w)
{
    double low = 0.05, high = 0.95;
    IndexData base;
    TRY(setting_number(c->set, "low", -1e-12, 0.5, &low, c->err));
    TRY(setting_number(c->set, "high", 0.5, 1.0, &high, c->err));
    TRY(index_data_read(c, c->in[2], w->meta.n ? &w->meta : NULL, &base));
    for (size_t i = 0; i < w->d.n; i++) {
        size_t k = 0;
        while (k < base.n && !str_eq(base.code[k], w->d.code[i])) k++;
        if (k == base.n)
            return err_set(c->err, ERR_INPUT, "%s: there is no column '%.*s'", c->in[2]->path,
                           STR_ARG(w->d.code[i]));
        F64s v = { base.units, base.v[k] };
        TRY(stat_quantile(v, low, c->mem, &w->low[i], c->err));
        TRY(stat_quantile(v, high, c->mem, &w->high[i], c->err));
    }
    return ERR_OK;
}

static ErrCode read_posts(ProcedureCall *c, Work *w)
{
    TRY(index_meta_numbers(c, &w->meta, &w->d, "Target", &w->target));
    TRY(index_meta_numbers(c, &w->meta, &w->d, "Low", &w->low));
    TRY(index_meta_numbers(c, &w->meta, &w->d, "High", &w->high));
    if (w->how.method == NORMALISE_GOALPOSTS && c->in[2]) TRY(base_goalposts(c, w));
    for (size_t i = 0; i < w->d.n; i++) {
        const char *lacks = w->how.method == NORMALISE_DIST2TARG && isnan(w->target[i])
                                ? "a Target in the meta"
                            : w->how.method == NORMALISE_GOALPOSTS && !(w->low[i] < w->high[i])
                                ? "a Low below a High in the meta, or --base with different figures"
                                : NULL;
        if (lacks)
            return err_set(c->err, ERR_INPUT, "%.*s: expected %s", STR_ARG(w->d.code[i]), lacks);
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .how = { .reference = 0 } };
    TRY(index_read(c, false, &w.d, &w.meta));
    TRY(read_scale(c, &w));
    TRY(find_reference(c, &w));
    TRY(read_posts(c, &w));
    for (size_t i = 0; i < w.d.n; i++) {
        Normalise how = w.how;
        how.direction = index_direction(&w.d, &w.meta, i);
        how.target = w.target[i];
        how.low = w.low[i];
        how.high = w.high[i];
        TRY(stat_normalise((F64s){ w.d.units, w.d.v[i] }, &how, c->mem, w.d.v[i], c->err));
    }
    return index_print(c, &w.d);
}

static const SettingParam params[] = {
    { "method", "minmax",
      "minmax, zscore, robust-z, scaled, rank, borda, prank, fracmax, dist2targ, dist2ref, "
      "dist2max, goalposts or exponential",
      "how" },
    { "lower", "0", "a number", "the scale's lower end; the mean of zscore; what scaled makes 0" },
    { "upper", "100; 1 for zscore and scaled", "a number above lower",
      "the scale's upper end; the deviation of zscore; what scaled makes 1" },
    { "reference", "none", "a uCode", "the unit of dist2ref" },
    { "low", "0.05", "0 to 0.5", "percentile of the base year at the lower goalpost" },
    { "high", "0.95", "0.5 to 1", "percentile of the base year at the upper goalpost" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    INDEX_INPUTS,
    { "base", "uCode and the same columns in the base year, for goalposts", false },
    { NULL, NULL, false },
};

PROCEDURE(normalise) = {
    .name = "normalise",
    .title = "Indicators on one scale, high meaning good",
    .meaning =
        "Puts figures of different units on one scale, so that they can be set side by side.",
    .formula =
        "x times its direction, then by the method: minmax (x - min) / (max - min); zscore; "
        "robust-z (x - median) / (1.4826 MAD); exponential -23 ln(1 - R (1 - exp(-100/23))); "
        "goalposts from the meta (Low, High) or frozen from the base year",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .shape = "uCode and the indicators",
    .run = run,
};
