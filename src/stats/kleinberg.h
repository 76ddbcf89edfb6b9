/* kleinberg.h - when did things come thick and fast?
 *
 * A stream of events is explained by a machine that is calm most of the time and climbs to faster
 * states for a while; every climb has a price, so that a short flurry is not yet a burst.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_KLEINBERG_H
#define STATS_KLEINBERG_H

#include "base/arena.h"

enum { KLEINBERG_MAX_STATES = 60 };

typedef struct {
    double base;  /* s: each state is so many times faster than the one below, above 1 */
    double gamma; /* price of one step up, in units of log n, 0 or more */
    int states;   /* 0: as many as the shortest gap can need */
} KleinbergControl;

/* One burst: a run of gaps or batches, first to last (from 0), spent in this state or above. */
typedef struct {
    int level;          /* 1 is the lowest */
    size_t first, last; /* both belong to it */
    double weight;      /* how much better this level explains them than the one below, in nats */
} KleinbergBurst;

typedef struct {
    size_t n;
    const KleinbergBurst *v;    /* by first, then by level: inner bursts follow the outer ones */
    const unsigned char *state; /* of each gap or batch */
    double cost;                /* of that way through the states, in nats */
} KleinbergBursts;

/**
 * The cheapest way through the states that explains the gaps between events.
 *
 * formula  state j: rate a_j = s^j n / T; cost of gap x: a_j x - log a_j; from i up to j:
 *          (j - i) gamma log n; down: 0; start in state 0; ties go to the lower state
 * shape    gaps: one between each event and the next
 * unit     any unit of time; the result does not depend on it
 * missing  none are allowed: every gap is finite and 0 or more
 * own      *ret lives in mem
 * error    ERR_INPUT  a gap below 0 or not finite, or a control out of range
 *          ERR_LIMIT  no room
 * cost     O(n k) time and memory, k states
 * source   kleinberg2003
 * test     tests/unit/test_kleinberg.c, tests/law/test_kleinberg_law.c
 */
ErrCode stat_kleinberg_gaps(F64s gaps, const KleinbergControl *c, Arena *mem, KleinbergBursts *ret,
                            Err *e) NONNULL MUST_USE;

/**
 * The same for batches, such as days: of total[t] things, relevant[t] were of the kind; two states.
 *
 * formula  p_0 = sum r / sum d, p_1 = s p_0; cost -log(C(d, r) p^r (1 - p)^(d - r)); up gamma log n
 * shape    relevant and total are of one length
 * unit     counts
 * missing  a batch with a total of 0 or NAN says nothing: both states cost 0
 * own      *ret lives in mem
 * error    ERR_INPUT  lengths differ, a relevant count not from 0 to the total, a control that is
 *                     out of range
 *          ERR_LIMIT  no room
 * cost     O(n)
 * source   kleinberg2003
 * test     tests/unit/test_kleinberg.c, tests/law/test_kleinberg_law.c
 */
ErrCode stat_kleinberg_batches(F64s relevant, F64s total, const KleinbergControl *c, Arena *mem,
                               KleinbergBursts *ret, Err *e) NONNULL MUST_USE;

#endif
