/* shiryaev_roberts.h - do events begin to crowd together somewhere, now?
 *
 * For points in space and time, one after the other, without places or counts.  Each event so far
 * may have been the beginning of a cluster round itself; what speaks for that is added up over all
 * of them.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_SHIRYAEV_ROBERTS_H
#define STATS_SHIRYAEV_ROBERTS_H

#include "base/arena.h"

typedef struct {
    double x, y;
} EventPlace;

typedef struct {
    double radius;  /* of a cluster, in the unit of x and y */
    double epsilon; /* how many times more than before, less 1: 0.5 is half as many again */
} ShiryaevRoberts;

typedef struct {
    double sum;   /* R: an alarm when it passes a threshold; at most 1e300 */
    double most;  /* the largest term, at most 1e300 */
    size_t start; /* the event (from 0) that the largest term takes for the beginning */
} ShiryaevRobertsAt;

/**
 * The statistic after each event.
 *
 * formula  R_n = sum over k of (1 + e)^N e^(-e U); N events k..n within the radius of event k,
 *          U = (n - k + 1) x (events 1..n within the radius of event k) / n.  Without a cluster the
 *          mean time to a false alarm is about the threshold, counted in events
 * shape    place in the order of time; ret has n
 * error    ERR_LIMIT  no memory
 * cost     O(n) an event
 * source   assuncao2009
 * test     tests/reference/test_shiryaev_roberts_golden.c
 */
ErrCode stat_shiryaev_roberts(const ShiryaevRoberts *c, const EventPlace *place, size_t n,
                              Arena *mem, ShiryaevRobertsAt *ret, Err *e) NONNULL MUST_USE;

#endif
