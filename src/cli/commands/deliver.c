/* `belfry deliver` - sends what alerts put in the outbox, and shows what became of it. */
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "base/london.h"
#include "cli/deliver_loop.h"
#include "cli/serve_site.h"

enum { LIST_MOST = 1000 };

static const char *const count_columns[] = { "state",    "kind",      "medium",
                                             "messages", "first_due", NULL };
static const char *const line_columns[] = { "id",      "kind", "who",   "desk", "medium",
                                            "state",   "due",  "tries", "done", "answered",
                                            "outcome", "why",  NULL };

static Str time_of(Op *op, int64_t at)
{
    return at ? arena_str(op->mem, str_of(london_words(at).text)) : STR("-");
}

static ErrCode status(CommandCall *call, Op *op)
{
    OutboxCounts all;
    TRY(outbox_counts(op, &all));
    Table t = table_open(op->mem, call->format, count_columns);
    for (size_t i = 0; i < all.n; i++) {
        table_text(&t, all.v[i].state);
        table_text(&t, all.v[i].kind);
        table_text(&t, all.v[i].medium);
        table_int(&t, all.v[i].n);
        table_text(&t, time_of(op, all.v[i].oldest));
    }
    return table_print(&t, "the outbox is empty", call->out, &op->err);
}

static ErrCode list(CommandCall *call, Op *op)
{
    OutboxLines all;
    TRY(outbox_list(op, str_of(call->argc > 1 ? call->argv[1] : ""), 0, LIST_MOST, &all));
    Table t = table_open(op->mem, call->format, line_columns);
    for (size_t i = 0; i < all.n; i++) {
        const OutboxLine *l = &all.v[i];
        table_int(&t, l->id);
        table_text(&t, l->kind);
        table_text(&t, l->name);
        table_text(&t, l->desk);
        table_text(&t, l->medium);
        table_text(&t, l->state);
        table_text(&t, time_of(op, l->due_at));
        table_int(&t, l->attempts);
        table_text(&t, time_of(op, l->done_at));
        table_text(&t, time_of(op, l->link_used_at));
        table_text(&t, l->outcome);
        table_text(&t, l->why);
    }
    return table_print(&t, "no such messages", call->out, &op->err);
}

static ErrCode retry(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(str_int(str_of(call->argv[1]), "ID", &id, &op->err));
    TRY(outbox_revive(op, id));
    buf_addf(call->out, "message %lld is tried again\n", (long long)id);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "status", 1, OP_READ, status }, { "list", 1, OP_READ, list }, { "list", 2, OP_READ, list },
    { "retry", 2, OP_WRITE, retry },  { NULL, 0, OP_READ, NULL },
};

static void say(const char *line)
{
    (void)fprintf(stderr, "%s\n", line);
}

static ErrCode watch(CommandCall *call, const DeliverPlan *plan)
{
    int signal_number;
    sigset_t signals;
    DeliverLoop *loop;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    TRY(deliver_loop_start(plan, &loop, &call->op->err));
    buf_add(call->out, STR("delivering  (Ctrl-C ends it)\n"));
    call_flush(call);
    (void)sigwait(&signals, &signal_number);
    deliver_loop_stop(loop);
    return ERR_OK;
}

static ErrCode once(CommandCall *call, const DeliverPlan *plan)
{
    DeliveryReport r;
    (void)signal(SIGPIPE, SIG_IGN);
    TRY(deliver_once(plan, call->op->db, &r, &call->op->err));
    buf_addf(
        call->out,
        "%zu alerts raised, %zu issued; %zu notices; %zu desks without anybody\n"
        "%zu delivered, %zu again later, %zu dead, %zu superseded, %zu dropped, %zu withheld\n",
        r.told.raised, r.told.issued, r.told.notices, r.told.nobody, r.delivered, r.later, r.dead,
        r.superseded, r.dropped, r.withheld);
    return ERR_OK;
}

static ErrCode run(CommandCall *call)
{
    char room[4200];
    const char *every = call_option(call, "every");
    DeliverPlan plan = { .database = call->database,
                         .settings_path = call_option(call, "settings"),
                         .key_path = serve_key_path(call, room, sizeof room),
                         .every_seconds = 5,
                         .shift_seconds = call->op->now - (int64_t)time(NULL),
                         .log = say };
    if (call->argc) return call_verb(call, verbs);
    if (every) TRY(str_int(str_of(every), "--every", &plan.every_seconds, &call->op->err));
    if (plan.every_seconds < 1 || plan.every_seconds > 3600)
        return err_set(&call->op->err, ERR_INPUT, "--every: expected 1 to 3600 seconds");
    return call_option(call, "watch") ? watch(call, &plan) : once(call, &plan);
}

static const CommandOption options[] = {
    { "settings", "FILE",
      "mail server, webhooks, GOV.UK Notify, exercise addresses (docs/operate/alerts.md)" },
    { "once", NULL, "one round, then end (the default)" },
    { "watch", NULL, "a round every few seconds, until somebody stops it" },
    { "every", "SECONDS", "with --watch (default: 5)" },
    { "key", "FILE", "the installation's key (default: beside a SQLite file)" },
    { NULL, NULL, NULL },
};

COMMAND(deliver) = {
    .name = "deliver",
    .usage = "deliver [--settings FILE] [--watch] | deliver status|list [STATE]|retry ID",
    .summary = "Send what alerts put in the outbox: mail, webhooks, GOV.UK Notify",
    .help =
        "Takes levels that came into force and approved proposals, runs the clocks of escalation,\n"
        "review and repeats, and sends what is due.  What fails is tried again, for three days, "
        "then\n"
        "it is dead and shown as such.  Several may run on one database.  belfry serve --delivery\n"
        "FILE does the same beside the site.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
