/* serve_site.h - the site, until somebody stops it: for `belfry serve` and the end of the demo. */
#ifndef CLI_SERVE_SITE_H
#define CLI_SERVE_SITE_H

#include "cli/command.h"
#include "cli/deliver_loop.h"
#include "web/server.h"

/**
 * Starts the site, and the delivery beside it unless it is NULL, says where it is, and waits for
 * SIGINT or SIGTERM.
 *
 * error   as server_start and deliver_loop_start
 */
ErrCode serve_site(CommandCall *call, const ServerSettings *settings, const DeliverPlan *deliver)
    MUST_USE;

/** Where the installation's key is: --key, or beside a SQLite file; NULL for a server's database,
 *  which has no beside.  The text may live in room. */
const char *serve_key_path(const CommandCall *call, char *room, size_t n) NONNULL;

/** Writes a line of the access log to standard error. */
void serve_log(void *context, const char *line);

#endif
