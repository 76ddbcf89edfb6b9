#include "detection/methods/ears_priv.h"

#include <math.h>

const char *const ears_columns[] = { "unit", "t", "observed", "upperbound", "alarm", NULL };

ErrCode ears_configure(EarsRule rule, double alpha, Settings set, Arena *mem, void **ret_control,
                       Err *e)
{
    static const char *const modes[] = { "strict", "compat", NULL };
    EarsControl *c;
    int mode = 0;
    double above_zero = -1.0;
    NEW(c, 1, mem, e);
    *c = (EarsControl){ .rule = rule, .baseline = 7, .alpha = alpha };
    TRY(setting_int(set, "baseline", 3, 64, &c->baseline, e));
    TRY(setting_number(set, "minSigma", above_zero, 1e6, &c->min_sigma, e));
    if (c->min_sigma < 0) return err_set(e, ERR_INPUT, "setting minSigma: expected 0 or more");
    TRY(setting_number(set, "alpha", 0, 1, &c->alpha, e));
    if (c->alpha >= 1.0)
        return err_set(e, ERR_INPUT, "setting alpha: expected a number above 0 and below 1");
    TRY(setting_word(set, "mode", modes, &mode, e));
    c->compat = mode == 1;
    c->z = stat_ears_quantile(c->alpha);
    *ret_control = c;
    return ERR_OK;
}

ErrCode ears_open(const void *control, const MethodSeries *s, Arena *mem, void **ret_work, Err *e)
{
    EarsWork *w;
    NEW(w, 1, mem, e);
    w->control = control;
    w->count = s->count;
    *ret_work = w;
    return ERR_OK;
}

size_t ears_first(const void *control)
{
    return stat_ears_first(control);
}

void ears_judge(void *work, size_t at, Verdict *ret)
{
    const EarsWork *w = work;
    EarsResult r;
    stat_ears(w->count, w->control, at, &r);
    *ret = (Verdict){ .observed = r.observed,
                      .expected = r.expected,
                      .upperbound = r.upperbound,
                      .score = r.score,
                      .pvalue = r.pvalue,
                      .phi = (double)NAN,
                      .statistic = (double)NAN,
                      .alarm = r.alarm,
                      .reason = stat_ears_reason(r.reason) };
    if (isnan(r.expected)) return;
    size_t lag = w->control->rule == EARS_C1 ? 1 : 3;
    ret->baseline_n = (size_t)w->control->baseline;
    ret->baseline_last = at - lag;
    ret->baseline_first = at - lag + 1 - ret->baseline_n;
}
