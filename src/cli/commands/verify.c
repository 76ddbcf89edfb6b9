/* `belfry verify` - checks that nobody changed the past. */
#include "access/audit.h"
#include "cli/command.h"

/* A whole chain that holds the head of an earlier day has only grown since. */
static ErrCode compare_head(CommandCall *call, const AuditReport *r)
{
    const char *expected = call_option(call, "head");
    int64_t id;
    if (!expected) return ERR_OK;
    TRY(audit_find(call->op, str_of(expected), &id));
    if (id == 0)
        return err_set(&call->op->err, ERR_CONFLICT,
                       "the chain ends at entry %lld and none has the hash that --head says: "
                       "entries were cut off or written anew",
                       (long long)r->entries);
    buf_addf(call->out, "the given head is entry %lld; %lld were added since\n", (long long)id,
             (long long)(r->entries - id));
    return ERR_OK;
}

static ErrCode run(CommandCall *call)
{
    AuditReport r;
    TRY(audit_verify(call->op, &r));
    if (r.broken_at)
        return err_set(&call->op->err, ERR_CONFLICT, "the audit chain breaks at entry %lld: %s",
                       (long long)r.broken_at, r.why);
    TRY(compare_head(call, &r));
    buf_addf(call->out, "audit chain whole: %lld entries, head %.*s\n", (long long)r.entries,
             STR_ARG(r.head));
    return ERR_OK;
}

static const CommandOption options[] = {
    { "head", "HASH", "the head that an earlier run printed, kept elsewhere" },
    { NULL, NULL, NULL },
};

COMMAND(verify) = {
    .name = "verify",
    .usage = "verify [--head HASH]",
    .summary = "Check the audit chain, and say at which entry it breaks",
    .help =
        "Recomputes the hash of every audit entry.  An entry that was edited, removed or moved\n"
        "breaks the chain, and the first that does not fit is named (exit status 5).\n"
        "Entries cut off the end leave a shorter chain that is whole in itself: write down the\n"
        "head now and then, and give it as --head later: it must still be in the chain.\n",
    .options = options,
    .needs = NEEDS_READ,
    .run = run,
};
