/* `belfry returns` - how complete the weekly returns are, and who owes one. */
#include "base/date.h"
#include "cli/command.h"
#include "signals/weekly.h"

static const char *const record_columns[] = { "place",        "place_name",  "expected",
                                              "filed",        "on_time",     "nil",
                                              "nil_but_told", "signals_28d", "partner_types_28d",
                                              "picture",      NULL };
static const char *const due_columns[] = { "place", "place_name", "week", "remind",
                                           "due",   "filed",      NULL };

static ErrCode list(CommandCall *call, Op *op)
{
    WeeklyRecords all;
    int64_t weeks = 12;
    const char *given = call_option(call, "weeks");
    if (given) TRY(str_int(str_of(given), "weeks", &weeks, &op->err));
    if (weeks < 0) weeks = 0;
    TRY(weekly_records(op, (size_t)weeks, &all));
    Table t = table_open(op->mem, call->format, record_columns);
    for (size_t i = 0; i < all.n; i++) {
        const WeeklyRecord *r = &all.v[i];
        table_text(&t, r->place);
        table_text(&t, r->place_name);
        table_int(&t, r->expected);
        table_int(&t, r->filed);
        table_int(&t, r->on_time);
        table_int(&t, r->nil);
        table_int(&t, r->nil_but_told);
        table_int(&t, r->signals);
        table_int(&t, r->partner_types);
        table_text(&t, r->no_picture ? STR("no") : STR("yes"));
    }
    return table_print(&t, "nobody fills in returns yet", call->out, &op->err);
}

static Str when(Op *op, int64_t at)
{
    int minutes = (int)(at % 86400 / 60);
    return arena_fmt(op->mem, "%s %02d:%02d", date_text((int32_t)(at / 86400)).text, minutes / 60,
                     minutes % 60);
}

static ErrCode due(CommandCall *call, Op *op)
{
    WeeklyDuties all;
    TRY(weekly_duties(op, &all));
    Table t = table_open(op->mem, call->format, due_columns);
    for (size_t i = 0; i < all.n; i++) {
        table_text(&t, all.v[i].place);
        table_text(&t, all.v[i].place_name);
        table_text(&t, str_of(period_text(PERIOD_WEEK, all.v[i].week).text));
        table_text(&t, when(op, all.v[i].remind_at));
        table_text(&t, when(op, all.v[i].due_at));
        table_text(&t, all.v[i].filed ? STR("yes") : STR("no"));
    }
    return table_print(&t, "nobody owes a return", call->out, &op->err);
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "due", 1, OP_READ, due },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "weeks", "N", "weeks up to this one, 12 when not said" },
    { NULL, NULL, NULL },
};

COMMAND(returns) = {
    .name = "returns",
    .usage = "returns [list|due]",
    .summary = "How complete the weekly returns are, and who owes one",
    .help =
        "list prints every council where somebody fills in returns: how many were due, came, came\n"
        "in time, found nothing, found nothing though signals were told; and whether there is a\n"
        "picture at all (two kinds of partner in 28 days).  due prints who owes the return of "
        "this\n"
        "week or still of the last; it is due on Friday at noon, the reminder on Thursday at nine\n"
        "(UTC).\n",
    .options = options,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
