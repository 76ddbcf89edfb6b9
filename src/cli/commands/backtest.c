/* `belfry backtest` - how often a method cries wolf, what it finds, and how late. */
#include <math.h>
#include <unistd.h>

#include "base/parallel.h"
#include "cli/command.h"
#include "detection/backtest_history.h"
#include "detection/backtest_scenarios.h"

typedef struct {
    CommandCall *call;
    Op *op;
    BacktestRequest request;
    BacktestMethod method[BACKTEST_METHODS];
    Backtest result;
    BacktestScenarios scenarios;
    BacktestHistory history;
    bool real; /* history instead of scenarios */
    Series series;
    PeriodUnit unit;
    double budget; /* false alarms per place-year */
    bool by_size, by_group;
    Table out;
} Test;

static const char *const columns[] = {
    "method",    "group",     "size",   "quiet_years",       "own_false_alarms_year",
    "own_found", "own_delay", "cutoff", "false_alarms_year", "found",
    "delay",     "settings",  NULL
};

static ErrCode option_whole(const Test *t, const char *name, int64_t least, int64_t most,
                            int64_t *ret)
{
    const char *text = call_option(t->call, name);
    Err why;
    if (!text) return ERR_OK;
    if (str_int(str_of(text), "", ret, &why) != ERR_OK || *ret < least || *ret > most)
        return err_set(&t->op->err, ERR_INPUT, "--%s: expected %lld to %lld", name,
                       (long long)least, (long long)most);
    return ERR_OK;
}

/* A method with the settings given, else the plan's where the plan has it, else its own. */
static ErrCode add_method(Test *t, const Plan *plan, const Method *m, Str settings)
{
    BacktestMethod *b = &t->method[t->request.methods];
    const PlanUnit *u = &plan->units[t->unit];
    PlanChoice *c;
    if (t->request.methods == BACKTEST_METHODS)
        return err_set(&t->op->err, ERR_INPUT, "at most %d methods at a time", BACKTEST_METHODS);
    t->request.methods++;
    if (settings.n == 0 && u->method == m) {
        *b = (BacktestMethod){ m, u->settings, *u };
        return ERR_OK;
    }
    NEW(c, 1, t->op->mem, &t->op->err);
    TRY(plan_choice(m, settings, t->op->mem, c, &t->op->err));
    *b = (BacktestMethod){ m, settings, { .method = m, .n = 1, .choices = c } };
    return ERR_OK;
}

static ErrCode choose_methods(Test *t)
{
    const Plan *plan;
    const char *text;
    TRY(plan_default(t->op->mem, &plan, &t->op->err));
    for (size_t i = 0; (text = call_option_at(t->call, "method", i)) != NULL; i++) {
        Str rest = str_trim(str_of(text)), name = rest;
        (void)str_split(&rest, ' ', &name);
        const Method *m = method_find(name);
        if (!m)
            return err_set(&t->op->err, ERR_MISSING,
                           "--method: '%.40s' is none; belfry compute --list names them", text);
        TRY(add_method(t, plan, m, rest.p ? str_trim(rest) : (Str){ 0, "" }));
    }
    if (t->request.methods) return ERR_OK;
    for (const Method *const *m = method_list; *m; m++)
        TRY(add_method(t, plan, *m, (Str){ 0, "" }));
    return ERR_OK;
}

/* 3, or 1-10 */
static ErrCode read_span(const Test *t, const char *name, int most, int *ret_first, int *ret_last)
{
    const char *text = call_option(t->call, name);
    int64_t a, b;
    Err why;
    if (!text) return ERR_OK;
    Str rest = str_of(text), one;
    (void)str_split(&rest, '-', &one);
    bool good = str_int(one, "", &a, &why) == ERR_OK;
    b = a;
    if (good && rest.p) good = str_int(rest, "", &b, &why) == ERR_OK;
    if (!good || a < 1 || b < a || b > most)
        return err_set(&t->op->err, ERR_INPUT, "--%s: expected such as 3 or 1-%d", name, most);
    *ret_first = (int)a;
    *ret_last = (int)b;
    return ERR_OK;
}

static ErrCode read_sizes(Test *t)
{
    int first = 1, last = BACKTEST_SIZES;
    TRY(read_span(t, "sizes", BACKTEST_SIZES, &first, &last));
    for (int k = first; k <= last; k++) t->request.size[t->request.sizes++] = k;
    return ERR_OK;
}

static ErrCode read_events(Test *t)
{
    const char *text = call_option(t->call, "events");
    Str rest = str_of(text ? text : ""), one;
    BacktestHistory *h = &t->history;
    while (text && str_split(&rest, ',', &one)) {
        if (h->events == BACKTEST_EVENTS)
            return err_set(&t->op->err, ERR_INPUT, "--events: at most %d", BACKTEST_EVENTS);
        TRY(period_parse(t->unit, str_trim(one), "--events", &h->event[h->events++], &t->op->err));
    }
    if (h->events && !t->real)
        return err_set(&t->op->err, ERR_INPUT, "--events: only with a real series");
    return ERR_OK;
}

/* A family of scenarios, or the code of a series. */
static ErrCode read_subject(Test *t)
{
    const char *on = call_option(t->call, "on");
    t->real = on != NULL;
    for (int f = 0; f < SCENARIO_FAMILIES; f++)
        if (!on || strcmp(on, stat_scenario_family((ScenarioFamily)f)) == 0) {
            t->scenarios.family = (ScenarioFamily)f;
            t->real = false;
            break;
        }
    if (!t->real) {
        int most = stat_scenario_count(t->scenarios.family);
        t->unit = backtest_scenarios_unit(t->scenarios.family);
        t->scenarios.first = 1;
        t->scenarios.last = most;
        return read_span(t, "scenarios", most, &t->scenarios.first, &t->scenarios.last);
    }
    TRY(series_find(t->op, str_of(on), &t->series));
    t->unit = t->series.period;
    return ERR_OK;
}

static ErrCode read_by(Test *t)
{
    const char *by = call_option(t->call, "by");
    t->by_size = by && strcmp(by, "size") == 0;
    t->by_group = by && (strcmp(by, "scenario") == 0 || strcmp(by, "place") == 0);
    if (by && !t->by_size && !t->by_group)
        return err_set(&t->op->err, ERR_INPUT, "--by: expected size, scenario or place");
    return ERR_OK;
}

static ErrCode read_options(Test *t)
{
    int64_t replicates = 100, seed = 1, threads = sysconf(_SC_NPROCESSORS_ONLN);
    const char *budget = call_option(t->call, "budget");
    TRY(read_subject(t));
    if (t->real) replicates = 20;
    TRY(option_whole(t, "replicates", 1, 10000, &replicates));
    TRY(option_whole(t, "seed", 0, INT32_MAX, &seed));
    TRY(option_whole(t, "threads", 1, PARALLEL_MAX_THREADS, &threads));
    t->budget = 0.25;
    if (budget) TRY(str_f64(str_of(budget), "--budget", &t->budget, &t->op->err));
    if (!(t->budget > 0.0 && t->budget <= 366.0))
        return err_set(&t->op->err, ERR_INPUT, "--budget: expected above 0, at most 366 a year");
    t->request.threads = threads > PARALLEL_MAX_THREADS ? PARALLEL_MAX_THREADS : (int)threads;
    t->scenarios.replicates = t->history.replicates = (int)replicates;
    t->scenarios.seed = t->history.seed = (uint64_t)seed;
    TRY(read_events(t));
    TRY(read_by(t));
    return read_sizes(t);
}

static ErrCode prepare(Test *t)
{
    const PlaceBook *book;
    Err *e = &t->op->err;
    t->request.method = t->method;
    if (!t->real) return backtest_scenarios(&t->scenarios, &t->request, t->op->mem, e);
    TRY(place_book_load(t->op, &book));
    t->history.series = &t->series;
    t->history.least = 3 * (size_t)period_frequency(t->unit) + 6;
    return backtest_history(t->op, book, &t->history, &t->request);
}

static double per_year(const Test *t, const BacktestRates *r)
{
    return r->quiet > 0.0 ? r->false_alarms / r->quiet * period_frequency(t->unit) : (double)NAN;
}

static double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : (double)NAN;
}

static Str group_name(const Test *t, int64_t group)
{
    if (group < 0) return STR("all");
    if (t->real) return t->history.row[group]->place->code;
    return arena_fmt(t->op->mem, "%lld", (long long)group);
}

static void add_row(Test *t, BacktestView view)
{
    const BacktestMethod *m = &t->method[view.method];
    BacktestView own = view;
    own.own = true;
    BacktestRates a = backtest_rates(&t->result, &own), b = backtest_rates(&t->result, &view);
    table_text(&t->out, str_of(m->method->name));
    table_text(&t->out, group_name(t, view.group));
    if (view.size < 0)
        table_text(&t->out, STR("all"));
    else
        table_f64(&t->out, t->request.size[view.size], 0);
    table_f64(&t->out, a.quiet / period_frequency(t->unit), 0);
    table_f64(&t->out, per_year(t, &a), 3);
    table_f64(&t->out, share(a.found, a.outbreaks), 3);
    table_f64(&t->out, a.delay, 2);
    table_f64(&t->out, view.cutoff, 3);
    table_f64(&t->out, per_year(t, &b), 3);
    table_f64(&t->out, share(b.found, b.outbreaks), 3);
    table_f64(&t->out, b.delay, 2);
    table_text(&t->out, m->settings);
}

static ErrCode add_method_rows(Test *t, size_t method)
{
    BacktestView all = { .method = method, .group = -1, .size = -1 };
    double rate = t->budget / period_frequency(t->unit);
    TRY(backtest_tune(&t->result, &all, rate, t->op->mem, &all.cutoff, &t->op->err));
    if (t->by_size)
        for (all.size = 0; all.size < (int)t->request.sizes; all.size++) add_row(t, all);
    else if (t->by_group) {
        int64_t first = t->real ? 0 : t->scenarios.first;
        int64_t last = t->real ? (int64_t)t->history.rows - 1 : t->scenarios.last;
        for (all.group = first; all.group <= last; all.group++) add_row(t, all);
    } else
        add_row(t, all);
    return ERR_OK;
}

static ErrCode work(CommandCall *call, Op *op)
{
    Test *t;
    NEW(t, 1, op->mem, &op->err);
    t->call = call;
    t->op = op;
    TRY(read_options(t));
    TRY(choose_methods(t));
    TRY(prepare(t));
    TRY(backtest_run(&t->request, op->mem, &t->result, &op->err));
    t->out = table_open(op->mem, call->format, columns);
    for (size_t m = 0; m < t->request.methods; m++) TRY(add_method_rows(t, m));
    return table_print(&t->out, "no methods", call->out, &op->err);
}

static ErrCode run(CommandCall *call)
{
    return call_in_op(call, OP_READ, work);
}

static const CommandOption options[] = {
    { "on", "WHAT", "noufaily (default), council-week, council-month, or the code of a series" },
    { "method", "NAME [SETTINGS]",
      "one method, such as 'ears-c2 baseline=8'; may be given several times" },
    { "budget", "NUMBER", "false alarms accepted per place and year (default: 0.25)" },
    { "sizes", "FIRST-LAST", "sizes of outbreaks in standard deviations (default: 1-10)" },
    { "scenarios", "FIRST-LAST", "only these of the family" },
    { "events", "PERIODS",
      "what is known to have happened, with commas: left out of the quiet periods" },
    { "replicates", "N", "series of each scenario (100), or outbreaks for each place (20)" },
    { "seed", "N", "the same seed gives the same digits (default: 1)" },
    { "by", "size|scenario|place", "a row for each" },
    { "threads", "N", "threads to use (default: one for each core); the result is the same" },
    { NULL, NULL, NULL },
};

COMMAND(backtest) = {
    .name = "backtest",
    .usage = "backtest [--on WHAT] [--method NAME]... [--budget NUMBER]",
    .summary = "Measure how often a method cries wolf, what it finds and how late",
    .help =
        "Puts methods before series whose truth is known, period by period with what was known\n"
        "then: simulated ones, or real history of the councils with outbreaks laid over it.\n"
        "Columns beginning with own_ are of the method's own alarms; the others of the cutoff on\n"
        "its evidence (-log10 of the p-value, else the score or statistic) at which it gives no\n"
        "more false alarms than the budget.  found: share of outbreaks with an alarm while they\n"
        "last; delay: periods from the beginning to the alarm, of those found.\n",
    .options = options,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
