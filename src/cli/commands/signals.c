/* `belfry signals` - what people told, in numbers and dates; never the text. */
#include "base/date.h"
#include "cli/command.h"
#include "detection/tide.h"
#include "signals/triage.h"

static const char *const columns[] = { "id",   "state",  "place",  "place_name", "told", "due",
                                       "from", "themes", "urgent", "exercise",   NULL };

static Str when(Op *op, int64_t at)
{
    int minutes = (int)(at % 86400 / 60);
    return arena_fmt(op->mem, "%s %02d:%02d", date_text((int32_t)(at / 86400)).text, minutes / 60,
                     minutes % 60);
}

static ErrCode list(CommandCall *call, Op *op)
{
    Signals all;
    const char *state = call_option(call, "state");
    SignalFilter f = { .area = str_of(call_option(call, "area")),
                       .state = str_of(state ? state : "new"),
                       .limit = 10000 };
    if (call_option(call, "all")) f.state = STR("");
    TRY(signal_list(op, &f, &all));
    Table t = table_open(op->mem, call->format, columns);
    for (size_t i = 0; i < all.n; i++) {
        const Signal *s = &all.v[i];
        table_int(&t, s->id);
        table_text(&t, s->state);
        table_text(&t, s->place);
        table_text(&t, s->place_name);
        table_text(&t, when(op, s->at));
        table_text(&t, s->replied_at ? STR("answered") : when(op, s->reply_by));
        table_text(&t, s->source_type);
        table_text(&t, str_trim(s->themes));
        table_text(&t, s->urgent ? STR("urgent") : STR(""));
        table_text(&t, s->exercise ? STR("exercise") : STR(""));
    }
    return table_print(&t, "no signals", call->out, &op->err);
}

static ErrCode retain(CommandCall *call, Op *op)
{
    RetainReport r;
    TRY(signal_retain(op, &r));
    buf_addf(call->out, "%lld unlinked and %lld linked signals deleted, %lld due left%s%.*s\n",
             (long long)r.unlinked, (long long)r.linked, (long long)r.left,
             r.fingerprint.n ? "; fingerprint " : "", STR_ARG(r.fingerprint));
    return ERR_OK;
}

static const char *const tide_columns[] = { "id",     "place",     "place_name", "theme",
                                            "span",   "as_of",     "later",      "expected",
                                            "pvalue", "later_all", "state",      NULL };

static ErrCode tide(CommandCall *call, Op *op)
{
    TideReport r;
    int32_t as_of;
    double q = 0.05;
    const char *given = call_option(call, "q");
    TRY(call_option_day(call, "as-of", call_today(call), &as_of));
    if (given) TRY(str_f64(str_of(given), "q", &q, &op->err));
    TRY(tide_watch(op, as_of, q, &r));
    buf_addf(call->out, "as of %s: %lld places and themes looked at, %lld rises proposed",
             date_text(as_of).text, (long long)r.tests, (long long)r.proposals);
    if (r.silent)
        buf_addf(call->out, "; %lld of 2 spans have too little history", (long long)r.silent);
    buf_add(call->out, STR("\n"));
    return ERR_OK;
}

static ErrCode rises(CommandCall *call, Op *op)
{
    Tides all;
    TRY(tide_list(op, call_option(call, "all") != NULL, &all));
    Table t = table_open(op->mem, call->format, tide_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Tide *x = &all.v[i];
        table_int(&t, x->id);
        table_text(&t, x->place);
        table_text(&t, x->place_name);
        table_text(&t, x->theme);
        table_text(&t, x->span);
        table_text(&t, str_of(date_text(x->as_of_day).text));
        table_int(&t, x->later);
        table_f64(&t, x->expected, 1);
        table_f64(&t, x->pvalue, 6);
        table_int(&t, x->later_all);
        table_text(&t, x->state);
    }
    return table_print(&t, "no rises", call->out, &op->err);
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },  { "retain", 1, OP_WRITE, retain },
    { "tide", 1, OP_WRITE, tide }, { "rises", 1, OP_READ, rises },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "state", "STATE", "new (when not said), linked, merged or discarded" },
    { "all", NULL, "of every state" },
    { "area", "CODE", "only of the places that this one holds" },
    { "as-of", "DAY", "tide: look as of this day; today when not said" },
    { "q", "SHARE", "tide: share of false rises accepted, 0.05 when not said" },
    { NULL, NULL, NULL },
};

COMMAND(signals) = {
    .name = "signals",
    .usage = "signals [list|retain|tide|rises]",
    .summary = "List what waits to be sorted; delete what is over its time; look for rises",
    .help =
        "list prints numbers, dates and kinds; what people told is read on the site, by those\n"
        "who sort it.  A timer should call retain every night: it deletes signals that nothing\n"
        "came of after 90 days, and those of a closed issue 730 days after it was closed (the\n"
        "list \"retention\" of belfry levels codes), and proves it in the audit.\n"
        "tide, every night too, compares what was told in 7 days with the 28 before, and in 90 "
        "with\n"
        "the 365 before, by place and theme and among the same reporters; a rise is a proposal to\n"
        "look, which rises lists.  It never sets a level.\n",
    .options = options,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
