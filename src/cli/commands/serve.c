/* `belfry serve` - the site in a browser, until somebody stops it. */
#include <stdio.h>

#include "cli/deliver_loop.h"
#include "cli/serve_site.h"

static ErrCode read_listen(const CommandCall *call, char *host, size_t host_n, int *ret_port)
{
    const char *text = call_option(call, "listen");
    Str rest = str_of(text ? text : "127.0.0.1:8080"), first = rest;
    int64_t port = 0;
    Err why;
    (void)str_split(&rest, ':', &first);
    if (!rest.p || str_int(rest, "", &port, &why) != ERR_OK || port < 0 || port > 65535 ||
        first.n == 0 || first.n >= host_n)
        return err_set(&call->op->err, ERR_INPUT,
                       "--listen: '%.60s' is not ADDRESS:PORT such as 127.0.0.1:8080",
                       text ? text : "");
    (void)snprintf(host, host_n, "%.*s", STR_ARG(first));
    *ret_port = (int)port;
    return ERR_OK;
}

static void say(const char *line)
{
    serve_log(NULL, line);
}

static ErrCode run(CommandCall *call)
{
    char host[64];
    int port;
    int64_t threads = 2, forms = 60;
    const char *text = call_option(call, "threads");
    char key[4200];
    if (call_option(call, "doors")) {
        server_print_doors(call->out);
        return ERR_OK;
    }
    TRY(read_listen(call, host, sizeof host, &port));
    if (text) TRY(str_int(str_of(text), "--threads", &threads, &call->op->err));
    text = call_option(call, "forms");
    if (text) TRY(str_int(str_of(text), "--forms", &forms, &call->op->err));
    if (forms < 1 || forms > 1000000)
        return err_set(&call->op->err, ERR_INPUT, "--forms: expected 1 to 1000000");
    ServerSettings settings = { .database = call->database,
                                .host = host,
                                .port = port,
                                .forms_per_minute = (int)forms,
                                .key_path = serve_key_path(call, key, sizeof key),
                                .public_site = call_option(call, "site"),
                                .provider_path = call_option(call, "provider"),
                                .threads = threads < 0 || threads > 1000 ? 0 : (int)threads,
                                .log = call_option(call, "quiet") ? NULL : serve_log };
    DeliverPlan deliver = { .database = call->database,
                            .settings_path = call_option(call, "delivery"),
                            .key_path = settings.key_path,
                            .every_seconds = 5,
                            .log = say };
    return serve_site(call, &settings, deliver.settings_path ? &deliver : NULL);
}

static const CommandOption options[] = {
    { "listen", "ADDRESS:PORT", "where to listen (default: 127.0.0.1:8080; port 0 takes any)" },
    { "threads", "N", "threads that answer (default: 2)" },
    { "forms", "N", "forms taken from one address in a minute (default: 60)" },
    { "key", "FILE", "the installation's key (default: beside a SQLite file; made when missing)" },
    { "provider", "FILE", "the identity provider of your organisation (docs/operate/accounts.md)" },
    { "site", "URL", "public address, https://..., of the proxy in front" },
    { "delivery", "FILE", "send what alerts put in the outbox, too (docs/operate/alerts.md)" },
    { "doors", NULL, "print who may see and do what on every page, and end" },
    { "quiet", NULL, "no line for each request on standard error" },
    { NULL, NULL, NULL },
};

COMMAND(serve) = {
    .name = "serve",
    .usage = "serve [--listen ADDRESS:PORT] [--site URL] [--key FILE] [--provider FILE] "
             "[--delivery FILE]",
    .summary = "Show the national picture, areas, series and proposals in a browser",
    .help =
        "Visitors see public series only.  People sign in with accounts made by invitation "
        "(belfry\n"
        "accounts), a password and an authenticator app; what their role allows, the audit "
        "records.\n"
        "The key seals the second factors: keep a copy of it apart from the database.\n"
        "Stands behind a proxy with TLS when it is to be reached from other machines; --site then\n"
        "says the address that people use, and cookies and headers are made for it.\n",
    .options = options,
    .needs = NEEDS_NOTHING,
    .run = run,
};
