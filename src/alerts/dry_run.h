/* dry_run.h - a routing tried on what really happened: every level that came into force and every
 * proposal that was approved in a stretch of the past, and whom it would have told.  Nothing is
 * sent and nothing is written. */
#ifndef ALERTS_DRY_RUN_H
#define ALERTS_DRY_RUN_H

#include "alerts/tell.h"

typedef struct {
    int64_t at;
    Str place_name, subject, kind; /* set, raised, lowered ..., approved */
    int level;
    Str routes; /* that took it, with commas */
    Str desks;  /* with when, with commas */
    size_t people, nobody;
} DryRunEvent;

typedef struct {
    Str desk, title;
    size_t notices, at_once, people, nobody; /* events in which there was nobody */
} DryRunDesk;

typedef struct {
    size_t events_n, desks_n;
    const DryRunEvent *events;
    const DryRunDesk *desks;
} DryRun;

/**
 * Replays the days from `first` to `last`; exercises are left out.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 * test    tests/store/test_alerts.c
 */
ErrCode dry_run(Op *op, const Routing *r, int32_t first, int32_t last, DryRun *ret)
    NONNULL MUST_USE;

#endif
