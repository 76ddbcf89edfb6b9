/* `belfry accounts` - who may work with this installation. */
#include "access/account.h"
#include "access/identity.h"
#include "cli/command.h"
#include "places/place.h"

static const char *const account_columns[] = { "login", "name",   "role",     "organisation",
                                               "area",  "active", "signs_in", NULL };
static const char *const role_columns[] = { "role", "may", "sees", "where", "who", NULL };

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
        table_text(&t, a.v[i].area);
        table_text(&t, a.v[i].active ? STR("yes") : STR("no"));
        table_text(&t, a.v[i].example   ? STR("example")
                       : a.v[i].invited ? STR("no")
                       : a.v[i].bound   ? STR("elsewhere")
                                        : STR("yes"));
    }
    return table_print(&t, "no accounts", call->out, &op->err);
}

static ErrCode list_roles(CommandCall *call, Op *op)
{
    Table t = table_open(op->mem, call->format, role_columns);
    const char *who;
    for (size_t i = 0; role_at(i, &who); i++) {
        AUTO(buf_free) Buf may = BUF_MAX(200);
        Str role = str_of(role_at(i, &who));
        for (int c = 0; c < CAPABILITY_COUNT; c++)
            if (role_may(role, (Capability)c))
                buf_addf(&may, "%s%s", may.n ? " " : "", capability_word((Capability)c));
        table_text(&t, role);
        table_text(&t, (Str){ may.n, may.p });
        table_text(&t, str_of(reach_word(role_sees(role))));
        table_text(&t, role_everywhere(role) ? STR("everywhere") : STR("own area"));
        table_text(&t, str_of(who));
    }
    return table_print(&t, "no roles", call->out, &op->err);
}

/* The link is printed once, for the person who was invited; the database keeps its hash only. */
static ErrCode invite(CommandCall *call, Op *op)
{
    Secret secret;
    const char *site = call_option(call, "site");
    TRY(invitation_make(op, str_of(call->argv[1]), &secret));
    buf_addf(call->out, "%s/invitation/%s\n", site ? site : "http://127.0.0.1:8080", secret.text);
    return ERR_OK;
}

static ErrCode bind(CommandCall *call, Op *op)
{
    const char *issuer = call_option(call, "issuer"), *subject = call_option(call, "subject");
    if (!issuer || !subject)
        return err_set(&op->err, ERR_INPUT, "accounts bind needs --issuer and --subject");
    TRY(identity_bind(op, str_of(call->argv[1]), str_of(issuer), str_of(subject)));
    buf_addf(call->out, "%s: bound\n", call->argv[1]);
    return ERR_OK;
}

static ErrCode check_area(Op *op, Str area)
{
    const PlaceBook *book;
    TRY(place_book_load(op, &book));
    if (area.n == 0 || place_by_code(book, area)) return ERR_OK;
    return err_set(&op->err, ERR_INPUT, "--area: no place has the code '%.*s'",
                   (int)(area.n > 20 ? 20 : area.n), area.p);
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
    Account a = { .login = login,
                  .name = str_of(name),
                  .role = str_of(role),
                  .organisation = str_of(organisation),
                  .area = str_of(call_option(call, "area")) };
    TRY(check_area(op, a.area));
    TRY(account_add(op, &a));
    buf_addf(call->out, "%s: added\n", call->argv[1]);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },      { "roles", 1, OP_READ, list_roles },
    { "add", 2, OP_WRITE, change },    { "close", 2, OP_WRITE, change },
    { "invite", 2, OP_WRITE, invite }, { "bind", 2, OP_WRITE, bind },
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
    { "area", "CODE", "place that the organisation answers for" },
    { "issuer", "URL", "identity provider that the account signs in with, as its file names it" },
    { "subject", "TEXT", "what that provider calls the person" },
    { "site", "URL", "address of the site, for the invitation (default: http://127.0.0.1:8080)" },
    { NULL, NULL, NULL },
};

COMMAND(accounts) = {
    .name = "accounts",
    .usage = "accounts [list|roles|add LOGIN --name N --role R --organisation O [--area CODE]"
             "|invite LOGIN|bind LOGIN --issuer URL --subject S|close LOGIN]",
    .summary = "List, add, invite or close the accounts that may work here",
    .help =
        "Every change is recorded under the account named by --actor.  Closing an account keeps\n"
        "its name in the audit.\n"
        "An invitation is a link, printed once, good for seven days: with it the person chooses a\n"
        "password and sets up the second factor, or binds the account to the one of their\n"
        "organisation where belfry serve has a --provider.  Inviting again makes all of that be\n"
        "forgotten.  bind does by hand what the link does.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
