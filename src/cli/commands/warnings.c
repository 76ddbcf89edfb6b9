/* `belfry warnings` - the alerts that people are told of, from raising to review. */
#include "alerts/alert.h"
#include "alerts/cap.h"
#include "alerts/outbox.h"
#include "base/ini.h"
#include "base/london.h"
#include "cli/command.h"

enum { NOTICES = 500, CAP_BYTES = 64 << 10 };

static const char *const list_columns[] = { "id",         "place",    "place_name", "subject",
                                            "level",      "nature",   "detection",  "handling",
                                            "visibility", "revision", "exercise",   NULL };
static const char *const past_columns[] = { "at", "who", "action", "level", "detail", NULL };
static const char *const notice_columns[] = { "id",       "kind",    "who", "desk",
                                              "medium",   "state",   "due", "tries",
                                              "answered", "outcome", "why", NULL };

static Str time_of(Op *op, int64_t at)
{
    return at ? arena_str(op->mem, str_of(london_words(at).text)) : STR("-");
}

static void add_row(Table *t, const Alert *a)
{
    table_int(t, a->id);
    table_text(t, a->place);
    table_text(t, a->place_name);
    table_text(t, a->subject);
    table_text(t, str_of(alert_level_text(a->state.level)));
    table_text(t, str_of(nature_word(a->state.nature)));
    table_text(t, str_of(detection_word(a->state.detection)));
    table_text(t, str_of(handling_word(a->state.handling)));
    table_text(t, str_of(visibility_word(a->state.visibility)));
    table_int(t, a->revision);
    table_int(t, a->exercise);
}

static ErrCode list(CommandCall *call, Op *op)
{
    Alerts all;
    TRY(alert_list(op, call_option(call, "all") == NULL, 0, &all));
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < all.n; i++) add_row(&t, &all.v[i]);
    return table_print(&t, "no alert is open", call->out, &op->err);
}

static ErrCode read_alert(const CommandCall *call, Op *op, Alert *ret)
{
    int64_t id;
    TRY(str_int(str_of(call->argv[1]), "ID", &id, &op->err));
    return alert_find(op, id, ret);
}

static ErrCode print_past(CommandCall *call, Op *op, int64_t id)
{
    AlertHistory past;
    TRY(alert_history(op, id, &past));
    Table t = table_open(op->mem, call->format, past_columns);
    for (size_t i = 0; i < past.n; i++) {
        table_text(&t, time_of(op, past.v[i].at));
        table_text(&t, past.v[i].actor_name.n ? past.v[i].actor_name : STR("-"));
        table_text(&t, past.v[i].action);
        table_text(&t, str_of(alert_level_text(past.v[i].level)));
        table_text(&t, past.v[i].detail);
    }
    return table_print(&t, "nothing happened to it yet", call->out, &op->err);
}

static ErrCode print_notices(CommandCall *call, Op *op, int64_t id)
{
    OutboxLines lines;
    TRY(outbox_list(op, (Str){ 0, "" }, id, NOTICES, &lines));
    Table t = table_open(op->mem, call->format, notice_columns);
    for (size_t i = 0; i < lines.n; i++) {
        const OutboxLine *l = &lines.v[i];
        table_int(&t, l->id);
        table_text(&t, l->kind);
        table_text(&t, l->name);
        table_text(&t, l->desk);
        table_text(&t, l->medium);
        table_text(&t, l->state);
        table_text(&t, time_of(op, l->due_at));
        table_int(&t, l->attempts);
        table_text(&t, time_of(op, l->link_used_at));
        table_text(&t, l->outcome);
        table_text(&t, l->why);
    }
    return table_print(&t, "nobody was told of it yet", call->out, &op->err);
}

static ErrCode show(CommandCall *call, Op *op)
{
    Alert a;
    AlertIssues issues;
    TRY(read_alert(call, op, &a));
    if (call->format != TABLE_TEXT) return print_notices(call, op, a.id);
    TRY(alert_issues(op, a.id, &issues));
    buf_addf(call->out, "alert %lld: %.*s, %.*s, level %s\n%s; %s; %s%s%.*s\n\n", (long long)a.id,
             STR_ARG(a.place_name), STR_ARG(a.subject), alert_level_text(a.state.level),
             handling_meaning(a.state.handling), detection_meaning(a.state.detection),
             visibility_meaning(a.state.visibility), a.hidden_why.n ? ": " : "",
             STR_ARG(a.hidden_why));
    if (issues.n)
        buf_addf(call->out, "%.*s\n\n%.*s\n", STR_ARG(issues.v[issues.n - 1].headline),
                 STR_ARG(issues.v[issues.n - 1].body));
    TRY(print_past(call, op, a.id));
    buf_add(call->out, STR("\n"));
    return print_notices(call, op, a.id);
}

static Str option(const CommandCall *call, const char *name, const char *otherwise)
{
    const char *text = call_option(call, name);
    return str_of(text ? text : otherwise);
}

static ErrCode read_draft(const CommandCall *call, Op *op, AlertDraft *ret)
{
    const PlaceBook *book;
    const Place *p;
    const char *since = call_option(call, "since"), *exercise = call_option(call, "exercise");
    AlertDraft d = { .source = STR("person"),
                     .subject = option(call, "subject", ""),
                     .trend = option(call, "trend", "unknown"),
                     .confidence = option(call, "confidence", "moderate"),
                     .summary = option(call, "summary", ""),
                     .gaps = option(call, "unknown", ""),
                     .asked = option(call, "asked", "") };
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, option(call, "place", ""), call_today(call), &p, &op->err));
    d.place_id = p->id;
    TRY(nature_parse(option(call, "nature", "tension"), "--nature", &d.nature, &op->err));
    TRY(alert_level_parse(option(call, "level", ""), "--level", &d.level, &op->err));
    if (since) TRY(london_parse(str_of(since), "--since", &d.started_at, &op->err));
    if (exercise) TRY(str_int(str_of(exercise), "--exercise", &d.exercise, &op->err));
    *ret = d;
    return ERR_OK;
}

static ErrCode raise(CommandCall *call, Op *op)
{
    AlertDraft d;
    int64_t id;
    TRY(read_draft(call, op, &d));
    TRY(alert_raise(op, &d, &id));
    buf_addf(call->out, "alert %lld waits for approval: belfry warnings approve %lld\n",
             (long long)id, (long long)id);
    return ERR_OK;
}

static const struct {
    const char *verb, *done;
    AlertEventKind kind;
} steps[] = {
    { "approve", "approved", EV_APPROVE },
    { "acknowledge", "acknowledged", EV_ACKNOWLEDGE },
    { "respond", "responding", EV_RESPOND },
    { "level", "has another level", EV_LEVEL },
    { "looked", "looked at again", EV_LOOKED },
    { "stand-down", "stood down", EV_STAND_DOWN },
    { "review", "reviewed", EV_REVIEW },
    { "cancel", "cancelled", EV_CANCEL },
    { "no-data", "has no picture", EV_NO_DATA },
    { "clear", "evidence fell back", EV_CLEAR },
    { "breach", "evidence stands out", EV_BREACH },
};

static ErrCode step(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(str_int(str_of(call->argv[1]), "ID", &id, &op->err));
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        AlertEvent event = { .kind = steps[i].kind };
        if (strcmp(call->argv[0], steps[i].verb) != 0) continue;
        if (event.kind == EV_LEVEL)
            TRY(alert_level_parse(str_of(call->argv[2]), "LEVEL", &event.level, &op->err));
        TRY(alert_act(op, id, event, option(call, "reason", "")));
        buf_addf(call->out, "alert %lld %s\n", (long long)id, steps[i].done);
    }
    return ERR_OK;
}

static ErrCode print_cap(CommandCall *call, Op *op)
{
    AUTO(buf_free) Buf out = BUF_MAX(CAP_BYTES);
    Alert a;
    AlertIssues issues;
    const Routing *r;
    int64_t revision = INT64_MAX;
    const char *text = call_option(call, "revision");
    TRY(read_alert(call, op, &a));
    TRY(alert_issues(op, a.id, &issues));
    if (text) TRY(str_int(str_of(text), "--revision", &revision, &op->err));
    while (issues.n && issues.v[issues.n - 1].revision > revision) issues.n--;
    if (!issues.n)
        return err_set(&op->err, ERR_MISSING, "alert %lld was not issued yet", (long long)a.id);
    TRY(routing_load(op, &r));
    CapMessage m =
        cap_of_issue(&a, &issues, routing_level(r, issues.v[issues.n - 1].level), op->mem);
    TRY(cap_write(&m, &out, &op->err));
    buf_add(call->out, (Str){ out.n, out.p });
    return ERR_OK;
}

static ErrCode check_cap(CommandCall *call, Op *op)
{
    Str text;
    CapMessage m;
    Err why;
    TRY(ini_load(call->argv[1], op->mem, &text, &op->err));
    ErrCode code = cap_read(text, op->mem, &m, &why);
    if (code != ERR_OK) return err_set(&op->err, code, "%s: %s", call->argv[1], why.message);
    buf_addf(call->out, "%.*s %.*s of %.*s, %.*s, %.*s\n", STR_ARG(m.status), STR_ARG(m.kind),
             STR_ARG(m.sender), STR_ARG(m.identifier), STR_ARG(m.headline));
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },         { "show", 2, OP_READ, show },
    { "raise", 1, OP_WRITE, raise },      { "approve", 2, OP_WRITE, step },
    { "acknowledge", 2, OP_WRITE, step }, { "respond", 2, OP_WRITE, step },
    { "level", 3, OP_WRITE, step },       { "looked", 2, OP_WRITE, step },
    { "stand-down", 2, OP_WRITE, step },  { "review", 2, OP_WRITE, step },
    { "cancel", 2, OP_WRITE, step },      { "no-data", 2, OP_WRITE, step },
    { "clear", 2, OP_WRITE, step },       { "breach", 2, OP_WRITE, step },
    { "cap", 2, OP_READ, print_cap },     { "check-cap", 2, OP_READ, check_cap },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "all", NULL, "those that are over, too" },
    { "place", "PLACE", "raise: code or name of the place" },
    { "subject", "TEXT", "raise: what it is about, one line" },
    { "level", "1-6|U|none", "raise: its tension level" },
    { "nature", "WORD", "raise: tension, figures, rumour, incident, protest, harassment, policy" },
    { "trend", "WORD", "raise: rising, steady, falling or unknown" },
    { "confidence", "WORD", "raise: high, moderate or low" },
    { "summary", "TEXT", "raise: what is going on, in words that may be sent" },
    { "unknown", "TEXT", "raise: what is not known" },
    { "asked", "TEXT", "raise: what is asked of those who are told" },
    { "since", "TIME", "raise: since when, such as 2026-11-24T16:30" },
    { "exercise", "ID", "raise: in this exercise; nobody real is told" },
    { "reason", "TEXT", "why you take the step" },
    { "revision", "N", "cap: the message of this issue, not the newest" },
    { NULL, NULL, NULL },
};

COMMAND(warnings) = {
    .name = "warnings",
    .usage = "warnings [list|show ID|raise|approve|acknowledge|respond|looked|stand-down|review|"
             "cancel|no-data|clear|breach ID|level ID LEVEL|cap ID|check-cap FILE]",
    .summary = "Alerts that people are told of: raise, approve, acknowledge, lower, stand down",
    .help =
        "An alert is raised by a level that came into force, by an approved proposal, or by hand;\n"
        "levels 1 and 2 raised by hand need a second person.  belfry deliver sends what follows.\n"
        "Lowering and cancelling are told to all who were told before.  Nothing ends by itself.\n"
        "show prints the newest notice, what happened, and who was told when, why and how.\n"
        "cap prints the Common Alerting Protocol message of an issue; check-cap reads one "
        "strictly.\n",
    .options = options,
    .max_args = 3,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
