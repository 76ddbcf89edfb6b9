/* CUSUM: adds up small rises that last. */
#include "stats/cusum.h"

#include <math.h>

#include "detection/method.h"

typedef struct {
    CusumControl control;
    int history, memory;
} Control;

typedef struct {
    F64s count;
    size_t from;
    CusumPoint *points;
} Work;

static const SettingParam params[] = {
    { "k", "1.04", "0 to 1000", "allowance: how much above the usual is let pass each period" },
    { "h", "2.26", "above 0", "threshold: the sum from which it is an alarm" },
    { "m", "mean", "mean, glm, or a number above 0",
      "what is usual: the mean of the periods before, a yearly wave fitted to them, or given" },
    { "trans", "standard",
      "standard, rossi, anscombe, anscombe2nd, pearsonNegBin, anscombeNegBin, none",
      "how a count is made comparable with a normal variable" },
    { "alpha", "0.1", "0 to 1e6", "spread of the negative binomial: variance m + alpha m^2" },
    { "start_sample", "1", "1 to 366", "number of the first period within its year, for m=glm" },
    { "frequency", "52", "1 to 366", "periods a year, for m=glm" },
    { "reset", "false", "true, false", "begin again after an alarm" },
    { "history", "52", "1 to 10000", "periods before the first judged one, when none is chosen" },
    { "memory", "26", "0 to 10000", "periods that the watch adds up before the one it judges" },
    { "mode", "strict", "strict, compat", "as the papers say, or as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit",  "t",          "observed", "m",
                                       "cusum", "upperbound", "alarm",    NULL };

static ErrCode read_mean(Settings set, CusumControl *c, Err *e)
{
    Str s = setting_text(set, "m");
    Err why;
    if (!s.p || str_eq(s, STR("mean")) || str_eq(s, STR("NULL"))) return ERR_OK;
    c->baseline = CUSUM_GLM;
    if (str_eq(s, STR("glm"))) return ERR_OK;
    c->baseline = CUSUM_GIVEN;
    if (str_f64(s, "", &c->mean, &why) == ERR_OK && c->mean > 0.0 && c->mean <= 1e15) return ERR_OK;
    return err_set(e, ERR_INPUT, "setting m: expected mean, glm, or a number above 0");
}

static ErrCode read_control(Settings set, Control *k, Err *e)
{
    static const char *const modes[] = { "strict", "compat", NULL };
    static const char *const transforms[] = { "standard",      "rossi",
                                              "anscombe",      "anscombe2nd",
                                              "pearsonNegBin", "anscombeNegBin",
                                              "none",          NULL };
    CusumControl *c = &k->control;
    int mode = 0, transform = CUSUM_STANDARD;
    TRY(setting_number(set, "k", -1e-300, 1000, &c->k, e));
    TRY(setting_number(set, "h", 0, 1e9, &c->h, e));
    TRY(setting_number(set, "alpha", -1e-300, 1e6, &c->alpha, e));
    TRY(setting_word(set, "trans", transforms, &transform, e));
    TRY(setting_int(set, "start_sample", 1, 366, &c->start_sample, e));
    TRY(setting_int(set, "frequency", 1, 366, &c->frequency, e));
    TRY(setting_flag(set, "reset", &c->reset, e));
    TRY(setting_int(set, "history", 1, 10000, &k->history, e));
    TRY(setting_int(set, "memory", 0, 10000, &k->memory, e));
    TRY(setting_word(set, "mode", modes, &mode, e));
    c->transform = (CusumTransform)transform;
    c->compat = mode == 1;
    return read_mean(set, c, e);
}

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    Control *k;
    NEW(k, 1, mem, e);
    *k = (Control){
        .control = { .k = 1.04, .h = 2.26, .alpha = 0.1, .frequency = 52, .start_sample = 1 },
        .history = 52,
        .memory = 26
    };
    TRY(read_control(set, k, e));
    *ret_control = k;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    const Control *k = control;
    Work *w;
    NEW(w, 1, mem, e);
    w->count = s->count;
    w->from = method_run_start(s, (size_t)k->memory);
    NEW(w->points, s->count.n - w->from + 1, mem, e);
    TRY(stat_cusum(s->count, w->from, &k->control, mem, w->points, e));
    *ret_work = w;
    return ERR_OK;
}

static size_t first(const void *control)
{
    return (size_t)((const Control *)control)->history;
}

static void judge(void *work, size_t at, Verdict *ret)
{
    const Work *w = work;
    *ret = method_no_verdict(w->count.v[at], stat_cusum_reason(CUSUM_SHORT_HISTORY));
    if (at < w->from) return;
    const CusumPoint *p = &w->points[at - w->from];
    ret->expected = p->mean;
    ret->statistic = p->sum;
    ret->upperbound = p->upperbound;
    ret->alarm = p->alarm;
    ret->reason = stat_cusum_reason(p->reason);
    if (w->from == 0) return;
    ret->baseline_n = w->from;
    ret->baseline_last = w->from - 1;
}

METHOD(cusum) = {
    .name = "cusum",
    .title = "CUSUM",
    .meaning = "Adds up small rises over what is usual until they are large together.",
    .formula = "S_t = max(0, S_(t-1) + z(y_t) - k); alarm when S_t >= h;\n"
               "z standardises the count by one of seven transforms; U: the count from which\n"
               "this period is an alarm",
    .defects =
        "R surveillance 1.20.3 has +m^(1/3)/9 where the second-order Anscombe transform has\n"
        "m^(-1/3)/9 in its upper bound; prints what is left of the threshold instead of an upper\n"
        "bound for none and anscombeNegBin; and one missing count spoils all that follow.\n"
        "strict inverts the transform and passes over missing counts; compat gives the peer's\n"
        "figures.",
    .source = "rossi1999",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
