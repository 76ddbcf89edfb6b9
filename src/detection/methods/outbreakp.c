/* The outbreak test of Frisen and Andersson: does a rising mean explain the counts better? */
#include <float.h>
#include <math.h>

#include "detection/method.h"
#include "stats/reference_rules.h"

typedef struct {
    double limit; /* k */
    int memory;   /* periods looked back; 0 for all */
} Control;

typedef struct {
    const Control *control;
    F64s count;
    size_t begin;
    double *log_statistic; /* of the periods from begin on */
} Work;

static const SettingParam params[] = {
    { "k", "100", "above 0", "statistic from which it is an alarm" },
    { "memory", "0", "0 to 10000", "periods looked back from the last one; 0 for all" },
    { NULL, NULL, NULL, NULL },
};

static const char *const columns[] = { "unit", "t", "observed", "stat", "alarm", NULL };

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    Control *c;
    NEW(c, 1, mem, e);
    c->limit = 100.0;
    TRY(setting_number(set, "k", 0, 1e300, &c->limit, e));
    TRY(setting_int(set, "memory", 0, 10000, &c->memory, e));
    *ret_control = c;
    return ERR_OK;
}

static ErrCode open_series(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                           Err *e)
{
    Work *w;
    NEW(w, 1, mem, e);
    *w = (Work){ .control = control, .count = s->count };
    size_t memory = (size_t)w->control->memory;
    if (memory > 0 && s->count.n > memory + 1) w->begin = s->count.n - memory - 1;
    F64s rest = { s->count.n - w->begin, s->count.v + w->begin };
    NEW(w->log_statistic, rest.n + 1, mem, e);
    TRY(stat_outbreak_log(rest, mem, w->log_statistic, e));
    *ret_work = w;
    return ERR_OK;
}

static size_t first(const void *control)
{
    return (size_t)((const Control *)control)->memory;
}

static void judge(void *work, size_t at, Verdict *ret)
{
    const Work *w = work;
    const char *why = at < w->begin           ? "the period lies before what is looked back at"
                      : isnan(w->count.v[at]) ? "the count itself is missing"
                                              : "";
    *ret = method_no_verdict(w->count.v[at], why);
    if (*why) return;
    double s = w->log_statistic[at - w->begin];
    ret->statistic = s < 700.0 ? exp(s) : DBL_MAX;
    ret->score = s / log(w->control->limit);
    ret->alarm = s >= log(w->control->limit);
}

METHOD(outbreakp) = {
    .name = "outbreakp",
    .title = "Outbreak test (reference)",
    .meaning = "Asks whether counts that only rise explain the past better than counts that stay.",
    .formula = "product over j <= n of (m_j / mean)^(y_j), m: isotonic regression of y_1..y_n;\n"
               "alarm when >= k",
    .defects =
        "R surveillance overflows to infinity where counts are large; here the statistic is\n"
        "computed on the log scale and stops at the largest number there is.",
    .source = "frisen2009",
    .params = params,
    .columns = columns,
    .configure = configure,
    .open = open_series,
    .first = first,
    .judge = judge,
};
