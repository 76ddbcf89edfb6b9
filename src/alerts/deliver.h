/* deliver.h - takes messages from the outbox and hands them over.  Several processes may do so on
 * one database at once. */
#ifndef ALERTS_DELIVER_H
#define ALERTS_DELIVER_H

#include "access/secret.h"
#include "alerts/outbox.h"
#include "alerts/settings.h"
#include "alerts/tell.h"
#include "store/db.h"

typedef struct {
    Db *db;
    const DeliverySettings *settings;
    const Key *key; /* not ready: notices have no links, webhooks no signature and are not called */
    const char *worker;              /* who we are, among those that deliver from this database */
    int64_t (*clock)(void *context); /* unix seconds */
    void *context;
} Delivery;

typedef struct {
    TellReport told;
    size_t delivered, later, dead, superseded, dropped, withheld;
} DeliveryReport;

/**
 * One round: what is due is put in the outbox, what waits there is sent, until nothing is due.
 *
 * error   ERR_STORE  the database refused; what was sent before is recorded
 *         ERR_LIMIT  no memory
 * test    tests/alerts/deliver.py
 */
ErrCode deliver_round(const Delivery *d, DeliveryReport *ret, Err *e) NONNULL MUST_USE;

/** Where a message goes, and the only place where that is decided: an exercise's to the exercise's
 *  own address and nowhere else, a real one to the person; "" when there is nowhere. */
Str deliver_address(const DeliverySettings *s, const OutboxMessage *m) NONNULL;

/** The secret that a contact's system knows as well, 64 hex digits. */
HashText deliver_webhook_secret(const Key *key, int64_t contact) NONNULL;

/** The code in a message's one-time link: "12-" and 40 hex digits; "" without a key. */
Str deliver_link_code(const Key *key, const OutboxMessage *m, Arena *mem) NONNULL;

#endif
