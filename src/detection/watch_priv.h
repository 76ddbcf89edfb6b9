/* watch_priv.h - what the halves of a watch share: judging, and deciding and keeping. */
#ifndef DETECTION_WATCH_PRIV_H
#define DETECTION_WATCH_PRIV_H

#include "detection/watch.h"

/* The verdicts of one series. */
typedef struct {
    Series series;
    int64_t vintage_id;
    size_t n;
    Judged *v;
} WatchedSeries;

typedef struct {
    Op *op;
    const PlaceBook *book;
    const WatchRequest *request;
    WatchReport *report;
    size_t n;
    WatchedSeries *v;
} Watch;

/**
 * Keeps the verdicts and makes the proposals.
 *
 * error   as watch_run
 */
ErrCode watch_settle(Watch *w) NONNULL MUST_USE;

#endif
