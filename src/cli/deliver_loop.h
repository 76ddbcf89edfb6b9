/* deliver_loop.h - the rounds of the delivery, one after the other, in a process or a thread of its
 * own. */
#ifndef CLI_DELIVER_LOOP_H
#define CLI_DELIVER_LOOP_H

#include "alerts/deliver.h"

typedef struct {
    const char *database, *settings_path, *key_path; /* key_path NULL: no key */
    int64_t every_seconds;
    int64_t shift_seconds; /* of the clock, for tests that fix it */
    void (*log)(const char *line);
} DeliverPlan;

typedef struct DeliverLoop DeliverLoop;

/**
 * One round.
 *
 * error   ERR_INPUT, ERR_IO  settings or key cannot be read
 *         ERR_STORE          the database refused
 */
ErrCode deliver_once(const DeliverPlan *plan, Db *db, DeliveryReport *ret, Err *e) NONNULL MUST_USE;

/**
 * Starts a thread that makes a round every so many seconds, with a connection of its own.  A round
 * that fails is logged and the next one tries again.
 *
 * own     *ret is ended with deliver_loop_stop; *plan outlives it
 * error   ERR_INPUT, ERR_IO  settings or key cannot be read
 *         ERR_STORE          the database cannot be opened
 */
ErrCode deliver_loop_start(const DeliverPlan *plan, DeliverLoop **ret, Err *e) NONNULL MUST_USE;

/** Ends it after the round that it is in; NULL is fine. */
void deliver_loop_stop(DeliverLoop *l);

#endif
