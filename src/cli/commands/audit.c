/* `belfry audit` - who changed what, newest first. */
#include "access/audit.h"

#include "base/date.h"
#include "cli/command.h"

static const char *const columns[] = { "id", "at", "actor", "action", "object", "detail", NULL };

static Str when(Arena *mem, int64_t at)
{
    int32_t day = (int32_t)(at / 86400);
    int64_t s = at % 86400;
    return arena_fmt(mem, "%sT%02d:%02d:%02dZ", date_text(day).text, (int)(s / 3600),
                     (int)(s / 60 % 60), (int)(s % 60));
}

static ErrCode run(CommandCall *call)
{
    Op *op = call->op;
    int64_t limit = 50;
    const char *given = call_option(call, "limit");
    if (given) TRY(str_int(str_of(given), "--limit", &limit, &op->err));
    if (limit < 1 || limit > 1000000)
        return err_set(&op->err, ERR_INPUT, "--limit: expected 1 to 1000000");
    AuditEntries a;
    TRY(audit_latest(op, limit, &a));
    Table t = table_open(op->mem, call->format, columns);
    for (size_t i = 0; i < a.n; i++) {
        table_int(&t, a.v[i].id);
        table_text(&t, when(op->mem, a.v[i].at));
        table_int(&t, a.v[i].actor);
        table_text(&t, a.v[i].action);
        table_text(&t, a.v[i].object);
        table_text(&t, a.v[i].detail);
    }
    return table_print(&t, "nothing was changed yet", call->out, &op->err);
}

static const CommandOption options[] = {
    { "limit", "N", "how many entries (default: 50)" },
    { NULL, NULL, NULL },
};

COMMAND(audit) = {
    .name = "audit",
    .usage = "audit [--limit N]",
    .summary = "Show who changed what, newest first",
    .help = "Prints the audit entries with the number of the account that acted (0: the program\n"
            "itself).  Check that nobody edited them with belfry verify.\n",
    .options = options,
    .needs = NEEDS_READ,
    .run = run,
};
