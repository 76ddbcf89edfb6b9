/* The flexible Farrington method: the same season of past years. */
#include <math.h>

#include "detection/method.h"
#include "stats/farrington.h"

typedef struct {
    FarringtonControl control;
    int frequency;
    bool dates;
} Control;

typedef struct {
    const Control *control;
    FarringtonSeries series;
    FarringtonWork *work;
} Work;

static const SettingParam params[] = {
    { "b", "5", "1 to 20", "years of history to compare with" },
    { "w", "3", "0 to 26", "periods on each side of the same period of a past year" },
    { "noPeriods", "1", "1 to 52", "season groups that a year is cut into" },
    { "reweight", "true", "true, false", "weight past outbreaks down" },
    { "weightsThreshold", "2.58", "above 0",
      "Anscombe residual from which a count is weighted down" },
    { "alpha", "0.05", "above 0, below 1", "one-sided level of the threshold" },
    { "trend", "true", "true, false", "allow a linear trend" },
    { "pThresholdTrend", "0.05", "above 0, up to 1", "keep the trend when its p-value is below" },
    { "limit54", "5,4", "CASES,PERIODS", "no alarm with fewer than CASES in the last PERIODS" },
    { "powertrans", "2/3", "none, 1/2, 2/3", "transformation behind the delta threshold" },
    { "populationOffset", "false", "true, false", "compare rates; needs populations" },
    { "pastWeeksNotIncluded", "w", "0 to 200", "latest periods kept out of the baseline" },
    { "thresholdMethod", "delta", "delta, nbPlugin, muan", "how the upper bound is found" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { "epochAsDate", "false", "true, false", "find past years by date instead of by number" },
    { "mode", "strict", "strict, compat", "as the papers say, or as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit",  "k",     "observed", "upperbound",
                                       "alarm", "score", "pvalue",   "expected",
                                       "phi",   "trend", NULL };

static ErrCode read_limit(Settings set, FarringtonControl *c, Err *e)
{
    Str rest = setting_text(set, "limit54"), cases;
    int64_t periods;
    if (!rest.p) return ERR_OK;
    (void)str_split(&rest, ',', &cases);
    Err why;
    bool read = rest.p && str_f64(cases, "limit54", &c->limit_cases, &why) == ERR_OK &&
                str_int(rest, "limit54", &periods, &why) == ERR_OK;
    if (!read || c->limit_cases < 0 || periods < 1 || periods > 366)
        return err_set(
            e, ERR_INPUT,
            "setting limit54: expected CASES,PERIODS such as 5,4, periods from 1 to 366");
    c->limit_periods = (int)periods;
    return ERR_OK;
}

static ErrCode read_words(Settings set, FarringtonControl *c, Err *e)
{
    static const char *const powers[] = { "none", "1/2", "2/3", NULL };
    static const char *const thresholds[] = { "delta", "nbPlugin", "muan", NULL };
    static const char *const modes[] = { "strict", "compat", NULL };
    int power = FARRINGTON_POWER_TWO_THIRDS, threshold = FARRINGTON_DELTA, mode = FARRINGTON_STRICT;
    TRY(setting_word(set, "powertrans", powers, &power, e));
    TRY(setting_word(set, "thresholdMethod", thresholds, &threshold, e));
    TRY(setting_word(set, "mode", modes, &mode, e));
    c->power = (FarringtonPower)power;
    c->threshold = (FarringtonThreshold)threshold;
    c->mode = (FarringtonMode)mode;
    return ERR_OK;
}

static ErrCode read_control(Settings set, Control *k, Err *e)
{
    FarringtonControl *c = &k->control;
    TRY(setting_int(set, "b", 1, 20, &c->years_back, e));
    TRY(setting_int(set, "w", 0, 26, &c->half_window, e));
    TRY(setting_int(set, "noPeriods", 1, 52, &c->season_groups, e));
    TRY(setting_flag(set, "reweight", &c->reweight, e));
    TRY(setting_number(set, "weightsThreshold", 0, 100, &c->weights_threshold, e));
    TRY(setting_number(set, "alpha", 0, 1, &c->alpha, e));
    TRY(setting_flag(set, "trend", &c->trend, e));
    TRY(setting_number(set, "pThresholdTrend", 0, 1, &c->p_threshold_trend, e));
    TRY(setting_flag(set, "populationOffset", &c->population_offset, e));
    c->exclude_recent = c->half_window;
    TRY(setting_int(set, "pastWeeksNotIncluded", 0, 200, &c->exclude_recent, e));
    TRY(setting_int(set, "frequency", 1, 366, &k->frequency, e));
    TRY(setting_flag(set, "epochAsDate", &k->dates, e));
    TRY(read_limit(set, c, e));
    return read_words(set, c, e);
}

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    Control *k;
    NEW(k, 1, mem, e);
    *k = (Control){ .control = { .years_back = 5,
                                 .half_window = 3,
                                 .season_groups = 1,
                                 .reweight = true,
                                 .weights_threshold = 2.58,
                                 .alpha = 0.05,
                                 .trend = true,
                                 .p_threshold_trend = 0.05,
                                 .limit_cases = 5,
                                 .limit_periods = 4 },
                    .frequency = 52 };
    TRY(read_control(set, k, e));
    if (k->control.alpha >= 1.0)
        return err_set(e, ERR_INPUT, "setting alpha: expected a number above 0 and below 1");
    if (2 * k->control.half_window + 1 > k->frequency)
        return err_set(e, ERR_INPUT, "setting w: the window of %d periods is longer than a year",
                       2 * k->control.half_window + 1);
    if (k->control.season_groups > k->frequency - 2 * k->control.half_window)
        return err_set(e, ERR_INPUT,
                       "setting noPeriods: a year of %d periods has too few for %d groups",
                       k->frequency, k->control.season_groups);
    *ret_control = k;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    w->control = control;
    if (w->control->dates && !s->day)
        return err_set(e, ERR_INPUT, "setting epochAsDate: the periods have no dates");
    if (w->control->control.population_offset && s->population.n == 0)
        return err_set(e, ERR_INPUT, "setting populationOffset: no populations are given");
    w->series = (FarringtonSeries){ .count = s->count,
                                    .day = w->control->dates ? s->day : NULL,
                                    .population = s->population,
                                    .frequency = w->control->frequency };
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
    FarringtonResult r;
    stat_farrington(((Work *)work)->work, at, &r);
    *ret = (Verdict){ .observed = r.observed,
                      .expected = r.expected,
                      .upperbound = r.upperbound,
                      .score = r.score,
                      .pvalue = r.pvalue,
                      .phi = r.phi,
                      .statistic = (double)NAN,
                      .trend = r.trend,
                      .alarm = r.alarm,
                      .reason = stat_farrington_reason(r.reason),
                      .baseline_n = r.baseline_n,
                      .baseline_first = r.baseline_first,
                      .baseline_last = r.baseline_last,
                      .downweighted_n = r.downweighted_n,
                      .downweighted = r.downweighted };
}

METHOD(farrington_flexible) = {
    .name = "farrington-flexible",
    .title = "Farrington flexible",
    .meaning = "Compares a count with the same season of past years, past outbreaks weighted down.",
    .formula = "log mu = group + slope t [+ log population]; var = phi mu, phi = max(1, Pearson);\n"
               "nbPlugin: U = smallest u with P(NB(mu, phi) <= u) >= 1 - alpha;\n"
               "delta: U = (mu^e + z s)^(1/e); score = (y - mu) / (U - mu); alarm when score > 1",
    .defects =
        "R surveillance 1.20.3 (to 1.26.0) overwrites the working weights after reweighting,\n"
        "so that the standard error and the test of the trend use a dispersion too small by\n"
        "about the mean count; and with nbPlugin and muan its score subtracts the prediction\n"
        "on the log scale.  strict does what the papers say; compat gives the peer's figures.",
    .source = "noufaily2013",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
