/* `belfry accounts` - who may work with this installation. */
#include "access/account.h"

#include "cli/command.h"

static const char *const account_columns[] = { "login",        "name",   "role",
                                               "organisation", "active", NULL };
static const char *const role_columns[] = { "role", "may", "who", NULL };

static ErrCode list(CommandCall *call, Op *op)
{
    Accounts a;
    TRY(account_list(op, &a));
    Table t = table_open(op->mem, call->format, account_columns);
    for (size_t i = 0; i < a.n; i++) {
        table_text(&t, a.v[i].login);
        table_text(&t, a.v[i].name);
        table_text(&t, a.v[i].role);
        table_text(&t, a.v[i].organisation);
        table_text(&t, a.v[i].active ? STR("yes") : STR("no"));
    }
    return table_print(&t, "no accounts", call->out, &op->err);
}

static ErrCode list_roles(CommandCall *call, Op *op)
{
    static const char *const words[] = { "read", "import", "watch", "decide", "administer" };
    Table t = table_open(op->mem, call->format, role_columns);
    const char *who;
    for (size_t i = 0; role_at(i, &who); i++) {
        AUTO(buf_free) Buf may = BUF_MAX(200);
        Str role = str_of(role_at(i, &who));
        for (int c = MAY_READ; c <= MAY_ADMINISTER; c++)
            if (role_may(role, (Capability)c)) buf_addf(&may, "%s%s", may.n ? " " : "", words[c]);
        table_text(&t, role);
        table_text(&t, (Str){ may.n, may.p });
        table_text(&t, str_of(who));
    }
    return table_print(&t, "no roles", call->out, &op->err);
}

static ErrCode change(CommandCall *call, Op *op)
{
    Str login = str_of(call->argv[1]);
    if (strcmp(call->argv[0], "close") == 0) {
        TRY(account_close(op, login));
        buf_addf(call->out, "%s: closed\n", call->argv[1]);
        return ERR_OK;
    }
    const char *name = call_option(call, "name"), *role = call_option(call, "role");
    const char *organisation = call_option(call, "organisation");
    if (!name || !role || !organisation)
        return err_set(&op->err, ERR_INPUT, "accounts add needs --name, --role and --organisation");
    TRY(account_add(op, login, str_of(name), str_of(role), str_of(organisation)));
    buf_addf(call->out, "%s: added\n", call->argv[1]);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },   { "roles", 1, OP_READ, list_roles },
    { "add", 2, OP_WRITE, change }, { "close", 2, OP_WRITE, change },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "name", "TEXT", "the person's name as the audit shows it" },
    { "role", "ROLE", "one of those that belfry accounts roles lists" },
    { "organisation", "TEXT", "where the person works" },
    { NULL, NULL, NULL },
};

COMMAND(accounts) = {
    .name = "accounts",
    .usage = "accounts [list|roles|add LOGIN --name N --role R --organisation O|close LOGIN]",
    .summary = "List, add or close the accounts that may work here",
    .help =
        "Every change is recorded under the account named by --actor.  Closing an account keeps\n"
        "its name in the audit.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
