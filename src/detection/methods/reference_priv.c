#include "detection/methods/reference_priv.h"

#include <math.h>

typedef struct {
    const ReferenceControl *control;
    F64s count;
} Work;

const char *const reference_columns[] = { "unit", "t", "observed", "upperbound", "alarm", NULL };

ErrCode reference_configure(Settings set, ReferenceControl defaults, Arena *mem, void **ret_control,
                            Err *e)
{
    ReferenceControl *c;
    bool cdc = defaults.rule == RULE_CDC;
    NEW(c, 1, mem, e);
    *c = defaults;
    TRY(setting_int(set, "b", cdc ? 1 : 0, 20, &c->years_back, e));
    TRY(setting_int(set, cdc ? "m" : "w", 0, 26, &c->half_window, e));
    TRY(setting_flag(set, "actY", &c->this_year, e));
    TRY(setting_number(set, "alpha", 0, 1, &c->alpha, e));
    TRY(setting_int(set, "frequency", 1, 366, &c->frequency, e));
    if (c->alpha >= 1.0)
        return err_set(e, ERR_INPUT, "setting alpha: expected a number above 0 and below 1");
    if (c->half_window * (cdc ? 4 : 1) >= c->frequency)
        return err_set(e, ERR_INPUT, "setting %s: the window is longer than a year",
                       cdc ? "m" : "w");
    if (c->years_back == 0 && !(c->this_year && c->half_window > 0))
        return err_set(e, ERR_INPUT, "setting b: without past years it needs actY and a window");
    *ret_control = c;
    return ERR_OK;
}

ErrCode reference_open(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                       Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    *w = (Work){ control, s->count };
    *ret_work = w;
    return ERR_OK;
}

size_t reference_first(const void *control)
{
    return stat_reference_first(control);
}

void reference_judge(void *work, size_t at, Verdict *ret)
{
    const Work *w = work;
    ReferenceResult r;
    stat_reference(w->count, w->control, at, &r);
    *ret = method_no_verdict(r.observed, stat_reference_reason(r.reason));
    ret->expected = r.expected;
    ret->upperbound = r.upperbound;
    ret->score = (r.observed - r.expected) / (r.upperbound - r.expected);
    ret->alarm = r.alarm;
    ret->baseline_n = r.n;
    ret->baseline_first = r.first;
    ret->baseline_last = r.last;
}
