/* tide.h - does what people tell of a place and a theme rise?
 *
 * Two looks: seven days against the 28 before, and 90 against the 365 before.  More people who tell
 * is not more to tell of: only those who had told something before the earlier span began are
 * counted, in both spans alike; what newcomers told is shown beside it.  A rise is a proposal to
 * look; it never sets a level (docs/decisions/0012-levels-silence-and-rises.md). */
#ifndef DETECTION_TIDE_H
#define DETECTION_TIDE_H

#include "store/op.h"

typedef struct {
    int64_t id, place_id;
    Str place, place_name, theme;
    Str span; /* short, slow */
    int32_t as_of_day;
    int64_t later, before;         /* of those who told something before */
    int64_t later_all, before_all; /* of everybody */
    double expected;               /* later, had the rate stayed */
    double pvalue, cutoff;
    int64_t tests;
    Str state; /* proposed, taken_up, dismissed */
    Str reason;
} Tide;

typedef struct {
    size_t n;
    const Tide *v;
} Tides;

enum { TIDE_LEAST = 3 }; /* signals in the later span, for a proposal */

typedef struct {
    int64_t tests, proposals, silent; /* silent: looks without enough history */
    double cutoff;
} TideReport;

/**
 * Looks at every place and theme as of a day and keeps the rises that pass Benjamini and Hochberg's
 * rule at q as proposals, unless one of the same place, theme and span is open or was decided
 * within the span.
 *
 * formula  stat_rate_rise(later, 7, before, 28), and with 90 and 365
 * missing  a look is silent until the first signal is older than both spans together
 * error    ERR_DENIED  the actor may not run the watch
 *          ERR_INPUT   q is not in (0, 1)
 * source   przyborowski1940, benjamini1995
 * test     tests/store/test_tide.c
 */
ErrCode tide_watch(Op *op, int32_t as_of_day, double q, TideReport *ret) NONNULL MUST_USE;

/**
 * The proposals, open ones only unless `all`, the newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode tide_list(Op *op, bool all, Tides *ret) NONNULL MUST_USE;

/**
 * One of them.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  none of that number
 */
ErrCode tide_find(Op *op, int64_t id, Tide *ret) NONNULL MUST_USE;

/**
 * Takes a proposal up, or dismisses it, with a reason.
 *
 * error   ERR_DENIED    the actor may not assess, or the place is not in the actor's area
 *         ERR_INPUT     no reason, too long, or not UTF-8
 *         ERR_CONFLICT  it was decided already
 *         ERR_MISSING   none of that number
 */
ErrCode tide_decide(Op *op, int64_t id, bool take_up, Str reason) NONNULL MUST_USE;

#endif
