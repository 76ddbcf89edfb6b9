#include "cli/serve_site.h"

#include <signal.h>
#include <stdio.h>

void serve_log(void *context, const char *line)
{
    (void)context;
    (void)fprintf(stderr, "%s\n", line);
}

const char *serve_key_path(const CommandCall *call, char *room, size_t n)
{
    const char *given = call_option(call, "key"), *file = call->database;
    if (given) return given;
    if (strncmp(file, "sqlite:", 7) == 0) file += 7;
    if (strncmp(file, "postgres", 8) == 0) return NULL;
    int used = snprintf(room, n, "%s.key", file);
    return used > 0 && (size_t)used < n ? room : NULL;
}

ErrCode serve_site(CommandCall *call, const ServerSettings *settings, const DeliverPlan *deliver)
{
    int signal_number;
    Server *server;
    DeliverLoop *loop = NULL;
    sigset_t signals;
    /* Blocked before the threads start, so that none of them takes the signal. */
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    TRY(server_start(settings, &server, &call->op->err));
    ErrCode code = deliver ? deliver_loop_start(deliver, &loop, &call->op->err) : ERR_OK;
    if (code != ERR_OK) {
        server_stop(server);
        return code;
    }
    buf_addf(call->out, "Belfry is at http://%s:%d/  (Ctrl-C ends it)\n", settings->host,
             server_port(server));
    call_flush(call);
    (void)sigwait(&signals, &signal_number);
    deliver_loop_stop(loop);
    server_stop(server);
    return ERR_OK;
}
