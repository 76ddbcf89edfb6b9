/* Farrington's method of 1996, kept as a point of comparison. */
#include <math.h>

#include "detection/method.h"
#include "stats/farrington.h"

typedef struct {
    FarringtonControl control;
    int frequency;
    bool compat;
} Control;

typedef struct {
    const Control *control;
    FarringtonSeries series;
    FarringtonWork *work;
} Work;

static const SettingParam params[] = {
    { "b", "5", "1 to 20", "years of history to compare with" },
    { "w", "3", "0 to 26", "periods on each side of the same period of a past year" },
    { "reweight", "true", "true, false", "weight past outbreaks down, from a residual of 1 on" },
    { "alpha", "0.05", "above 0, below 1", "two-sided level of the threshold" },
    { "trend", "true", "true, false", "allow a linear trend where its p-value is below 0.05" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { "mode", "strict", "strict, compat",
      "say when there are too few cases, or give a bound of 0 as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit", "t", "observed", "upperbound", "alarm", NULL };

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    static const char *const modes[] = { "strict", "compat", NULL };
    Control *k;
    double alpha = 0.05;
    int mode = 0;
    NEW(k, 1, mem, e);
    *k = (Control){ .control = { .years_back = 5,
                                 .half_window = 3,
                                 .season_groups = 1,
                                 .reweight = true,
                                 .weights_threshold = 1.0,
                                 .trend = true,
                                 .p_threshold_trend = 0.05,
                                 .limit_cases = 5,
                                 .limit_periods = 4,
                                 .power = FARRINGTON_POWER_TWO_THIRDS },
                    .frequency = 52 };
    FarringtonControl *c = &k->control;
    TRY(setting_int(set, "b", 1, 20, &c->years_back, e));
    TRY(setting_int(set, "w", 0, 26, &c->half_window, e));
    TRY(setting_flag(set, "reweight", &c->reweight, e));
    TRY(setting_number(set, "alpha", 0, 1, &alpha, e));
    TRY(setting_flag(set, "trend", &c->trend, e));
    TRY(setting_int(set, "frequency", 1, 366, &k->frequency, e));
    TRY(setting_word(set, "mode", modes, &mode, e));
    if (alpha >= 1.0)
        return err_set(e, ERR_INPUT, "setting alpha: expected a number above 0 and below 1");
    if (2 * c->half_window + 1 > k->frequency)
        return err_set(e, ERR_INPUT, "setting w: the window is longer than a year");
    c->alpha = alpha / 2.0;
    c->exclude_recent = c->half_window;
    k->compat = mode == 1;
    *ret_control = k;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    w->control = control;
    w->series = (FarringtonSeries){ .count = s->count, .frequency = w->control->frequency };
    TRY(stat_farrington_open(&w->series, &w->control->control, mem, &w->work, e));
    *ret_work = w;
    return ERR_OK;
}

static size_t first(const void *control)
{
    const Control *k = control;
    return (size_t)(k->frequency * k->control.years_back + k->control.half_window);
}

static void judge(void *work, size_t at, Verdict *ret)
{
    const Work *w = work;
    FarringtonResult r;
    stat_farrington(w->work, at, &r);
    *ret = method_no_verdict(r.observed, stat_farrington_reason(r.reason));
    ret->expected = r.expected;
    ret->upperbound = r.upperbound;
    ret->score = r.score;
    ret->pvalue = r.pvalue;
    ret->phi = r.phi;
    ret->trend = r.trend;
    ret->alarm = r.alarm;
    ret->baseline_n = r.baseline_n;
    ret->baseline_first = r.baseline_first;
    ret->baseline_last = r.baseline_last;
    ret->downweighted_n = r.downweighted_n;
    ret->downweighted = r.downweighted;
    bool few = r.reason == FARRINGTON_FEW_CASES || r.reason == FARRINGTON_ALL_ZERO;
    if (!w->control->compat || !few) return;
    ret->upperbound = 0.0;
    ret->alarm = 0;
}

METHOD(farrington_1996) = {
    .name = "farrington-1996",
    .title = "Farrington 1996 (reference)",
    .meaning = "Compares a count with the same weeks of past years, as it was first done.",
    .formula =
        "log mu = level [+ trend] on the same weeks of b years; var = phi mu;\n"
        "U = (mu^(2/3) + z(1 - alpha/2) s)^(3/2); past counts with a residual above 1 weigh\n"
        "1 / residual^2",
    .defects =
        "R surveillance gives a bound of 0 where there are too few cases to speak of a rise;\n"
        "strict says so instead, compat gives the 0.  Weighting down from a residual of 1 on\n"
        "makes too many alarms (Noufaily et al. 2013): farrington-flexible starts at 2.58.",
    .source = "farrington1996",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
