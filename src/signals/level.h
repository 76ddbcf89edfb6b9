/* level.h - the levels as they came into force: what alerts are made from.
 *
 * Each row is one change of one issue's level, in the order in which they came into force, numbered
 * 1, 2, 3 ... without gaps; none is ever edited.  Raising, lowering, renewing, running out (to U),
 * cancelling and closing are all changes, so a reader that keeps the last number it has seen misses
 * none.  What waits for its second reader is not in force and is not here. */
#ifndef SIGNALS_LEVEL_H
#define SIGNALS_LEVEL_H

#include "signals/level_rule.h"
#include "store/op.h"

typedef struct {
    int64_t id, at;
    int64_t place_id;
    Str place, place_name; /* code and name */
    int64_t issue_id;      /* the situation: the same for all that follows on it */
    Str issue_title;
    Str themes;      /* codes, " MIG RUM " */
    int64_t version; /* within the issue, from 1 */
    Str kind;        /* set, raised, lowered, renewed, expired, cancelled, closed */
    int level;       /* of the issue, LEVEL_UNKNOWN for U */
    int previous;    /* its level before this change */
    int place_level; /* of the place as a whole after this change */
    bool exercise;   /* nothing of it is real */
    int64_t assessment_id;
    Str what, where;   /* what is going on, and where in the place */
    int32_t since_day; /* since when */
    Str trend;         /* RIS, STE, FAL, UNK */
    Str confidence;    /* H, M, L */
    Str gaps;          /* what is not known */
    Str asked;         /* what others are asked to do */
    Str reason;        /* why it ran out, was cancelled or closed; "" for the other kinds */
    int64_t next_review_at;
    int64_t author, approver; /* accounts; approver 0 where none was needed */
    Str author_name, approver_name;
} LevelChange;

typedef struct {
    size_t n;
    const LevelChange *v;
} LevelChanges;

/**
 * The changes after the one numbered `id` (0: from the first), oldest first, at most `limit`.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 * test    tests/store/test_levels.c
 */
ErrCode level_changes_since(Op *op, int64_t id, int64_t limit, LevelChanges *ret) NONNULL MUST_USE;

/**
 * One change.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no change of that number
 */
ErrCode level_change_find(Op *op, int64_t id, LevelChange *ret) NONNULL MUST_USE;

/**
 * The changes of one issue, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode level_changes_of_issue(Op *op, int64_t issue, LevelChanges *ret) NONNULL MUST_USE;

typedef struct {
    int64_t place_id;
    Str place, place_name;
    int level;              /* now: what ran out counts as unknown, whether it was noted or not */
    size_t issues;          /* open ones that were assessed */
    const LevelChange *top; /* the change that decides it, NULL when no issue was assessed */
} PlaceLevel;

typedef struct {
    size_t n;
    const PlaceLevel *v;
} PlaceLevels;

/**
 * The level of a place now, exercises left out; LEVEL_UNKNOWN where nothing was assessed.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode level_current(Op *op, int64_t place_id, PlaceLevel *ret) NONNULL MUST_USE;

/**
 * The same for every place with an open issue that was assessed, worst first, then by name.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode level_current_all(Op *op, PlaceLevels *ret) NONNULL MUST_USE;

/**
 * Notes every level whose review did not happen in time as run out: it turns to U.  A timer calls
 * this; *ret counts them.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode level_expire(Op *op, int64_t *ret) NONNULL MUST_USE;

#endif
