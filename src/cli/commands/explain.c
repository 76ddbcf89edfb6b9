/* `belfry explain ID` - computes a proposal again from stored facts, and tells it in words. */
#include "detection/explain.h"
#include "cli/command.h"

static const char *const number_columns[] = { "number", "value", NULL };
static const char *const past_columns[] = { "period", "value", "role", NULL };

static void add(Table *t, const char *name, double value, int decimals)
{
    table_text(t, str_of(name));
    table_f64(t, value, decimals);
}

static void add_text(Table *t, const char *name, const char *value)
{
    table_text(t, str_of(name));
    table_text(t, str_of(value));
}

static ErrCode print_numbers(CommandCall *call, Op *op, const Explanation *x)
{
    const Judged *j = &x->judged;
    PeriodUnit unit = x->series.period;
    DateText first = period_text(unit, j->baseline_first);
    DateText last = period_text(unit, j->baseline_last);
    Table t = table_open(op->mem, call->format, number_columns);
    add(&t, "observed", j->observed, 0);
    add(&t, "expected", j->expected, 2);
    add(&t, "upper bound", j->upperbound, 2);
    add(&t, "smallest unusual", judge_unusual(j->upperbound), 0);
    Str p = arena_fmt(op->mem, "%.3g", j->pvalue);
    if (call->format == TABLE_TEXT)
        add_text(&t, "p-value", p.p);
    else
        add(&t, "p-value", j->pvalue, 6);
    add(&t, "dispersion", j->phi, 2);
    add_text(&t, "trend", j->trend ? "yes" : "no");
    add(&t, "baseline periods", (double)j->baseline_n, 0);
    add_text(&t, "baseline first", first.text);
    add_text(&t, "baseline last", last.text);
    add(&t, "down-weighted", (double)j->downweighted_n, 0);
    add(&t, "councils summed", (double)j->members, 0);
    return table_print(&t, "", call->out, &op->err);
}

static const char *role_of(const Judged *j, int32_t period)
{
    if (period == j->period) return "judged";
    for (size_t i = 0; i < j->downweighted_n; i++)
        if (j->downweighted[i] == period) return "past peak, down-weighted";
    return period >= j->baseline_first && period <= j->baseline_last ? "" : "not compared with";
}

static ErrCode print_window(CommandCall *call, Op *op, const Explanation *x)
{
    Table t = table_open(op->mem, call->format, past_columns);
    for (size_t k = 0; k < x->periods; k++) {
        int32_t period = x->proposal.window_first + (int32_t)k;
        table_text(&t, arena_str(op->mem, str_of(period_text(x->series.period, period).text)));
        table_f64(&t, x->v[k], 0);
        table_text(&t, str_of(role_of(&x->judged, period)));
    }
    return table_print(&t, "", call->out, &op->err);
}

static ErrCode work(CommandCall *call, Op *op)
{
    int64_t id;
    const PlaceBook *book;
    Explanation *x;
    Buf *out = call->out;
    NEW(x, 1, op->mem, &op->err);
    TRY(str_int(str_of(call->argv[0]), "ID", &id, &op->err));
    TRY(place_book_load(op, &book));
    TRY(explain_proposal(op, book, id, x));
    if (call->format != TABLE_TEXT)
        return call_option(call, "figures") ? print_window(call, op, x)
                                            : print_numbers(call, op, x);
    buf_addf(out, "%s%.*s\n\n", x->series.example ? "EXAMPLE: " : "", STR_ARG(x->sentence));
    TRY(print_numbers(call, op, x));
    if (call_option(call, "figures")) {
        buf_add(out, STR("\n"));
        TRY(print_window(call, op, x));
    }
    buf_addf(out, "\nmethod %.*s with %.*s\n", STR_ARG(x->proposal.method),
             STR_ARG(x->proposal.settings));
    if (x->series.caveat.n) buf_addf(out, "caveat: %.*s\n", STR_ARG(x->series.caveat));
    buf_add(out, x->same
                     ? STR("computed again from the stored figures: the same to the last digit\n")
                     : STR("computed again from the stored figures: NOT the same as when it was "
                           "made; the register or the method has changed\n"));
    return ERR_OK;
}

static ErrCode run(CommandCall *call)
{
    return call_in_op(call, OP_READ, work);
}

static const CommandOption options[] = {
    { "figures", NULL, "the figures it was compared with, period by period" },
    { NULL, NULL, NULL },
};

COMMAND(explain) = {
    .name = "explain",
    .usage = "explain ID [--figures]",
    .summary = "Compute a proposal again from stored facts and tell it in words",
    .help =
        "Takes the figures as they were known when the proposal was made, runs the method with\n"
        "the settings it had, and says whether every digit is the same.\n",
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
