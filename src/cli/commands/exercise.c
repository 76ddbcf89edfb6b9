/* `belfry exercise` - alerts that are practised, and how fast people were. */
#include "alerts/alert.h"
#include "alerts/response.h"
#include "base/london.h"
#include "cli/command.h"

static const char *const list_columns[] = { "id", "name", "started", "by", "ended", NULL };
static const char *const report_columns[] = { "alert",        "place_name", "subject",
                                              "level",        "told_after", "acknowledged_after",
                                              "asked_within", "in_time",    "escalations",
                                              "by",           NULL };

static Str option(const CommandCall *call, const char *name)
{
    return str_of(call_option(call, name));
}

static ErrCode list(CommandCall *call, Op *op)
{
    Exercises all;
    TRY(exercise_list(op, &all));
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Exercise *x = &all.v[i];
        table_int(&t, x->id);
        table_text(&t, x->name);
        table_text(&t, arena_str(op->mem, str_of(london_words(x->started_at).text)));
        table_text(&t, x->started_by.n ? x->started_by : STR("-"));
        table_text(&t, x->ended_at ? arena_str(op->mem, str_of(london_words(x->ended_at).text))
                                   : STR("runs"));
    }
    return table_print(&t, "no exercise was held", call->out, &op->err);
}

static ErrCode start(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(exercise_start(op, option(call, "name"), &id));
    buf_addf(call->out, "exercise %lld runs: belfry warnings raise --exercise %lld ...\n",
             (long long)id, (long long)id);
    return ERR_OK;
}

static ErrCode read_id(const CommandCall *call, Op *op, int64_t *ret)
{
    return str_int(str_of(call->argv[1]), "ID", ret, &op->err);
}

static ErrCode end(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(read_id(call, op, &id));
    TRY(exercise_end(op, id));
    buf_addf(call->out, "exercise %lld ended\n", (long long)id);
    return ERR_OK;
}

static Str after(Op *op, int64_t seconds)
{
    return seconds < 0    ? STR("never")
           : seconds == 0 ? STR("at once")
                          : duration_words(seconds, op->mem);
}

static ErrCode report(CommandCall *call, Op *op)
{
    int64_t id;
    Responses all;
    Exercise x;
    TRY(read_id(call, op, &id));
    TRY(exercise_find(op, id, &x));
    TRY(response_times(op, id, &all));
    Table t = table_open(op->mem, call->format, report_columns);
    for (size_t i = 0; i < all.n; i++) {
        const ResponseTime *r = &all.v[i];
        table_int(&t, r->alert.id);
        table_text(&t, r->alert.place_name);
        table_text(&t, r->alert.subject);
        table_text(&t, str_of(alert_level_text(r->worst)));
        table_text(&t, after(op, r->told_after));
        table_text(&t, after(op, r->acknowledged_after));
        table_text(&t, r->asked_within ? duration_words(r->asked_within, op->mem) : STR("-"));
        table_text(&t, r->asked_within == 0 ? STR("-") : r->in_time ? STR("yes") : STR("no"));
        table_int(&t, (int64_t)r->escalations);
        table_text(&t, r->by.n ? r->by : STR("-"));
    }
    return table_print(&t, "no alert was raised in it", call->out, &op->err);
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },     { "start", 1, OP_WRITE, start }, { "end", 2, OP_WRITE, end },
    { "report", 2, OP_READ, report }, { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "name", "TEXT", "start: what it is called" },
    { NULL, NULL, NULL },
};

COMMAND(exercise) = {
    .name = "exercise",
    .usage = "exercise [list|start --name NAME|end ID|report ID]",
    .summary = "Practise alerts end to end; nobody real is told; response times are measured",
    .help =
        "Everything of an exercise says EXERCISE, CAP messages have the status Exercise, and its\n"
        "notices go to the exercise's own addresses (section [exercise] of the delivery settings)\n"
        "or nowhere.  Ending it stands its alerts down.  report says how fast people were.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
