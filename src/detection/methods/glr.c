/* Likelihood-ratio CUSUM: has the level changed, and since when does not matter. */
#include "stats/glr.h"

#include <math.h>

#include "detection/method.h"

typedef struct {
    GlrControl control;
    int history, memory;
} Control;

typedef struct {
    const Control *control;
    GlrControl own;
    F64s count;
    size_t from;
    GlrPoint *points;
} Work;

static const SettingParam params[] = {
    { "alpha", "NA", "NA, or 0 to 1e6",
      "spread of the negative binomial, variance mu + alpha mu^2; 0 is Poisson, NA estimates it" },
    { "theta", "NA", "NA, or a number other than 0",
      "size of the change on the log scale when it is known; NA estimates it" },
    { "cARL", "5", "above 0", "statistic from which it is an alarm" },
    { "M", "-1", "-1 to 10000", "changes at most so many periods ago; -1 any time" },
    { "Mtilde", "1", "1 to 1000", "periods that an estimate of the change needs" },
    { "change", "intercept", "intercept, epi",
      "kind of change: a new level, or each case leading to more (Poisson only)" },
    { "dir", "inc", "inc, dec", "rises, or falls" },
    { "ret", "value", "value, cases", "tell the statistic, or the count that would be an alarm" },
    { "S", "1", "0 to 12", "waves a year in what is usual" },
    { "trend", "false", "true, false", "a trend in what is usual" },
    { "refit", "false", "true, false", "fit what is usual anew after each alarm" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { "history", "104", "1 to 10000", "periods before the first judged one, when none is chosen" },
    { "memory", "26", "0 to 10000", "periods that the watch adds up before the one it judges" },
    { "mode", "strict", "strict, compat", "as the papers say, or as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit", "t", "observed", "mu0", "stat", "alarm", NULL };

/* NA and NULL are the peer's ways to leave a number out. */
static ErrCode read_optional(Settings set, const char *key, bool *ret_given, double *ret, Err *e)
{
    Str s = setting_text(set, key);
    Err why;
    *ret_given = s.p && !str_eq(s, STR("NA")) && !str_eq(s, STR("NULL"));
    if (!*ret_given || (str_f64(s, "", ret, &why) == ERR_OK && fabs(*ret) <= 1e6)) return ERR_OK;
    return err_set(e, ERR_INPUT, "setting %s: expected NA or a number", key);
}

static ErrCode read_words(Settings set, GlrControl *c, Err *e)
{
    static const char *const changes[] = { "intercept", "epi", NULL };
    static const char *const directions[] = { "inc", "dec", NULL };
    static const char *const returns[] = { "value", "cases", NULL };
    static const char *const modes[] = { "strict", "compat", NULL };
    int change = 0, direction = 0, returned = 0, mode = 0;
    TRY(setting_word(set, "change", changes, &change, e));
    TRY(setting_word(set, "dir", directions, &direction, e));
    TRY(setting_word(set, "ret", returns, &returned, e));
    TRY(setting_word(set, "mode", modes, &mode, e));
    c->epidemic = change == 1;
    c->direction = direction ? -1 : 1;
    c->cases = returned == 1;
    c->compat = mode == 1;
    return ERR_OK;
}

static ErrCode check(const GlrControl *c, Err *e)
{
    if (!(c->alpha >= 0.0))
        return err_set(e, ERR_INPUT, "setting alpha: expected NA or a number from 0 on");
    if (c->known && c->kappa == 0.0)
        return err_set(e, ERR_INPUT, "setting theta: a change of 0 is none");
    if (c->epidemic && (c->estimate_alpha || c->alpha > 0.0))
        return err_set(e, ERR_INPUT, "setting change: epi is for Poisson counts, with alpha=0");
    if (c->epidemic && (c->known || c->direction < 0))
        return err_set(e, ERR_INPUT, "setting change: epi has dir=inc and no theta");
    if (c->window >= 0 && c->window < c->least)
        return err_set(e, ERR_INPUT, "setting M: expected -1 or at least Mtilde");
    return ERR_OK;
}

static ErrCode read_control(Settings set, Control *k, Err *e)
{
    GlrControl *c = &k->control;
    bool given;
    TRY(read_optional(set, "alpha", &given, &c->alpha, e));
    c->estimate_alpha = !given;
    TRY(read_optional(set, "theta", &c->known, &c->kappa, e));
    TRY(setting_number(set, "cARL", 0, 1e9, &c->limit, e));
    TRY(setting_int(set, "M", -1, 10000, &c->window, e));
    TRY(setting_int(set, "Mtilde", 1, 1000, &c->least, e));
    TRY(setting_int(set, "S", 0, 12, &c->harmonics, e));
    TRY(setting_flag(set, "trend", &c->trend, e));
    TRY(setting_flag(set, "refit", &c->refit, e));
    TRY(setting_int(set, "frequency", 1, 366, &c->frequency, e));
    TRY(setting_int(set, "history", 1, 10000, &k->history, e));
    TRY(setting_int(set, "memory", 0, 10000, &k->memory, e));
    TRY(read_words(set, c, e));
    return check(c, e);
}

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    Control *k;
    NEW(k, 1, mem, e);
    *k = (Control){
        .control = { .limit = 5.0, .window = -1, .least = 1, .harmonics = 1, .frequency = 52 },
        .history = 104,
        .memory = 26
    };
    TRY(read_control(set, k, e));
    *ret_control = k;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    w->control = control;
    w->own = w->control->control;
    w->own.bound_last = s->from == 0; /* the watch tells what would have been unusual */
    w->count = s->count;
    w->from = method_run_start(s, (size_t)w->control->memory);
    NEW(w->points, s->count.n - w->from + 1, mem, e);
    TRY(stat_glr(s->count, w->from, &w->own, mem, w->points, e));
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
    *ret = method_no_verdict(w->count.v[at], stat_glr_reason(GLR_SHORT_HISTORY));
    if (at < w->from) return;
    const GlrPoint *p = &w->points[at - w->from];
    ret->expected = p->mean;
    ret->statistic = w->own.cases ? p->upperbound : p->statistic;
    ret->upperbound = p->upperbound;
    ret->score = p->statistic / w->own.limit;
    ret->trend = w->own.trend;
    ret->alarm = p->alarm;
    ret->reason = stat_glr_reason(p->reason);
    if (w->from == 0) return;
    ret->baseline_n = w->from;
    ret->baseline_last = w->from - 1;
}

METHOD(glr) = {
    .name = "glr",
    .title = "Likelihood-ratio CUSUM",
    .meaning = "Asks whether the level has changed, without asking since when or by how much.",
    .formula =
        "log mu0 = level [+ trend] + S yearly waves, fitted to what comes before;\n"
        "theta given: S_t = max(0, S_(t-1) + l_t(theta)), alarm when S_t > cARL;\n"
        "else max over k of sup over kappa of l_k(kappa) + ... + l_t(kappa), alarm when\n"
        ">= cARL; l: log-likelihood ratio of mu0 exp(kappa) (epi: mu0 + lambda y(t-1)) to mu0",
    .defects =
        "R surveillance 1.20.3 finds kappa by Newton steps that start from the answer of the\n"
        "start before, cut off at 0: it ends at times below the supremum, and for epi often on\n"
        "its way to nothing, where it misses a change.  With a window and Poisson counts it\n"
        "never looks at the newest period alone, and with dir=dec never at periods without any\n"
        "case.  strict takes the supremum; compat gives the\n"
        "peer's figures (epi: those under 1e-5 are where its steps happened to end).",
    .source = "hoehle2008",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
