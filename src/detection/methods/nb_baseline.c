/* Negative binomial baseline: season, trend, weekday and holidays of the series' own past. */
#include "stats/nb_baseline.h"

#include <math.h>

#include "detection/method.h"

typedef struct {
    F64s count;
    NbBaselineWork *work;
} Work;

static const SettingParam params[] = {
    { "history", "260", "20 to 4000", "periods looked back at most" },
    { "least", "40", "10 to 4000", "known counts that are needed" },
    { "pastWeeksNotIncluded", "8", "0 to 200", "latest periods kept out of the baseline" },
    { "S", "1", "0 to 12", "waves a year" },
    { "trend", "true", "true, false", "a trend" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { "weekday", "false", "true, false", "a level for each day of the week; needs dates" },
    { "holidays", "false", "true, false", "bank holidays of England; needs dates" },
    { "reweight", "true", "true, false", "weight past outbreaks down" },
    { "weightsThreshold", "2.58", "above 0",
      "Anscombe residual from which a count is weighted down" },
    { "alpha", "0.005", "above 0, below 1", "one-sided level of the threshold" },
    { "reported", "all", "all, or shares above 0 up to 1 with commas",
      "share of a period's cases that is reported at once, one period later, ..." },
    { "reportedSE", "0", "numbers from 0 on with commas", "how well those shares are known" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit",  "t",      "observed", "expected", "upperbound",
                                       "alarm", "pvalue", "phi",      NULL };

static ErrCode read_list(Settings set, const char *key, double most, double *ret, int *ret_n,
                         Err *e)
{
    Str rest = setting_text(set, key), part;
    int n = 0;
    *ret_n = 0;
    if (!rest.p || str_eq(rest, STR("all"))) return ERR_OK;
    while (str_split(&rest, ',', &part)) {
        Err why;
        if (n == NB_BASELINE_MAX_DELAYS || str_f64(str_trim(part), "", &ret[n], &why) != ERR_OK ||
            !(ret[n] >= 0.0 && ret[n] <= most))
            return err_set(e, ERR_INPUT, "setting %s: expected up to %d numbers from 0 to %g", key,
                           NB_BASELINE_MAX_DELAYS, most);
        n++;
    }
    *ret_n = n;
    return ERR_OK;
}

static ErrCode read_delay(Settings set, NbBaselineControl *c, Err *e)
{
    int errors;
    TRY(read_list(set, "reported", 1.0, c->reported, &c->delays, e));
    TRY(read_list(set, "reportedSE", 1.0, c->reported_se, &errors, e));
    for (int d = 0; d < c->delays; d++)
        if (!(c->reported[d] > 0.0) || (d > 0 && c->reported[d] < c->reported[d - 1]))
            return err_set(e, ERR_INPUT,
                           "setting reported: expected shares above 0 that do not fall");
    if (c->exclude_recent < c->delays) c->exclude_recent = c->delays;
    return ERR_OK;
}

static ErrCode read_control(Settings set, NbBaselineControl *c, Err *e)
{
    TRY(setting_int(set, "history", 20, 4000, &c->history, e));
    TRY(setting_int(set, "least", 10, 4000, &c->least, e));
    TRY(setting_int(set, "pastWeeksNotIncluded", 0, 200, &c->exclude_recent, e));
    TRY(setting_int(set, "S", 0, 12, &c->terms.harmonics, e));
    TRY(setting_flag(set, "trend", &c->terms.trend, e));
    TRY(setting_int(set, "frequency", 1, 366, &c->terms.frequency, e));
    TRY(setting_flag(set, "weekday", &c->terms.weekday, e));
    TRY(setting_flag(set, "holidays", &c->terms.holidays, e));
    TRY(setting_flag(set, "reweight", &c->reweight, e));
    TRY(setting_number(set, "weightsThreshold", 0, 100, &c->weights_threshold, e));
    TRY(setting_number(set, "alpha", 0, 1, &c->alpha, e));
    if (c->alpha >= 1.0)
        return err_set(e, ERR_INPUT, "setting alpha: expected a number above 0 and below 1");
    return read_delay(set, c, e);
}

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    NbBaselineControl *c;
    NEW(c, 1, mem, e);
    *c = (NbBaselineControl){ .terms = { .trend = true, .harmonics = 1, .frequency = 52 },
                              .history = 260,
                              .least = 40,
                              .exclude_recent = 8,
                              .reweight = true,
                              .weights_threshold = 2.58,
                              .alpha = 0.005 };
    TRY(read_control(set, c, e));
    *ret_control = c;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    w->count = s->count;
    TRY(stat_nb_baseline_open(s->count, s->day, control, mem, &w->work, e));
    *ret_work = w;
    return ERR_OK;
}

static size_t first(const void *control)
{
    const NbBaselineControl *c = control;
    return (size_t)(c->least + c->exclude_recent);
}

static void judge(void *work, size_t at, Verdict *ret)
{
    Work *w = work;
    NbBaselineResult r;
    stat_nb_baseline(w->work, at, &r);
    *ret = method_no_verdict(r.observed, stat_nb_baseline_reason(r.reason));
    ret->expected = r.expected;
    ret->upperbound = r.upperbound;
    ret->score = r.score;
    ret->pvalue = r.pvalue;
    ret->phi = 1.0 + r.spread * r.expected;
    ret->alarm = r.alarm;
    ret->baseline_n = r.baseline_n;
    ret->baseline_first = r.baseline_first;
    ret->baseline_last = r.baseline_last;
    ret->downweighted_n = r.downweighted_n;
    ret->downweighted = r.downweighted;
}

METHOD(nb_baseline) = {
    .name = "nb-baseline",
    .title = "Negative binomial baseline",
    .meaning = "Compares a count with what season, trend, weekday and holidays lead one to expect, "
               "and knows how much has not been reported yet.",
    .formula =
        "log mu = level + trend + waves + weekday + holidays, var = mu + a mu^2, on the past;\n"
        "s: standard error of log mu; F: share reported by now, known to v;\n"
        "M = mu e^(s^2/2) F, a' = (1 + a) e^(s^2) (1 + (v/F)^2) - 1;\n"
        "U = smallest u with P(NB(M, a') <= u) >= 1 - alpha; alarm when y > U",
    .defects =
        "Farrington's nbPlugin takes the fitted mean for the true one; here the threshold\n"
        "widens by how well the mean is known.  Others multiply recent counts up for what is\n"
        "missing, and with them their chance; here the expectation is scaled down instead.",
    .source = "lawless1987",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
