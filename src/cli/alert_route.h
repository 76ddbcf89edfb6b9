/* alert_route.h - `belfry alerts route`: the routing, why something goes to whom, and what another
 * one would have done. */
#ifndef CLI_ALERT_ROUTE_H
#define CLI_ALERT_ROUTE_H

#include "cli/command.h"

/**
 * Prints the routing in force (or of --routing FILE); with --explain whom an alert goes to and why;
 * with --dry-run what it would have done; with --set puts FILE in force.
 *
 * error   ERR_INPUT  an option, or the file, is not understood
 *         and what the routing returns
 */
ErrCode alert_route(CommandCall *call, Op *op) NONNULL MUST_USE;

/**
 * The same for verbs that write: puts the file of --routing in force.
 *
 * error   ERR_INPUT, ERR_DENIED  as routing_set
 */
ErrCode alert_route_set(CommandCall *call, Op *op) NONNULL MUST_USE;

#endif
