/* pile_on.h - many strangers at one target: distinct senders in a sliding window, from a stream.
 *
 * No sender is ever kept: what is remembered is a keyed hash (BLAKE2b) of target and sender
 * together, under a random key that lives only in memory, is changed once a window and then
 * forgotten.  A hash is dropped as soon as its sender has not written for a window, so that nothing
 * can be traced back, nor one sender followed from target to target.
 *
 * All memory is taken at the start.  Whatever the stream does it does not grow:
 *   - senders are counted exactly while there is room; a target with more than PILE_ON_EXACT of
 *     them is counted by a HyperLogLog sketch from there on (standard error 3.3 % of what is
 * beyond), and when all sketches are taken its number is told as "at least";
 *   - when the memory of sightings is full the oldest is forgotten early: numbers are "at least";
 *   - when there are more targets than places, the new one takes that of the quietest of eight that
 *     its hash allows; one with an open alert is taken last. */
#ifndef DETECTION_PILE_ON_H
#define DETECTION_PILE_ON_H

#include "base/arena.h"

enum { PILE_ON_EXACT = 4096, PILE_ON_TARGET_BYTES = 128 };

typedef struct {
    int64_t window;     /* seconds, at least 12 */
    int senders;        /* m: fewer distinct senders are never an alert, at least 2 */
    double base, gamma; /* Kleinberg's s and gamma, over what is usual for the target */
    int64_t ahead;      /* seconds: an event so far beyond the newest is not believed */
    size_t memory;      /* bytes, at least PILE_ON_LEAST_MEMORY */
} PileOnRule;

enum { PILE_ON_LEAST_MEMORY = 1 << 20, PILE_ON_MOST_MEMORY = 1 << 30 };

typedef enum { PILE_ON_STARTS, PILE_ON_GROWS, PILE_ON_ENDS } PileOnStage;
typedef enum { PILE_ON_COUNTED, PILE_ON_ESTIMATED, PILE_ON_AT_LEAST } PileOnCertainty;

typedef struct {
    int64_t time; /* unix seconds */
    Str target;
    PileOnStage stage;
    double senders; /* distinct ones in the window */
    PileOnCertainty certainty;
    double usual;  /* most distinct senders in a window, on average over the last twenty or so */
    double weight; /* how much better a burst explains them than what is usual, in nats */
} PileOnAlert;

/* Called for each alert; what it points to dies when it returns. */
typedef ErrCode PileOnFn(void *context, const PileOnAlert *alert, Err *e);

typedef struct {
    int64_t events, late, ahead;         /* taken, before the window, too far beyond it */
    int64_t alerts;                      /* that started */
    int64_t targets_displaced;           /* targets that made way for others */
    int64_t sightings_displaced;         /* sightings forgotten before their time */
    size_t targets, sightings, sketches; /* room for so many */
} PileOnTally;

typedef struct PileOn PileOn;

/**
 * Takes all the memory that the rule allows.
 *
 * own     *ret lives in mem; pile_on_close must follow
 * error   ERR_INPUT  the rule is out of range
 *         ERR_LIMIT  mem has no room
 * test    tests/unit/test_pile_on.c
 */
ErrCode pile_on_open(const PileOnRule *rule, PileOnFn *alert, void *context, Arena *mem,
                     PileOn **ret, Err *e) NONNULL MUST_USE;

/**
 * One message to a target.  An event before the newest by less than a window counts as if it were
 * the newest; older ones are left out and counted.  After eight events in a row that are too far
 * ahead the stream is believed to have moved on.
 *
 * error   ERR_INPUT  a target of more than PILE_ON_TARGET_BYTES or none, or an empty sender
 *         and what the alert function returns
 */
ErrCode pile_on_event(PileOn *p, int64_t time, Str target, Str sender, Err *e) NONNULL MUST_USE;

/** What was taken and what was left out so far. */
PileOnTally pile_on_tally(const PileOn *p) NONNULL;

/** Forgets keys and hashes. */
void pile_on_close(PileOn *p) NONNULL;

#endif
