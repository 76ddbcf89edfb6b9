/* `belfry serve` - the site in a browser, until somebody stops it. */
#include <signal.h>
#include <stdio.h>

#include "cli/command.h"
#include "web/server.h"

static void log_line(void *context, const char *line)
{
    (void)context;
    (void)fprintf(stderr, "%s\n", line);
}

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

static ErrCode run(CommandCall *call)
{
    char host[64];
    int port, signal_number;
    int64_t threads = 2;
    Server *server;
    sigset_t signals;
    const char *text = call_option(call, "threads");
    TRY(read_listen(call, host, sizeof host, &port));
    if (text) TRY(str_int(str_of(text), "--threads", &threads, &call->op->err));
    /* Blocked before the threads start, so that none of them takes the signal. */
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    ServerSettings settings = { .database = call->database,
                                .host = host,
                                .port = port,
                                .threads = threads < 0 || threads > 1000 ? 0 : (int)threads,
                                .log = call_option(call, "quiet") ? NULL : log_line };
    TRY(server_start(&settings, &server, &call->op->err));
    buf_addf(call->out, "Belfry is at http://%s:%d/  (Ctrl-C ends it)\n", host,
             server_port(server));
    call_flush(call);
    (void)sigwait(&signals, &signal_number);
    server_stop(server);
    return ERR_OK;
}

static const CommandOption options[] = {
    { "listen", "ADDRESS:PORT", "where to listen (default: 127.0.0.1:8080; port 0 takes any)" },
    { "threads", "N", "threads that answer (default: 2)" },
    { "quiet", NULL, "no line for each request on standard error" },
    { NULL, NULL, NULL },
};

COMMAND(serve) = {
    .name = "serve",
    .usage = "serve [--listen ADDRESS:PORT]",
    .summary = "Show the national picture, areas, series and proposals in a browser",
    .help =
        "Public series only, to be read and not changed; there is no sign-in yet.  Stands behind\n"
        "a proxy when it is to be reached from other machines.\n",
    .options = options,
    .needs = NEEDS_NOTHING,
    .run = run,
};
