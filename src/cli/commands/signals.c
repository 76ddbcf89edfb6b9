/* `belfry signals` - what people told, in numbers and dates; never the text. */
#include "base/date.h"
#include "cli/command.h"
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

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "retain", 1, OP_WRITE, retain },
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
    { NULL, NULL, NULL },
};

COMMAND(signals) = {
    .name = "signals",
    .usage = "signals [list|retain]",
    .summary = "List what waits to be sorted; delete what is over its time",
    .help =
        "list prints numbers, dates and kinds; what people told is read on the site, by those\n"
        "who sort it.  A timer should call retain every night: it deletes signals that nothing\n"
        "came of after 90 days, and those of a closed issue 730 days after it was closed (the\n"
        "list \"retention\" of belfry levels codes), and proves it in the audit.\n",
    .options = options,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
