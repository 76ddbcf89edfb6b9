/* Nowcast: how many cases of the latest periods are still to come. */
#include "stats/nowcast.h"

#include <math.h>

#include "base/date.h"
#include "compute/procedure.h"

enum { MOST_PERIODS = 20000 };

typedef struct {
    PeriodUnit unit;
    NowcastMethod method;
    bool compat;
    int most, window;
    double kappa, level;
    int32_t now; /* period; INT32_MIN: the newest in the file */
} Setup;

static ErrCode read_settings(const ProcedureCall *c, Setup *ret)
{
    static const char *const units[] = { "day", "week", "month", NULL };
    static const char *const methods[] = { "dirichlet", "lawless", NULL };
    static const char *const modes[] = { "strict", "compat", NULL };
    int unit = PERIOD_DAY, method = 0, mode = 0;
    Setup s = { .most = 15, .kappa = 0.1, .level = 0.95, .now = INT32_MIN };
    TRY(setting_word(c->set, "period", units, &unit, c->err));
    TRY(setting_word(c->set, "method", methods, &method, c->err));
    TRY(setting_word(c->set, "mode", modes, &mode, c->err));
    TRY(setting_int(c->set, "D", 1, NOWCAST_MAX_DELAY, &s.most, c->err));
    TRY(setting_int(c->set, "m", 0, MOST_PERIODS, &s.window, c->err));
    TRY(setting_number(c->set, "kappa", 0, 1000, &s.kappa, c->err));
    TRY(setting_number(c->set, "confidence", 0, 1, &s.level, c->err));
    if (s.level >= 1.0)
        return err_set(c->err, ERR_INPUT, "setting confidence: expected above 0 and below 1");
    s.unit = (PeriodUnit)unit;
    s.compat = mode == 1;
    s.method = method == 1 ? NOWCAST_LAWLESS : s.compat ? NOWCAST_CLOSED : NOWCAST_DIRICHLET;
    Str now = setting_text(c->set, "now");
    if (now.p) TRY(period_parse(s.unit, now, "setting now", &s.now, c->err));
    *ret = s;
    return ERR_OK;
}

/* Counts by period and delay, from the first period to now. */
typedef struct {
    int32_t first;
    NowcastTriangle t;
} Cut;

static ErrCode make_room(ProcedureCall *c, const Setup *s, int32_t first, int32_t now, Cut *ret,
                         double **ret_count)
{
    if (now < first || now - first >= MOST_PERIODS)
        return err_set(c->err, ERR_INPUT,
                       "setting now: the file covers none, or more than %d periods", MOST_PERIODS);
    size_t periods = (size_t)(now - first) + 1;
    NEW(*ret_count, periods * ((size_t)s->most + 1), c->mem, c->err);
    *ret = (Cut){ first, { periods, s->most, *ret_count, s->window } };
    return ERR_OK;
}

static ErrCode read_day(const ProcedureCall *c, const Setup *s, size_t row, size_t col,
                        int32_t *ret)
{
    Err why;
    int32_t day;
    Str text = frame_cell(c->in[0], row, col);
    *ret = INT32_MIN;
    if (text.n == 0 || str_eq(text, STR("NA"))) return ERR_OK;
    if (date_parse(text, "", &day, &why) != ERR_OK)
        return frame_fault(c->in[0], row, col, "a date YYYY-MM-DD", c->err);
    *ret = period_of_day(s->unit, day);
    return ERR_OK;
}

/* Events and reports of each row, as periods. */
typedef struct {
    int32_t *event, *report, first, last;
    size_t unknown;
} Cases;

static ErrCode read_cases(ProcedureCall *c, const Setup *s, Cases *ret)
{
    const Frame *f = c->in[0];
    size_t event, report;
    Cases k = { .first = INT32_MAX, .last = INT32_MIN };
    TRY(frame_column(f, "event", &event, c->err));
    TRY(frame_column(f, "report", &report, c->err));
    NEW(k.event, f->rows + 1, c->mem, c->err);
    NEW(k.report, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        TRY(read_day(c, s, i, event, &k.event[i]));
        TRY(read_day(c, s, i, report, &k.report[i]));
        bool known = k.event[i] != INT32_MIN && k.report[i] != INT32_MIN;
        k.unknown += !known;
        if (!known) continue;
        if (k.report[i] < k.event[i])
            return frame_fault(f, i, report, "on or after the event", c->err);
        if (k.event[i] < k.first) k.first = k.event[i];
        if (k.report[i] > k.last) k.last = k.report[i];
    }
    if (k.last == INT32_MIN)
        return err_set(c->err, ERR_INPUT, "%s: no row with both dates", f->path);
    *ret = k;
    return ERR_OK;
}

static ErrCode from_list(ProcedureCall *c, const Setup *s, Cut *ret)
{
    Cases k = { .first = INT32_MAX, .last = INT32_MIN };
    double *count;
    TRY(read_cases(c, s, &k));
    int32_t now = s->now == INT32_MIN ? k.last : s->now;
    TRY(make_room(c, s, k.first, now, ret, &count));
    for (size_t i = 0; i < c->in[0]->rows; i++) {
        if (k.event[i] == INT32_MIN || k.report[i] == INT32_MIN || k.report[i] > now) continue;
        int delay = k.report[i] - k.event[i] < s->most ? k.report[i] - k.event[i] : s->most;
        count[(size_t)(k.event[i] - k.first) * ((size_t)s->most + 1) + (size_t)delay] += 1.0;
    }
    if (k.unknown) buf_addf(c->notes, "%zu rows without both dates left out\n", k.unknown);
    return ERR_OK;
}

static ErrCode from_triangle(ProcedureCall *c, Setup *s, Cut *ret)
{
    const Frame *f = c->in[0];
    int32_t first = 0, at;
    double *count, v;
    if (f->rows == 0 || f->cols < 2)
        return err_set(c->err, ERR_INPUT,
                       "%s: expected event,report or date and one column a delay", f->path);
    s->most = f->cols - 2 > NOWCAST_MAX_DELAY ? NOWCAST_MAX_DELAY : (int)f->cols - 2;
    TRY(read_day(c, s, 0, 0, &first));
    int32_t last = first + (int32_t)f->rows - 1, now = s->now == INT32_MIN ? last : s->now;
    if (now > last) return err_set(c->err, ERR_INPUT, "setting now: %s ends before it", f->path);
    TRY(make_room(c, s, first, now, ret, &count));
    for (size_t i = 0; i < ret->t.periods; i++) {
        TRY(read_day(c, s, i, 0, &at));
        if (at != first + (int32_t)i)
            return frame_fault(f, i, 0, "the period after the row before", c->err);
        for (size_t d = 0; d <= (size_t)s->most; d++) {
            TRY(frame_number(f, i, d + 1, &v, c->err));
            if (v < 0.0 || v > 1e12) return frame_fault(f, i, d + 1, "a count", c->err);
            count[i * ((size_t)s->most + 1) + d] = v;
        }
    }
    return ERR_OK;
}

static void add_row(ProcedureCall *c, const Setup *s, const Cut *k, const NowcastDelay *f, int d)
{
    size_t at = k->t.periods - 1 - (size_t)d;
    double n = 0.0;
    for (int x = 0; x <= d; x++) {
        double v = k->t.count[at * ((size_t)k->t.most + 1) + (size_t)x];
        if (!isnan(v)) n += v;
    }
    NowcastRange r = s->method == NOWCAST_LAWLESS
                         ? stat_nowcast_lawless(f, d, n, s->level, s->compat)
                         : stat_nowcast_range(f, d, n, s->level);
    Str when = str_of(period_text(s->unit, k->first + (int32_t)at).text);
    table_text(&c->out, arena_str(c->mem, when));
    table_int(&c->out, d);
    table_f64(&c->out, n, 0);
    table_f64(&c->out, f->share[d], 4);
    table_f64(&c->out, sqrt(f->variance[d]), 4);
    table_f64(&c->out, r.median, 0);
    table_f64(&c->out, r.lower, 0);
    table_f64(&c->out, r.upper, 0);
}

static ErrCode run(ProcedureCall *c)
{
    Setup s;
    Cut k;
    NowcastDelay f;
    size_t col;
    TRY(read_settings(c, &s));
    if (frame_has(c->in[0], "event", &col))
        TRY(from_list(c, &s, &k));
    else
        TRY(from_triangle(c, &s, &k));
    TRY(stat_nowcast_delay(&k.t, s.method, s.kappa, c->mem, &f, c->err));
    for (int d = s.most - 1; d >= 0; d--)
        if ((size_t)d < k.t.periods) add_row(c, &s, &k, &f, d);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "method", "dirichlet", "dirichlet, lawless", "how the delay is learnt" },
    { "now", "newest", "YYYY-MM-DD", "what was known by then; later reports are not looked at" },
    { "period", "day", "day, week, month", "unit of periods and delays" },
    { "D", "15", "1 to 400", "longest delay, for a list of cases; longer ones count as it" },
    { "m", "0", "0 to 20000", "latest periods that the delay is learnt from; 0 for all" },
    { "kappa", "0.1", "above 0", "cases of each delay assumed beforehand (dirichlet)" },
    { "confidence", "0.95", "above 0, below 1", "level of the interval" },
    { "mode", "strict", "strict, compat", "as the papers say, or as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "event,report (a list of cases), or date and one column of counts a delay", true },
    { NULL, NULL, false },
};
static const char *const columns[] = { "period", "delay", "reported", "share", "share_se",
                                       "median", "lower", "upper",    NULL };

PROCEDURE(nowcast) = {
    .name = "nowcast",
    .title = "Nowcast: what is still to be reported",
    .meaning = "Says how many cases of the latest days there will be once all are reported.",
    .formula =
        "g_x: chance of delay x given at most x; F(d) = product over x > d of (1 - g_x);\n"
        "dirichlet: cases to come ~ beta negative binomial (reported + 1, a, b), F ~ Beta(a, b);\n"
        "lawless: mean N/F, variance N (N + 1) Var(F) / F^4 + N (1 - F) / F^2, cut off at N",
    .defects =
        "R surveillance 1.20.3 (to 1.26.0): a line break makes Lawless's variance lose its first\n"
        "term, and what is cut off below N stays in the distribution; the closed-form\n"
        "Dirichlet takes long delays of recent cases, which nobody can have seen yet, for none,\n"
        "and so expects too few cases.  strict does what the papers say, and learns each\n"
        "delay from the periods that were seen long enough; compat gives the peer's figures.",
    .source = "hoehle2014",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
