/* level_priv.h - how the rest of the room brings a level into force. */
#ifndef SIGNALS_LEVEL_PRIV_H
#define SIGNALS_LEVEL_PRIV_H

#include "signals/level.h"

typedef struct {
    int64_t issue_id, assessment_id, approver;
    const char *kind; /* NULL: set, raised, lowered or renewed, as it turns out */
    int level;
    Str reason;
    int64_t next_review_at;
} LevelEntry;

/* The newest change of an issue; *ret_any false when it was never assessed. */
ErrCode level_of_issue(Op *op, int64_t issue, LevelChange *ret, bool *ret_any) NONNULL MUST_USE;

/* The level of an issue now: unknown when its review did not happen in time. */
int level_now(const LevelChange *c, int64_t now) NONNULL;

/* The level that it had when one was last known, so that running out is no way round the second
 * reader. */
int level_last_known(const LevelChange *c) NONNULL;

/* Writes the next change of an issue, with its audit entry. */
ErrCode level_enter(Op *op, const LevelEntry *x) NONNULL MUST_USE;

#endif
