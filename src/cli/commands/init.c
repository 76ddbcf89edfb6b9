/* `belfry init` - makes a database, or brings one up to date. */
#include "cli/command.h"
#include "cli/setup.h"

static ErrCode run(CommandCall *call)
{
    SetupFacts f;
    TRY(setup_database(call->op, &f));
    buf_addf(call->out,
             "%s: %lld migrations applied, %lld entries of the register and %lld series added or "
             "changed\n",
             call->database, (long long)f.migrations, (long long)f.register_entries,
             (long long)f.series);
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
