/* tell.h - from what happened to who is told: clocks, silences and inhibitions of every open alert,
 * the groups of the routing, and the notices that they put in the outbox. */
#ifndef ALERTS_TELL_H
#define ALERTS_TELL_H

#include "alerts/contact.h"

typedef struct {
    size_t raised;  /* new alerts, of approved proposals */
    size_t issued;  /* alerts that were approved and are out now */
    size_t stepped; /* alerts that time or silences moved */
    size_t notices; /* put in the outbox */
    size_t nobody;  /* desks without anybody */
} TellReport;

/**
 * One round, in one writing operation: everything that is due by op->now.  Nothing is sent here.
 *
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 * test    tests/store/test_alerts.c
 */
ErrCode tell_round(Op *op, TellReport *ret) NONNULL MUST_USE;

/* One line of the answer to "why did this go to whom". */
typedef struct {
    Str desk, title;
    When when;
    Str route;
    size_t people;
    Str names; /* of those who answer for it now, "nobody" */
} TellWhy;

typedef struct {
    Str trace; /* of the tree, a line for each node */
    size_t n;
    const TellWhy *v;
} TellPlan;

/**
 * Whom an alert would be told to, and why; nothing is written.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 */
ErrCode tell_explain(Op *op, const Routing *r, const Alert *a, TellPlan *ret) NONNULL MUST_USE;

#endif
