/* `belfry compute METHOD` - one statistical method on a plain CSV file, without a database. */
#include <math.h>

#include "cli/command.h"
#include "cli/compute_input.h"
#include "cli/compute_procedure.h"
#include "cli/manual_methods.h"
#include "detection/method.h"

typedef struct {
    CommandCall *call;
    const Method *method;
    void *control;
    ComputeInput input, population;
    size_t first, last; /* periods from 0 */
} Work;

static ErrCode read_settings(CommandCall *call, const SettingParam *params, Settings *ret)
{
    Setting *v;
    size_t n = 0;
    Err *e = &call->op->err;
    while (call_option_at(call, "set", n)) n++;
    NEW(v, n + 1, call->op->mem, e);
    for (size_t i = 0; i < n; i++) {
        Str text = str_of(call_option_at(call, "set", i)), value = text, key;
        (void)str_split(&value, '=', &key);
        if (!value.p) return err_set(e, ERR_INPUT, "--set: '%.40s' is not KEY=VALUE", text.p);
        v[i] = (Setting){ str_trim(key), str_trim(value) };
    }
    *ret = (Settings){ n, v };
    return settings_check(*ret, params, call->argv[0], e);
}

static ErrCode read_range(Work *w)
{
    const char *given = call_option(w->call, "range");
    Err *e = &w->call->op->err;
    w->first = w->method->first(w->control);
    w->last = w->input.periods - 1;
    if (!given) {
        /* Too short a history: the last period is judged, and says that it has no baseline. */
        if (w->first > w->last) w->first = w->last;
        return ERR_OK;
    }
    Str rest = str_of(given), from;
    int64_t a = 0, b = 0;
    Err why;
    (void)str_split(&rest, ':', &from);
    if (!rest.p || str_int(from, "", &a, &why) != ERR_OK || str_int(rest, "", &b, &why) != ERR_OK ||
        a < 1 || b < a || b > (int64_t)w->input.periods)
        return err_set(e, ERR_INPUT, "--range: '%.40s' is not FIRST:LAST within 1:%zu", given,
                       w->input.periods);
    w->first = (size_t)a - 1;
    w->last = (size_t)b - 1;
    return ERR_OK;
}

static ErrCode find_population(Work *w, Str unit, F64s *ret)
{
    *ret = (F64s){ 0, NULL };
    if (w->population.periods == 0) return ERR_OK;
    for (size_t i = 0; i < w->population.units; i++)
        if (str_eq(w->population.unit[i], unit)) {
            *ret = (F64s){ w->population.periods, w->population.count[i] };
            return ERR_OK;
        }
    return err_set(&w->call->op->err, ERR_INPUT, "--population: %s has no column '%.*s'",
                   call_option(w->call, "population"), STR_ARG(unit));
}

static void add_cell(Table *t, Str unit, size_t at, const Verdict *v, const char *column)
{
    static const struct {
        const char *name;
        size_t offset;
    } numbers[] = { { "observed", offsetof(Verdict, observed) },
                    { "upperbound", offsetof(Verdict, upperbound) },
                    { "score", offsetof(Verdict, score) },
                    { "pvalue", offsetof(Verdict, pvalue) },
                    { "expected", offsetof(Verdict, expected) },
                    { "m", offsetof(Verdict, expected) },
                    { "mu0", offsetof(Verdict, expected) },
                    { "statistic", offsetof(Verdict, statistic) },
                    { "cusum", offsetof(Verdict, statistic) },
                    { "stat", offsetof(Verdict, statistic) },
                    { "phi", offsetof(Verdict, phi) } };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(column, numbers[i].name) == 0) {
            double x;
            memcpy(&x, (const char *)v + numbers[i].offset, sizeof x);
            table_f64(t, x, strcmp(column, "pvalue") == 0 ? 6 : 3);
            return;
        }
    if (strcmp(column, "unit") == 0)
        table_text(t, unit);
    else if (strcmp(column, "k") == 0 || strcmp(column, "t") == 0)
        table_int(t, (int64_t)at + 1);
    else if (strcmp(column, "trend") == 0 && !isnan(v->phi))
        table_int(t, v->trend);
    else if (strcmp(column, "alarm") == 0 && v->alarm >= 0)
        table_int(t, v->alarm);
    else
        table_missing(t);
}

/* How many periods had no verdict, by reason, for the note at the end. */
typedef struct {
    const char *reason;
    size_t n;
} Silent;

enum { MAX_REASONS = 16 };

static void count_silence(Silent silent[], const char *reason)
{
    if (!*reason) return;
    for (size_t i = 0; i < MAX_REASONS; i++)
        if (!silent[i].reason || strcmp(silent[i].reason, reason) == 0) {
            silent[i].reason = reason;
            silent[i].n++;
            return;
        }
}

static ErrCode judge_unit(Work *w, size_t u, Table *t, Silent silent[])
{
    Arena *mem = w->call->op->mem;
    Err *e = &w->call->op->err;
    MethodSeries s = { .count = { w->input.periods, w->input.count[u] },
                       .day = w->input.day,
                       .from = w->first };
    void *work;
    TRY(find_population(w, w->input.unit[u], &s.population));
    TRY(w->method->open(w->control, &s, mem, &work, e));
    for (size_t at = w->first; at <= w->last; at++) {
        Verdict v;
        w->method->judge(work, at, &v);
        for (size_t c = 0; w->method->columns[c]; c++)
            add_cell(t, w->input.unit[u], at, &v, w->method->columns[c]);
        count_silence(silent, v.reason);
    }
    return ERR_OK;
}

static ErrCode judge_all(Work *w)
{
    Silent silent[MAX_REASONS] = { { NULL, 0 } };
    const char *only = call_option(w->call, "unit");
    bool found = false;
    Table t = table_open(w->call->op->mem, w->call->format, w->method->columns);
    for (size_t u = 0; u < w->input.units; u++) {
        if (only && !str_eq(w->input.unit[u], str_of(only))) continue;
        found = true;
        TRY(judge_unit(w, u, &t, silent));
    }
    if (!found) return err_set(&w->call->op->err, ERR_MISSING, "--unit: no column '%.40s'", only);
    for (size_t i = 0; i < MAX_REASONS && silent[i].reason; i++)
        call_note(w->call, "%zu periods: %s", silent[i].n, silent[i].reason);
    return table_print(&t, "no periods", w->call->out, &w->call->op->err);
}

static ErrCode list_methods(CommandCall *call)
{
    static const char *const columns[] = { "method", "title", "source", "meaning", NULL };
    Table t = table_open(call->op->mem, call->format, columns);
    for (const Method *const *p = method_list; *p; p++) {
        table_text(&t, str_of((*p)->name));
        table_text(&t, str_of((*p)->title));
        table_text(&t, str_of((*p)->source));
        table_text(&t, str_of((*p)->meaning));
    }
    for (const Procedure *const *p = procedure_list; *p; p++) {
        table_text(&t, str_of((*p)->name));
        table_text(&t, str_of((*p)->title));
        table_text(&t, str_of((*p)->source));
        table_text(&t, str_of((*p)->meaning));
    }
    return table_print(&t, "no methods", call->out, &call->op->err);
}

static ErrCode read_files(Work *w)
{
    CommandCall *call = w->call;
    const char *input = call_option(call, "input"), *population = call_option(call, "population");
    if (!input && call->argc > 1) input = call->argv[1];
    if (!input)
        return err_set(&call->op->err, ERR_INPUT,
                       "expected a CSV file after the method, or --input FILE");
    TRY(compute_input_read(input, call->op->mem, &w->input, &call->op->err));
    if (population)
        TRY(compute_input_read(population, call->op->mem, &w->population, &call->op->err));
    if (population && w->population.periods != w->input.periods)
        return err_set(&call->op->err, ERR_INPUT, "--population: %s has %zu periods, %s has %zu",
                       population, w->population.periods, input, w->input.periods);
    return ERR_OK;
}

static ErrCode run_method(CommandCall *call, const Method *m)
{
    Settings set;
    Work w = { .call = call, .method = m };
    TRY(read_settings(call, m->params, &set));
    TRY(m->configure(set, call->op->mem, &w.control, &call->op->err));
    TRY(read_files(&w));
    TRY(read_range(&w));
    return judge_all(&w);
}

static ErrCode run_procedure(CommandCall *call, const Procedure *p)
{
    Settings set;
    TRY(read_settings(call, p->params, &set));
    return compute_procedure(call, p, set);
}

static void describe(Str name, Buf *out)
{
    const Method *m = method_find(name);
    const Procedure *p = procedure_find(name);
    if (m) manual_method_text(m, out);
    if (p) manual_procedure_text(p, out);
}

static ErrCode run(CommandCall *call)
{
    if (call_option(call, "list")) return list_methods(call);
    if (call->argc < 1)
        return err_set(&call->op->err, ERR_INPUT, "usage: belfry %s", call->command->usage);
    Str name = str_of(call->argv[0]);
    const Method *m = method_find(name);
    const Procedure *p = procedure_find(name);
    if (!m && !p)
        return err_set(&call->op->err, ERR_MISSING,
                       "'%.40s': no such method; belfry compute --list names them", name.p);
    if (call_option(call, "describe")) {
        describe(name, call->out);
        return ERR_OK;
    }
    return m ? run_method(call, m) : run_procedure(call, p);
}

static void more_help(const CommandCall *call, Buf *out)
{
    if (!call->argc) return;
    buf_add(out, STR("\n"));
    describe(str_of(call->argv[0]), out);
}

static const CommandOption options[] = {
    { "list", NULL, "list the methods and procedures" },
    { "describe", NULL, "print a method's settings, formula and source" },
    { "input", "FILE", "the figures; the same as FILE after METHOD" },
    { "population", "FILE", "populations in the same form; for scan place,date,population" },
    { "cases", "FILE", "cases of a scan: place,date,count[,category]" },
    { "places", "FILE", "where the places are: place,x,y or place,lat,long" },
    { "controls", "FILE", "controls of a scan: place,count" },
    { "baseline", "FILE", "what a scan expects: place,date,expected[,dispersion]" },
    { "meta", "FILE", "what the columns of the input are" },
    { "neighbours", "FILE",
      "which units are neighbours: from,to[,weight], or a,b[,kind] of places" },
    { "members", "FILE", "write the members of what was found" },
    { "maxima", "FILE", "write the simulated maxima, one number a line" },
    { "meta", "FILE", "indicators and their groups: iCode,Level,Parent,Direction,Weight,Type" },
    { "base", "FILE", "the same figures in the base year, for goalposts" },
    { "errors", "FILE", "standard errors of the figures, unit by unit and column by column" },
    { "details", "FILE", "write what was done to each indicator or unit" },
    { "threads", "N", "threads to use (default: all cores); the digits do not depend on it" },
    { "set", "KEY=VALUE", "a setting; may be given several times" },
    { "range", "FIRST:LAST", "periods to judge, from 1 (default: all that can be judged)" },
    { "unit", "NAME", "one column only" },
    { NULL, NULL, NULL },
};

COMMAND(compute) = {
    .name = "compute",
    .usage = "compute METHOD FILE [--set KEY=VALUE]... [--range FIRST:LAST]",
    .summary = "Run one statistical method on a plain CSV file",
    .help =
        "Needs no database.  belfry compute --list names the methods, belfry compute METHOD\n"
        "--help prints one's settings.  Settings have the names that the peers use; mode=strict\n"
        "(the default) does what the papers say, mode=compat gives the peers' figures.\n"
        "Periods without a verdict are NA; why is said on standard error.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_NOTHING,
    .run = run,
    .more_help = more_help,
};
