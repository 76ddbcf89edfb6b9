/* outbox.h - the notices on their way out: claimed for a time, tried, tried again, and each attempt
 * kept.  At least once, never under a wrong level: what was overtaken is set aside, with a record.
 */
#ifndef ALERTS_OUTBOX_H
#define ALERTS_OUTBOX_H

#include "alerts/alert.h"

enum {
    OUTBOX_LEASE_SECONDS = 120,
    OUTBOX_BATCH = 25,
    OUTBOX_FIRST_WAIT_SECONDS = 15,
    OUTBOX_MOST_WAIT_SECONDS = 900,
    OUTBOX_GIVE_UP_SECONDS = 3 * 86400
};

typedef struct {
    int64_t issue, alert, revision, newest;
    Str kind;
    int64_t at;
    int level;
    Str headline, body;
    int64_t next_look;
    bool live, shown;
    Handling handling;
} OutboxItem;

typedef struct {
    int64_t id;
    Str key, kind, medium, desk, why, state;
    int64_t contact, created_at, due_at, attempts, lease_until, link_used_at;
    Str worker;
    int64_t exercise; /* 0: it is real */
    Str exercise_name;
    Str name, email, phone, webhook; /* of the person */
    size_t n;
    const OutboxItem *v;
} OutboxMessage;

typedef struct {
    size_t n;
    const int64_t *v;
} OutboxIds;

/**
 * Takes up to `most` messages that are due, for OUTBOX_LEASE_SECONDS; nobody else gets them until
 * then.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 * test    tests/store/test_outbox.c
 */
ErrCode outbox_claim(Op *op, Str worker, int64_t most, OutboxIds *ret) NONNULL MUST_USE;

/**
 * One message with what it says.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no message of that number
 */
ErrCode outbox_find(Op *op, int64_t id, OutboxMessage *ret) NONNULL MUST_USE;

/** Why a message must not be sent as things stand: it was overtaken, silenced, or answered already;
 *  NULL when it may.  *ret_state is then the state it ends in. */
const char *outbox_fault(const OutboxMessage *m, const char **ret_state) NONNULL;

/**
 * Brings a digest that was not sent yet up to the newest issues of its alerts.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode outbox_refresh(Op *op, const OutboxMessage *m) NONNULL MUST_USE;

/**
 * Records an attempt and what became of the message: state waiting (until due_at), delivered,
 * superseded, dropped, withheld or dead.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode outbox_settle(Op *op, const OutboxMessage *m, const char *state, Str outcome,
                      int64_t due_at) NONNULL MUST_USE;

/** When to try again after so many attempts: doubling from 15 seconds to 15 minutes, of which half
 * is drawn from the message's own counter-based stream, so that a thousand messages do not knock at
 *  once.
 *
 *  source  steele2014
 *  test    tests/store/test_outbox.c */
int64_t outbox_retry_at(int64_t id, int64_t attempts, int64_t now);

typedef struct {
    int64_t id;
    Str kind, name, desk, medium, why, state;
    int64_t created_at, due_at, attempts, done_at;
    Str outcome;
    int64_t link_used_at;
} OutboxLine;

typedef struct {
    size_t n;
    const OutboxLine *v;
} OutboxLines;

/**
 * Messages, newest first: in a state ("" for all), about an alert (0 for all), at most so many.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode outbox_list(Op *op, Str state, int64_t alert, int64_t most, OutboxLines *ret)
    NONNULL MUST_USE;

typedef struct {
    Str state, kind, medium;
    int64_t n, oldest;
} OutboxCount;

typedef struct {
    size_t n;
    const OutboxCount *v;
} OutboxCounts;

/**
 * How many messages are in which state.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode outbox_counts(Op *op, OutboxCounts *ret) NONNULL MUST_USE;

/**
 * Puts a dead message back.
 *
 * error   ERR_DENIED   the actor may not administer
 *         ERR_MISSING  no dead message of that number
 */
ErrCode outbox_revive(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Acknowledges the alerts of a message by the one-time link in it, for the person whom it went to.
 *
 * error   ERR_MISSING   no such message
 *         ERR_CONFLICT  the link was used, or the alerts are over
 */
ErrCode outbox_acknowledge(Op *op, int64_t id) NONNULL MUST_USE;

#endif
