/* Indicators that a few extreme units would rule, drawn in, and each of them told. */
#include <math.h>

#include "compute/index_data.h"
#include "stats/treat.h"

typedef enum { NONE, WINSORISE, LOG_CT, LOG_GII, BOXCOX } Step;

static const char *const step_words[] = {
    "none", "winsorise", "log_CT", "log_GII", "boxcox", NULL
};

typedef struct {
    IndexData d;
    IndexMeta meta;
    int first, second;
    bool force;
    double lambda;
    Winsorise rule;
} Work;

/* What was done to one indicator. */
typedef struct {
    Step step;
    Shape before, after;
    size_t drawn_in;
    double *v;
} Treated;

static ErrCode read_settings(ProcedureCall *c, Work *w)
{
    int most = 5;
    w->first = WINSORISE;
    w->second = LOG_CT;
    TRY(setting_word(c->set, "f1", step_words, &w->first, c->err));
    TRY(setting_word(c->set, "f2", step_words, &w->second, c->err));
    if (setting_text(c->set, "method").p) {
        w->second = NONE;
        TRY(setting_word(c->set, "method", step_words, &w->first, c->err));
    }
    TRY(setting_int(c->set, "winmax", 0, 1000000, &most, c->err));
    TRY(setting_number(c->set, "skew_thresh", 0.0, 1e9, &w->rule.limits.skew, c->err));
    TRY(setting_number(c->set, "kurt_thresh", 0.0, 1e9, &w->rule.limits.kurt, c->err));
    TRY(setting_number(c->set, "lambda", -10.000001, 10.0, &w->lambda, c->err));
    w->rule.most = (size_t)most;
    return setting_flag(c->set, "force", &w->force, c->err);
}

static ErrCode take(ProcedureCall *c, const Work *w, F64s v, Step step, Treated *t)
{
    Winsorised drawn = { .v = t->v };
    t->step = step;
    t->drawn_in = 0;
    switch (step) {
    case NONE: return ERR_OK;
    case WINSORISE:
        TRY(stat_winsorise(v, &w->rule, c->mem, &drawn, c->err));
        t->drawn_in = drawn.n;
        break;
    case LOG_CT: stat_transform(v, TREAT_LOG_CT, 0.0, t->v); break;
    case LOG_GII: stat_transform(v, TREAT_LOG_GII, 0.0, t->v); break;
    case BOXCOX: stat_transform(v, TREAT_BOXCOX, w->lambda, t->v); break;
    }
    t->after = stat_shape((F64s){ v.n, t->v });
    return ERR_OK;
}

static ErrCode treat_one(ProcedureCall *c, const Work *w, F64s v, Treated *t)
{
    NEW(t->v, v.n + 1, c->mem, c->err);
    for (size_t u = 0; u < v.n; u++) t->v[u] = v.v[u];
    t->step = NONE;
    t->before = t->after = stat_shape(v);
    if (!w->force && stat_shape_passes(t->before, w->rule.limits)) return ERR_OK;
    TRY(take(c, w, v, (Step)w->first, t));
    if (w->second == NONE || stat_shape_passes(t->after, w->rule.limits)) return ERR_OK;
    return take(c, w, v, (Step)w->second, t);
}

static void tell(ProcedureCall *c, const Work *w, size_t i, const Treated *t)
{
    Table *out = c->extra[0];
    if (!out) return;
    table_text(out, w->d.code[i]);
    table_f64(out, t->before.skew, 4);
    table_f64(out, t->before.kurt, 4);
    table_text(out, str_of(step_words[t->step]));
    table_int(out, (int64_t)t->drawn_in);
    table_f64(out, t->after.skew, 4);
    table_f64(out, t->after.kurt, 4);
    table_text(out, stat_shape_passes(t->after, w->rule.limits) ? STR("true") : STR("false"));
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .lambda = 0.5, .rule = { .limits = { 2.0, 3.5 } } };
    size_t changed = 0, extreme = 0;
    TRY(index_read(c, false, &w.d, &w.meta));
    TRY(read_settings(c, &w));
    for (size_t i = 0; i < w.d.n; i++) {
        Treated t = { .drawn_in = 0 };
        TRY(treat_one(c, &w, (F64s){ w.d.units, w.d.v[i] }, &t));
        tell(c, &w, i, &t);
        w.d.v[i] = t.v;
        changed += t.step != NONE;
        extreme += !stat_shape_passes(t.after, w.rule.limits);
    }
    buf_addf(c->notes, "%zu of %zu indicators were treated; %zu are still extreme\n", changed,
             w.d.n, extreme);
    return index_print(c, &w.d);
}

static const SettingParam params[] = {
    { "method", "f1 and then f2", "none, winsorise, log_CT, log_GII or boxcox", "one step only" },
    { "f1", "winsorise", "as method", "what is done to an extreme indicator" },
    { "f2", "log_CT", "as method", "what is done instead when that does not help" },
    { "winmax", "5", "0 to 1000000", "figures that may be drawn in" },
    { "skew_thresh", "2", "above 0", "extreme is a skewness beyond this ..." },
    { "kurt_thresh", "3.5", "above 0", "... and a kurtosis beyond this" },
    { "lambda", "0.5", "-10 to 10", "of boxcox" },
    { "force", "false", "true or false", "treat every indicator, extreme or not" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { INDEX_INPUTS, { NULL, NULL, false } };
static const char *const details[] = { "indicator",  "skew",       "kurt", "treated", "nwin",
                                       "skew_after", "kurt_after", "pass", NULL };
static const ProcedureOutput outputs[] = { { "details", details }, { NULL, NULL } };

PROCEDURE(treat) = {
    .name = "treat",
    .title = "Extreme figures drawn in",
    .meaning = "Keeps a few extreme areas from ruling an indicator, and says which were drawn in.",
    .formula =
        "extreme: |skewness| > 2 and kurtosis > 3.5; up to winmax figures become the next one; "
        "else ln(x - min + (max - min) / 100)",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .outputs = outputs,
    .shape = "uCode and the indicators",
    .run = run,
};
