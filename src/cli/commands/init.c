/* `belfry init` - makes a database, or brings one up to date. */
#include "access/account.h"
#include "access/audit.h"
#include "cli/command.h"
#include "observations/series.h"
#include "places/register.h"
#include "store/migrate.h"

static ErrCode run(CommandCall *call)
{
    Op *op = call->op;
    int64_t applied;
    RegisterFacts places;
    TRY(migrate(op, &applied));
    TRY(account_ensure_operator(op));
    if (applied)
        TRY(audit_add(op, STR("store.migrate"), STR("database"),
                      arena_fmt(op->mem, "%lld migrations", (long long)applied)));
    TRY(register_load_default(op, &places));
    int64_t series;
    TRY(series_load_defaults(op, &series));
    buf_addf(call->out,
             "%s: %lld migrations applied, %lld entries of the register and %lld series added or "
             "changed\n",
             call->database, (long long)applied, (long long)places.changed, (long long)series);
    return ERR_OK;
}

COMMAND(init) = {
    .name = "init",
    .usage = "init [--database ADDRESS]",
    .summary = "Make a database, or bring one up to date",
    .help = "Applies the numbered migrations that the database does not have yet, loads the\n"
            "register of places and the series that come with the program, and makes the account\n"
            "'operator' when there is no account.  Running it again changes nothing.\n"
            "A SQLite file is made when there is none; a PostgreSQL database must exist.\n",
    .max_args = 0,
    .needs = NEEDS_WRITE,
    .makes_database = true,
    .run = run,
};
