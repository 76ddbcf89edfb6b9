/* `belfry alerts` - what the watch proposes, and what people decided about it. */
#include "base/date.h"
#include "cli/alert_route.h"
#include "detection/proposal.h"

static const char *const list_columns[] = { "id",         "state",  "place",    "place_name",
                                            "series",     "period", "observed", "expected",
                                            "upperbound", "method", "reason",   NULL };
static const char *const event_columns[] = { "at", "actor", "who", "action", "reason", NULL };

static void add_row(Table *t, const Proposal *p)
{
    table_int(t, p->id);
    table_text(t, p->state);
    table_text(t, p->place);
    table_text(t, p->place_name);
    table_text(t, p->series);
    table_text(t, str_of(period_text(p->unit, p->period).text));
    table_f64(t, p->observed, 0);
    table_f64(t, p->expected, 1);
    table_f64(t, p->upperbound, 1);
    table_text(t, p->method);
    table_text(t, p->reason);
}

static ErrCode list(CommandCall *call, Op *op)
{
    const char *series = call_option(call, "series"), *place = call_option(call, "place");
    ProposalFilter f = { .all = call_option(call, "all") != NULL,
                         .series = str_of(series),
                         .place = str_of(place) };
    Proposals found;
    TRY(proposal_list(op, &f, &found));
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < found.n; i++) add_row(&t, &found.v[i]);
    return table_print(&t, f.all ? "no proposals" : "no proposals wait for a decision", call->out,
                       &op->err);
}

static ErrCode read_id(const CommandCall *call, Op *op, int64_t *ret)
{
    TRY(str_int(str_of(call->argv[1]), "ID", ret, &op->err));
    return ERR_OK;
}

static ErrCode print_events(CommandCall *call, Op *op, int64_t id)
{
    ProposalEvents events;
    TRY(proposal_events(op, id, &events));
    Table t = table_open(op->mem, call->format, event_columns);
    for (size_t i = 0; i < events.n; i++) {
        const ProposalEvent *v = &events.v[i];
        table_text(&t, str_of(date_text((int32_t)(v->at / 86400)).text));
        table_int(&t, v->actor);
        table_text(&t, v->actor_name);
        table_text(&t, v->action);
        table_text(&t, v->reason);
    }
    return table_print(&t, "nothing happened to it yet", call->out, &op->err);
}

static ErrCode show(CommandCall *call, Op *op)
{
    int64_t id;
    Proposal p;
    TRY(read_id(call, op, &id));
    TRY(proposal_find(op, id, &p));
    if (call->format == TABLE_TEXT) {
        buf_addf(call->out, "proposal %lld, %.*s\n%.*s\n", (long long)id, STR_ARG(p.state),
                 STR_ARG(p.reason));
        buf_addf(call->out,
                 "p-value %.3g; %.*s with %.*s\nas of %s, up to vintage %lld; run %lld\n\n",
                 p.pvalue, STR_ARG(p.method), STR_ARG(p.settings), date_text(p.as_of_day).text,
                 (long long)p.vintage_id, (long long)p.run_id);
        return print_events(call, op, id);
    }
    Table t = table_open(op->mem, call->format, list_columns);
    add_row(&t, &p);
    return table_print(&t, "", call->out, &op->err);
}

static ErrCode decide(CommandCall *call, Op *op)
{
    int64_t id;
    const char *reason = call_option(call, "reason");
    if (!reason) return err_set(&op->err, ERR_INPUT, "--reason: expected, such as --reason TEXT");
    bool approve = strcmp(call->argv[0], "approve") == 0;
    TRY(read_id(call, op, &id));
    TRY(proposal_decide(op, id, approve ? PROPOSAL_APPROVE : PROPOSAL_DISMISS, str_of(reason)));
    buf_addf(call->out, "proposal %lld %s\n", (long long)id, approve ? "approved" : "dismissed");
    return ERR_OK;
}

static ErrCode remark(CommandCall *call, Op *op)
{
    int64_t id;
    const char *text = call_option(call, "reason");
    bool note = strcmp(call->argv[0], "note") == 0;
    TRY(read_id(call, op, &id));
    TRY(proposal_note(op, id, note ? PROPOSAL_NOTE : PROPOSAL_ACKNOWLEDGE, str_of(text)));
    buf_addf(call->out, "proposal %lld %s\n", (long long)id, note ? "noted" : "acknowledged");
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "show", 2, OP_READ, show },
    { "approve", 2, OP_WRITE, decide },
    { "dismiss", 2, OP_WRITE, decide },
    { "acknowledge", 2, OP_WRITE, remark },
    { "note", 2, OP_WRITE, remark },
    { "route", 1, OP_READ, alert_route },
    { "set-route", 1, OP_WRITE, alert_route_set },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "all", NULL, "decided ones too, not only those that wait for a decision" },
    { "series", "PATTERN", "only series whose code fits, with * and ?" },
    { "place", "CODE", "only this place" },
    { "reason", "TEXT", "why you approve, dismiss or set, or what you note" },
    { "routing", "FILE", "with route and set-route: this routing, not the one in force" },
    { "explain", "ID",
      "with route: whom alert ID goes to and why; - for one made of --place, --level" },
    { "level", "1-6|U", "with --explain -: its level" },
    { "nature", "WORD", "with --explain -: its nature, such as tension or figures" },
    { "dry-run", NULL,
      "with route: what it would have done from --from to --until; sends nothing" },
    { "from", "DATE", "with --dry-run (default: a year before)" },
    { "until", "DATE", "with --dry-run (default: today)" },
    { NULL, NULL, NULL },
};

COMMAND(alerts) = {
    .name = "alerts",
    .usage =
        "alerts [list|show ID|approve|dismiss|note ID --reason R|acknowledge ID|route|set-route]",
    .summary = "List what the watch proposes, decide about it; who is told of what, and why",
    .help = "A proposal is made by the watch; nothing follows from it until a person approves it.\n"
            "Both decisions need a reason and are recorded with your name.\n"
            "Columns: id, state, place, place_name, series, period (2016-07 for a month, 2016-W27\n"
            "for a week), observed, expected, upperbound, method, reason.\n"
            "What was approved becomes an alert that people are told of: belfry warnings.\n"
            "route prints the routing in force, explains it, or tries it out on the past.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
