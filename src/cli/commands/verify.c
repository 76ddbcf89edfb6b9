/* `belfry verify` - checks that nobody changed the past. */
#include "access/audit.h"
#include "cli/command.h"

static ErrCode compare_head(CommandCall *call, const AuditReport *r)
{
    const char *expected = call_option(call, "head");
    if (!expected || str_eq(r->head, str_of(expected))) return ERR_OK;
    return err_set(&call->op->err, ERR_CONFLICT,
                   "the chain ends at entry %lld with another hash than --head says",
                   (long long)r->entries);
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
        "head now and then, and give it as --head when nothing was changed since.\n",
    .options = options,
    .needs = NEEDS_READ,
    .run = run,
};
